/*
 * json_layers.h - the objects of JSON that follow from the tables of fields:
 * everything but what is written by hand (eth, sll, vlan, ip, ipv6, tcp).
 * Private to render.
 */
#ifndef TCPLINE_RENDER_JSON_LAYERS_H
#define TCPLINE_RENDER_JSON_LAYERS_H

#include "tcpline/record.h"
#include "text.h"

struct json_layers;

/* NULL when there is no memory. Free with json_layers_free(). */
struct json_layers *json_layers_new(void);
void json_layers_free(struct json_layers *l);

/*
 * Appends a member for each header of the packet, the innermost of its kind,
 * and "outer" with those around it, outermost first. `ip`: the IP header that
 * has its member already (NULL: none).
 */
void json_put_layers(struct json_layers *l, const struct record *rec,
                     const struct tl_layer *ip, struct text *out);

/* Appends "eth:ethertype:ip:tcp": frame.protocols. */
void json_put_protocols(const struct tl_packet *pkt, struct text *out);

#endif
