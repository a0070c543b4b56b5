/*
 * tlv.c - walking over a list of elements with type and length.
 */
#include "tlv.h"

/* Octets with the padding behind them, `len` at least. */
static uint64_t padded(uint32_t len, uint8_t align)
{
    if (align < 2)
        return len;
    return ((uint64_t)len + align - 1) / align * align;
}

static uint32_t read_header(struct printer *pr, uint32_t off, uint32_t octets)
{
    uint32_t header = 0;

    for (uint32_t i = 0; i < octets; i++)
        header = header << 8 | printer_u8(pr, off + i);
    return header;
}

enum tlv_fit tlv_next(struct printer *pr, const struct tlv_form *form,
                      struct span *list, struct tlv *tlv)
{
    const uint32_t octets = (form->type_bits + form->length_bits) / 8u;

    *tlv = (struct tlv){.value = {list->off + octets, 0}};
    if (list->len < octets)
        return TLV_NONE;
    if (!printer_need(pr, list->off, octets))
        return TLV_CUT;
    const uint64_t header = read_header(pr, list->off, octets);
    tlv->type = (uint32_t)(header >> form->length_bits);
    tlv->length = (uint32_t)(header & ((UINT64_C(1) << form->length_bits) - 1));
    if (form->whole && tlv->length < octets)
        return TLV_SHORT;
    const uint32_t len = form->whole ? tlv->length - octets : tlv->length;
    if (len > list->len - octets)
        return TLV_LONG;
    tlv->value.len = len;
    const uint64_t taken = padded(octets + len, form->align);
    span_skip(list, taken < list->len ? (uint32_t)taken : list->len);
    return TLV_FITS;
}
