/*
 * fuzz_payload.c - every payload printer, on bytes of any kind.
 *
 * The first bytes of an input choose port, protocol, style and what of the
 * payload was captured; the rest is the payload. Beside the sanitizers' own
 * finds, a byte that is no text in the output and output out of proportion
 * to the input are failures.
 */
#include <stdlib.h>

#include "leaf_members.h"
#include "next.h"
#include "nfs_kit.h"
#include "protocols.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CONTROL_BYTES = 8, OUTPUT_BASE = 65536, OUTPUT_SHARE = 8192 };

/*
 * The port in the input when somebody claims it; any other number stands for
 * a row of the table, or beyond the last one for a port nobody claims.
 */
static uint16_t port_of(const uint8_t *control, bool udp)
{
    const uint16_t port = load_be16(control);
    size_t n;
    const struct port_row *rows = udp ? next_udp_rows(&n) : next_tcp_rows(&n);
    const size_t row = port % (n + 1);

    for (size_t i = 0; i < n; i++)
        if (rows[i].from <= port && port <= rows[i].to)
            return port;
    return row < n ? rows[row].from : 0;
}

static void put_addr4(void *ctx, struct text *out, const uint8_t addr[4])
{
    (void)ctx;
    text_ip4(out, addr);
}

static void put_addr6(void *ctx, struct text *out, const uint8_t addr[16])
{
    (void)ctx;
    text_ip6(out, addr);
}

static void put_ether(void *ctx, struct text *out, const uint8_t addr[6])
{
    (void)ctx;
    text_mac(out, addr, 6);
}

static void put_service(void *ctx, struct text *out, uint16_t port)
{
    (void)ctx;
    text_u32(out, port);
}

static void put_proto(void *ctx, struct text *out, uint8_t proto)
{
    (void)ctx;
    text_u32(out, proto);
}

static void put_stamp(void *ctx, struct text *out, int64_t sec, int64_t usec)
{
    (void)ctx;
    text_i64(out, sec);
    text_i64(out, usec);
}

static void put_ends(void *ctx, struct text *out, uint16_t sport,
                     uint16_t dport)
{
    (void)ctx;
    text_u32(out, sport);
    text_u32(out, dport);
}

static bool put_ip_packet(void *ctx, struct text *out, const uint8_t *p,
                          uint32_t cap, uint32_t len, const char **label)
{
    (void)ctx;
    (void)len;
    (void)label;
    text_hex_bytes(out, p, cap);
    return cap == 0;
}

static void check_output(const struct text *out, size_t payload_bytes)
{
    if (text_len(out) > OUTPUT_BASE + OUTPUT_SHARE * payload_bytes)
        abort();
    for (const char *s = out->start; s < out->at; s++) {
        const uint8_t c = (uint8_t)*s;
        if ((c < 0x20 || c > 0x7e) && c != '\t' && c != '\n')
            abort();
    }
}

/* An NFS call for the payload to answer, if it takes up the empty number. */
static void expect_reply(struct nfs_ring *ring, const uint8_t *control,
                         const uint8_t client[4], const uint8_t server[4])
{
    struct nfs_call *call = &ring->calls[0];

    call->proc = control[4] % NFS_PROC_COUNT;
    call->v3 = (control[5] & 2) != 0;
    call->addr_len = 4;
    memcpy(call->client, client, 4);
    memcpy(call->server, server, 4);
}

static void print(const uint8_t *control, const uint8_t *payload, size_t n,
                  struct text *out)
{
    static const uint8_t addr[2][4] = {{192, 0, 2, 1}, {198, 51, 100, 2}};
    const bool udp = (control[5] & 1) != 0;
    const uint16_t port = port_of(control + 6, udp);
    const bool reply = (control[1] & 0x80) != 0;
    const struct payload_style style = {
        .verbose = control[1] & 3,
        .hex_follows = (control[1] & 4) != 0,
        .ascii_follows = (control[1] & 8) != 0,
        .quiet = (control[1] & 16) != 0,
        .as_dot = (control[1] & 32) != 0,
        .raw_handles = (control[1] & 64) != 0,
    };
    const struct payload_host host = {
        .ether = put_ether,
        .service = put_service,
        .ip_proto = put_proto,
        .time_stamp = put_stamp,
        .addr4 = put_addr4,
        .addr6 = put_addr6,
        .ip_packet = put_ip_packet,
        .frame = put_ip_packet,
        .ends = put_ends,
    };
    struct leaf_memory memory = {.nfs.next = 1};
    expect_reply(&memory.nfs, control, addr[0], addr[1]);
    struct printer pr = {
        .base = payload,
        .cap = (uint32_t)n,
        .len = (uint32_t)n + load_be16(control + 2) % 64,
        .out = out,
        .style = &style,
        .host = &host,
        .label = "tcp",
        .sport = reply ? port : 1025,
        .dport = reply ? 1025 : port,
        .src_addr = addr[reply],
        .dst_addr = addr[!reply],
        .addr_len = 4,
        .memory = &memory,
    };
    const enum tl_packet_type type =
        control[4] < 200 ? TL_TYPE_BY_PORT
                         : (enum tl_packet_type)(control[4] % TL_TYPE_COUNT);
    const uint32_t next = udp ? next_of_udp(type, pr.sport, pr.dport)
                              : next_of_tcp(type, pr.sport, pr.dport);
    if (next_kind(next) == TL_LEAF)
        (void)protocol_print(next_leaf(next), &pr);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text out;

    if (size < CONTROL_BYTES)
        return 0;
    /* A block of its own, so that the sanitizer sees its exact end. */
    const size_t n = size - CONTROL_BYTES;
    uint8_t *payload = malloc(n == 0 ? 1 : n);
    if (payload == NULL || !text_init(&out, 256))
        abort();
    memcpy(payload, data + CONTROL_BYTES, n);
    print(data, payload, n, &out);
    check_output(&out, n);
    text_free(&out);
    free(payload);
    return 0;
}
