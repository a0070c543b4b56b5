/*
 * tls_fields.c - the headers of TLS records (RFC 8446 section 5.1), and the
 * names that a ClientHello gives away: the server it asks for (RFC 6066) and
 * the protocols it offers (RFC 7301).
 */
#include "tls_fields.h"
#include "put_fields.h"

enum {
    RECORD = 5,
    HANDSHAKE = 22,
    CLIENT_HELLO = 1,
    MOST_RECORD = 16384 + 2048,
};

static const struct code_name contents[] = {
    {20, "change cipher spec"}, {21, "alert"},     {22, "handshake"},
    {23, "application data"},   {24, "heartbeat"},
};

static const struct code_name versions[] = {
    {0x0300, "SSL 3.0"}, {0x0301, "TLS 1.0"}, {0x0302, "TLS 1.1"},
    {0x0303, "TLS 1.2"}, {0x0304, "TLS 1.3"},
};

static const struct code_name handshakes[] = {
    {0, "hello request"},        {1, "client hello"},
    {2, "server hello"},         {4, "new session ticket"},
    {8, "encrypted extensions"}, {11, "certificate"},
    {12, "server key exchange"}, {13, "certificate request"},
    {14, "server hello done"},   {15, "certificate verify"},
    {16, "client key exchange"}, {20, "finished"},
};

static void note_record(const struct field_scene *s,
                        const struct field_row *row, struct text *out)
{
    const uint8_t *p = row->bytes;

    (void)s;
    text_printf(out, "%s (%u), ", CODE_NAME(contents, p[0], "?"), p[0]);
    text_printf(out, "%s, %u bytes", CODE_NAME(versions, load_be16(p + 1), "?"),
                load_be16(p + 3));
}

static const struct field record[] = {
    FIELD(0, RECORD, 0, PLAIN, "TLS record", NULL, .detail = DETAIL_BRIEF,
          .note = note_record),
    FIELD(0, 1, 0, NAMED, "content", "tls.record.content_type",
          .detail = DETAIL_FULL, FIELD_NAMES(contents)),
    FIELD(1, 2, 0, NAMED_HEX, "version", "tls.record.version",
          .detail = DETAIL_FULL, FIELD_NAMES(versions)),
    FIELD(3, 2, 0, NUMBER, "length", "tls.record.length",
          .detail = DETAIL_FULL),
};

static const struct field handshake[] = {
    FIELD(0, 1, 0, NAMED, "handshake", "tls.handshake.type",
          FIELD_NAMES(handshakes)),
    FIELD(1, 3, 0, NUMBER, "length", "tls.handshake.length"),
};

static const struct field hello[] = {
    FIELD(4, 2, 0, NAMED_HEX, "version", "tls.handshake.version",
          FIELD_NAMES(versions)),
};

static const struct field server_name =
    FIELD(0, 0, 0, TEXT, "server name", "tls.handshake.extensions_server_name");
static const struct field protocol =
    FIELD(0, 0, 0, TEXT, "protocol", "tls.handshake.extensions_alpn_str");

/* Moves `at` behind a vector whose length takes `width` bytes. */
static uint32_t skip_vector(const struct field_scene *s, uint32_t at,
                            unsigned width)
{
    return at + width + field_number(s, at, width);
}

/* RFC 6066 section 3: a list whose only kind of entry is a host's name. */
static void put_server_name(struct field_scene *s, uint32_t at, uint32_t end)
{
    enum { NAME_AT = 5 };

    if (end - at <= NAME_AT || field_number(s, at + 2, 1) != 0)
        return;
    const uint32_t len = field_number(s, at + 3, 2);
    if (len > 0 && len <= end - at - NAME_AT)
        put_field(s, &server_name, at + NAME_AT, len);
}

static void put_protocols(struct field_scene *s, uint32_t at, uint32_t end)
{
    for (at += 2; at < end && !s->cut;) {
        const uint32_t len = field_number(s, at, 1);
        if (len == 0 || len > end - at - 1)
            return;
        put_field(s, &protocol, at + 1, len);
        at += 1 + len;
    }
}

static void put_extensions(struct field_scene *s, uint32_t at, uint32_t end)
{
    enum { HEAD = 4, SERVER_NAME = 0, ALPN = 16 };

    while (!s->cut && end - at >= HEAD && field_room(s, at, HEAD) == HEAD) {
        const uint32_t len = field_number(s, at + 2, 2);
        const uint32_t type = field_number(s, at, 2);
        at += HEAD;
        if (len > end - at)
            return;
        if (type == SERVER_NAME)
            put_server_name(s, at, at + len);
        else if (type == ALPN)
            put_protocols(s, at, at + len);
        at += len;
    }
}

static void put_client_hello(struct field_scene *s, uint32_t off, uint32_t end)
{
    enum { SESSION_AT = 38 };
    uint32_t at = off + SESSION_AT;

    PUT_FIELDS(s, hello, off);
    at = skip_vector(s, at, 1); /* session */
    at = skip_vector(s, at, 2); /* cipher suites */
    at = skip_vector(s, at, 1); /* compression */
    const uint32_t stop = skip_vector(s, at, 2);
    if (at + 2 <= end && stop <= end)
        put_extensions(s, at + 2, stop);
}

/* Behind ChangeCipherSpec a handshake is encrypted: its length tells. */
static void put_handshake(struct field_scene *s, uint32_t off, uint32_t end)
{
    enum { HEAD = 4 };

    if (end - off < HEAD || field_room(s, off, HEAD) < HEAD)
        return;
    const uint32_t type = field_number(s, off, 1);
    const uint32_t len = field_number(s, off + 1, 3);
    if (CODE_NAME(handshakes, type, NULL) == NULL || len > end - off - HEAD ||
        (len == 0 && end - off != HEAD))
        return;
    PUT_FIELDS(s, handshake, off);
    if (type == CLIENT_HELLO)
        put_client_hello(s, off, off + HEAD + len);
}

static bool is_record(const struct field_scene *s, uint32_t at)
{
    if (field_room(s, at, RECORD) < RECORD)
        return false;
    const uint32_t len = field_number(s, at + 3, 2);
    return CODE_NAME(contents, field_number(s, at, 1), NULL) != NULL &&
           CODE_NAME(versions, field_number(s, at + 1, 2), NULL) != NULL &&
           len > 0 && len <= MOST_RECORD;
}

bool tls_begins(const struct field_scene *s, uint32_t off)
{
    return is_record(s, off);
}

/* Records one behind the other; what a segment begins with may be none. */
static uint32_t read_tls(struct field_scene *s, uint32_t off)
{
    uint32_t at = off;

    while (is_record(s, at) && !s->cut) {
        const uint32_t end = at + RECORD + field_number(s, at + 3, 2);
        const bool whole = field_room(s, at, end - at) == end - at;
        PUT_FIELDS(s, record, at);
        if (field_number(s, at, 1) == HANDSHAKE && whole)
            put_handshake(s, at + RECORD, end);
        at = end;
    }
    s->cut = false;
    return s->stop - off;
}

static const struct field_part tls_parts[] = {
    PART(handshake), PART(hello), PART_ONE(server_name), PART_ONE(protocol)};

const struct header header_tls = {
    .title = "Data",
    .filter = "tls",
    .mark = "tls",
    .fields = record,
    .n_fields = COUNT_OF(record),
    .read = read_tls,
    HEADER_PARTS(tls_parts),
};
