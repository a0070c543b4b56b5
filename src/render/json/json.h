/*
 * json.h - a packet as one JSON object on a line of its own.
 *
 * Keys are Wireshark's field names, nested by their dots; where a field has
 * both a value and fields below it, these join with an underscore
 * (tcp.flags.str is "flags_str"). The schema is in man/schema.
 */
#ifndef TCPLINE_RENDER_JSON_H
#define TCPLINE_RENDER_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "tcpline/record.h"
#include "text.h"

struct json_layers;
struct json_pieces;

/* The date of the last second, so that packets of one second share it. */
struct json {
    bool have_date;
    int64_t date_sec;
    uint64_t date_ns; /* where that begins; of later than 32 bits, nowhere */
    char date[40];    /* "2023-11-14T22:13:20" */
    unsigned date_len;
    char times[96]; /* the same as it stands in "time" ... */
    unsigned times_len;
    char epoch[48]; /* ... and what stands between the two nanoseconds */
    unsigned epoch_len;
    struct json_layers *layers; /* for what follows from tables; owned */
    struct json_pieces *pieces; /* owned */
    bool verify_checksums;      /* tcp.checksum_status is other than 2 */
};

/*
 * Appends one object and its newline. `info`: what the line has behind
 * "length N".
 */
void json_record(struct json *j, const struct record *rec,
                 const struct text *info, struct text *out);

/* The same of a connection. */
void json_connection(struct json *j, const struct tl_connection_sum *sum,
                     struct text *out);

#endif
