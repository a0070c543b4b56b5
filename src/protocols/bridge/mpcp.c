/*
 * mpcp.c - multipoint MAC control, of passive optical networks and of pauses
 * (IEEE 802.3 clause 64 and annex 31A).
 */
#include "codes.h"
#include "protocol.h"

enum { STAMP = 2, BODY = 6, GRANT_LEN = 6 };

enum opcode { PAUSE = 1, GATE, REPORT, REGISTER_REQUEST, REGISTER, ACK };

/* A flag is shown where all of its bits are set: some have two. */
static void put_flags(struct printer *pr, const struct code_name *names,
                      size_t rows, uint8_t flags, const char *none)
{
    const char *between = "";

    for (size_t i = 0; i < rows; i++) {
        if ((flags & names[i].code) != names[i].code)
            continue;
        text_printf(pr->out, "%s%s", between, names[i].name);
        between = ", ";
    }
    if (between[0] == '\0')
        text_str(pr->out, none);
    TEXT_LIT(pr->out, " ]");
}

static void put_gate(struct printer *pr)
{
    static const struct code_name names[] = {
        {0x08, "Discovery"},      {0x10, "Force Grant #1"},
        {0x20, "Force Grant #2"}, {0x40, "Force Grant #3"},
        {0x80, "Force Grant #4"},
    };
    const uint8_t flags = printer_u8(pr, BODY);
    uint32_t off = BODY + 1;

    if (!printer_ok(pr))
        return;
    text_printf(pr->out, "\n\tGrant Numbers %u, Flags [ ", flags & 7);
    put_flags(pr, names, COUNT_OF(names), flags, "?");
    for (unsigned i = 1; i <= (flags & 7U); i++) {
        if (!printer_need(pr, off, GRANT_LEN))
            return;
        text_printf(pr->out,
                    "\n\tGrant #%u, Start-Time %u ticks, duration %u ticks", i,
                    printer_u32(pr, off), printer_u16(pr, off + 4));
        off += GRANT_LEN;
    }
    text_printf(pr->out, "\n\tSync-Time %u ticks", printer_u16(pr, off));
}

/* As many sets as it says, less one, each with the number of all. */
static void put_report(struct printer *pr)
{
    static const struct code_name queues[] = {
        {0x01, "Q0"}, {0x02, "Q1"}, {0x04, "Q2"}, {0x08, "Q3"},
        {0x10, "Q4"}, {0x20, "Q5"}, {0x40, "Q6"}, {0x80, "Q7"},
    };
    const uint8_t sets = printer_u8(pr, BODY);
    uint32_t off = BODY + 1;

    if (!printer_ok(pr))
        return;
    text_printf(pr->out, "\n\tTotal Queue-Sets %u", sets);
    for (unsigned i = 1; i < sets && printer_ok(pr); i++) {
        const uint8_t bitmap = printer_u8(pr, off++);
        text_printf(pr->out, "\n\t  Queue-Set #%u, Report-Bitmap [ ", sets);
        put_flags(pr, queues, COUNT_OF(queues), bitmap, "Unknown");
        for (unsigned q = 0; q < COUNT_OF(queues); q++) {
            if ((bitmap & queues[q].code) == 0)
                continue;
            text_printf(pr->out, "\n\t    Q%u Report, Duration %u ticks", q + 1,
                        printer_u16(pr, off));
            off += 2;
        }
    }
}

static void put_register_request(struct printer *pr)
{
    static const struct code_name names[] = {{1, "Register"},
                                             {3, "De-Register"}};

    if (!printer_need(pr, BODY, 2))
        return;
    TEXT_LIT(pr->out, "\n\tFlags [ ");
    put_flags(pr, names, COUNT_OF(names), printer_u8(pr, BODY), "Reserved");
    text_printf(pr->out, ", Pending-Grants %u", printer_u8(pr, BODY + 1));
}

static void put_register(struct printer *pr)
{
    static const struct code_name names[] = {
        {1, "Re-Register"}, {2, "De-Register"}, {3, "ACK"}, {4, "NACK"}};

    if (!printer_need(pr, BODY, 6))
        return;
    text_printf(pr->out, "\n\tAssigned-Port %u, Flags [ ",
                printer_u16(pr, BODY));
    put_flags(pr, names, COUNT_OF(names), printer_u8(pr, BODY + 2), "Reserved");
    text_printf(pr->out, "\n\tSync-Time %u ticks, Echoed-Pending-Grants %u",
                printer_u16(pr, BODY + 3), printer_u8(pr, BODY + 5));
}

static void put_ack(struct printer *pr)
{
    static const struct code_name names[] = {{1, "ACK"}};

    if (!printer_need(pr, BODY, 5))
        return;
    text_printf(pr->out, "\n\tEchoed-Assigned-Port %u, Flags [ ",
                printer_u16(pr, BODY + 1));
    put_flags(pr, names, COUNT_OF(names), printer_u8(pr, BODY), "Reserved");
    text_printf(pr->out, "\n\tEchoed-Sync-Time %u ticks",
                printer_u16(pr, BODY + 3));
}

static void put_body(struct printer *pr, uint16_t opcode)
{
    switch (opcode) {
    case PAUSE:
        break;
    case GATE:
        put_gate(pr);
        break;
    case REPORT:
        put_report(pr);
        break;
    case REGISTER_REQUEST:
        put_register_request(pr);
        break;
    case REGISTER:
        put_register(pr);
        break;
    case ACK:
        put_ack(pr);
        break;
    default:
        printer_hex(pr, "\n\t", 0, pr->len);
    }
}

static bool print_mpcp(struct printer *pr)
{
    static const struct code_name names[] = {
        {PAUSE, "Pause"},       {GATE, "Gate"},
        {REPORT, "Report"},     {REGISTER_REQUEST, "Register Request"},
        {REGISTER, "Register"}, {ACK, "Register ACK"},
    };

    pr->label = "mpcp";
    const uint16_t opcode = printer_u16(pr, 0);
    if (!printer_need(pr, 0, BODY))
        return true;
    TEXT_LIT(pr->out, "MPCP, Opcode ");
    CODE_PUT(pr->out, names, opcode, "Unknown (%u)");
    if (opcode != PAUSE)
        text_printf(pr->out, ", Timestamp %u ticks", printer_u32(pr, STAMP));
    text_printf(pr->out, ", length %u", pr->len);
    if (pr->style->verbose > 0)
        put_body(pr, opcode);
    return true;
}

const struct protocol protocol_mpcp = {.name = "mac_ctrl", .print = print_mpcp};
