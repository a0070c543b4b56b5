/*
 * fuzz_payload.c - every payload printer, on bytes of any kind.
 *
 * The first bytes of an input choose port, protocol, style and what of the
 * payload was captured; the rest is the payload. Beside the sanitizers' own
 * finds, a byte that is no text in the output and output out of proportion
 * to the input are failures.
 */
#include <stdlib.h>

#include "count.h"
#include "nfs.h"
#include "payload.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every port with a printer, 0 for none, and an untaken one. */
static const uint16_t ports[] = {
    21,  22,   23,   25,   43,   53,   80,   179,  323,   443, 554,  639,
    646, 1723, 2049, 5353, 5355, 6379, 6633, 6653, 10288, 0,   8080, 8554,
};

enum { CONTROL_BYTES = 6, OUTPUT_BASE = 65536, OUTPUT_SHARE = 2048 };

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
    const uint16_t port = ports[control[0] % COUNT_OF(ports)];
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
        .addr4 = put_addr4,
        .addr6 = put_addr6,
        .ip_packet = put_ip_packet,
        .frame = put_ip_packet,
    };
    struct nfs_ring nfs = {.next = 1};
    expect_reply(&nfs, control, addr[0], addr[1]);
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
        .nfs = &nfs,
    };
    const enum payload_type type =
        control[4] < 200
            ? PAYLOAD_TYPE_NONE
            : (enum payload_type)(control[4] % (PAYLOAD_TYPE_OTHER + 1));
    if ((control[5] & 1) != 0)
        (void)payload_print_udp(&pr, type);
    else
        (void)payload_print_tcp(&pr, type);
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
