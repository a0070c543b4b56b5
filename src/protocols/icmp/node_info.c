/*
 * node_info.c - node information queries (RFC 4620, and the draft before
 * them): ICMPv6 messages behind their name.
 */
#include "codes.h"
#include "protocol.h"

enum {
    QUERY = 139,
    HEADER = 16,
    DRAFT_QUERY_LEN = 12, /* the first draft: no nonce */
    TTL_LEN = 4,
    ADDR6_LEN = 16,
    ADDR4_LEN = 4,
};

/* What is asked for. */
enum { NOTHING = 0, SUPPORTED = 1, NAME = 2, ADDRESSES = 3 };

static const struct code_name qtypes[] = {
    {NOTHING, "noop"},
    {SUPPORTED, "supported qtypes"},
    {NAME, "DNS name"},
    {ADDRESSES, "node addresses"},
};

/* What a query is about. */
enum { SUBJECT_IP6 = 0, SUBJECT_NAME = 1, SUBJECT_IP4 = 2 };

enum { FLAG_COMPRESSED = 1, FLAG_TTL = 1, FLAG_TRUNCATED = 1 };

static const struct code_name answers[] = {
    {0, "success"}, {1, "refused"}, {2, "unknown"}};

/* Bytes behind the header, as far as they are captured. */
static uint32_t data_len(const struct printer *pr)
{
    return pr->cap - HEADER;
}

static uint16_t flags_of(struct printer *pr)
{
    return printer_u16(pr, 6);
}

static void put_qtype(struct printer *pr, uint16_t qtype)
{
    text_str(pr->out, CODE_NAME(qtypes, qtype, "unknown"));
}

static void put_supported_flags(struct printer *pr)
{
    if (flags_of(pr) != 0)
        text_str(pr->out, flags_of(pr) & FLAG_COMPRESSED ? " [C]" : " []");
}

/* Which addresses; an answer says whether it has them all. */
static void put_address_flags(struct printer *pr, bool answer)
{
    static const struct code_name names[] = {
        {0x40, "a"}, {0x20, "G"}, {0x10, "S"},           {0x08, "L"},
        {0x04, "C"}, {0x02, "A"}, {FLAG_TRUNCATED, "T"},
    };
    const uint16_t flags = flags_of(pr);

    if (flags == 0)
        return;
    TEXT_LIT(pr->out, " [");
    (void)code_put_bits(pr->out, names, COUNT_OF(names) - (answer ? 0U : 1U),
                        flags, "");
    text_char(pr->out, ']');
}

/*
 * A name in DNS's form, without pointers: one zero byte ends a full name, two
 * end one that is not.
 */
static void put_labels(struct printer *pr, uint32_t off)
{
    while (off < pr->cap) {
        const uint32_t len = printer_u8(pr, off++);
        const uint32_t left = pr->cap - off;
        if (len == 0 && left == 0) {
            text_char(pr->out, '.');
            return;
        }
        if (len == 0 && left == 1 && printer_u8(pr, off) == 0)
            return;
        if (len == 0 || len > left) {
            TEXT_LIT(pr->out, "???");
            return;
        }
        printer_visible(pr, off, len);
        off += len;
        if (printer_has(pr, off, 2) && printer_u8(pr, off) != 0)
            text_char(pr->out, '.');
    }
}

/* The draft had one length byte before the whole name. */
static void put_name(struct printer *pr, uint32_t off)
{
    const uint32_t len = printer_u8(pr, off);
    const bool draft = printer_ok(pr) && len == pr->cap - off - 1;

    if (draft && pr->style->verbose > 0)
        TEXT_LIT(pr->out, ", 03 draft");
    TEXT_LIT(pr->out, ", \"");
    if (draft)
        printer_visible(pr, off + 1, len);
    else
        put_labels(pr, off);
    text_char(pr->out, '"');
}

static void put_subject_addr(struct printer *pr, uint8_t kind)
{
    if (kind == SUBJECT_IP6)
        printer_text_addr6(pr, ", subject=", HEADER);
    else
        printer_text_addr4(pr, ", subject=", HEADER);
}

/* The oracle minds a subject that is too long, not one that is too short. */
static void put_subject(struct printer *pr)
{
    const uint8_t kind = printer_u8(pr, 1);
    const uint32_t want = kind == SUBJECT_IP6 ? ADDR6_LEN : ADDR4_LEN;
    const uint32_t len = data_len(pr);

    if (len == 0) {
        TEXT_LIT(pr->out, ", 03 draft");
    } else if (kind == SUBJECT_NAME) {
        TEXT_LIT(pr->out, ", subject=DNS name");
        put_name(pr, HEADER);
    } else if (kind > SUBJECT_IP4) {
        TEXT_LIT(pr->out, ", unknown subject");
    } else if (len == want) {
        put_subject_addr(pr, kind);
    } else if (len > want && pr->style->verbose > 0) {
        TEXT_LIT(pr->out, ", invalid subject len");
    }
}

static void put_query(struct printer *pr)
{
    if (pr->cap == DRAFT_QUERY_LEN) {
        TEXT_LIT(pr->out, " who-are-you request");
        return;
    }
    TEXT_LIT(pr->out, " node information query");
    if (!printer_has(pr, 0, HEADER)) {
        printer_mark(pr);
        return;
    }
    const uint16_t qtype = printer_u16(pr, 4);
    TEXT_LIT(pr->out, " (");
    put_qtype(pr, qtype);
    if (qtype == SUPPORTED)
        put_supported_flags(pr);
    else if (qtype == ADDRESSES)
        put_address_flags(pr, false);
    if (qtype > SUPPORTED)
        put_subject(pr);
    else if (pr->style->verbose > 0 && data_len(pr) > 0)
        TEXT_LIT(pr->out, ", invalid len");
    text_char(pr->out, ')');
}

static void put_addresses(struct printer *pr)
{
    enum { ENTRY = TTL_LEN + ADDR6_LEN };

    for (uint32_t off = HEADER; printer_has(pr, off, ENTRY); off += ENTRY) {
        printer_text_addr6(pr, " ", off + TTL_LEN);
        text_printf(pr->out, "(%u)", printer_u32(pr, off));
    }
}

static void put_answer(struct printer *pr)
{
    const uint16_t qtype = printer_u16(pr, 4);

    put_qtype(pr, qtype);
    switch (qtype) {
    case NOTHING:
        if (pr->style->verbose > 0 && data_len(pr) > 0)
            TEXT_LIT(pr->out, ", invalid length");
        break;
    case SUPPORTED:
        put_supported_flags(pr);
        break;
    case NAME:
        put_name(pr, HEADER + TTL_LEN);
        if (flags_of(pr) & FLAG_TTL)
            text_printf(pr->out, " [TTL=%u]", printer_u32(pr, HEADER));
        break;
    case ADDRESSES:
        put_addresses(pr);
        put_address_flags(pr, true);
        break;
    default:
        break;
    }
}

static void put_reply(struct printer *pr)
{
    const bool verbose = pr->style->verbose > 0;

    if (pr->len < HEADER || !printer_has(pr, 0, pr->len)) {
        printer_mark(pr);
        return;
    }
    const uint8_t code = printer_u8(pr, 1);
    TEXT_LIT(pr->out, " node information reply (");
    if (code != 0 || verbose)
        text_str(pr->out, CODE_NAME(answers, code, ""));
    if (code == 0) {
        text_str(pr->out, verbose ? ", " : "");
        put_answer(pr);
    } else if (code < COUNT_OF(answers) && verbose && data_len(pr) > 0) {
        TEXT_LIT(pr->out, ", invalid length");
    }
    text_char(pr->out, ')');
}

static bool print_icmp6_node_info(struct printer *pr)
{
    if (!printer_need(pr, 0, 2))
        return true;
    if (printer_u8(pr, 0) == QUERY)
        put_query(pr);
    else
        put_reply(pr);
    return true;
}

const struct protocol protocol_icmp6_node_info = {"icmpv6",
                                                  print_icmp6_node_info};
