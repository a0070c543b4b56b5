/*
 * line.c - one record: number, time, the layers' parts, hex dump, newline.
 */
#include "line.h"

#include <assert.h>
#include <pcap/dlt.h>
#include <stdlib.h>
#include <string.h>

#include "analysis_suffix.h"
#include "decode.h"
#include "hexdump.h"
#include "leaf_memory.h"
#include "line_suffix.h"
#include "render.h"
#include "shortage.h"
#include "window.h"

enum {
    MAX_NESTED = 16,   /* packets in payloads of packets in payloads */
    FRAME_VERBOSE = 3, /* what it takes to see a frame is not used twice */
};

static part_fn *const parts[TL_KIND_COUNT] = {
    [TL_ETHER] = part_ether,
    [TL_VLAN] = part_vlan,
    [TL_LLC] = part_llc,
    [TL_SNAP] = part_snap,
    [TL_SLL] = part_sll,
    [TL_SLL2] = part_sll2,
    [TL_NULL] = part_null,
    [TL_RAW] = part_raw,
    [TL_MACSEC] = part_macsec,
    [TL_PPPOE] = part_pppoe,
    [TL_PPP] = part_ppp,
    [TL_MPLS] = part_mpls,
    [TL_NSH] = part_nsh,
    [TL_CHDLC] = part_chdlc,
    [TL_SLARP] = part_slarp,
    [TL_OSI] = part_osi,
    [TL_FRELAY] = part_frelay,
    [TL_FRF15] = part_frf15,
    [TL_MFR] = part_mfr,
    [TL_SLIP] = part_slip,
    [TL_SLIP_BSDOS] = part_slip_bsdos,
    [TL_PFLOG] = part_pflog,
    [TL_ENC] = part_enc,
    [TL_NFLOG] = part_nflog,
    [TL_IPNET] = part_ipnet,
    [TL_IPOIB] = part_ipoib,
    [TL_AP1394] = part_ap1394,
    [TL_SYMANTEC] = part_symantec,
    [TL_PKTAP] = part_pktap,
    [TL_PPI] = part_ppi,
    [TL_ARCNET] = part_arcnet,
    [TL_ARCNET_LINUX] = part_arcnet_linux,
    [TL_TOKEN_RING] = part_token_ring,
    [TL_FDDI] = part_fddi,
    [TL_IPFC] = part_ipfc,
    [TL_ATM] = part_atm,
    [TL_CLIP] = part_clip,
    [TL_SUNATM] = part_sunatm,
    [TL_LANE] = part_lane,
    [TL_BRCM] = part_switch_tag,
    [TL_DSA] = part_switch_tag,
    [TL_EDSA] = part_switch_tag,
    [TL_ARISTA] = part_arista,
    [TL_BRCM_PREPEND] = part_brcm_prepend,
    [TL_NETANALYZER] = part_netanalyzer,
    [TL_NETANALYZER_PREAMBLE] = part_netanalyzer,
    [TL_PPP_SERIAL] = part_ppp_serial,
    [TL_PPP_ESCAPED] = part_ppp_escaped,
    [TL_PPP_BSDOS] = part_ppp_bsdos,
    [TL_RADIOTAP] = part_radiotap,
    [TL_PRISM] = part_prism,
    [TL_AVS] = part_avs,
    [TL_IEEE80211] = part_ieee80211,
    [TL_JUNIPER_ETHER] = part_juniper,
    [TL_JUNIPER_PPP] = part_juniper,
    [TL_JUNIPER_FRELAY] = part_juniper,
    [TL_JUNIPER_CHDLC] = part_juniper,
    [TL_JUNIPER_PPPOE] = part_juniper,
    [TL_JUNIPER_PPPOE_ATM] = part_juniper,
    [TL_JUNIPER_MLPPP] = part_juniper,
    [TL_JUNIPER_MLFR] = part_juniper,
    [TL_JUNIPER_MFR] = part_juniper,
    [TL_JUNIPER_GGSN] = part_juniper,
    [TL_JUNIPER_SERVICES] = part_juniper,
    [TL_JUNIPER_MONITOR] = part_juniper,
    [TL_JUNIPER_ES] = part_juniper,
    [TL_JUNIPER_ATM1] = part_juniper,
    [TL_JUNIPER_ATM2] = part_juniper,
    [TL_IPV4] = part_ip4,
    [TL_IPV6] = part_ip6,
    [TL_HOPOPT] = part_ip6_hop_options,
    [TL_DSTOPT] = part_ip6_options,
    [TL_ROUTING] = part_ip6_routing,
    [TL_FRAGMENT] = part_ip6_fragment,
    [TL_AH] = part_ah,
    [TL_ESP] = part_esp,
    [TL_ARP] = part_arp,
    [TL_TCP] = part_tcp,
    [TL_UDP] = part_udp,
    [TL_ICMP] = part_icmp,
    [TL_ICMP6] = part_icmp6,
    [TL_GRE] = part_gre,
    [TL_L2TP] = part_l2tp,
    [TL_VXLAN] = part_vxlan,
    [TL_OTV] = part_otv,
    [TL_VXLAN_GPE] = part_vxlan_gpe,
    [TL_GENEVE] = part_geneve,
    [TL_BCM_LI] = part_bcm_li,
    [TL_PIM] = part_pim,
    [TL_UDP_ENCAP] = part_udp_encap,
    [TL_LEAF] = part_leaf,
    [TL_IP_OTHER] = part_ip_other,
    [TL_LATER_FRAGMENT] = part_later_fragment,
    [TL_UNDECODED] = part_undecoded,
};

static close_fn *const closes[TL_KIND_COUNT] = {
    [TL_L2TP] = close_l2tp,
    [TL_ICMP] = close_icmp,
    [TL_ICMP6] = close_icmp6,
};

/* Goes back over the first `n` layers, which were shown. */
static enum part_end close_layers(struct line *line, unsigned n)
{
    const struct tl_packet *pkt = line->pkt;
    enum part_end end = PART_END;

    while (n-- > 0 && end != PART_CUT)
        if (closes[pkt->layers[n].kind] != NULL)
            end = closes[pkt->layers[n].kind](line, &pkt->layers[n]);
    return end;
}

/* What most packets are; none of these layers has a word behind the others. */
static bool begins_plain(const struct tl_packet *pkt)
{
    const struct tl_layer *l = pkt->layers;

    return pkt->n_layers >= 3 && l[0].kind == TL_ETHER &&
           l[0].end == TL_WHOLE &&
           (l[1].kind == TL_IPV4 || l[1].kind == TL_IPV6) &&
           (l[2].kind == TL_TCP || l[2].kind == TL_UDP);
}

/* The part reads what is the layer's, and what lies before that. */
static enum part_end put_part(struct line *line, const struct tl_layer *l)
{
    const struct tl_raw *raw = &line->pkt->raw;
    const struct window before =
        window_open(raw->data, tl_layer_bytes(line->pkt, l) + l->cap,
                    raw->data + raw->cap_len);

    assert(parts[l->kind] != NULL);
    const enum part_end end = parts[l->kind](line, l);
    window_restore(before);
    return end;
}

/* The parts from layer `i` on. */
static enum part_end put_parts(struct line *line, unsigned i)
{
    const struct tl_packet *pkt = line->pkt;
    enum part_end end = PART_NEXT;

    if (pkt->n_layers == 0) {
        TEXT_LIT(line->out, "UNSUPPORTED");
        hexdump_hex_ascii(line->out, "\n\t", pkt->raw.data, pkt->raw.cap_len);
    }
    for (; i < pkt->n_layers && end == PART_NEXT; i++) {
        line->last_part = text_len(line->out);
        end = put_part(line, &pkt->layers[i]);
    }
    line->last_end = text_len(line->out);
    /* The oracle has no bound here; nothing is left out silently. */
    if (end == PART_NEXT && pkt->too_deep)
        text_printf(line->out, " [not decoded: more than %d headers]",
                    TL_MAX_LAYERS);
    return end == PART_CUT ? end : close_layers(line, i);
}

static enum part_end put_layers(struct line *line)
{
    const struct tl_layer *l = line->pkt->layers;
    enum part_end end;

    if (!begins_plain(line->pkt))
        return put_parts(line, 0);
    if (line->style.link_header)
        (void)part_ether(line, l);
    if (l[2].kind == TL_TCP ? put_plain_segment(line, &l[1], &end)
                            : put_plain_datagram(line, &l[1], &end))
        return end == PART_NEXT ? put_parts(line, 3) : end;
    return put_parts(line, 1);
}

/* With -x, -X and -A the bytes follow, as a rule without the link header. */
__attribute__((noinline)) static void put_dump(struct line *line,
                                               enum part_end end)
{
    const struct tl_packet *pkt = line->pkt;
    const bool whole = line->style.dump_link || end == PART_CUT;
    const uint32_t skip = whole ? 0 : pkt->link_hdr_len - line->unhidden;

    if (skip >= pkt->raw.cap_len)
        return;
    const uint8_t *p = pkt->raw.data + skip;
    const uint32_t n = pkt->raw.cap_len - skip;
    switch (line->style.dump) {
    case LINE_DUMP_NONE:
        break;
    case LINE_DUMP_HEX:
        hexdump_hex(line->out, "\n\t", p, n);
        break;
    case LINE_DUMP_HEX_ASCII:
        hexdump_hex_ascii(line->out, "\n\t", p, n);
        break;
    case LINE_DUMP_ASCII:
        hexdump_ascii(line->out, p, n);
        break;
    }
}

/*
 * What no capture can have recorded gets a remark instead of a line. Apart, as
 * what else is rare: the frame of a line is small without them.
 */
__attribute__((noinline)) static void put_impossible(const struct tl_raw *raw,
                                                     struct text *out)
{
    const char *sep = "[Invalid header: ";

    if (raw->cap_len == 0) {
        text_printf(out, "%scaplen==0", sep);
        sep = ", ";
    } else if (raw->cap_len > TL_MAX_SNAPLEN) {
        text_printf(out, "%scaplen(%u) > %u", sep, raw->cap_len,
                    TL_MAX_SNAPLEN);
        sep = ", ";
    }
    if (raw->wire_len == 0)
        text_printf(out, "%slen==0", sep);
    else if (raw->wire_len < raw->cap_len)
        text_printf(out, "%slen(%u) < caplen(%u)", sep, raw->wire_len,
                    raw->cap_len);
    else if (raw->wire_len > TL_MAX_SNAPLEN)
        text_printf(out, "%slen(%u) > %u", sep, raw->wire_len, TL_MAX_SNAPLEN);
    text_char(out, ']');
}

/* What the writers of the parts find, at the beginning of a record. */
static void begin_record(struct line *line, const struct tl_packet *pkt,
                         const struct conn_step *step, struct text *out)
{
    line->out = out;
    line->pkt = pkt;
    line->step = step;
    line->label = "";
    line->unhidden = 0;
    line->addresses_shown = false;
    line->last_part = line->last_end = text_len(out);
}

/* Of most segments there is nothing to say behind their line. */
static inline void put_suffix(const struct line *line, const struct record *rec,
                              struct text *out)
{
    if (line->suffix == LINE_SUFFIX_WORDS) {
        if (rec->judged != NULL && rec->judged->verdict.flags != 0)
            analysis_words_suffix(out, &rec->judged->verdict);
    } else if (line->style.analysis ||
               (rec->diagnosis != NULL &&
                rec->diagnosis->event != TL_EVENT_NONE)) {
        line_findings(&line->style, rec, out);
    }
}

/* Keys that cannot be read end the program in the middle of a line. */
static bool ends_here(const struct tl_raw *raw)
{
    return raw->opener != NULL && raw->opener->is_over;
}

void line_record(struct line *line, const struct record *rec, struct text *out)
{
    const struct tl_raw *raw = &rec->pkt->raw;

    begin_record(line, rec->pkt, &rec->step, out);
    if (line->style.number) {
        text_dec_pad(out, raw->number, 5, ' ');
        TEXT_LIT(out, "  ");
    }
    if (tl_raw_impossible(raw)) {
        put_impossible(raw, out);
    } else {
        clock_put(&line->clock, raw->time, out);
        if (raw->via != NULL)
            put_via(line, raw->via);
        const enum part_end end = put_layers(line);
        if (line->suffix != LINE_SUFFIX_NONE)
            put_suffix(line, rec, out);
        if (line->style.dump != LINE_DUMP_NONE && !ends_here(raw))
            put_dump(line, end);
    }
    text_char(out, '\n');
}

/* What the line has behind "length N" of a segment. */
static void put_info(struct line *line, const struct tl_layer *tcp)
{
    const struct tl_layer *leaf = part_following(line, tcp);

    if (put_tcp_payload(line) == PART_NEXT && leaf->kind != TL_NONE)
        (void)part_leaf(line, leaf);
}

/* What the line has of the innermost layer, its separators apart. */
static void put_last_part(struct line *line, struct text *out)
{
    const size_t before = text_len(out);

    (void)put_layers(line);
    size_t from = line->last_part;
    while (from < line->last_end && strchr(" ,:", out->start[from]) != NULL)
        from++;
    const size_t n = line->last_end - from;
    memmove(out->start + before, out->start + from, n);
    text_truncate(out, before + n);
}

/* Of a segment with a payload. */
static void put_payload_info(struct line *line, struct text *out)
{
    const struct tl_packet *pkt = line->pkt;
    const struct tl_tcp *tcp = &pkt->tcp;
    const size_t before = text_len(out);
    enum part_end how;

    line->label = "tcp";
    /* Options that end the line leave no room for a payload. */
    const bool sound = tcp->n_options == 0 ||
                       tcp->options[tcp->n_options - 1].end == TL_OPTION_WHOLE;
    const bool ended = !sound && put_tcp_options(line, &how);
    text_truncate(out, before);
    if (!ended)
        put_info(line, &pkt->layers[pkt->tcp_layer]);
}

__attribute__((noinline)) static void put_some_info(struct line *line,
                                                    const struct tl_packet *pkt,
                                                    bool has_tcp,
                                                    struct text *out)
{
    const struct conn_step absolute = {0};

    begin_record(line, pkt, &absolute, out);
    if (has_tcp)
        put_payload_info(line, out);
    else
        put_last_part(line, out);
}

void line_info(struct line *line, const struct tl_packet *pkt, struct text *out)
{
    const struct tl_tcp *tcp = &pkt->tcp;
    const bool has_tcp =
        pkt->tcp_layer != TL_NO_LAYER && pkt->layers[pkt->tcp_layer].depth == 0;

    if (has_tcp && (tcp->end != TL_TCP_WHOLE || tcp->data_len == 0))
        return;
    if (line->style.quiet == 0 && !tl_raw_impossible(&pkt->raw))
        put_some_info(line, pkt, has_tcp, out);
}

static void host_addr4(void *ctx, struct text *out, const uint8_t *addr)
{
    struct line *line = ctx;
    line->out = out;
    put_addr4(line, addr);
}

static void host_addr6(void *ctx, struct text *out, const uint8_t *addr)
{
    struct line *line = ctx;
    line->out = out;
    put_addr6(line, addr);
}

static void host_ether(void *ctx, struct text *out, const uint8_t *addr)
{
    struct line *line = ctx;
    line->out = out;
    put_mac(line, addr);
}

static void host_service(void *ctx, struct text *out, uint16_t port)
{
    struct line *line = ctx;
    line->out = out;
    put_port(line, false, port);
}

static void host_ip_proto(void *ctx, struct text *out, uint8_t proto)
{
    const struct line *line = ctx;
    const char *name = name_of_ip_proto_short(proto);

    if (line->style.no_names || name == NULL || proto == 0)
        text_u32(out, proto);
    else
        text_str(out, name);
}

static void host_time_stamp(void *ctx, struct text *out, int64_t sec,
                            int64_t usec)
{
    struct line *line = ctx;
    int64_t ns;

    if (__builtin_mul_overflow(usec, TL_BILLION / TL_MICRO, &ns))
        ns = usec < 0 ? INT64_MIN : INT64_MAX;
    clock_put(&line->clock, tl_stamp(sec, ns), out);
}

/* A packet inside a payload: the same line, without time and dump. */
static bool put_inner(struct line *line, struct text *out,
                      const struct tl_packet *pkt, unsigned quieter,
                      const char **label)
{
    const struct conn_step absolute = {0};
    struct line inner = *line;

    inner.nested++;
    inner.style.verbose -= quieter;
    inner.payload_style.verbose -= quieter;
    inner.out = out;
    inner.pkt = pkt;
    inner.step = &absolute;
    inner.label = *label;
    inner.addresses_shown = false;
    inner.host.ctx = &inner;
    const enum part_end end = put_layers(&inner);
    *label = inner.label;
    return end == PART_CUT;
}

typedef void decode_fn(const struct tl_raw *raw, struct tl_packet *out);

static bool host_inner(struct line *line, struct text *out, decode_fn *decode,
                       const struct tl_raw *raw, unsigned quieter,
                       const char **label)
{
    struct tl_packet *pkt = NULL;

    if (line->nested < MAX_NESTED)
        pkt = malloc(sizeof(*pkt));
    if (pkt == NULL) {
        if (line->nested < MAX_NESTED)
            shortage_note();
        return false;
    }
    decode(raw, pkt);
    const bool cut = put_inner(line, out, pkt, quieter, label);
    free(pkt);
    return cut;
}

/* What a payload carries, to be decoded as its packet is. */
static struct tl_raw carried(const struct line *line, const uint8_t *p,
                             uint32_t cap, uint32_t len)
{
    return (struct tl_raw){
        .data = p,
        .cap_len = cap,
        .wire_len = len,
        .type = line->pkt->raw.type,
        .opener = line->pkt->raw.opener,
    };
}

static bool host_ip_packet(void *ctx, struct text *out, const uint8_t *p,
                           uint32_t cap, uint32_t len, const char **label)
{
    const struct tl_raw raw = carried(ctx, p, cap, len);

    return host_inner(ctx, out, decode_ip4_packet, &raw, 0, label);
}

static void host_ends(void *ctx, struct text *out, uint16_t sport,
                      uint16_t dport)
{
    struct line *line = ctx;

    line->out = out;
    if (line->leaf->ip != TL_NO_LAYER)
        put_number_pair(line, line->leaf, sport, dport);
}

static bool host_frame(void *ctx, struct text *out, const uint8_t *p,
                       uint32_t cap, uint32_t len, const char **label)
{
    struct tl_raw raw = carried(ctx, p, cap, len);

    raw.link_type = DLT_EN10MB;
    return host_inner(ctx, out, decode_packet, &raw, FRAME_VERBOSE, label);
}

struct line *line_new(const struct line_style *style, struct names *names)
{
    struct line *line = calloc(1, sizeof(*line));

    if (line == NULL)
        return NULL;
    line->memory = leaf_memory_new();
    line->ends = ends_memory_new();
    if (line->memory == NULL || line->ends == NULL) {
        line_free(line);
        return NULL;
    }
    line->style = *style;
    line->suffix = line_suffix_of(style);
    line->ends_alone = style->no_names && style->verbose == 0;
    line->names = names;
    line->ifnames = ifnames_open();
    if (line->ifnames == NULL) {
        line_free(line);
        return NULL;
    }
    line->payload_style = (struct payload_style){
        .verbose = style->verbose,
        .hex_follows =
            style->dump == LINE_DUMP_HEX || style->dump == LINE_DUMP_HEX_ASCII,
        .ascii_follows = style->dump == LINE_DUMP_HEX_ASCII,
        .quiet = style->quiet != 0,
        .as_dot = style->as_dot,
        .link_header = style->link_header,
        .raw_handles = style->raw_handles,
        .no_names = style->no_names,
        .link_shown = style->link_header,
    };
    line->host = (struct payload_host){
        .addr4 = host_addr4,
        .addr6 = host_addr6,
        .ether = host_ether,
        .service = host_service,
        .ip_proto = host_ip_proto,
        .time_stamp = host_time_stamp,
        .ip_packet = host_ip_packet,
        .frame = host_frame,
        .ends = host_ends,
        .ctx = line,
    };
    clock_init(&line->clock, style->time, style->nanoseconds);
    return line;
}

void line_free(struct line *line)
{
    if (line == NULL)
        return;
    ifnames_free(line->ifnames);
    leaf_memory_free(line->memory);
    ends_memory_free(line->ends);
    free(line);
}
