/*
 * test_decode.c - the structs of each layer, as the pictures of its RFC have
 * its fields, and what every shorter capture leaves of them.
 */
#include <pcap/dlt.h>
#include <string.h>

#include "decode.h"
#include "guard_page.h"
#include "hex_bytes.h"
#include "promise.h"
#include "unit_main.h"
#include "window.h"

#define ETHER "020000000002 020000000001 "
#define HOSTS4 "c0000201 c6336402 "
#define IP4(total, proto) "45 00 " total " 0001 0000 40 " proto " 0000 " HOSTS4
#define HOSTS6                                                                 \
    "20010db8000000000000000000000001 20010db8000000000000000000000002 "
#define TCP "0401 07d0 000003e8 000007d0 5010 0200 abcd 0000 "

static struct guard_page page;
static struct tl_packet pkt, cut;

static void setup(void)
{
    ck_assert(guard_page_open(&page, 512));
}

static void teardown(void)
{
    guard_page_close(&page);
}

static void decode(int link_type, const uint8_t *bytes, uint32_t cap,
                   uint32_t len, struct tl_packet *out)
{
    const struct tl_raw raw = {
        .data = guard_page_put(&page, bytes, cap),
        .cap_len = cap,
        .wire_len = len,
        .link_type = link_type,
    };

    decode_packet(&raw, out);
}

static void check_inside(const struct tl_packet *p, uint32_t cap)
{
    ck_assert_uint_le(p->link_hdr_len, cap);
    ck_assert(promise_kept(p));
    for (unsigned i = 0; i < p->n_layers; i++) {
        const struct tl_layer *l = &p->layers[i];
        ck_assert_uint_le(l->off + l->cap, cap);
        ck_assert_uint_le(l->cap, l->len);
        ck_assert(l->ip == TL_NO_LAYER || l->ip <= i);
    }
}

/*
 * Decodes `hex` into `pkt`, and each of its beginnings: those have the
 * first layers of the whole.
 */
static void decode_hex(int link_type, const char *hex)
{
    uint8_t bytes[512];
    const uint32_t len = (uint32_t)hex_bytes(hex, bytes);

    decode(link_type, bytes, len, len, &pkt);
    for (uint32_t cap = 1; cap < len; cap++) {
        decode(link_type, bytes, cap, len, &cut);
        check_inside(&cut, cap);
        ck_assert_uint_le(cut.n_layers, pkt.n_layers);
        for (unsigned i = 0; i + 1 < cut.n_layers; i++)
            ck_assert_uint_eq(cut.layers[i].kind, pkt.layers[i].kind);
    }
    decode(link_type, bytes, len, len, &pkt);
    check_inside(&pkt, len);
}

/* The layer at `i`, which must be whole and of this kind. */
static const struct tl_layer *layer(unsigned i, enum tl_kind kind)
{
    ck_assert_uint_lt(i, pkt.n_layers);
    ck_assert_uint_eq(pkt.layers[i].kind, kind);
    ck_assert_uint_eq(pkt.layers[i].end, TL_WHOLE);
    return &pkt.layers[i];
}

static void check_bytes(const uint8_t *p, const char *hex)
{
    uint8_t want[16];
    const size_t n = hex_bytes(hex, want);

    ck_assert_mem_eq(p, want, n);
}

START_TEST(ethernet_and_tag)
{
    decode_hex(DLT_EN10MB, ETHER "8100 f064 0800 " IP4("0014", "ff"));
    const struct tl_layer *l = layer(0, TL_ETHER);
    check_bytes(l->ether.dst, "020000000002");
    check_bytes(l->ether.src, "020000000001");
    ck_assert_uint_eq(l->ether.type, 0x8100);
    ck_assert_uint_eq(l->off, 0);
    l = layer(1, TL_VLAN);
    ck_assert_uint_eq(l->vlan.tci, 0xf064);
    ck_assert_uint_eq(l->vlan.type, 0x0800);
    ck_assert_uint_eq(layer(2, TL_IPV4)->off, 18);
    ck_assert_uint_eq(pkt.tcp_layer, TL_NO_LAYER);
}
END_TEST

START_TEST(logical_link_control)
{
    decode_hex(DLT_EN10MB, ETHER "001c aaaa03 00000c 0800 " IP4("0014", "ff"));
    ck_assert_uint_eq(layer(0, TL_ETHER)->ether.type, 28);
    const struct tl_layer *l = layer(1, TL_LLC);
    ck_assert_uint_eq(l->llc.dsap, 0xaa);
    ck_assert_uint_eq(l->llc.ssap, 0xaa);
    ck_assert_uint_eq(l->llc.control, 3);
    l = layer(2, TL_SNAP);
    ck_assert_uint_eq(l->snap.oui, 0x00000c);
    ck_assert_uint_eq(l->snap.type, 0x0800);
}
END_TEST

START_TEST(cooked_captures)
{
    decode_hex(DLT_LINUX_SLL,
               "0004 0001 0006 0200000000010000 0800 " IP4("0014", "ff"));
    const struct tl_layer *l = layer(0, TL_SLL);
    ck_assert_uint_eq(l->sll.packet_type, 4);
    ck_assert_uint_eq(l->sll.arphrd, 1);
    ck_assert_uint_eq(l->sll.addr_len, 6);
    ck_assert_uint_eq(l->sll.protocol, 0x0800);
    check_bytes(l->sll.addr, "0200000000010000");
    decode_hex(DLT_LINUX_SLL2, "0800 0000 00000007 0001 03 06 0200000000010000 "
                               "" IP4("0014", "ff"));
    l = layer(0, TL_SLL2);
    ck_assert_uint_eq(l->sll.ifindex, 7);
    ck_assert_uint_eq(l->sll.packet_type, 3);
    ck_assert_uint_eq(l->sll.protocol, 0x0800);
}
END_TEST

/* The family of BSD loopback is in the order of the host that captured. */
START_TEST(family_in_either_order)
{
    decode_hex(DLT_NULL, "00000002 " IP4("0014", "ff"));
    ck_assert_uint_eq(layer(0, TL_NULL)->null.family, 2);
    decode_hex(DLT_NULL, "02000000 " IP4("0014", "ff"));
    ck_assert_uint_eq(layer(0, TL_NULL)->null.family, 2);
}
END_TEST

START_TEST(ip4_header)
{
    decode_hex(DLT_RAW,
               "46 b8 001b 1234 6003 3f ff abcd " HOSTS4 "01010100 616263");
    const struct tl_ip4 *ip = &layer(1, TL_IPV4)->ip4;
    ck_assert_uint_eq(ip->fault, TL_IP4_FINE);
    ck_assert_uint_eq(ip->version, 4);
    ck_assert_uint_eq(ip->hdr_len, 24);
    ck_assert_uint_eq(ip->tos, 0xb8);
    ck_assert_uint_eq(ip->total_len, 27);
    ck_assert_uint_eq(ip->id, 0x1234);
    ck_assert_uint_eq(ip->frag, TL_IP4_DF | TL_IP4_MF | 3);
    ck_assert_uint_eq(ip->ttl, 63);
    ck_assert_uint_eq(ip->proto, 255);
    ck_assert_uint_eq(ip->checksum, 0xabcd);
    ck_assert_uint_eq(ip->missing, 0);
    check_bytes(ip->src, "c0000201");
    check_bytes(ip->dst, "c6336402");
    layer(2, TL_LATER_FRAGMENT);
}
END_TEST

static const struct {
    const char *hex;
    enum tl_ip4_fault fault;
} ip4_faults[] = {
    {"55 00 0014 0001 0000 40 ff 0000 " HOSTS4, TL_IP4_VERSION},
    {"44 00 0014 0001 0000 40 ff 0000 " HOSTS4, TL_IP4_HLEN},
    {"46 00 0014 0001 0000 40 ff 0000 " HOSTS4 "00000000", TL_IP4_TOTAL_LEN},
};

START_TEST(ip4_that_contradicts_itself)
{
    char hex[128] = ETHER "0800 ";

    strcat(hex, ip4_faults[_i].hex);
    decode_hex(DLT_EN10MB, hex);
    ck_assert_uint_eq(pkt.n_layers, 2);
    ck_assert_uint_eq(pkt.layers[1].end, TL_BAD);
    ck_assert_uint_eq(pkt.layers[1].ip4.fault, ip4_faults[_i].fault);
}
END_TEST

START_TEST(ip4_longer_than_its_carrier)
{
    decode_hex(DLT_RAW, IP4("0064", "ff") "616263");
    ck_assert_uint_eq(layer(1, TL_IPV4)->ip4.missing, 100 - 23);
}
END_TEST

START_TEST(ip6_header)
{
    decode_hex(DLT_RAW, "6b812345 0003 ff 3f " HOSTS6 "616263");
    const struct tl_ip6 *ip = &layer(1, TL_IPV6)->ip6;
    ck_assert_uint_eq(ip->version, 6);
    ck_assert_uint_eq(ip->traffic_class, 0xb8);
    ck_assert_uint_eq(ip->flow_label, 0x12345);
    ck_assert_uint_eq(ip->payload_len, 3);
    ck_assert_uint_eq(ip->next_header, 255);
    ck_assert_uint_eq(ip->hop_limit, 63);
    check_bytes(ip->src, "20010db8000000000000000000000001");
    check_bytes(ip->dst, "20010db8000000000000000000000002");
}
END_TEST

/* RFC 8200 section 4: hop-by-hop, destination, routing, fragment. */
START_TEST(ip6_extensions)
{
    decode_hex(DLT_RAW, "60000000 0048 00 40 " HOSTS6 "3c 00 0104 00000000 "
                        "2b 00 0104 00000000 "
                        "2c 02 0001 00000000 "
                        "20010db8000000000000000000000003 "
                        "06 00 0019 00001234 " TCP "61626364");
    ck_assert_uint_eq(layer(2, TL_HOPOPT)->ext.next_header, 60);
    ck_assert_uint_eq(layer(2, TL_HOPOPT)->ext.hdr_len, 8);
    ck_assert_uint_eq(layer(3, TL_DSTOPT)->ext.next_header, 43);
    const struct tl_layer *l = layer(4, TL_ROUTING);
    ck_assert_uint_eq(l->ext.hdr_len, 24);
    ck_assert_uint_eq(l->ext.routing_type, 0);
    ck_assert_uint_eq(l->ext.segments_left, 1);
    l = layer(5, TL_FRAGMENT);
    ck_assert_uint_eq(l->ext.frag_offset, 24);
    ck_assert(l->ext.more_fragments);
    ck_assert_uint_eq(l->ext.frag_id, 0x1234);
    ck_assert_uint_eq(pkt.tcp_layer, TL_NO_LAYER);
}
END_TEST

START_TEST(tcp_header)
{
    decode_hex(DLT_RAW,
               IP4("0033", "06") "0401 07d0 000003e8 000007d0 7fc2 0200 "
                                 "abcd 0009 020405b4 01 030307 616263");
    const struct tl_tcp *tcp = &pkt.tcp;
    ck_assert_uint_eq(pkt.tcp_layer, 2);
    ck_assert_uint_eq(tcp->end, TL_TCP_WHOLE);
    ck_assert_uint_eq(tcp->sport, 1025);
    ck_assert_uint_eq(tcp->dport, 2000);
    ck_assert_uint_eq(tcp->seq, 1000);
    ck_assert_uint_eq(tcp->ack, 2000);
    ck_assert_uint_eq(tcp->hdr_len, 28);
    ck_assert_uint_eq(tcp->reserved, 15);
    ck_assert_uint_eq(tcp->flags, TL_CWR | TL_ECE | TL_SYN);
    ck_assert_uint_eq(tcp->window, 512);
    ck_assert_uint_eq(tcp->checksum, 0xabcd);
    ck_assert_uint_eq(tcp->urgent, 9);
    ck_assert_uint_eq(tcp->seg_len, 31);
    ck_assert_uint_eq(tcp->data_len, 3);
    ck_assert_uint_eq(tl_tcp_data_cap(tcp), 3);
    ck_assert_uint_eq(tcp->n_options, 3);
    ck_assert_uint_eq(tcp->options[0].kind, 2);
    ck_assert_uint_eq(tcp->options[0].len, 4);
    check_bytes(tcp->options[0].data, "05b4");
    ck_assert_uint_eq(tcp->options[1].kind, 1);
    ck_assert_uint_eq(tcp->options[2].kind, 3);
    check_bytes(tcp->options[2].data, "07");
}
END_TEST

static const struct {
    const char *hex;
    enum tl_tcp_end end;
} tcp_ends[] = {
    {IP4("0028", "06") "0401 07d0 000003e8 000007d0 4010 0200 abcd 0000",
     TL_TCP_HLEN_SHORT},
    {IP4("0028", "06") "0401 07d0 000003e8 000007d0 6010 0200 abcd 0000",
     TL_TCP_HLEN_LONG},
    {IP4("0028", "06") TCP, TL_TCP_WHOLE},
};

START_TEST(tcp_data_offset)
{
    decode_hex(DLT_RAW, tcp_ends[_i].hex);
    ck_assert_uint_eq(pkt.tcp.end, tcp_ends[_i].end);
}
END_TEST

static const struct {
    const char *options; /* four bytes */
    enum tl_option_end end;
} option_ends[] = {
    {"01010101", TL_OPTION_WHOLE}, {"010101fd", TL_OPTION_NO_LENGTH},
    {"fd010000", TL_OPTION_BAD},   {"fd050000", TL_OPTION_BAD},
    {"fd040000", TL_OPTION_WHOLE}, {"01010402", TL_OPTION_WHOLE},
};

/* The last option tells how the list ended. */
START_TEST(tcp_option_list)
{
    char hex[160] = IP4("002c", "06") "0401 07d0 000003e8 000007d0 6010 0200 "
                                      "abcd 0000 ";

    strcat(hex, option_ends[_i].options);
    decode_hex(DLT_RAW, hex);
    ck_assert_uint_gt(pkt.tcp.n_options, 0);
    ck_assert_uint_eq(pkt.tcp.options[pkt.tcp.n_options - 1].end,
                      option_ends[_i].end);
}
END_TEST

START_TEST(udp_header)
{
    decode_hex(DLT_RAW, IP4("001f", "11") "ea60 07d0 000b abcd 616263");
    const struct tl_udp *udp = &layer(2, TL_UDP)->udp;
    ck_assert_uint_eq(udp->fault, TL_UDP_FINE);
    ck_assert_uint_eq(udp->sport, 60000);
    ck_assert_uint_eq(udp->dport, 2000);
    ck_assert_uint_eq(udp->udp_len, 11);
    ck_assert_uint_eq(udp->checksum, 0xabcd);
    decode_hex(DLT_RAW, IP4("001f", "11") "ea60 07d0 0007 abcd 616263");
    ck_assert_uint_eq(pkt.layers[2].end, TL_BAD);
    ck_assert_uint_eq(pkt.layers[2].udp.fault, TL_UDP_LEN_SHORT);
}
END_TEST

START_TEST(error_that_quotes)
{
    decode_hex(DLT_RAW,
               IP4("0044", "01") "0301 abcd 00000000 " IP4("0028", "06") TCP);
    const struct tl_layer *l = layer(2, TL_ICMP);
    ck_assert_uint_eq(l->icmp.type, 3);
    ck_assert_uint_eq(l->icmp.code, 1);
    ck_assert_uint_eq(l->icmp.checksum, 0xabcd);
    ck_assert_uint_eq(l->depth, 0);
    ck_assert_uint_eq(layer(3, TL_IPV4)->depth, 1);
    ck_assert_uint_eq(pkt.tcp_layer, 4);
    ck_assert_uint_eq(pkt.layers[4].depth, 1);
    ck_assert_uint_eq(pkt.layers[4].ip, 3);
    decode_hex(DLT_RAW, IP4("0020", "01") "0800 abcd 0007 0009 61626364");
    l = layer(2, TL_ICMP);
    ck_assert_uint_eq(l->icmp.id, 7);
    ck_assert_uint_eq(l->icmp.seq, 9);
    ck_assert_uint_eq(l->icmp.word, 0x00070009);
    ck_assert_uint_eq(pkt.n_layers, 3);
}
END_TEST

/* A table of ends looks for addresses in every layer. */
START_TEST(nobody_else_s_addresses)
{
    decode_hex(DLT_RAW, IP4("0028", "06") TCP);
    ck_assert_ptr_nonnull(pkt.layers[1].ip4.src);
    decode_hex(DLT_EN10MB, ETHER "0800 05 00 0014");
    ck_assert_ptr_null(pkt.layers[1].ip4.src);
    ck_assert_ptr_null(pkt.layers[1].ip4.dst);
    decode_hex(DLT_EN10MB, ETHER "0800 45 00 0014");
    ck_assert_ptr_null(pkt.layers[1].ip4.src);
    decode_hex(DLT_RAW, "60000000 0000 3b 40 " HOSTS6);
    ck_assert_ptr_nonnull(pkt.layers[1].ip6.src);
    decode_hex(DLT_EN10MB, ETHER "86dd 60000000 0000 3b 40");
    ck_assert_ptr_null(pkt.layers[1].ip6.src);
    ck_assert_ptr_null(pkt.layers[1].ip6.dst);
    decode_hex(DLT_EN10MB, ETHER "86dd 50000000 0000 3b 40 " HOSTS6);
    ck_assert_ptr_null(pkt.layers[1].ip6.src);
}
END_TEST

START_TEST(address_resolution)
{
    decode_hex(DLT_EN10MB, ETHER "0806 0001 0800 06 04 0002 020000000001 "
                                 "c0000201 020000000002 c6336402");
    const struct tl_arp *arp = &layer(1, TL_ARP)->arp;
    ck_assert_uint_eq(arp->hrd, 1);
    ck_assert_uint_eq(arp->pro, 0x0800);
    ck_assert_uint_eq(arp->hln, 6);
    ck_assert_uint_eq(arp->pln, 4);
    ck_assert_uint_eq(arp->op, 2);
    check_bytes(arp->sha, "020000000001");
    check_bytes(arp->spa, "c0000201");
    check_bytes(arp->tha, "020000000002");
    check_bytes(arp->tpa, "c6336402");
}
END_TEST

START_TEST(authentication_header)
{
    decode_hex(DLT_RAW, IP4("0040", "33") "06 04 0000 00001000 00000005 "
                                          "000102030405060708090a0b " TCP);
    const struct tl_ipsec *ah = &layer(2, TL_AH)->ipsec;
    ck_assert_uint_eq(ah->next_header, 6);
    ck_assert_uint_eq(ah->length, 4);
    ck_assert_uint_eq(ah->spi, 0x1000);
    ck_assert_uint_eq(ah->seq, 5);
    ck_assert_uint_eq(pkt.tcp_layer, 3);
}
END_TEST

/* RFC 2890: checksum, key and sequence number are there. */
START_TEST(generic_routing)
{
    decode_hex(DLT_RAW,
               IP4("0038", "2f") "b000 0800 abcd 0000 00000007 00000009 " IP4(
                   "0014", "ff"));
    const struct tl_gre *gre = &layer(2, TL_GRE)->gre;
    ck_assert_uint_eq(gre->flags, 0xb000);
    ck_assert_uint_eq(gre->type, 0x0800);
    ck_assert_uint_eq(gre->checksum, 0xabcd);
    ck_assert_uint_eq(gre->key, 7);
    ck_assert_uint_eq(gre->seq, 9);
    layer(3, TL_IPV4);
}
END_TEST

START_TEST(overlays)
{
    decode_hex(DLT_RAW,
               IP4("0046", "11") "ea60 12b5 0032 0000 08000000 "
                                 "00002a00 " ETHER "0800 " IP4("0014", "ff"));
    const struct tl_layer *l = layer(3, TL_VXLAN);
    ck_assert_uint_eq(l->vxlan.flags, 8);
    ck_assert_uint_eq(l->vxlan.vni, 42);
    layer(4, TL_ETHER);
    decode_hex(DLT_RAW, IP4("004a", "11") "ea60 17c1 0036 0000 01006558 "
                                          "00002a00 01020304 " ETHER
                                          "0800 " IP4("0014", "ff"));
    l = layer(3, TL_GENEVE);
    ck_assert_uint_eq(l->geneve.version, 0);
    ck_assert_uint_eq(l->geneve.options_len, 4);
    ck_assert_uint_eq(l->geneve.type, 0x6558);
    ck_assert_uint_eq(l->geneve.vni, 42);
}
END_TEST

START_TEST(labels_and_sessions)
{
    decode_hex(DLT_EN10MB, ETHER "8847 00010040 00020140 " IP4("0014", "ff"));
    const struct tl_layer *l = layer(1, TL_MPLS);
    ck_assert_uint_eq(l->mpls.n, 2);
    ck_assert(l->mpls.bottom);
    decode_hex(DLT_EN10MB, ETHER "8864 1100 0007 0016 0021 " IP4("0014", "ff"));
    l = layer(1, TL_PPPOE);
    ck_assert_uint_eq(l->pppoe.version, 1);
    ck_assert_uint_eq(l->pppoe.type, 1);
    ck_assert_uint_eq(l->pppoe.code, 0);
    ck_assert_uint_eq(l->pppoe.session, 7);
    ck_assert_uint_eq(l->pppoe.length, 22);
    ck_assert_uint_eq(layer(2, TL_PPP)->ppp.proto, 0x0021);
}
END_TEST

/* IP in IP without end: the walk stops, and says that there was more. */
START_TEST(deeper_than_anyone_goes)
{
    enum { HEADERS = TL_MAX_LAYERS + 8, SIZE = 20 * HEADERS };
    static uint8_t bytes[SIZE];
    struct guard_page deep;

    for (unsigned i = 0; i < HEADERS; i++) {
        uint8_t *p = bytes + (size_t)20 * i;
        const unsigned total = SIZE - 20 * i;
        hex_bytes(IP4("0000", "04"), p);
        p[2] = (uint8_t)(total >> 8);
        p[3] = (uint8_t)total;
    }
    ck_assert(guard_page_open(&deep, SIZE));
    const struct tl_raw raw = {
        .data = guard_page_put(&deep, bytes, SIZE),
        .cap_len = SIZE,
        .wire_len = SIZE,
        .link_type = DLT_RAW,
    };
    decode_packet(&raw, &pkt);
    ck_assert_uint_eq(pkt.n_layers, TL_MAX_LAYERS);
    ck_assert(pkt.too_deep);
    guard_page_close(&deep);
}
END_TEST

/* What assertions would stop at: places beyond what was captured. */
START_TEST(promises)
{
    decode_hex(DLT_RAW, IP4("002c", "06") TCP "61626364");
    ck_assert_uint_ne(pkt.tcp_layer, TL_NO_LAYER);
    ck_assert(promise_kept(&pkt));
    pkt.raw.cap_len--;
    ck_assert(!promise_kept(&pkt));
    pkt.raw.cap_len++;
    pkt.tcp.seg_cap++;
    ck_assert(!promise_kept(&pkt));
    pkt.tcp.seg_cap--;
    pkt.tcp.n_options = 1;
    pkt.tcp.options[0].data = pkt.tcp.hdr + 20;
    pkt.tcp.options[0].data_cap = pkt.tcp.options[0].data_len = 1;
    ck_assert(promise_kept(&pkt));
    pkt.tcp.options[0].data_cap = pkt.tcp.options[0].data_len = 5;
    ck_assert(!promise_kept(&pkt));
    pkt.tcp.options[0].data_cap = 1;
    ck_assert(promise_kept(&pkt));
    pkt.tcp.options[0].data++;
    ck_assert(!promise_kept(&pkt));
}
END_TEST

START_TEST(window)
{
    static const uint8_t bytes[10], others[10];
    const struct window before = window_open(bytes, bytes + 6, bytes + 10);

    ck_assert(window_has(bytes + 2, 4));
    ck_assert(window_has(others, sizeof(others)));
#ifndef NDEBUG
    ck_assert(!window_has(bytes + 2, 5));
    ck_assert(!window_has(bytes + 7, 1));
#endif
    window_restore(before);
    ck_assert(window_has(bytes + 2, 5));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("decode");
    TCase *tc = tcase_create("layers");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, ethernet_and_tag);
    tcase_add_test(tc, logical_link_control);
    tcase_add_test(tc, cooked_captures);
    tcase_add_test(tc, family_in_either_order);
    tcase_add_test(tc, ip4_header);
    tcase_add_loop_test(tc, ip4_that_contradicts_itself, 0,
                        COUNT_OF(ip4_faults));
    tcase_add_test(tc, ip4_longer_than_its_carrier);
    tcase_add_test(tc, ip6_header);
    tcase_add_test(tc, ip6_extensions);
    tcase_add_test(tc, tcp_header);
    tcase_add_loop_test(tc, tcp_data_offset, 0, COUNT_OF(tcp_ends));
    tcase_add_loop_test(tc, tcp_option_list, 0, COUNT_OF(option_ends));
    tcase_add_test(tc, udp_header);
    tcase_add_test(tc, error_that_quotes);
    tcase_add_test(tc, nobody_else_s_addresses);
    tcase_add_test(tc, address_resolution);
    tcase_add_test(tc, authentication_header);
    tcase_add_test(tc, generic_routing);
    tcase_add_test(tc, overlays);
    tcase_add_test(tc, labels_and_sessions);
    tcase_add_test(tc, deeper_than_anyone_goes);
    tcase_add_test(tc, promises);
    tcase_add_test(tc, window);
    suite_add_tcase(s, tc);
    return s;
}
