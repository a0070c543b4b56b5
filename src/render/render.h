/*
 * render.h - what the writers of the parts of a line share. Private to
 * render.
 *
 * A part is one layer's text. It answers whether the line goes on, ends
 * there, or was cut by the oracle running out of bytes: then hex dumps show
 * the packet from its very start.
 */
#ifndef TCPLINE_RENDER_RENDER_H
#define TCPLINE_RENDER_RENDER_H

#include "clock.h"
#include "digits.h"
#include "ifnames.h"
#include "line.h"
#include "line_suffix.h"
#include "printer.h"
#include "protocol_names.h"

enum part_end { PART_NEXT, PART_END, PART_CUT };

/* Of both ends in numbers, ports included, however long. */
enum { ENDS_ROOM = 128 };
struct ends_memory; /* those that were written lately, see ends.c */

struct line {
    struct line_style style;
    enum line_suffix suffix;
    struct names *names;
    struct ifnames *ifnames;
    struct payload_style payload_style;
    struct payload_host host;
    struct leaf_memory *memory; /* what leaves saw in earlier packets */
    struct clock clock;
    struct ends_memory *ends;
    bool ends_alone; /* of an IP header, in numbers: what the style asks for */

    /* The record being written. */
    struct text *out;
    const struct tl_packet *pkt;
    const struct conn_step *step;
    const struct tl_layer *leaf; /* the one that is being written */
    size_t last_part, last_end;  /* where the last layer's text stands */
    const char *label;           /* of the mark "[|label]"; the last writer's */
    unsigned nested;             /* how many payloads the record stands in */
    uint32_t unhidden;    /* what a leaf says of itself: see struct printer */
    bool addresses_shown; /* the innermost IP header's, by an extension */
};

typedef enum part_end part_fn(struct line *line, const struct tl_layer *l);

part_fn part_ether, part_vlan, part_llc, part_snap, part_macsec, part_sll,
    part_sll2, part_null, part_raw, part_pppoe, part_ppp, part_mpls, part_nsh,
    part_undecoded, part_ip4, part_ip6, part_ip6_hop_options, part_ip6_options,
    part_ip6_routing, part_ip6_fragment, part_ah, part_esp, part_ip_other,
    part_leaf, part_later_fragment, part_tcp, part_udp, part_icmp, part_icmp6,
    part_arp, part_gre, part_l2tp, part_vxlan, part_otv, part_vxlan_gpe,
    part_geneve;

part_fn part_bcm_li, part_pim, part_udp_encap;

part_fn part_chdlc, part_slarp, part_osi, part_frelay, part_frf15, part_mfr,
    part_slip, part_slip_bsdos, part_pflog, part_enc, part_nflog, part_ipnet,
    part_symantec, part_pktap, part_ppi, part_ipoib, part_ap1394, part_arcnet,
    part_arcnet_linux, part_token_ring, part_fddi, part_ipfc, part_atm,
    part_clip, part_sunatm, part_lane, part_switch_tag, part_arista,
    part_brcm_prepend, part_netanalyzer, part_ppp_serial, part_ppp_escaped,
    part_ppp_bsdos, part_radiotap, part_prism, part_avs, part_ieee80211,
    part_juniper;

/* What a layer has to say behind all that it carries. */
typedef part_fn close_fn;

close_fn close_l2tp, close_icmp, close_icmp6;

/* " [|label]", and how the line goes on after it. */
enum part_end part_mark(struct line *line, enum part_end how);

/* The mark for a layer that was cut, by how its decoder says it was. */
enum part_end part_mark_cut(struct line *line, const struct tl_layer *l);

/* " (invalid)" and the end of the line. */
enum part_end part_invalid(struct line *line);

/* "IP " and "IP6 " stand where -e has not named the protocol already. */
void put_network_name(struct line *line, const char *name);

/* "truncated-ip - 20 bytes missing!", with `what` up to the number. */
void put_missing(struct line *line, const char *what, uint32_t missing);

/* Transports that print the addresses themselves, with ports. */
bool ip_proto_has_ports(uint8_t proto);

/*
 * The options of an IPv4 header. PART_END: one of them is truncated, which
 * ends the line behind the header; PART_CUT: the mark has been appended.
 */
enum part_end put_ip4_options(struct line *line, const struct tl_layer *l);

/* With -e: the type that `l`, an address pair or a tag, announces. */
void put_tagged(struct line *line, const struct tl_layer *l, uint16_t type);

/* The fields of a MACsec tag. */
void put_macsec(struct line *line, const struct tl_layer *l);

/*
 * The link header of a packet that turned out to be unknown, which without
 * -e has not been shown yet.
 */
void put_link_belated(struct line *line, const struct tl_layer *l);

/* The link header under `l` and its tags, LLC and SNAP headers. */
const struct tl_layer *link_under(const struct line *line,
                                  const struct tl_layer *l);

/* Whether it names two stations, as Ethernet does (see l->ether). */
bool link_has_stations(const struct tl_layer *link);

/* Its source; token ring hides a flag in the address. */
void put_link_src(struct line *line, const struct tl_layer *link);

/*
 * Whether what nobody knows behind it is to be dumped: not when -x or -X is
 * going to show it, nor with -q; but some printers do it in spite of these.
 */
bool link_dumps_unknown(const struct line *line, const struct tl_layer *link);

/*
 * LLC and SNAP headers of a packet that turned out to be unknown; `link`
 * gives the stations, NULL without. An LLC frame without data says false.
 */
bool put_llc_belated(struct line *line, const struct tl_layer *link,
                     const struct tl_layer *l);
void put_snap_belated(struct line *line, const struct tl_layer *link,
                      const struct tl_layer *l);

/* The layer behind `l`; its kind is TL_NONE when there is none. */
const struct tl_layer *part_following(const struct line *line,
                                      const struct tl_layer *l);

/* The IP layer `l` lies in. */
static inline const struct tl_layer *part_ip(const struct line *line,
                                             const struct tl_layer *l)
{
    return &line->pkt->layers[l->ip];
}

/* An address as the user wants it: a name, or numeric. */
void put_addr4(struct line *line, const uint8_t *addr);
void put_addr6(struct line *line, const uint8_t *addr);
void put_ip_src(struct line *line, const struct tl_layer *ip);
void put_ip_dst(struct line *line, const struct tl_layer *ip);

/* "SRC > DST: " of an IP layer. */
void put_ip_pair(struct line *line, const struct tl_layer *ip);

/* "SRC.sport > DST.dport: ", without the addresses when shown already. */
void put_port_pair(struct line *line, const struct tl_layer *l, bool udp,
                   uint16_t sport, uint16_t dport);
void put_port(struct line *line, bool udp, uint16_t port);

/* The same of SCTP, whose ports have no names, with the addresses always. */
void put_number_pair(struct line *line, const struct tl_layer *l,
                     uint16_t sport, uint16_t dport);

/* The same without names, at a pointer to ENDS_ROOM bytes. */
char *put_ends(char *at, const struct line *line, const struct tl_layer *ip,
               uint16_t sport, uint16_t dport);
void put_numeric6(struct line *line, const uint8_t *addr6);
struct ends_memory *ends_memory_new(void); /* NULL without memory */
void ends_memory_free(struct ends_memory *m);

/* The interface's name on this host, padded to five columns, and a blank. */
void put_name_column(struct line *line, const char *name);
void put_ifname(struct line *line, uint32_t ifindex);
/* The columns of an interface's name and of the direction. */
void put_via(struct line *line, const struct tl_via *via);

/* A MAC address with its vendor, or "Broadcast". */
void put_mac(struct line *line, const uint8_t *addr);

/*
 * A header of which the line shows both ends alone, in numbers: all that
 * tcpdump has remarks on is looked for.
 */
bool ip_shows_ends(const struct line *line, const struct tl_layer *l);
/* "IP " or "IP6 ", but behind a link-layer header that says so. */
static inline char *put_version(char *at, const struct line *line,
                                const struct tl_layer *ip)
{
    if (line->style.link_header)
        return at;
    return ip->kind == TL_IPV4 ? DIGITS_LIT(at, "IP ") : DIGITS_LIT(at, "IP6 ");
}

/*
 * part_ip4() or part_ip6() of `ip` and part_tcp() or part_udp() behind it in
 * one, where neither has anything unusual. False otherwise; then nothing was
 * written.
 */
bool put_plain_segment(struct line *line, const struct tl_layer *ip,
                       enum part_end *end);
bool put_plain_datagram(struct line *line, const struct tl_layer *ip,
                        enum part_end *end);

/* TCP options; true when the line ends there (see `how`). */
bool put_tcp_options(struct line *line, enum part_end *how);

/*
 * An MPTCP option (RFC 6824, RFC 8684) without its leading name and length;
 * false when it breaks a rule, which the caller marks.
 */
bool put_mptcp(struct line *line, const struct tl_tcp_option *opt);

/* Whether the segment's MD5 signature fits; all its bytes are captured. */
bool tcp_md5_valid(const struct tl_packet *pkt, const char *secret,
                   const uint8_t signature[static 16]);

/* What stands behind ", length N" of a TCP segment; PART_NEXT: any leaf. */
enum part_end put_tcp_payload(struct line *line);

/* Words of a text that was read: its newlines and tabs, all else made visible.
 */
void put_told_words(struct text *out, const char *words, uint32_t n);

/* "UDP, length N" for a leaf that did not take the datagram. */
void put_udp_unclaimed(struct line *line, const struct tl_layer *leaf);

/* " nd 20": bytes behind IP of a protocol nobody knows. */
enum part_end put_ip_other(struct line *line, const struct tl_layer *l,
                           uint8_t proto);

/*
 * What a leaf works with, for the bytes of the layer `l`, its label that of
 * the line so far. printer_finish() and line->label are the caller's.
 */
void part_printer(struct line *line, const struct tl_layer *l,
                  struct printer *out);

/* name_of_ip_proto() as -v shows it, never NULL. */
const char *name_or_unknown(uint8_t proto);

#endif
