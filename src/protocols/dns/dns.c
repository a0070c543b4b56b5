/*
 * dns.c - DNS (RFC 1035) and multicast DNS (RFC 6762): header and sections.
 */
#include "dns.h"

#include "codes.h"
#include "protocol.h"
#include "values.h"

enum { HEADER = 12, TCP_PREFIX = 2 };

/* Two names of the greatest length a record of 14 bytes take 37. */
enum { WALK_SHARE = 64 };

enum {
    FLAG_RESPONSE = 0x8000,
    FLAG_AA = 0x0400,
    FLAG_TC = 0x0200,
    FLAG_RD = 0x0100,
    FLAG_RA = 0x0080,
    FLAG_AD = 0x0020,
    FLAG_CD = 0x0010,
    FLAGS_ODD_IN_QUERY = 0x06cf, /* AA TC RA Z and the response code */
    OPCODE_INVERSE_QUERY = 1,
};

/* RFC 6762 sections 5.4 and 10.2: unicast answer wanted; cache flush. */
enum { MDNS_CLASS_BIT = 0x8000 };

static const struct code_name opcodes[] = {
    {1, " inv_q"},     {2, " stat"},      {3, " op3"},       {4, " notify"},
    {5, " update"},    {6, " op6"},       {7, " op7"},       {8, " op8"},
    {9, " updateA"},   {10, " updateD"},  {11, " updateDA"}, {12, " updateM"},
    {13, " updateMA"}, {14, " zoneInit"}, {15, " zoneRef"},
};

struct header {
    uint16_t id, flags;
    uint16_t qd, an, ns, ar;
};

static struct header read_header(const uint8_t *p)
{
    return (struct header){
        .id = load_be16(p),
        .flags = load_be16(p + 2),
        .qd = load_be16(p + 4),
        .an = load_be16(p + 6),
        .ns = load_be16(p + 8),
        .ar = load_be16(p + 10),
    };
}

static unsigned opcode_of(const struct header *h)
{
    return (h->flags >> 11) & 15;
}

/* The blank is part of the words, which two of the numbers lack. */
static void put_rcode(struct text *out, unsigned rcode)
{
    static const struct code_name words[] = {
        {1, " FormErr"}, {2, " ServFail"}, {3, " NXDomain"},   {4, " NotImp"},
        {5, " Refused"}, {6, " YXDomain"}, {7, " YXRRSet"},    {8, " NXRRSet"},
        {9, " NotAuth"}, {10, " NotZone"}, {15, " NoChange"},  {16, " BadVers"},
        {17, "Resp17"},  {21, "Resp21"},   {23, " BadCookie"},
    };

    if (rcode != 0)
        CODE_PUT(out, words, rcode, " Resp%u");
}

/* " [3q]" */
static void put_count(struct text *out, uint16_t count, const char *unit)
{
    TEXT_LIT(out, " [");
    text_u32(out, count);
    text_str(out, unit);
    text_char(out, ']');
}

/* Reads the fixed part of the record at `*off` and moves to its data. */
static bool read_rr(const struct dns *d, uint32_t *off, struct dns_rr *rr)
{
    if (!dns_skip_name(&d->msg, off) || !dns_has(&d->msg, *off, 10))
        return false;
    const uint8_t *p = d->msg.p + *off;
    *off += 10;
    *rr = (struct dns_rr){load_be16(p), load_be16(p + 2), load_be32(p + 4),
                          *off, load_be16(p + 8)};
    return true;
}

static bool skip_rrs(const struct dns *d, uint32_t *off, unsigned count)
{
    struct dns_rr rr;

    for (unsigned i = 0; i < count; i++) {
        if (!read_rr(d, off, &rr))
            return false;
        *off += rr.len;
    }
    return true;
}

static bool skip_questions(const struct dns *d, uint32_t *off, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (!dns_skip_name(&d->msg, off))
            return false;
        *off += 4;
    }
    return true;
}

/*
 * The high bits of the response code, which the OPT record carries where
 * others have a TTL (RFC 6891 section 6.1.3); zero without one. The record
 * need not be captured any further than that.
 */
static unsigned extended_rcode(const struct dns *d, const struct header *h)
{
    enum { TYPE = 0, TTL = 4 };
    uint32_t off = HEADER;

    if (!skip_questions(d, &off, h->qd) ||
        !skip_rrs(d, &off, (unsigned)h->an + h->ns))
        return 0;
    for (unsigned i = 0; i < h->ar; i++) {
        uint32_t at = off;
        if (!dns_skip_name(&d->msg, &at) || !dns_has(&d->msg, at, TTL + 1))
            return 0;
        if (load_be16(d->msg.p + at + TYPE) == DNS_TYPE_OPT)
            return (unsigned)d->msg.p[at + TTL] << 4;
        if (!skip_rrs(d, &off, 1))
            return 0;
    }
    return 0;
}

static bool put_question(struct dns *d, uint32_t *off)
{
    struct text *out = d->msg.out;
    uint32_t name = *off;

    if (!dns_skip_name(&d->msg, off) || !dns_has(&d->msg, *off, 4))
        return false;
    uint16_t class = load_be16(d->msg.p + *off + 2);
    dns_put_type(out, load_be16(d->msg.p + *off));
    *off += 4;
    const bool unicast = d->mdns && (class & MDNS_CLASS_BIT) != 0;
    if (unicast)
        class &= 0xffffU ^ MDNS_CLASS_BIT;
    dns_put_class(out, class, " (Class %u)");
    if (d->mdns)
        text_str(out, unicast ? " (QU)" : " (QM)");
    TEXT_LIT(out, "? ");
    return dns_put_name(&d->msg, &name);
}

/* What stands between the name and the type; for OPT it means otherwise. */
static void put_rr_class(struct dns *d, struct dns_rr *rr)
{
    struct text *out = d->msg.out;
    const bool flush = d->mdns && (rr->class & MDNS_CLASS_BIT) != 0;

    if (flush)
        rr->class &= 0xffffU ^ MDNS_CLASS_BIT;
    if (rr->type != DNS_TYPE_OPT)
        dns_put_class(out, rr->class, " (Class %u)");
    if (flush)
        TEXT_LIT(out, " (Cache flush)");
    if (rr->type != DNS_TYPE_OPT && d->msg.pr->style->verbose > 2) {
        TEXT_LIT(out, " [");
        duration_put(out, rr->ttl);
        text_char(out, ']');
    }
}

static bool put_rr(struct dns *d, uint32_t *off)
{
    uint32_t name = *off;
    struct dns_rr rr;

    if (d->msg.pr->style->verbose > 0) {
        text_char(d->msg.out, ' ');
        if (!dns_put_name(&d->msg, &name))
            return false;
    }
    if (!read_rr(d, off, &rr)) {
        *off = d->msg.cap; /* no mark, unless a further record is due */
        return true;
    }
    put_rr_class(d, &rr);
    dns_put_type(d->msg.out, rr.type);
    *off += rr.len;
    return dns_has(&d->msg, rr.off, rr.len) && dns_put_rdata(d, &rr);
}

static bool put_section(struct dns *d, const char *title, unsigned count,
                        uint32_t *off)
{
    for (unsigned i = 0; i < count; i++) {
        /* The first answer is tried, and leaves its blank, in any case. */
        if ((i > 0 || *title != '\0') && !dns_has(&d->msg, *off, 1))
            return false;
        text_str(d->msg.out, i == 0 ? title : ",");
        if (!put_rr(d, off))
            return false;
    }
    return true;
}

static bool put_authority(struct dns *d, const struct header *h, uint32_t *off)
{
    return put_section(d, " ns:", h->ns, off) &&
           put_section(d, " ar:", h->ar, off);
}

/* Below -vv the questions of a response leave nothing but their commas. */
static bool put_questions(struct dns *d, unsigned count, uint32_t *off)
{
    const bool full = d->msg.pr->style->verbose > 1;

    for (unsigned i = 0; i < count; i++) {
        if (i > 0)
            text_char(d->msg.out, ',');
        if (full)
            TEXT_LIT(d->msg.out, " q:");
        if (full ? !put_question(d, off) : !skip_questions(d, off, 1))
            return false;
    }
    return true;
}

/* " 1/0/2" */
static void put_counts(struct text *out, const struct header *h)
{
    text_char(out, ' ');
    text_u32(out, h->an);
    text_char(out, '/');
    text_u32(out, h->ns);
    text_char(out, '/');
    text_u32(out, h->ar);
}

static bool put_response(struct dns *d, const struct header *h)
{
    static const struct code_name flag_marks[] = {
        {FLAG_AA, "*"},
        {FLAG_RA, "-"},
        {FLAG_TC, "|"},
        {FLAG_AD, "$"},
    };
    struct text *out = d->msg.out;
    uint32_t off = HEADER;

    put_rcode(out, (h->flags & 15U) | extended_rcode(d, h));
    /* Recursion is remarked on where it is not available. */
    (void)CODE_PUT_BITS(out, flag_marks, h->flags ^ FLAG_RA, "");
    if (h->qd != 1)
        put_count(out, h->qd, "q");
    if (!put_questions(d, h->qd, &off))
        return false;
    put_counts(out, h);
    return put_section(d, "", h->an, &off) &&
           (d->msg.pr->style->verbose < 2 || put_authority(d, h, &off));
}

static void put_query_counts(struct text *out, const struct header *h)
{
    if (opcode_of(h) == OPCODE_INVERSE_QUERY) {
        if (h->qd != 0)
            put_count(out, h->qd, "q");
        if (h->an != 1)
            put_count(out, h->an, "a");
    } else {
        if (h->an != 0)
            put_count(out, h->an, "a");
        if (h->qd != 1)
            put_count(out, h->qd, "q");
    }
    if (h->ns != 0)
        put_count(out, h->ns, "n");
    if (h->ar != 0)
        put_count(out, h->ar, "au");
}

static bool put_query(struct dns *d, const struct header *h)
{
    static const struct code_name flag_marks[] = {
        {FLAG_RD, "+"},
        {FLAG_CD, "%"},
    };
    struct text *out = d->msg.out;
    uint32_t off = HEADER;

    (void)CODE_PUT_BITS(out, flag_marks, h->flags, "");
    if ((h->flags & FLAGS_ODD_IN_QUERY) != 0)
        text_printf(out, " [b2&3=0x%x]", h->flags);
    put_query_counts(out, h);
    for (unsigned i = 0; i < h->qd; i++) {
        if (!put_question(d, &off))
            return false;
    }
    if (d->msg.pr->style->verbose < 2)
        return true;
    return put_section(d, "", h->an, &off) && put_authority(d, h, &off);
}

/*
 * The message that fills the payload from `off` on. What it finds missing it
 * marks itself.
 */
static void print_message(struct printer *pr, uint32_t off, bool mdns)
{
    const uint32_t len = pr->len - off;
    struct text *out = pr->out;

    if (len < HEADER) {
        text_printf(out, "domain [length %u < %d] (invalid)", len, HEADER);
        return;
    }
    if (!printer_has(pr, off, HEADER)) {
        printer_mark(pr);
        return;
    }
    const struct header h = read_header(pr->base + off);
    struct dns d = {
        .msg = {.p = pr->base + off,
                .cap = pr->cap - off,
                .out = out,
                .pr = pr,
                .walk_left = WALK_SHARE * (pr->cap - off)},
        .mdns = mdns,
    };
    text_u32(out, h.id);
    if (opcode_of(&h) != 0)
        text_str(out, CODE_NAME(opcodes, opcode_of(&h), ""));
    if (!((h.flags & FLAG_RESPONSE) != 0 ? put_response(&d, &h)
                                         : put_query(&d, &h))) {
        printer_mark(pr);
        return;
    }
    TEXT_LIT(out, " (");
    text_u32(out, len);
    text_char(out, ')');
}

/* RFC 1035 section 4.2.2; only a message that is exactly the segment. */
static bool print_dns_tcp(struct printer *pr)
{
    pr->label = "domain";
    if (pr->len < TCP_PREFIX) {
        text_printf(pr->out, " [DNS over TCP: length %u < %d] (invalid)",
                    pr->len, TCP_PREFIX);
        return true;
    }
    const uint16_t prefix = printer_u16(pr, 0);
    if (!printer_ok(pr))
        return true;
    if (prefix != pr->len - TCP_PREFIX) {
        text_printf(pr->out, " [prefix length(%u) != length(%u)] (invalid)",
                    prefix, pr->len - TCP_PREFIX);
        return true;
    }
    text_char(pr->out, ' ');
    print_message(pr, TCP_PREFIX, false);
    return true;
}

const struct protocol protocol_dns_tcp = {"dns", print_dns_tcp};

static bool print_dns_udp(struct printer *pr)
{
    pr->label = "domain";
    print_message(pr, 0, false);
    return true;
}

const struct protocol protocol_dns = {"dns", print_dns_udp};

static bool print_mdns_udp(struct printer *pr)
{
    pr->label = "domain";
    print_message(pr, 0, true);
    return true;
}

const struct protocol protocol_mdns = {"mdns", print_mdns_udp};
