/*
 * json.h - a packet as one JSON object on a line of its own.
 *
 * Keys are Wireshark's field names, nested by their dots; where a field has
 * both a value and fields below it, these join with an underscore
 * (tcp.flags.str is "flags_str"). The schema is man/tcpline-json.schema.json.
 */
#ifndef TCPLINE_RENDER_JSON_H
#define TCPLINE_RENDER_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "segment.h"
#include "tcpline/packet.h"
#include "tcpline/verdict.h"
#include "text.h"
#include "tls.h"

/* The date of the last second, so that packets of one second share it. */
struct json {
    bool have_date;
    int64_t date_sec;
    char date[40]; /* "2023-11-14T22:13:20" */
    unsigned date_len;
    bool verify_checksums; /* tcp.checksum_status is other than 2 */
};

struct json_input {
    const struct tl_packet *pkt;
    const struct tl_packet *inner; /* where seg lies, with its IP header */
    const struct segment *seg;     /* NULL when there is none */
    const struct tl_verdict *v;    /* beside seg */
    const struct tls_peek *tls;    /* NULL when the payload is not TLS */
    const char *info;              /* what the line has behind "length N" */
    size_t info_len;
};

/* Appends one object and its newline. */
void json_record(struct json *j, const struct json_input *in, struct text *out);

#endif
