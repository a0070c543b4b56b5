/*
 * printer.h - what a leaf works with.
 *
 * A leaf turns bytes straight into tcpdump's text. It reads by offset from its
 * first byte. The oracle stops decoding the whole
 * packet at the first byte it needs and does not have, so the first failing
 * read pins the output: it remembers where the text stood, and later reads
 * answer zero. A printer may thus go on without checking each read; what it
 * appends after the cut is dropped by printer_finish(), which puts the mark
 * " [|label]" there instead. Loops must ask printer_ok(), so that a cut ends
 * them.
 */
#ifndef TCPLINE_PROTOCOLS_PRINTER_H
#define TCPLINE_PROTOCOLS_PRINTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bytes.h"
#include "text.h"

/* What the user asked for, as far as payloads care. */
struct payload_style {
    unsigned verbose;   /* how many -v */
    bool hex_follows;   /* -x or -X: undecoded parts are not dumped twice */
    bool ascii_follows; /* -X (or -XX) */
    bool quiet;         /* -q */
    bool link_header;   /* -e */
    bool as_dot;        /* -b: AS numbers as high.low */
    bool raw_handles;   /* -u: NFS file handles undecoded */
    bool no_names;      /* -n: numbers of services stay numbers */
    bool link_shown;    /* -e */
};

/*
 * What a payload may need from outside of its bytes. Pointers are never NULL.
 */
struct payload_host {
    /* An address as the user wants it: name, or numeric with -n. */
    void (*addr4)(void *ctx, struct text *out, const uint8_t addr[4]);
    void (*addr6)(void *ctx, struct text *out, const uint8_t addr[16]);
    /* The same of an Ethernet address: its name, else with its vendor's. */
    void (*ether)(void *ctx, struct text *out, const uint8_t addr[6]);
    /* A port of TCP, and the number of an IP protocol, in the same way. */
    void (*service)(void *ctx, struct text *out, uint16_t port);
    void (*ip_proto)(void *ctx, struct text *out, uint8_t proto);
    /* A time as the stamps in front of lines are written. */
    void (*time_stamp)(void *ctx, struct text *out, int64_t sec, int64_t usec);
    /*
     * A whole IP packet carried as data (an MSDP SA message, -vv), `cap`
     * bytes readable and `len` announced, either the larger. `*label` becomes
     * the label that printing it left behind, if it left one. True when the
     * capture ended inside; the mark has then been appended.
     */
    bool (*ip_packet)(void *ctx, struct text *out, const uint8_t *p,
                      uint32_t cap, uint32_t len, const char **label);
    /*
     * The same for an Ethernet frame (OpenFlow's packets). Only called at
     * -vvv or more, and as verbose as what is beyond.
     */
    bool (*frame)(void *ctx, struct text *out, const uint8_t *p, uint32_t cap,
                  uint32_t len, const char **label);
    /*
     * "192.0.2.1.1025 > 192.0.2.2.80: " with the addresses of the innermost IP
     * header, which a protocol with ports writes itself. Ports stay numbers.
     */
    void (*ends)(void *ctx, struct text *out, uint16_t sport, uint16_t dport);
    void *ctx;
};

struct leaf_memory;
struct tl_opener;

/*
 * The first part is what carries the bytes: whatever does not apply is zero.
 * Addresses are borrowed from the packet.
 */
struct printer {
    const uint8_t *base; /* first byte of the leaf */
    uint32_t cap;        /* readable bytes from base */
    uint32_t len;        /* length by the headers; may exceed cap */
    uint16_t sport, dport;
    /*
     * The ends of the innermost IP packet, 4 or 16 bytes each; addr_len is 0
     * outside IP. The final destination, which a checksum covers, is another
     * where a source route has a say; over TCP and UDP it is not looked up.
     */
    const uint8_t *src_addr, *dst_addr, *final_dst;
    uint8_t addr_len;
    uint8_t ip_proto;   /* as the header names it; leaves over IP: their own */
    uint8_t ttl;        /* or hop limit */
    bool is_fragment;   /* the bytes are the first piece of a datagram */
    uint16_t announced; /* the ethertype, PID, DSAP, PPP or IP protocol */
    const uint8_t *link_src, *link_dst; /* 6 bytes, NULL when unknown */

    struct text *out;
    const struct payload_style *style;
    const struct payload_host *host;
    const char *label; /* for the mark; a leaf that sets it, sets it first */
    struct leaf_memory *memory;     /* see leaf_memory.h; NULL remembers none */
    const struct tl_opener *opener; /* NULL: nothing can be decrypted */

    bool cut;              /* a read failed; everything after it is void */
    size_t cut_at;         /* text length at that moment */
    const char *cut_label; /* label at that moment; NULL: mark is there */
    /* A link layer's: bytes of its header that dumps show after all. */
    uint32_t unhidden;
};

static inline bool printer_ok(const struct printer *pr)
{
    return !pr->cut;
}

/* Pins the output where it stands, as a failing read does. */
void printer_cut(struct printer *pr);

/*
 * Takes back the text after the first `len` bytes. An output pinned behind
 * them is pinned at them.
 */
void printer_rewind(struct printer *pr, size_t len);

/* True when `n` bytes from `off` are captured; nothing happens otherwise. */
static inline bool printer_has(const struct printer *pr, uint32_t off,
                               uint32_t n)
{
    return off <= pr->cap && n <= pr->cap - off;
}

/* As printer_has(), but pins the output when they are not. */
static inline bool printer_need(struct printer *pr, uint32_t off, uint32_t n)
{
    if (!pr->cut && printer_has(pr, off, n))
        return true;
    printer_cut(pr);
    return false;
}

static inline uint8_t printer_u8(struct printer *pr, uint32_t off)
{
    return printer_need(pr, off, 1) ? pr->base[off] : 0;
}

static inline uint16_t printer_u16(struct printer *pr, uint32_t off)
{
    return printer_need(pr, off, 2) ? load_be16(pr->base + off) : 0;
}

static inline uint32_t printer_u24(struct printer *pr, uint32_t off)
{
    return printer_need(pr, off, 3) ? load_be24(pr->base + off) : 0;
}

static inline uint32_t printer_u32(struct printer *pr, uint32_t off)
{
    return printer_need(pr, off, 4) ? load_be32(pr->base + off) : 0;
}

static inline uint64_t printer_u64(struct printer *pr, uint32_t off)
{
    return printer_need(pr, off, 8) ? load_be64(pr->base + off) : 0;
}

/* The mark " [|label]" printed by a printer that checked for itself. */
void printer_mark(struct printer *pr);

/*
 * Makes a cut into such a mark: the text ends at it, but decoding of the packet
 * goes on. For protocols that the oracle lets fail by themselves.
 */
void printer_settle(struct printer *pr);

/*
 * Appends `n` bytes from `off` in visible form (see text_visible); false when
 * they are not all captured, which pins the output before the first of them.
 */
bool printer_visible(struct printer *pr, uint32_t off, uint32_t n);

/* Appends the address at `off` as the user wants it. */
void printer_addr4(struct printer *pr, uint32_t off);
void printer_addr6(struct printer *pr, uint32_t off);

/* The Ethernet address at `off` as the user wants it. */
void printer_ether(struct printer *pr, uint32_t off);

/* Both ends with their ports, see `ends` above. */
void printer_ends(struct printer *pr, uint16_t sport, uint16_t dport);

/*
 * Appends `before` and the address at `off` as the user wants it; a cut stands
 * before both, because the oracle makes the address before it prints.
 */
void printer_text_addr4(struct printer *pr, const char *before, uint32_t off);
void printer_text_addr6(struct printer *pr, const char *before, uint32_t off);

/*
 * The oracle's hex dumps of undecoded bytes: rows "\n\t0x0000:  4500 ..." of
 * sixteen bytes, each row opening with `indent` ("\n\t" as a rule). Of `n`
 * bytes only the captured ones are shown. Nothing is pinned.
 */
void printer_hex(struct printer *pr, const char *indent, uint32_t off,
                 uint32_t n);
void printer_hex_ascii(struct printer *pr, const char *indent, uint32_t off,
                       uint32_t n);

/*
 * Prints the IP packet in the `len` bytes from `off`; its end pins, too. The
 * packet is not held to `len`: its own length field may take it further.
 */
void printer_ip_packet(struct printer *pr, uint32_t off, uint32_t len);

/* The same for an Ethernet frame. */
void printer_frame(struct printer *pr, uint32_t off, uint32_t len);

/*
 * The checksum (RFC 1071) over the `n` bytes from `off`, which are captured:
 * 0 when the one among them is right, else what is to be added to it. The
 * second form covers the pseudo-header of IP, too, with `proto`; it is for
 * leaves straight over IP.
 */
uint16_t printer_checksum(const struct printer *pr, uint32_t off, uint32_t n);
uint16_t printer_checksum_ip(const struct printer *pr, uint8_t proto,
                             uint32_t off, uint32_t n);

/*
 * The same over the first `n` bytes of a leaf whose pseudo-header counts all
 * of its bytes (DCCP, with partial coverage).
 */
uint16_t printer_checksum_part(const struct printer *pr, uint8_t proto,
                               uint32_t n);

/* Ends the printing; true when the output was cut (and the mark appended). */
bool printer_finish(struct printer *pr);

#endif
