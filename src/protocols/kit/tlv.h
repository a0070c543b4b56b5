/*
 * tlv.h - lists of elements that say their own type and length.
 *
 * The protocols differ in how wide the two are, in what the length counts and
 * in what they make of an element that does not fit; the oracle differs in
 * what it says of one. A walk over such a list is
 *
 *     static const struct tlv_form form = {.type_bits = 8, .length_bits = 8};
 *     struct tlv t;
 *     enum tlv_fit fit;
 *
 *     while ((fit = tlv_next(pr, &form, &list, &t)) == TLV_FITS)
 *         print_element(pr, &t);
 *
 * and its end is judged by `fit` and by what is left of the list. Padding
 * of one octet, without a length, is for the caller to look for and to skip
 * before asking. The header is read as one: where the oracle shows a type
 * whose length is not captured (OpenFlow, EDNS), this is not the tool.
 */
#ifndef TCPLINE_PROTOCOLS_TLV_H
#define TCPLINE_PROTOCOLS_TLV_H

#include "printer.h"
#include "span.h"

/* How a protocol writes its elements; what is not said is zero. */
struct tlv_form {
    uint8_t type_bits;   /* first, with any flags around the type */
    uint8_t length_bits; /* the two fill one to four octets, the header */
    bool whole;          /* the length counts the header, too */
    uint8_t align;       /* padded to a multiple of so many octets */
};

struct tlv {
    uint32_t type;
    uint32_t length;   /* as it was sent */
    struct span value; /* without the padding; empty when it does not fit */
};

enum tlv_fit {
    TLV_FITS,
    TLV_NONE,  /* the list has fewer octets than a header, perhaps none */
    TLV_CUT,   /* the header is not captured, which pins the output */
    TLV_SHORT, /* the length is less than its own header */
    TLV_LONG,  /* the element goes past the end of the list */
};

/*
 * The element at the head of `list`. Type and length are set unless there is
 * no header to read. Only when it fits does `list` move on, behind its
 * padding as far as the list has it. The value need not be captured: reading
 * it shows.
 */
enum tlv_fit tlv_next(struct printer *pr, const struct tlv_form *form,
                      struct span *list, struct tlv *tlv);

#endif
