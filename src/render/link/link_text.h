/*
 * link_text.h - what the writers of link-layer parts share. Private to
 * render.
 */
#ifndef TCPLINE_RENDER_LINK_TEXT_H
#define TCPLINE_RENDER_LINK_TEXT_H

#include "render.h"

/* "ethertype IPv4 (0x0800)", or with -q "IPv4". */
void put_ethertype(struct line *line, uint16_t type);

/* ", length 54: " */
void put_frame_length(struct line *line, uint32_t len);

/* "SRC > DST, " */
void put_mac_pair(struct line *line, const struct tl_ether *ether);

/* "[length 60 < caplen 64] (invalid)" */
enum part_end put_frame_bad(struct line *line, const struct tl_layer *l);

/* The type by which a layer announces what follows it. */
uint16_t announced_type(const struct tl_layer *l);

/* "AF IPv4 (2), length 44: " */
void put_family(struct line *line, const struct tl_layer *l);

/* A cooked header; of version 2 what only -e shows. */
void put_sll_header(struct line *line, const struct tl_layer *l, uint32_t len);

/*
 * The text that makes up for a link header not shown, when `unknown` behind
 * `link` is of no known protocol.
 */
typedef void belated_fn(struct line *line, const struct tl_layer *link,
                        const struct tl_layer *unknown);

belated_fn belated_frelay, belated_nflog, belated_ipnet, belated_ipoib,
    belated_ap1394, belated_symantec, belated_dlt, belated_pflog, belated_token;

#endif
