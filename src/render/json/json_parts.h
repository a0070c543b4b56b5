/*
 * json_parts.h - the objects of a JSON record that have files of their own.
 * Private to render.
 */
#ifndef TCPLINE_RENDER_JSON_PARTS_H
#define TCPLINE_RENDER_JSON_PARTS_H

#include "json.h"
#include "tls.h"

/* The IP header around the segment; without one, the innermost, or NULL. */
const struct tl_layer *json_ip_layer(const struct record *rec);

/*
 * The link's members and those of `ip`; the room is the caller's, at the end
 * of `out`.
 */
char *json_put_headers(char *at, const struct json *j, const struct record *rec,
                       const struct tl_layer *ip, struct text *out);

/* A segment right in IPv4 right in Ethernet, of a connection. */
bool json_is_plain(const struct record *rec);

/* Of such a one, from "protocols" to the end of "tcp". */
char *json_put_plain(char *at, const struct json *j, const struct record *rec);

/* The tcp object's first members, to the value of "completeness". */
char *json_put_connection(char *at, const struct tl_judgement *now);

/* What follows that, to the object's end. */
char *json_put_segment(char *at, const struct json *j,
                       const struct record *rec);

/* The member "tcp" where there is one; the room is the caller's. */
char *json_put_tcp(char *at, const struct json *j, const struct record *rec);

/* The members of "analysis"; of the tcp object, and its room as well. */
char *json_put_analysis(char *at, const struct tl_verdict *v);

/* "2023-11-14T22:13:20.123456789Z" of nanoseconds since 1970. */
char *json_put_date(struct json *j, char *at, int64_t ns);

/* The member "tls"; makes its own room. */
void json_put_tls(const struct tls_peek *tls, struct text *out);

#endif
