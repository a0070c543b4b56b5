/*
 * snmp_ber.c - reading and showing elements (X.690 section 8): a tag, a
 * length, a value, as far as SNMP's structure of information (RFC 2578) needs
 * them.
 */
#include "snmp_ber.h"

#include "count.h"
#include "snmp_oid.h"

enum { UNIVERSAL, APPLICATION, CONTEXT, PRIVATE, CLASSES };

static const char *const universal_names[] = {
    "U-0",   "Boolean",   "Integer", "Bitstring", "String",   "Null",
    "ObjID", "ObjectDes", "U-8",     "U-9",       "U-10",     "U-11",
    "U-12",  "U-13",      "U-14",    "U-15",      "Sequence", "Set",
};
static const char *const application_names[] = {
    "IpAddress", "Counter", "Gauge", "TimeTicks", "Opaque", "C-5", "Counter64",
};
static const char *const context_names[] = {
    "GetRequest", "GetNextRequest", "GetResponse", "SetRequest", "Trap",
    "GetBulk",    "Inform",         "V2Trap",      "Report",
};
static const char *const private_names[] = {"P-0"};

static const struct class_row {
    const char *const *names;
    uint8_t count;
} classes[CLASSES] = {
    [UNIVERSAL] = {universal_names, COUNT_OF(universal_names)},
    [APPLICATION] = {application_names, COUNT_OF(application_names)},
    [CONTEXT] = {context_names, COUNT_OF(context_names)},
    [PRIVATE] = {private_names, COUNT_OF(private_names)},
};

/* Types of known numbers; what is not named here is shown as octets. */
static enum ber_type type_of(uint8_t first, uint8_t id)
{
    static const enum ber_type universal[] = {
        [2] = BER_INTEGER, [4] = BER_STRING, [5] = BER_NULL, [6] = BER_OID};
    static const enum ber_type application[] = {
        BER_ADDRESS, BER_UNSIGNED, BER_UNSIGNED, BER_UNSIGNED,
        BER_OCTETS,  BER_OCTETS,   BER_COUNTER64};

    switch (first >> 5) {
    case UNIVERSAL << 1:
        return id < COUNT_OF(universal) ? universal[id] : BER_OCTETS;
    case UNIVERSAL << 1 | 1:
        return id == 16 ? BER_SEQUENCE : BER_OCTETS;
    case APPLICATION << 1:
        return application[id];
    case CONTEXT << 1:
        return BER_NO_VALUE;
    case CONTEXT << 1 | 1:
        return BER_PDU;
    default:
        return BER_OCTETS;
    }
}

/* The tag's number, which long forms make wrap in an octet. */
static bool read_tag(struct printer *pr, struct span *list, uint8_t *id)
{
    enum { LONG_TAG = 0x1f };
    uint8_t octet = printer_u8(pr, list->off) & LONG_TAG;

    span_skip(list, 1);
    *id = octet;
    if (octet != LONG_TAG)
        return printer_ok(pr);
    *id = 0;
    do {
        octet = printer_u8(pr, list->off);
        if (list->len < 1) {
            if (printer_ok(pr))
                TEXT_LIT(pr->out, "[Xtagfield?]");
            return false;
        }
        *id = (uint8_t)(*id << 7 | (octet & 0x7f));
        span_skip(list, 1);
    } while (printer_ok(pr) && octet & 0x80);
    return printer_ok(pr);
}

static bool read_length(struct printer *pr, struct span *list, uint32_t *length)
{
    if (list->len < 1) {
        TEXT_LIT(pr->out, "[no asnlen]");
        return false;
    }
    *length = printer_u8(pr, list->off);
    span_skip(list, 1);
    if (*length & 0x80) {
        const uint32_t n = *length & 0x7f;

        if (list->len < n) {
            text_printf(pr->out, "[asnlen? %u<%u]", list->len, n);
            return false;
        }
        *length = n;
        if (!printer_need(pr, list->off, n))
            return false;
        *length = 0;
        for (uint32_t i = 0; i < n; i++)
            *length = *length << 8 | printer_u8(pr, list->off + i);
        span_skip(list, n);
    }
    if (list->len < *length) {
        text_printf(pr->out, "[len%u<asnlen%u]", list->len, *length);
        return false;
    }
    return printer_ok(pr);
}

static uint64_t read_number(struct printer *pr, struct span v, uint64_t number)
{
    for (uint32_t i = 0; i < v.len; i++)
        number = number << 8 | printer_u8(pr, v.off + i);
    return number;
}

/* "C/U/Set"; what is primitive stands in brackets. */
static void put_type(struct text *out, uint8_t first, uint8_t id)
{
    const unsigned class = first >> 6;
    const bool constructed = first & 0x20;
    char letter = 'x';

    if (class == UNIVERSAL)
        letter = 'U';
    else if (class == APPLICATION && !constructed)
        letter = 'A';
    text_printf(out, constructed ? "C/%c/%s" : "[P/%c/%s]", letter,
                classes[class].names[id]);
}

bool ber_next(struct printer *pr, struct span *list, struct ber *e)
{
    *e = (struct ber){.type = BER_OCTETS};
    if (list->len < 1) {
        TEXT_LIT(pr->out, "[nothing to parse]");
        return false;
    }
    const uint8_t first = printer_u8(pr, list->off);
    uint32_t length = 0;
    const bool has_length =
        read_tag(pr, list, &e->id) && read_length(pr, list, &length);
    e->value.len = length;
    if (!has_length)
        return false;
    e->value = (struct span){list->off, length};
    if (e->id >= classes[first >> 6].count) {
        text_printf(pr->out, "[id?%c/x/%u]", first & 0x20 ? 'C' : 'P', e->id);
        return false;
    }
    if (!printer_need(pr, list->off, length))
        return false;
    span_skip(list, length);
    e->type = type_of(first, e->id);
    if (e->type == BER_OCTETS) {
        put_type(pr->out, first, e->id);
    } else if (e->type == BER_INTEGER) {
        if (length == 0) {
            TEXT_LIT(pr->out, "[asnlen=0]");
            return false;
        }
        const uint64_t sign = pr->base[e->value.off] & 0x80 ? UINT64_MAX : 0;
        e->number = (int32_t)read_number(pr, e->value, sign);
    }
    return true;
}

bool ber_expect(struct printer *pr, struct span *list, enum ber_type type,
                const char *what, struct ber *e)
{
    if (!ber_next(pr, list, e))
        return false;
    if (e->type == type)
        return true;
    text_printf(pr->out, "[%s]", what);
    ber_put(pr, e);
    return false;
}

static void put_arc(struct printer *pr, struct snmp_oid *oid, uint32_t arc)
{
    if (pr->style->no_names)
        text_printf(pr->out, ".%u", arc);
    else
        snmp_oid_put(oid, pr->out, arc);
}

/* Numbers of seven bits an octet; the first is two (X.690 section 8.19). */
static void put_oid(struct printer *pr, struct span v)
{
    uint32_t number = 0;
    bool first = true;
    struct snmp_oid oid;

    snmp_oid_begin(&oid, pr->out);
    for (uint32_t i = 0; i < v.len; i++) {
        const uint8_t octet = printer_u8(pr, v.off + i);

        number = number << 7 | (octet & 0x7f);
        if (octet & 0x80)
            continue;
        if (first) {
            /* What does not fit into 31 bits is negative to the oracle. */
            const int32_t arc = (int32_t)number / 40;
            const uint32_t root = arc > 2 ? 2 : (uint32_t)arc;

            put_arc(pr, &oid, root);
            number -= root * 40;
            first = false;
        }
        put_arc(pr, &oid, number);
        number = 0;
    }
}

static void put_octets(struct printer *pr, struct span v, bool leading)
{
    for (uint32_t i = 0; i < v.len; i++)
        text_printf(pr->out, leading || i > 0 ? "_%02x" : "%02x",
                    printer_u8(pr, v.off + i));
}

/* In quotes when all of it is printable. */
static void put_string(struct printer *pr, struct span v)
{
    for (uint32_t i = 0; i < v.len; i++) {
        const uint8_t c = printer_u8(pr, v.off + i);
        if (c < ' ' || c > '~') {
            put_octets(pr, v, false);
            return;
        }
    }
    text_char(pr->out, '"');
    text_put(pr->out, pr->base + v.off, v.len);
    text_char(pr->out, '"');
}

static void put_address(struct printer *pr, struct span v)
{
    if (v.len != 4)
        TEXT_LIT(pr->out, "[inetaddr len!=4]");
    for (uint32_t i = 0; i < v.len; i++)
        text_printf(pr->out, i > 0 ? ".%u" : "%u", printer_u8(pr, v.off + i));
}

static void put_no_value(struct text *out, uint8_t id)
{
    static const char *const names[] = {"noSuchObject", "noSuchInstance",
                                        "endOfMibView"};

    text_printf(out, "[%s]", id < COUNT_OF(names) ? names[id] : "BE_ANY!?");
}

void ber_put(struct printer *pr, const struct ber *e)
{
    struct text *out = pr->out;

    switch (e->type) {
    case BER_OCTETS:
        put_octets(pr, e->value, true);
        break;
    case BER_INTEGER:
        text_printf(out, "%d", e->number);
        break;
    case BER_STRING:
        put_string(pr, e->value);
        break;
    case BER_NULL:
        break;
    case BER_OID:
        put_oid(pr, e->value);
        break;
    case BER_SEQUENCE:
        text_printf(out, "Seq(%u)", e->value.len);
        break;
    case BER_ADDRESS:
        put_address(pr, e->value);
        break;
    case BER_UNSIGNED:
        text_u32(out, (uint32_t)read_number(pr, e->value, 0));
        break;
    case BER_COUNTER64:
        text_u64(out, read_number(pr, e->value, 0));
        break;
    case BER_PDU:
        text_printf(out, "%s(%u)", context_names[e->id], e->value.len);
        break;
    case BER_NO_VALUE:
        put_no_value(out, e->id);
        break;
    }
}
