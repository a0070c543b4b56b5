/*
 * rsvp_writers.h - objects of RSVP that are longer stories, each family in a
 * file of its own. A value has at least the octets its row in rsvp_object.c
 * says.
 */
#ifndef TCPLINE_PROTOCOLS_RSVP_WRITERS_H
#define TCPLINE_PROTOCOLS_RSVP_WRITERS_H

#include "rsvp_kit.h"

/* rsvp_error.c: RFC 2205 appendix B, behind the node's address at `at`. */
void rsvp_put_error(const struct rsvp_object *o, uint32_t at, bool with_value);

/* rsvp_route.c: RFC 3209 sections 4.3 and 4.4 */
enum rsvp_end rsvp_put_route(const struct rsvp_object *o);

/* rsvp_label.c: RFC 3209 section 4.1 and 4.2, RFC 3473 section 2 */
enum rsvp_end rsvp_put_labels(const struct rsvp_object *o);
enum rsvp_end rsvp_put_generalized_label(const struct rsvp_object *o);
enum rsvp_end rsvp_put_waveband(const struct rsvp_object *o);
enum rsvp_end rsvp_put_label_set(const struct rsvp_object *o);
enum rsvp_end rsvp_put_protocols(const struct rsvp_object *o);
enum rsvp_end rsvp_put_atm_range(const struct rsvp_object *o);
enum rsvp_end rsvp_put_fr_range(const struct rsvp_object *o);
enum rsvp_end rsvp_put_generalized_request(const struct rsvp_object *o);

/* rsvp_intserv.c: RFC 2210 */
enum rsvp_end rsvp_put_intserv(const struct rsvp_object *o);

/* rsvp_uni.c: RFC 3476; properties, of no RFC */
enum rsvp_end rsvp_put_uni(const struct rsvp_object *o);
enum rsvp_end rsvp_put_properties(const struct rsvp_object *o);

#endif
