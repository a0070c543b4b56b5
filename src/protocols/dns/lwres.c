/*
 * lwres.c - the lightweight resolver of BIND 9: a host asks its own server.
 */
#include "codes.h"
#include "dns.h"
#include "protocol.h"
#include "values.h"

/* Offsets from the first octet. */
enum {
    OFF_LENGTH = 0,
    OFF_VERSION = 4,
    OFF_FLAGS = 6,
    OFF_SERIAL = 8,
    OFF_OPERATION = 12,
    OFF_RESULT = 16,
    OFF_ROOM = 20,
    OFF_AUTH_TYPE = 24,
    OFF_AUTH_LENGTH = 26,
    HDR = 28,
};

enum { IS_ANSWER = 1 };

enum {
    NOOP = 0,
    ADDRESSES_OF_NAME = 0x10001,
    NAME_OF_ADDRESS = 0x10002,
    RECORDS_OF_NAME = 0x10003,
};

enum { FAMILY_IP4 = 1, FAMILY_IP6 = 2 };

static void put_flags(struct printer *pr, uint32_t off)
{
    if (pr->style->verbose > 2)
        text_printf(pr->out, " flags:0x%x", printer_u32(pr, off));
}

/* `n` octets of a name and a zero; moves `*off` behind them. */
static void put_name(struct printer *pr, uint32_t *off, uint32_t n)
{
    text_char(pr->out, ' ');
    printer_chars(pr, *off, n);
    if (printer_u8(pr, *off + n) != 0)
        TEXT_LIT(pr->out, " (not NUL-terminated!)");
    *off += n + 1;
}

/* The same behind its length. */
static void put_counted_name(struct printer *pr, uint32_t *off)
{
    const uint32_t n = printer_u16(pr, *off);

    *off += 2;
    put_name(pr, off, n);
}

/* False where its length does not suffice. */
static bool put_address(struct printer *pr, uint32_t *off)
{
    const uint32_t family = printer_u32(pr, *off);
    const uint32_t n = printer_u16(pr, *off + 4);
    uint32_t taken = n;

    if (family == FAMILY_IP4)
        taken = 4;
    else if (family == FAMILY_IP6)
        taken = 16;
    *off += 6;
    if (!printer_need(pr, *off, n))
        return false;
    if (n < taken) {
        TEXT_LIT(pr->out, " (invalid)");
        return false;
    }
    switch (family) {
    case FAMILY_IP4:
        printer_text_addr4(pr, " ", *off);
        break;
    case FAMILY_IP6:
        printer_text_addr6(pr, " ", *off);
        break;
    default:
        text_printf(pr->out, " %u/", family);
        text_hex_bytes(pr->out, pr->base + *off, n);
    }
    *off += taken;
    return true;
}

/* Each is asked or answered from `*off` on; false where it is given up. */
typedef bool body_fn(struct printer *pr, uint32_t *off);

static bool ask_addresses(struct printer *pr, uint32_t *off)
{
    static const struct code_name families[] = {
        {1, " IPv4"}, {2, " IPv6"}, {3, " IPv4/6"}};
    enum { BODY = 10, KNOWN = 3 };

    if (!printer_need(pr, *off, BODY))
        return false;
    put_flags(pr, *off);
    const uint32_t wanted = printer_u32(pr, *off + 4);
    text_str(pr->out, CODE_NAME(families, wanted & KNOWN, ""));
    if ((wanted & ~(uint32_t)KNOWN) != 0)
        text_printf(pr->out, "[0x%x]", wanted);
    const uint32_t n = printer_u16(pr, *off + 8);
    *off += BODY;
    put_name(pr, off, n);
    return true;
}

static bool ask_name(struct printer *pr, uint32_t *off)
{
    if (!printer_need(pr, *off, 4))
        return false;
    put_flags(pr, *off);
    *off += 4;
    return put_address(pr, off);
}

/* The class first, though the type is shown first. */
static void put_type_and_class(struct printer *pr, uint32_t off)
{
    dns_put_type(pr->out, printer_u16(pr, off + 2));
    dns_put_class(pr->out, printer_u16(pr, off), " Class%u");
}

static bool ask_records(struct printer *pr, uint32_t *off)
{
    enum { BODY = 10 };

    if (!printer_need(pr, *off, BODY))
        return false;
    put_flags(pr, *off);
    put_type_and_class(pr, *off + 4);
    const uint32_t n = printer_u16(pr, *off + 8);
    *off += BODY;
    put_name(pr, off, n);
    return true;
}

static bool answer_addresses(struct printer *pr, uint32_t *off)
{
    enum { BODY = 10 };

    if (!printer_need(pr, *off, BODY))
        return false;
    put_flags(pr, *off);
    const uint32_t aliases = printer_u16(pr, *off + 4);
    const uint32_t addresses = printer_u16(pr, *off + 6);
    text_printf(pr->out, " %u/%u", aliases, addresses);
    const uint32_t n = printer_u16(pr, *off + 8);
    *off += BODY;
    put_name(pr, off, n);
    for (uint32_t i = 0; i < aliases && printer_ok(pr); i++)
        put_counted_name(pr, off);
    for (uint32_t i = 0; i < addresses && printer_ok(pr); i++)
        if (!put_address(pr, off))
            return false;
    return true;
}

static bool answer_name(struct printer *pr, uint32_t *off)
{
    enum { BODY = 8 };

    if (!printer_need(pr, *off, BODY))
        return false;
    put_flags(pr, *off);
    const uint32_t aliases = printer_u16(pr, *off + 4);
    text_printf(pr->out, " %u", aliases);
    const uint32_t n = printer_u16(pr, *off + 6);
    *off += BODY;
    put_name(pr, off, n);
    for (uint32_t i = 0; i < aliases && printer_ok(pr); i++)
        put_counted_name(pr, off);
    return true;
}

/* Data behind their length, in hexadecimal. */
static void put_data(struct printer *pr, uint32_t *off, uint32_t times)
{
    for (uint32_t i = 0; i < times && printer_ok(pr); i++) {
        const uint32_t n = printer_u16(pr, *off);
        *off += 2;
        for (uint32_t j = 0; j < n && printer_ok(pr); j++)
            text_hex_pad(pr->out, printer_u8(pr, *off + j), 2);
        *off += n;
    }
}

static bool answer_records(struct printer *pr, uint32_t *off)
{
    enum { BODY = 16 };

    if (!printer_need(pr, *off, BODY))
        return false;
    put_flags(pr, *off);
    put_type_and_class(pr, *off + 4);
    TEXT_LIT(pr->out, " TTL ");
    duration_put(pr->out, printer_u32(pr, *off + 8));
    const uint32_t records = printer_u16(pr, *off + 12);
    const uint32_t signatures = printer_u16(pr, *off + 14);
    text_printf(pr->out, " %u/%u", records, signatures);
    *off += BODY;
    put_counted_name(pr, off);
    put_data(pr, off, records + signatures);
    return true;
}

static void put_header_details(struct printer *pr)
{
    if (pr->style->verbose < 2)
        return;
    text_printf(pr->out, " (serial:0x%x result:0x%x recvlen:%u",
                printer_u32(pr, OFF_SERIAL), printer_u32(pr, OFF_RESULT),
                printer_u32(pr, OFF_ROOM));
    if (pr->style->verbose > 2)
        text_printf(pr->out, " authtype:0x%x authlen:%u",
                    printer_u16(pr, OFF_AUTH_TYPE),
                    printer_u16(pr, OFF_AUTH_LENGTH));
    text_char(pr->out, ')');
}

/* Where the message ends, 0 where nobody knows. */
static uint32_t print_operation(struct printer *pr)
{
    static const struct {
        uint32_t number;
        const char *name;
        body_fn *ask, *answer;
    } operations[] = {
        {NOOP, "noop", NULL, NULL},
        {ADDRESSES_OF_NAME, "getaddrsbyname", ask_addresses, answer_addresses},
        {NAME_OF_ADDRESS, "getnamebyaddr", ask_name, answer_name},
        {RECORDS_OF_NAME, "getrdatabyname", ask_records, answer_records},
    };
    const uint32_t number = printer_u32(pr, OFF_OPERATION);
    const uint16_t flags = printer_u16(pr, OFF_FLAGS);
    uint32_t off = HDR;
    size_t i = 0;

    while (i < COUNT_OF(operations) && operations[i].number != number)
        i++;
    if (i < COUNT_OF(operations))
        text_printf(pr->out, " %s", operations[i].name);
    else
        text_printf(pr->out, " #0x%x", number);
    if ((flags & IS_ANSWER) == 0)
        text_char(pr->out, '?');
    if ((flags & ~IS_ANSWER) != 0)
        text_printf(pr->out, "[0x%x]", flags);
    put_header_details(pr);
    if (i == COUNT_OF(operations))
        return 0;
    body_fn *const body =
        flags & IS_ANSWER ? operations[i].answer : operations[i].ask;
    if (body != NULL && !body(pr, &off))
        return UINT32_MAX;
    return off;
}

static bool print_lwres(struct printer *pr)
{
    pr->label = "lwres";
    if (!printer_need(pr, 0, HDR))
        return true;
    TEXT_LIT(pr->out, " lwres");
    const uint16_t version = printer_u16(pr, OFF_VERSION);
    const uint32_t len = printer_u32(pr, OFF_LENGTH);
    if (version != 0 || pr->style->verbose > 0)
        text_printf(pr->out, " v%u", version);
    const uint32_t end = version == 0 ? print_operation(pr) : 0;
    if (end == UINT32_MAX)
        return true;
    if (len != pr->len)
        text_printf(pr->out, " [len: %u != %u]", len, pr->len);
    if (end != 0 && end < len)
        TEXT_LIT(pr->out, "[extra]");
    return true;
}

const struct protocol protocol_lwres = {.name = "lwres", .print = print_lwres};
