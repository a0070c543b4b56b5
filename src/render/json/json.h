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
struct json_front;
struct json_ip;
struct json_window;
struct json_stamps;
struct json_side;

/* The date of the last second, so that packets of one second share it. */
struct json {
    bool have_date;
    int64_t date_sec;
    uint64_t date_ns;   /* where that begins */
    uint64_t in_second; /* nanoseconds of it; 0: its texts are not usual */
    char date[40];      /* "2023-11-14T22:13:20" */
    unsigned date_len;
    char times[96]; /* the same as it stands in "time" ... */
    unsigned times_len;
    char epoch[48]; /* ... and what stands between the two nanoseconds */
    unsigned epoch_len;
    char number[48]; /* "{"frame":{"number":" and the thousands of `thousand` */
    unsigned number_len;
    uint64_t thousand;
    unsigned in_thousand;       /* numbers of it: 0 before the first thousand */
    struct json_layers *layers; /* for what follows from tables; owned */
    struct json_pieces *pieces; /* owned, as the following */
    struct json_front *fronts;
    struct json_ip *ips;
    struct json_window *windows;
    struct json_stamps *stamps;
    struct json_side *sides; /* two a connection, of which may be many */
    bool verify_checksums;   /* tcp.checksum_status is other than 2 */
};

/* Appends one object of a connection, and its newline. */
void json_connection(struct json *j, const struct tl_connection_sum *sum,
                     struct text *out);

#endif
