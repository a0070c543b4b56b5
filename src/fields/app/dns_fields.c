/*
 * dns_fields.c - DNS messages (RFC 1035, RFC 4035, RFC 6891), and those of
 * multicast DNS (RFC 6762), over UDP and TCP.
 */
#include "put_fields.h"

enum {
    HDR = 12,
    POINTER = 0xc0,
    MOST_LABEL = 63,
    MOST_NAME = 255,
    MOST_POINTERS = 128, /* of one name */
    TYPE_OPT = 41,
};

/* Where names count from, and what kind of message it is. */
struct message {
    uint32_t start;
    bool multicast;
};

static bool is_over_tcp(const struct field_scene *s)
{
    return s->layer->leaf.id == LEAF_dns_tcp;
}

static struct message message_of(const struct field_scene *s)
{
    return (struct message){s->start + (is_over_tcp(s) ? 2 : 0),
                            s->layer->leaf.id == LEAF_mdns};
}

/*
 * The bytes of a name that stand at `off`; a pointer ends it. 0: a label has
 * one of the two kinds that RFC 1035 section 4.1.4 leaves undefined.
 */
static uint32_t name_len(const struct field_scene *s, uint32_t off)
{
    uint32_t at = off;

    while (field_room(s, at, 1) == 1) {
        const uint32_t len = field_number(s, at, 1);
        if (len >= POINTER)
            return at + 2 - off;
        if (len > MOST_LABEL)
            return 0;
        at += len + 1;
        if (len == 0)
            break;
    }
    return at - off;
}

/*
 * The label at `*at`, which moves on; false behind the last one, and where
 * pointers have led around in circles.
 */
static bool next_label(const struct field_scene *s, uint32_t start,
                       uint32_t *at, uint32_t *label, unsigned *hops)
{
    for (; *hops < MOST_POINTERS; ++*hops) {
        const uint32_t len = field_number(s, *at, 1);
        if (len < POINTER) {
            *label = *at;
            *at += len + 1;
            return len > 0 && len <= MOST_LABEL &&
                   field_room(s, *label + 1, len) == len;
        }
        *at = start + (field_number(s, *at, 2) & 0x3fff);
    }
    return false;
}

static void note_name(const struct field_scene *s, const struct field_row *row,
                      struct text *out)
{
    const struct message m = message_of(s);
    uint32_t at = row->off, label, total = 0;
    unsigned n = 0, hops = 0;

    for (; next_label(s, m.start, &at, &label, &hops); n++) {
        if (n > 0)
            text_char(out, '.');
        const uint8_t *p = field_bytes(s, label);
        total += p[0] + 1U;
        if (total > MOST_NAME) {
            TEXT_LIT(out, "..");
            return;
        }
        for (uint32_t i = 1; i <= p[0]; i++)
            text_visible(out, p[i]);
    }
    if (n == 0)
        TEXT_LIT(out, "<Root>");
}

static const struct code_name opcodes[] = {
    {0, "query"},  {1, "inverse query"}, {2, "status"},
    {4, "notify"}, {5, "update"},        {6, "stateful operations"},
};

static const struct code_name rcodes[] = {
    {0, "no error"},           {1, "format error"},
    {2, "server failure"},     {3, "no such name"},
    {4, "not implemented"},    {5, "refused"},
    {6, "name exists"},        {7, "record set exists"},
    {8, "no such record set"}, {9, "not authoritative"},
    {10, "not in zone"},
};

static const struct field length[] = {
    FIELD(0, 2, 0, NUMBER, "length", "dns.length"),
};

static const struct field fixed[] = {
    FIELD(0, 2, 0, HEX, "identification", "dns.id"),
    FIELD(2, 2, 0x8000, BIT, "response", "dns.flags.response"),
    FIELD(2, 2, 0x7800, NAMED, "operation", "dns.flags.opcode",
          FIELD_NAMES(opcodes)),
    FIELD(2, 2, 0x0400, BIT, "authoritative", "dns.flags.authoritative"),
    FIELD(2, 2, 0x0200, BIT, "truncated", "dns.flags.truncated"),
    FIELD(2, 2, 0x0100, BIT, "recursion desired", "dns.flags.recdesired"),
    FIELD(2, 2, 0x0080, BIT, "recursion", "dns.flags.recavail"),
    FIELD(2, 2, 0x0040, BIT, "reserved", "dns.flags.z"),
    FIELD(2, 2, 0x0020, BIT, "authenticated", "dns.flags.authenticated"),
    FIELD(2, 2, 0x0010, BIT, "checking off", "dns.flags.checkdisable"),
    FIELD(2, 2, 0x000f, NAMED, "result", "dns.flags.rcode",
          FIELD_NAMES(rcodes)),
    FIELD(4, 2, 0, NUMBER, "questions", "dns.count.queries"),
    FIELD(6, 2, 0, NUMBER, "answers", "dns.count.answers"),
    FIELD(8, 2, 0, NUMBER, "authorities", "dns.count.auth_rr"),
    FIELD(10, 2, 0, NUMBER, "additional", "dns.count.add_rr"),
};

static const struct code_name types[] = {
    {1, "A"},      {2, "NS"},      {5, "CNAME"},  {6, "SOA"},    {12, "PTR"},
    {13, "HINFO"}, {15, "MX"},     {16, "TXT"},   {28, "AAAA"},  {33, "SRV"},
    {35, "NAPTR"}, {39, "DNAME"},  {41, "OPT"},   {43, "DS"},    {46, "RRSIG"},
    {47, "NSEC"},  {48, "DNSKEY"}, {50, "NSEC3"}, {52, "TLSA"},  {64, "SVCB"},
    {65, "HTTPS"}, {99, "SPF"},    {250, "TSIG"}, {251, "IXFR"}, {252, "AXFR"},
    {255, "ANY"},  {257, "CAA"},
};

static const struct code_name classes[] = {
    {1, "IN"}, {3, "CH"}, {4, "HS"}, {254, "NONE"}, {255, "ANY"},
};

static const struct field query_name = FIELD(
    0, 0, 0, SAID, "name", "dns.qry.name", .list = true, .note = note_name);

static const struct field query[] = {
    FIELD(0, 2, 0, NAMED, "type", "dns.qry.type", .list = true,
          FIELD_NAMES(types)),
    FIELD(2, 2, 0, NAMED_HEX, "class", "dns.qry.class", .list = true,
          FIELD_NAMES(classes)),
};

static const struct field multicast_query[] = {
    FIELD(0, 2, 0, NAMED, "type", "dns.qry.type", .list = true,
          FIELD_NAMES(types)),
    FIELD(2, 2, 0x7fff, NAMED_HEX, "class", "dns.qry.class", .list = true,
          FIELD_NAMES(classes)),
    FIELD(2, 2, 0x8000, BIT, "unicast answer", "dns.qry.qu", .list = true),
};

static const struct field record_name = FIELD(
    0, 0, 0, SAID, "name", "dns.resp.name", .list = true, .note = note_name);

static const struct field record[] = {
    FIELD(0, 2, 0, NAMED, "type", "dns.resp.type", .list = true,
          FIELD_NAMES(types)),
    FIELD(2, 2, 0, NAMED_HEX, "class", "dns.resp.class", .list = true,
          FIELD_NAMES(classes)),
    FIELD(4, 4, 0, NUMBER, "time to live", "dns.resp.ttl", .list = true,
          .means = "seconds"),
    FIELD(8, 2, 0, NUMBER, "data length", "dns.resp.len", .list = true),
};

static const struct field multicast_record[] = {
    FIELD(0, 2, 0, NAMED, "type", "dns.resp.type", .list = true,
          FIELD_NAMES(types)),
    FIELD(2, 2, 0x7fff, NAMED_HEX, "class", "dns.resp.class", .list = true,
          FIELD_NAMES(classes)),
    FIELD(2, 2, 0x8000, BIT, "replaces others", "dns.resp.cache_flush",
          .list = true),
    FIELD(4, 4, 0, NUMBER, "time to live", "dns.resp.ttl", .list = true,
          .means = "seconds"),
    FIELD(8, 2, 0, NUMBER, "data length", "dns.resp.len", .list = true),
};

/* RFC 6891 section 6.1.2: class and time to live mean something else. */
static const struct field extension[] = {
    FIELD(0, 2, 0, NAMED, "type", "dns.resp.type", .list = true,
          FIELD_NAMES(types)),
    FIELD(2, 2, 0, NUMBER, "UDP payload size", "dns.rr.udp_payload_size",
          .list = true),
    FIELD(4, 1, 0, HEX, "more of the result", "dns.resp.ext_rcode",
          .list = true),
    FIELD(5, 1, 0, NUMBER, "version", "dns.resp.edns0_version", .list = true),
    FIELD(6, 2, 0x8000, BIT, "DNSSEC wanted", "dns.resp.z.do", .list = true),
    FIELD(6, 2, 0x7fff, HEX, "reserved", "dns.resp.z.reserved", .list = true),
    FIELD(8, 2, 0, NUMBER, "data length", "dns.resp.len", .list = true),
};

/* Data of a record that is one field; `size` 0: a name. */
static const struct option_field data_kinds[] = {
    {1, FIELD(0, 4, 0, IP4, "address", "dns.a", .list = true)},
    {2, FIELD(0, 0, 0, SAID, "name server", "dns.ns", .list = true,
              .note = note_name)},
    {5, FIELD(0, 0, 0, SAID, "alias of", "dns.cname", .list = true,
              .note = note_name)},
    {12, FIELD(0, 0, 0, SAID, "points to", "dns.ptr.domain_name", .list = true,
               .note = note_name)},
    {28, FIELD(0, 16, 0, IP6, "address", "dns.aaaa", .list = true)},
};

static const struct field preference =
    FIELD(0, 2, 0, NUMBER, "preference", "dns.mx.preference", .list = true);
static const struct field exchange =
    FIELD(0, 0, 0, SAID, "mail exchange", "dns.mx.mail_exchange", .list = true,
          .note = note_name);
static const struct field string_len =
    FIELD(0, 1, 0, NUMBER, "text length", "dns.txt.length", .list = true,
          .joined = true);
static const struct field string =
    FIELD(0, 0, 0, TEXT, "text", "dns.txt", .list = true);
static const struct field other = FIELD(0, 0, 0, PLAIN, "data", NULL);

static void put_texts(struct field_scene *s, uint32_t at, uint32_t end)
{
    while (at < end && !s->cut) {
        const uint32_t len = field_number(s, at, 1);
        put_field(s, &string_len, at++, 1);
        if (len > end - at)
            return;
        if (len > 0)
            put_field(s, &string, at, len);
        at += len;
    }
}

static void put_data(struct field_scene *s, uint32_t type, uint32_t at,
                     uint32_t len)
{
    enum { MX = 15, TXT = 16 };
    const struct field *f = OPTION_FIELD(data_kinds, type, &other);

    if (len == 0)
        return;
    if (type == MX && len > 2) {
        put_field(s, &preference, at, 2);
        put_field(s, &exchange, at + 2, len - 2);
    } else if (type == TXT) {
        put_texts(s, at, at + len);
    } else if (f != &other && f->size != 0 && f->size != len) {
        put_field(s, &other, at, len);
    } else {
        put_field(s, f, at, len);
    }
}

static uint32_t put_question(struct field_scene *s, uint32_t at, bool multicast)
{
    const uint32_t len = name_len(s, at);

    put_field(s, &query_name, at, len);
    at += len;
    if (multicast)
        PUT_FIELDS(s, multicast_query, at);
    else
        PUT_FIELDS(s, query, at);
    return at + 4;
}

static uint32_t put_record(struct field_scene *s, uint32_t at, bool multicast)
{
    enum { RECORD = 10, LENGTH_AT = 8 };
    const uint32_t len = name_len(s, at);

    put_field(s, &record_name, at, len);
    at += len;
    const uint32_t type = field_number(s, at, 2);
    const uint32_t data = field_number(s, at + LENGTH_AT, 2);
    if (type == TYPE_OPT)
        PUT_FIELDS(s, extension, at);
    else if (multicast)
        PUT_FIELDS(s, multicast_record, at);
    else
        PUT_FIELDS(s, record, at);
    if (!s->cut)
        put_data(s, type, at + RECORD, data);
    return at + RECORD + data;
}

/* Answers the place behind the last record. */
static uint32_t put_body(struct field_scene *s, const struct message *m)
{
    uint32_t at = m->start + HDR;
    const uint32_t questions = field_number(s, m->start + 4, 2);
    const uint32_t records = field_number(s, m->start + 6, 2) +
                             field_number(s, m->start + 8, 2) +
                             field_number(s, m->start + 10, 2);

    for (uint32_t i = 0; i < questions + records && !s->cut; i++) {
        /* More are announced than there are, or than can be read. */
        if (field_room(s, at, 1) == 0 || name_len(s, at) == 0)
            break;
        at = i < questions ? put_question(s, at, m->multicast)
                           : put_record(s, at, m->multicast);
    }
    return at;
}

/* Some flags mean something in a response alone. */
static bool put_fixed(struct field_scene *s, uint32_t off)
{
    enum { RESPONSE = 0x80, SERVER_ONLY = 0x04af };
    const bool response = (field_number(s, off + 2, 1) & RESPONSE) != 0;

    for (size_t i = 0; i < COUNT_OF(fixed); i++) {
        const struct field *f = &fixed[i];
        if ((response || (f->bits & SERVER_ONLY) == 0) &&
            !put_field(s, f, off + f->at, f->size))
            return false;
    }
    return true;
}

static uint32_t read_dns(struct field_scene *s, uint32_t off)
{
    const struct message m = message_of(s);

    if (is_over_tcp(s)) {
        PUT_FIELDS(s, length, off);
        if (field_number(s, off, 2) < HDR)
            return 2;
    }
    if (!put_fixed(s, m.start))
        return m.start + HDR - off;
    return put_body(s, &m) - off;
}

static const struct field_part dns_parts[] = {
    PART(length),           PART_ONE(query_name),   PART(multicast_query),
    PART_ONE(record_name),  PART(multicast_record), PART(extension),
    PART_KINDS(data_kinds), PART_ONE(preference),   PART_ONE(exchange),
    PART_ONE(string_len),   PART_ONE(string)};

const struct header header_dns = {
    .title = "DNS",
    .filter = "dns",
    .mark = "domain",
    .fields = fixed,
    .n_fields = COUNT_OF(fixed),
    .read = read_dns,
    HEADER_PARTS(dns_parts),
};
