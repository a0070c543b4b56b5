/*
 * walk.c - how a walk goes on behind an IP header.
 */
#include "walk.h"

#include "next.h"

void walk_next_ip_proto(struct walk *w, uint8_t proto)
{
    w->proto = proto;
    w->next = next_of_ip_proto(proto, w->pkt->layers[w->ip].kind == TL_IPV4);
}

void walk_next_ip6_header(struct walk *w, uint8_t next_header)
{
    w->proto = next_header;
    w->next = next_of_ip6_header(next_header);
}
