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

/* Of IPv4 right in Ethernet, from "protocols" to the value of "ip.len". */
char *json_put_plain_front(char *at, const struct json *j,
                           const struct tl_ether *eth, const struct tl_ip4 *ip);

/* From "flags" to the value of "checksum", and the rest behind that. */
char *json_put_ip4_back(char *at, const struct json *j,
                        const struct tl_ip4 *ip);
char *json_put_ip4_addrs(char *at, const struct tl_ip4 *ip);

/* The tcp object's first members, to the value of "completeness". */
char *json_put_connection(char *at, const struct tl_judgement *now);

/* What follows that, to the object's end. */
char *json_put_segment(char *at, const struct json *j,
                       const struct record *rec);

/*
 * Of what follows: to the value of "nxtseq", or of "len", or of "seq_raw"; the
 * acknowledgement; "hdr_len" to the windows; what lies between "checksum" and
 * the times.
 */
char *json_put_seq(char *at, const struct segment *seg,
                   const struct tl_verdict *v);
char *json_put_ack(char *at, const struct segment *seg,
                   const struct tl_verdict *v);
char *json_put_window(char *at, const struct json *j, const struct segment *seg,
                      const struct tl_verdict *v);
char *json_put_rest(char *at, const struct json *j,
                    const struct tl_judgement *now);

/* The member "tcp" where there is one; the room is the caller's. */
char *json_put_tcp(char *at, const struct json *j, const struct record *rec);

/*
 * The member "analysis"; of the tcp object, and its room as well. `side`: what
 * was kept of the segment's side, or NULL.
 */
char *json_put_analysis(char *at, const struct tl_verdict *v,
                        struct json_side *side);

/* "2023-11-14T22:13:20.123456789Z" of nanoseconds since 1970. */
char *json_put_date(struct json *j, char *at, int64_t ns);

/* The member "tls"; makes its own room. */
void json_put_tls(const struct tls_peek *tls, struct text *out);

#endif
