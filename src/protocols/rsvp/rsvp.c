/*
 * rsvp.c - the resource reservation protocol (RFC 2205): messages, bundles of
 * them (RFC 2961), and the list of objects in each.
 */
#include "codes.h"
#include "protocol.h"
#include "rsvp_object.h"

enum { HEAD = 8, OBJECT_HEAD = 4, BUNDLE = 12, INDENT = 2 };

static const struct code_name messages[] = {
    {1, "Path"},         {2, "Resv"},        {3, "PathErr"},
    {4, "ResvErr"},      {5, "PathTear"},    {6, "ResvTear"},
    {7, "ResvConf"},     {BUNDLE, "Bundle"}, {13, "Acknowledgement"},
    {14, "Hello (Old)"}, {15, "Refresh"},    {20, "Hello"},
};

/* RFC 2205 section 3.10: what to do with an unknown object. */
static const char *unknown_flag(uint8_t class)
{
    switch (class >> 6) {
    case 2:
        return "ignore silently";
    case 3:
        return "ignore and forward";
    default:
        return "reject";
    }
}

/* False, with words, where the message ends with it. */
static bool put_ending(const struct rsvp_object *o, enum rsvp_end end)
{
    struct text *out = o->pr->out;

    switch (end) {
    case RSVP_SHORT:
        rsvp_line(o, 0);
        TEXT_LIT(out, "ERROR: object is too short");
        return false;
    case RSVP_SUB_SHORT:
        rsvp_line(o, 0);
        TEXT_LIT(out, "ERROR: sub-object is too short");
        return false;
    case RSVP_TLV_SHORT:
        rsvp_line(o, 0);
        TEXT_LIT(out, "ERROR: property TLV is too short");
        return false;
    case RSVP_INVALID:
        TEXT_LIT(out, " (invalid)");
        return false;
    default:
        return true;
    }
}

/* False, with words, where the header of an object cannot be right. */
static bool is_sound(const struct rsvp_object *o, uint16_t len)
{
    struct text *out = o->pr->out;

    if (len % 4 == 0 && len >= OBJECT_HEAD)
        return true;
    rsvp_line(o, 0);
    if (len % 4 != 0)
        text_printf(out, "ERROR: object header size %u not a multiple of 4",
                    len);
    else
        text_printf(out, "ERROR: object header too short %u < %u", len,
                    OBJECT_HEAD);
    return false;
}

/* One object at the head of `list`; false where nothing follows. */
static bool put_object(struct printer *pr, struct span *list, uint8_t indent)
{
    if (!printer_need(pr, list->off, OBJECT_HEAD))
        return false;
    const uint16_t len = printer_u16(pr, list->off);
    struct rsvp_object o = {
        .pr = pr,
        .indent = indent,
        .class = printer_u8(pr, list->off + 2),
        .ctype = printer_u8(pr, list->off + 3),
    };

    if (!is_sound(&o, len))
        return false;
    rsvp_line(&o, 0);
    text_printf(pr->out,
                "%s Object (%u) Flags: [%s if unknown], Class-Type: %s (%u), "
                "length: %u",
                rsvp_class_name(o.class), o.class, unknown_flag(o.class),
                rsvp_ctype_name(o.class, o.ctype), o.ctype, len);
    if (len > list->len) {
        rsvp_line(&o, 0);
        TEXT_LIT(pr->out, "ERROR: object goes past end of objects TLV");
        return false;
    }
    o.value = (struct span){list->off + OBJECT_HEAD, len - OBJECT_HEAD};
    if (!printer_need(pr, o.value.off, o.value.len))
        return false;
    const enum rsvp_end end = rsvp_put_value(&o);
    if (!put_ending(&o, end))
        return false;
    if (end == RSVP_DUMP || pr->style->verbose > 1)
        printer_hex(pr, "\n\t    ", o.value.off, o.value.len);
    span_skip(list, len);
    return true;
}

/* False where an object ends the message. */
static bool put_objects(struct printer *pr, struct span list, uint8_t indent)
{
    while (list.len >= OBJECT_HEAD && printer_ok(pr))
        if (!put_object(pr, &list, indent))
            return false;
    return true;
}

/* The header at `off`, behind `before`; its length. */
static uint16_t put_header(struct printer *pr, const char *before, uint32_t off)
{
    const uint8_t first = printer_u8(pr, off);
    const uint8_t type = printer_u8(pr, off + 1);
    const uint16_t len = printer_u16(pr, off + 6);

    text_str(pr->out, before);
    TEXT_LIT(pr->out, "RSVPv1 ");
    CODE_PUT(pr->out, messages, type, "unknown, type: %u");
    text_printf(pr->out,
                " Message (%u), Flags: [%s], length: %u, ttl: %u, "
                "checksum: 0x%04x",
                type, first & 1 ? "Refresh reduction capable" : "none", len,
                printer_u8(pr, off + 4), printer_u16(pr, off + 2));
    return len;
}

/* False, with words, where the version is not ours. */
static bool is_ours(struct printer *pr, uint32_t off)
{
    const uint8_t version = printer_u8(pr, off) >> 4;

    if (!printer_ok(pr) || version == 1)
        return printer_ok(pr);
    text_printf(pr->out, "ERROR: RSVP version %u packet not supported",
                version);
    return false;
}

/* False, with words, where the length is less than the header's. */
static bool is_long(struct printer *pr, uint16_t len)
{
    if (len >= HEAD)
        return true;
    text_printf(pr->out, "ERROR: common header too short %u < %u", len, HEAD);
    return false;
}

/* The messages of a bundle. */
static void put_bundle(struct printer *pr, struct span list)
{
    while (list.len > 0 && printer_ok(pr)) {
        if (!printer_need(pr, list.off, HEAD) || !is_ours(pr, list.off))
            return;
        const uint16_t len = put_header(pr, "\n\t  ", list.off);
        if (!is_long(pr, len))
            return;
        if (len > list.len) {
            text_printf(pr->out, "ERROR: common header too large %u > %u", len,
                        list.len);
            return;
        }
        const struct span objects = {list.off + HEAD, len - HEAD};
        if (!put_objects(pr, objects, INDENT + 2))
            return;
        span_skip(&list, len);
    }
}

static void put_message(struct printer *pr)
{
    if (!printer_need(pr, 0, HEAD) || !is_ours(pr, 0))
        return;
    const uint8_t type = printer_u8(pr, 1);
    if (pr->style->verbose == 0) {
        TEXT_LIT(pr->out, "RSVPv1 ");
        CODE_PUT(pr->out, messages, type, "unknown (%u)");
        text_printf(pr->out, " Message, length: %u", pr->len);
        return;
    }
    const uint16_t len = put_header(pr, "\n\t", 0);
    if (!is_long(pr, len))
        return;
    const struct span list = {HEAD, len - HEAD};
    if (type == BUNDLE)
        put_bundle(pr, list);
    else if (CODE_NAME(messages, type, NULL) == NULL)
        printer_hex(pr, "\n\t    ", list.off, list.len);
    else
        (void)put_objects(pr, list, INDENT);
}

static bool print_rsvp(struct printer *pr)
{
    pr->label = "rsvp";
    put_message(pr);
    if (pr->cut)
        printer_settle(pr); /* the oracle finds out by itself */
    return true;
}

const struct protocol protocol_rsvp = {"rsvp", print_rsvp};
