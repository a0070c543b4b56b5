/*
 * sctp.c - the Stream Control Transmission Protocol (RFC 9260 section 3).
 */
#include "codes.h"
#include "forces.h"
#include "m3ua.h"
#include "protocol.h"
#include "values.h"

enum {
    HEADER_LEN = 12,
    CHUNK_HEADER = 4,
    DATA_FIXED = 12,
    INIT_FIXED = 16,
    SACK_FIXED = 12,
    CHUNK_DATA = 0,
    CHUNK_INIT = 1,
    CHUNK_INIT_ACK = 2,
    CHUNK_SACK = 3,
    PPID_M3UA = 3,
    PPID_FORCES_HP = 21,
    PPID_FORCES_LP = 23,
};

/* A chunk; all its bytes are captured. */
struct chunk {
    uint32_t off; /* of its value */
    uint32_t len; /* of the value, by the header */
    uint8_t flags;
    bool *forces; /* whether this one, or any before it, is ForCES */
};

/* False for a chunk whose length does not fit, which ends the line. */
static bool put_bogus(struct printer *pr, const struct chunk *c)
{
    text_printf(pr->out, "bogus chunk length %u]", c->len + CHUNK_HEADER);
    return false;
}

static void put_payload(struct printer *pr, uint32_t off, uint32_t n)
{
    TEXT_LIT(pr->out, "[Payload");
    if (!pr->style->hex_follows) {
        text_char(pr->out, ':');
        printer_hex_ascii(pr, "\n\t", off, n);
    }
    text_char(pr->out, ']');
}

/* ForCES has a port for each of three priorities (RFC 5811 section 4.2.1.1). */
static const struct code_name forces_ports[] = {
    {6704, "[ForCES HP]"},
    {6705, "[ForCES MP]"},
    {6706, "[ForCES LP]"},
};

/* Prints what a port says; false where it is none of ForCES's. */
static bool put_forces_port(struct printer *pr, uint32_t off)
{
    const char *name = CODE_NAME(forces_ports, printer_u16(pr, off), NULL);

    text_str(pr->out, name != NULL ? name : "");
    return name != NULL;
}

static bool put_data(struct printer *pr, const struct chunk *c)
{
    static const struct code_name flags[] = {
        {4, "(U)"}, {2, "(B)"}, {1, "(E)"}};
    static const struct code_name payloads[] = {
        {1, "ISDN Q.921"}, {2, "M2UA"},       {3, "M3UA"},       {4, "SUA"},
        {5, "M2PA"},       {6, "V5.2"},       {7, "H.248"},      {8, "BICC"},
        {9, "TALI"},       {10, "DUA"},       {11, "ASAP"},      {12, "ENRP"},
        {13, "H.323"},     {14, "Q.IPC"},     {15, "SIMCO"},     {16, "DDPSC"},
        {17, "DDPSSC"},    {18, "S1AP"},      {19, "RUA"},       {20, "HNBAP"},
        {21, "ForCES HP"}, {22, "ForCES MP"}, {23, "ForCES LP"}, {24, "SBc-AP"},
        {25, "NBAP"},      {27, "X2AP"},
    };

    if ((c->flags & 7) != 0) {
        CODE_PUT_BITS(pr->out, flags, c->flags & 7U, "");
        text_char(pr->out, ' ');
    }
    if (c->len < DATA_FIXED)
        return put_bogus(pr, c);
    const uint32_t ppid = printer_u32(pr, c->off + 8);
    text_printf(pr->out, "[TSN: %u] [SID: %u] [SSEQ %u] [PPID ",
                printer_u32(pr, c->off), printer_u16(pr, c->off + 4),
                printer_u16(pr, c->off + 6));
    CODE_PUT(pr->out, payloads, ppid, "0x%x");
    TEXT_LIT(pr->out, "] ");
    if (c->len == DATA_FIXED)
        return put_bogus(pr, c);
    *c->forces |= ppid >= PPID_FORCES_HP && ppid <= PPID_FORCES_LP;
    if (*c->forces) {
        pr->label = "forces";
        forces_print(pr, c->off + DATA_FIXED, c->len - DATA_FIXED);
        pr->label = "sctp";
        return true;
    }
    if (pr->style->verbose < 2)
        return true;
    if (ppid != PPID_M3UA) {
        put_payload(pr, c->off + DATA_FIXED, c->len - DATA_FIXED);
        return true;
    }
    pr->label = "m3ua";
    m3ua_print(pr, c->off + DATA_FIXED, c->len - DATA_FIXED);
    pr->label = "sctp";
    return true;
}

/* The parameters behind it are not shown. */
static bool put_init(struct printer *pr, const struct chunk *c)
{
    if (c->len < INIT_FIXED)
        return put_bogus(pr, c);
    text_printf(pr->out,
                "[init tag: %u] [rwnd: %u] [OS: %u] [MIS: %u] [init TSN: %u] ",
                printer_u32(pr, c->off), printer_u32(pr, c->off + 4),
                printer_u16(pr, c->off + 8), printer_u16(pr, c->off + 10),
                printer_u32(pr, c->off + 12));
    return true;
}

static bool put_sack(struct printer *pr, const struct chunk *c)
{
    uint32_t off = c->off + SACK_FIXED;
    const uint32_t end = c->off + c->len;

    if (c->len < SACK_FIXED)
        return put_bogus(pr, c);
    const uint32_t ack = printer_u32(pr, c->off);
    const uint16_t gaps = printer_u16(pr, c->off + 8);
    const uint16_t duplicates = printer_u16(pr, c->off + 10);
    text_printf(pr->out,
                "[cum ack %u] [a_rwnd %u] [#gap acks %u] [#dup tsns %u] ", ack,
                printer_u32(pr, c->off + 4), gaps, duplicates);
    for (uint32_t i = 1; i <= gaps && off < end; i++, off += 4) {
        if (end - off < 4)
            return put_bogus(pr, c);
        text_printf(pr->out, "\n\t\t[gap ack block #%u: start = %u, end = %u] ",
                    i, ack + printer_u16(pr, off),
                    ack + printer_u16(pr, off + 2));
    }
    for (uint32_t i = 1; i <= duplicates && off < end; i++, off += 4) {
        if (end - off < 4)
            return put_bogus(pr, c);
        text_printf(pr->out, "\n\t\t[dup TSN #%u: %u] ", i,
                    printer_u32(pr, off));
    }
    return true;
}

static bool put_chunk(struct printer *pr, uint8_t type, const struct chunk *c)
{
    static const struct code_name names[] = {
        {0, "DATA"},          {1, "INIT"},         {2, "INIT ACK"},
        {3, "SACK"},          {4, "HB REQ"},       {5, "HB ACK"},
        {6, "ABORT"},         {7, "SHUTDOWN"},     {8, "SHUTDOWN ACK"},
        {9, "OP ERR"},        {10, "COOKIE ECHO"}, {11, "COOKIE ACK"},
        {12, "ECN ECHO"},     {13, "ECN CWR"},     {14, "SHUTDOWN COMPLETE"},
        {192, "FOR CUM TSN"}, {193, "REL CTRL"},   {194, "REL CTRL ACK"},
    };

    text_char(pr->out, '[');
    CODE_PUT(pr->out, names, type, "Unknown chunk type: 0x%x");
    TEXT_LIT(pr->out, "] ");
    switch (type) {
    case CHUNK_DATA:
        return put_data(pr, c);
    case CHUNK_INIT:
    case CHUNK_INIT_ACK:
        return put_init(pr, c);
    case CHUNK_SACK:
        return put_sack(pr, c);
    default:
        return true;
    }
}

static void put_number(struct printer *pr, unsigned number)
{
    if (pr->style->verbose > 1)
        text_printf(pr->out, "\n\t%u) ", number);
    else
        text_printf(pr->out, "%s (%u) ", number > 1 ? "," : "", number);
}

static void put_chunks(struct printer *pr, bool forces)
{
    uint32_t off = HEADER_LEN;

    for (unsigned number = 1; off < pr->len && printer_ok(pr); number++) {
        if (pr->len - off < CHUNK_HEADER) {
            put_number(pr, number);
            TEXT_LIT(pr->out, "[chunk descriptor cut off at end of packet]");
            return;
        }
        if (!printer_has(pr, off, CHUNK_HEADER)) {
            printer_mark(pr);
            return;
        }
        const uint16_t len = printer_u16(pr, off + 2);
        if (!printer_has(pr, off, len)) {
            printer_mark(pr);
            return;
        }
        put_number(pr, number);
        if (len < CHUNK_HEADER) {
            text_printf(pr->out,
                        "[Bad chunk length %u, < size of chunk descriptor]",
                        len);
            return;
        }
        const struct chunk c = {off + CHUNK_HEADER,
                                len - (uint32_t)CHUNK_HEADER,
                                printer_u8(pr, off + 1), &forces};
        if (!put_chunk(pr, printer_u8(pr, off), &c))
            return;
        const uint32_t padded = ((uint32_t)len + 3) & ~UINT32_C(3);
        if (!printer_has(pr, off, padded)) {
            printer_mark(pr);
            return;
        }
        off += padded;
    }
}

static bool print_sctp(struct printer *pr)
{
    pr->label = "sctp";
    if (pr->len < HEADER_LEN) {
        text_printf(pr->out, "truncated-sctp - %u bytes missing!",
                    HEADER_LEN - pr->len);
        return true;
    }
    if (!printer_has(pr, 0, HEADER_LEN)) {
        printer_mark(pr);
        return true;
    }
    printer_ends(pr, printer_u16(pr, 0), printer_u16(pr, 2));
    TEXT_LIT(pr->out, "sctp");
    const bool from = put_forces_port(pr, 0);
    const bool to = put_forces_port(pr, 2);
    put_chunks(pr, from || to);
    return true;
}

const struct protocol protocol_sctp = {"sctp", print_sctp};
