/*
 * egp.c - the exterior gateway protocol (RFC 904).
 */
#include <string.h>

#include "codes.h"
#include "protocol.h"

enum { VERSION = 2, HEADER = 16 };

/* Offsets in the header. */
enum {
    TYPE = 1,
    CODE = 2,
    STATUS = 3,
    SYSTEM = 6,
    SEQUENCE = 8,
    HELLO = 10,
    INTERIOR = 10,
    REASON = 10,
    EXTERIOR = 11,
    POLL = 12,
    NET = 12,
};

enum type { UPDATE = 1, POLLED, ACQUIRE, REACH = 5, ERROR = 8 };

enum { UNSOLICITED = 0x80 }; /* a bit of an update's status */

static void put_state(struct printer *pr)
{
    const bool update = printer_u8(pr, TYPE) == UPDATE;
    const uint8_t status = printer_u8(pr, STATUS);
    static const struct code_name states[] = {
        {0, "state:indeterminate"}, {1, "state:up"}, {2, "state:down"}};

    text_char(pr->out, ' ');
    CODE_PUT(pr->out, states, update ? status & (uint32_t)~UNSOLICITED : status,
             "[status %u]");
}

static void put_acquire(struct printer *pr)
{
    enum { REQUEST, CONFIRM, REFUSE, CEASE_ACK = 4 };
    static const struct code_name codes[] = {
        {0, " request"}, {1, " confirm"},   {2, " refuse"},
        {3, " cease"},   {4, " cease_ack"},
    };
    static const struct code_name modes[] = {
        {0, "unspecified"}, {1, "active_mode"}, {2, "passive_mode"}};
    static const struct code_name refusals[] = {
        {0, " unspecified"},
        {3, " insufficient_resources"},
        {4, " administratively_prohibited"},
        {5, " going_down"},
        {6, " parameter_violation"},
        {7, " protocol_violation"},
    };
    const uint8_t code = printer_u8(pr, CODE);

    TEXT_LIT(pr->out, " acquire");
    CODE_PUT(pr->out, codes, code, "[code %u]");
    if (code == REQUEST || code == CONFIRM) {
        text_char(pr->out, ' ');
        CODE_PUT(pr->out, modes, printer_u8(pr, STATUS), "[status %u]");
        text_printf(pr->out, " hello:%u poll:%u", printer_u16(pr, HELLO),
                    printer_u16(pr, POLL));
    } else if (code <= CEASE_ACK) {
        CODE_PUT(pr->out, refusals, printer_u8(pr, STATUS), "[status %u]");
    }
}

static void put_reach(struct printer *pr)
{
    static const struct code_name codes[] = {{0, " hello"}, {1, " i-h-u"}};
    const uint8_t code = printer_u8(pr, CODE);

    CODE_PUT(pr->out, codes, code, "[reach code %u]");
    if (code <= 1)
        put_state(pr);
}

static void put_error(struct printer *pr)
{
    static const struct code_name reasons[] = {
        {0, " unspecified"},
        {1, " bad_EGP_header_format"},
        {2, " bad_EGP_data_field_format"},
        {3, " reachability_info_unavailable"},
        {4, " excessive_polling_rate"},
        {5, " no_response"},
        {6, " unsupported_version"},
    };

    TEXT_LIT(pr->out, " error");
    put_state(pr);
    CODE_PUT(pr->out, reasons, printer_u16(pr, REASON), " [reason %u]");
}

/*
 * The oracle takes numbers of networks for the host's own, so on its machine
 * their octets stand the wrong way round, and a class is told by the last.
 */
static void put_reversed(struct printer *pr, const uint8_t octets[4])
{
    const uint8_t addr[4] = {octets[3], octets[2], octets[1], octets[0]};

    pr->host->addr4(pr->host->ctx, pr->out, addr);
}

/* How many octets of a network's number class A, B or C needs. */
static uint32_t class_len(uint8_t octet)
{
    if (octet < 0x80)
        return 1;
    return octet < 0xc0 ? 2 : 3;
}

/* The mark of what the oracle misses by itself; octets it reads pin. */
static bool ended(struct printer *pr)
{
    printer_mark(pr);
    return false;
}

static bool put_distance(struct printer *pr, uint32_t *off, uint32_t end,
                         unsigned index)
{
    if (end < *off + 2)
        return ended(pr);
    text_printf(pr->out, "%sd%u:", index > 0 ? ", " : "", printer_u8(pr, *off));
    const uint8_t networks = printer_u8(pr, *off + 1);
    *off += 2;
    for (unsigned i = 0; i < networks && printer_ok(pr); i++) {
        if (end < *off + 1)
            return ended(pr);
        const uint32_t n = class_len(printer_u8(pr, *off));
        uint8_t net[4] = {0};
        if (printer_ok(pr) && end < *off + n)
            return ended(pr);
        if (!printer_need(pr, *off, n))
            return false;
        memcpy(net, pr->base + *off, n);
        text_char(pr->out, ' ');
        put_reversed(pr, net);
        *off += n;
    }
    return printer_ok(pr);
}

/*
 * A gateway, as what its network's number leaves of an address; of networks
 * without a class four octets are asked for, and none is shown or passed,
 * but the message counts for as much less: its `*end`.
 */
static bool put_gateway(struct printer *pr, uint32_t *off, uint32_t *end,
                        bool interior)
{
    const uint8_t last = printer_u8(pr, NET + 3);
    const bool classless = last >= 0xe0;
    const uint32_t n = classless ? 0 : class_len(last);
    uint8_t addr[4] = {0};

    if (*end < *off + 4 - n + 1 || !printer_has(pr, *off, 4 - n))
        return ended(pr);
    if (!printer_need(pr, *off, 4 - n + 1))
        return false;
    for (uint32_t i = 0; i < n; i++)
        addr[i] = printer_u8(pr, NET + 3 - i);
    if (!classless) {
        memcpy(addr + n, pr->base + *off, 4 - n);
        *off += 4 - n;
    } else {
        *end -= 4;
    }
    text_str(pr->out, interior ? " int " : " ext ");
    put_reversed(pr, addr);
    TEXT_LIT(pr->out, " (");
    const uint8_t distances = printer_u8(pr, (*off)++);
    for (unsigned i = 0; i < distances; i++)
        if (!put_distance(pr, off, *end, i))
            return false;
    text_char(pr->out, ')');
    return true;
}

static void put_update(struct printer *pr)
{
    const unsigned interior = printer_u8(pr, INTERIOR);
    const unsigned exterior = printer_u8(pr, EXTERIOR);
    uint32_t off = HEADER, end = pr->len;

    TEXT_LIT(pr->out, " update");
    if ((printer_u8(pr, STATUS) & UNSOLICITED) != 0)
        TEXT_LIT(pr->out, " unsolicited");
    put_state(pr);
    printer_text_addr4(pr, " ", NET);
    text_printf(pr->out, " int %u ext %u", interior, exterior);
    for (unsigned i = 0; i < interior + exterior; i++)
        if (!put_gateway(pr, &off, &end, i < interior))
            return;
}

static void put_message(struct printer *pr)
{
    const uint8_t type = printer_u8(pr, TYPE);

    switch (type) {
    case UPDATE:
        put_update(pr);
        break;
    case POLLED:
        TEXT_LIT(pr->out, " poll");
        put_state(pr);
        printer_text_addr4(pr, " net:", NET);
        break;
    case ACQUIRE:
        put_acquire(pr);
        break;
    case REACH:
        put_reach(pr);
        break;
    case ERROR:
        put_error(pr);
        break;
    default:
        text_printf(pr->out, "[type %u]", type);
    }
}

static bool print_egp(struct printer *pr)
{
    pr->label = "egp";
    if (!printer_has(pr, 0, HEADER)) {
        printer_mark(pr);
        return true;
    }
    const uint8_t version = printer_u8(pr, 0);
    text_printf(pr->out, "EGPv%u", version);
    if (pr->style->verbose == 0)
        text_printf(pr->out, ", AS %u, seq %u", printer_u16(pr, SYSTEM),
                    printer_u16(pr, SEQUENCE));
    text_printf(pr->out, ", length %u", pr->len);
    if (pr->style->verbose > 0 && version != VERSION)
        text_printf(pr->out, "[version %u]", version);
    else if (pr->style->verbose > 0)
        put_message(pr);
    return true;
}

const struct protocol protocol_egp = {.name = "egp", .print = print_egp};
