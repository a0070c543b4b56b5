/*
 * generate.c - savefiles for the benchmark: TCP conversations, interleaved,
 * or short ones one after the other, or questions and answers of DNS, ICMP or
 * ARP.
 *
 * Every connection opens with a handshake and then carries data and
 * acknowledgments in both directions, with the timestamp option real stacks
 * send. The same arguments give the same bytes.
 */
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ETHER = 14, IP4 = 20, IP6 = 40, TCP = 32, MAX_FRAME = 65536 };
enum { FIN = 0x01, SYN = 0x02, RST = 0x04, PSH = 0x08, ACK = 0x10 };

struct frame {
    uint8_t bytes[MAX_FRAME];
    uint32_t len;
};

struct config {
    /* Frame `number` of exchange `id`, in place of a TCP segment. */
    void (*exchange)(uint32_t id, bool back, struct frame *f);
    uint64_t segments;
    uint32_t connections, payload, ipv6_percent, seed, port, ports;
    bool passing; /* one after the other, in place of all at once */
    bool spread;  /* clients from all over one /8 instead of one subnet */
    const char *body;
    const char *path;
};

struct conn {
    uint32_t next[2]; /* sequence number each side sends next */
    uint8_t opened;   /* segments of the handshake so far */
};

static uint64_t rng_state;

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t rng(void)
{
    uint64_t z = rng_state += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static uint8_t *put16(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
    return p + 2;
}

static uint8_t *put32(uint8_t *p, uint32_t v)
{
    return put16(put16(p, v >> 16), v);
}

static uint32_t sum16(uint32_t sum, const uint8_t *p, size_t n)
{
    for (; n > 1; n -= 2, p += 2)
        sum += (uint32_t)(p[0] << 8 | p[1]);
    return n ? sum + (uint32_t)(p[0] << 8) : sum;
}

static uint16_t fold(uint32_t sum)
{
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

/* Addresses of connection `id`, client first. */
static void addresses(const struct config *cfg, uint32_t id, bool v6,
                      uint8_t client[16], uint8_t server[16])
{
    const uint32_t host =
        cfg->spread ? (uint32_t)(id * 2654435761U) >> 8 : id / cfg->ports + 1;

    memset(client, 0, 16);
    memset(server, 0, 16);
    if (v6) {
        put32(client, 0x20010db8);
        put32(client + 12, host);
        put32(server, 0x20010db8);
        put16(server + 14, 0xffff);
    } else {
        put32(client, 10U << 24 | (host & 0xffffff));
        put32(server, 0xc6336402); /* 198.51.100.2 */
    }
}

static uint8_t *put_ethernet(uint8_t *p, uint32_t type)
{
    memcpy(p, "\x02\0\0\0\0\x02\x02\0\0\0\0\x01", 12);
    return put16(p + 12, type);
}

static uint8_t *put_ip(uint8_t *p, bool v6, const uint8_t *src,
                       const uint8_t *dst, uint32_t tcp_len)
{
    uint8_t *const start = p;

    if (v6) {
        p = put32(p, 0x60000000);
        p = put16(p, tcp_len);
        *p++ = 6;
        *p++ = 64;
        memcpy(p, src, 16);
        memcpy(p + 16, dst, 16);
        return p + 32;
    }
    p = put32(p, 0x45000000 | (IP4 + tcp_len));
    p = put32(p, 0x12344000);
    p = put32(p, 0x40060000);
    memcpy(p, src, 4);
    memcpy(p + 4, dst, 4);
    put16(start + 10, fold(sum16(0, start, IP4)));
    return p + 8;
}

static void put_checksum(uint8_t *tcp, uint32_t tcp_len, bool v6,
                         const uint8_t *src, const uint8_t *dst)
{
    uint32_t sum = 6 + tcp_len;

    sum = sum16(sum, src, v6 ? 16 : 4);
    sum = sum16(sum, dst, v6 ? 16 : 4);
    put16(tcp + 16, fold(sum16(sum, tcp, tcp_len)));
}

/* One segment of connection `id`; `back` says that the server sends it. */
static void build(const struct config *cfg, struct conn *conn, uint32_t id,
                  uint64_t number, struct frame *f)
{
    const bool v6 = id % 100 < cfg->ipv6_percent;
    const bool back = conn->opened < 3 ? conn->opened == 1 : rng() & 1;
    const bool data = conn->opened >= 3 && (rng() & 3) != 0;
    const uint32_t payload = data ? cfg->payload : 0;
    uint8_t ends[2][16];
    uint8_t *p = f->bytes;
    uint8_t flags = data ? PSH | ACK : ACK;

    if (conn->opened < 2)
        flags = conn->opened == 0 ? SYN : SYN | ACK;
    addresses(cfg, id, v6, ends[0], ends[1]);
    p = put_ethernet(p, v6 ? 0x86dd : 0x0800);
    p = put_ip(p, v6, ends[back], ends[!back], TCP + payload);
    uint8_t *const tcp = p;
    const uint32_t client_port = 1025 + id % cfg->ports;
    p = put16(p, back ? cfg->port : client_port);
    p = put16(p, back ? client_port : cfg->port);
    p = put32(p, conn->next[back]);
    p = put32(p, flags & ACK ? conn->next[!back] : 0);
    p = put32(p, (uint32_t)(TCP / 4) << 28 | (uint32_t)flags << 16 | 502);
    p = put32(p, 0);
    p = put32(p, 0x0101080a);
    p = put32(p, (uint32_t)(1000 + number / 1000));
    p = put32(p, (uint32_t)(900 + number / 1000));
    for (uint32_t i = 0; i < payload; i++)
        *p++ = cfg->body ? (uint8_t)cfg->body[i % strlen(cfg->body)]
                         : (uint8_t)rng();
    put_checksum(tcp, TCP + payload, v6, ends[back], ends[!back]);
    f->len = (uint32_t)(p - f->bytes);
    conn->next[back] += payload + (flags & SYN ? 1 : 0);
    if (conn->opened < 3)
        conn->opened++;
}

/* Ethernet and an IPv4 header between client `id` and the server. */
static uint8_t *put_ip4_to(uint8_t *p, uint32_t id, bool back, uint32_t proto,
                           uint32_t len)
{
    const uint32_t ends[2] = {0x0a000001 + id, 0xc6336402};
    uint8_t *const start = put_ethernet(p, 0x0800);

    p = put32(start, 0x45000000 | (IP4 + len));
    p = put32(p, 0x12344000);
    p = put32(p, 64U << 24 | proto << 16);
    p = put32(p, ends[back]);
    p = put32(p, ends[!back]);
    put16(start + 10, fold(sum16(0, start, IP4)));
    return p;
}

static void put_ip4_id(uint8_t *ip, uint32_t id)
{
    put16(ip + 4, id);
    put16(ip + 10, 0);
    put16(ip + 10, fold(sum16(0, ip, IP4)));
}

/* "A? www.example.com.", and an address for it. */
static void exchange_dns(uint32_t id, bool back, struct frame *f)
{
    static const uint8_t name[] = "\3www\7example\3com";
    const uint32_t len = 8 + 12 + sizeof(name) + 4 + (back ? 16 : 0);
    uint8_t *p = put_ip4_to(f->bytes, id, back, 17, len);

    p = put16(p, back ? 53 : 1025 + id);
    p = put16(p, back ? 1025 + id : 53);
    p = put32(p, len << 16); /* no checksum */
    p = put32(p, id << 16 | (back ? 0x8180 : 0x0100));
    p = put32(p, 1U << 16 | (back ? 1 : 0));
    p = put32(p, 0);
    memcpy(p, name, sizeof(name));
    p = put32(p + sizeof(name), 1U << 16 | 1);
    if (back) {
        p = put32(put16(p, 0xc00c), 1U << 16 | 1);
        p = put32(put16(put32(p, 3600), 4), 0xc0000201);
    }
    f->len = (uint32_t)(p - f->bytes);
}

static void exchange_icmp(uint32_t id, bool back, struct frame *f)
{
    enum { ECHO = 8 + 56 };
    uint8_t *const icmp = put_ip4_to(f->bytes, id, back, 1, ECHO);

    memset(icmp, 'x', ECHO);
    put32(put32(icmp, back ? 0 : 8U << 24), id << 16 | 1);
    put16(icmp + 2, fold(sum16(0, icmp, ECHO)));
    f->len = (uint32_t)(icmp + ECHO - f->bytes);
}

static void exchange_arp(uint32_t id, bool back, struct frame *f)
{
    const uint32_t ends[2] = {0x0a000001 + id, 0x0a00fffe};
    uint8_t *p = put_ethernet(f->bytes, 0x0806);

    p = put32(put32(p, 0x00010800), 0x06040000 | (back ? 2 : 1));
    p = put32(put16(put32(p, 0x02000000), back), ends[back]);
    p = put32(put16(put32(p, 0x02000000), !back), ends[!back]);
    f->len = (uint32_t)(p - f->bytes);
}

static void write_record(FILE *out, const struct frame *f, uint64_t number)
{
    const uint64_t us = number * 7;
    const uint32_t head[4] = {(uint32_t)(1700000000 + us / 1000000),
                              (uint32_t)(us % 1000000), f->len, f->len};

    fwrite(head, sizeof(head), 1, out);
    fwrite(f->bytes, f->len, 1, out);
}

/*
 * A short connection, a letter a segment, small ones the server's: SYN, ACK,
 * data, the same data again, FIN, RST, and a while of nothing.
 */
static const char *story_of(uint32_t id)
{
    static const struct {
        uint32_t percent;
        const char *story;
    } rows[] = {{70, "SsADadAFfA"}, {8, "SsAD.ZadAFfA"}, {6, "SsADadR"},
                {6, "Sr"},          {6, "SSS"},          {4, "SsADadA"}};
    uint32_t at = (uint32_t)(id * 2654435761U) >> 8, i = 0;

    for (at %= 100; at >= rows[i].percent; i++)
        at -= rows[i].percent;
    return rows[i].story;
}

/* What a segment of the story has, and how far it moves its sender. */
static uint8_t flags_of(char letter)
{
    switch (letter | 0x20) {
    case '.' | 0x20:
        return 0;
    case 's':
        return letter == 'S' ? SYN : SYN | ACK;
    case 'd':
    case 'z':
        return PSH | ACK;
    case 'f':
        return FIN | ACK;
    case 'r':
        return RST | ACK;
    default:
        return ACK;
    }
}

static uint32_t length_of(char letter, uint8_t flags)
{
    enum { DATA = 100 };
    const uint32_t phantom = (flags & (SYN | FIN)) != 0;

    return letter == 'Z' ? 0 : phantom + (flags & PSH ? DATA : 0);
}

/* Segment `n` of the story of connection `id`, if there is one. */
static bool tell(uint32_t id, uint32_t n, struct frame *f)
{
    const char *story = story_of(id);
    uint32_t next[2] = {id * 2246822519U, id * 3266489917U};

    if (strlen(story) <= n || story[n] == '.')
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const bool first = story[i] != 'S' || story[i + 1] != 'S';
        next[story[i] >= 'a'] +=
            first * length_of(story[i], flags_of(story[i]));
    }
    const bool back = story[n] >= 'a';
    const uint8_t flags = flags_of(story[n]);
    const uint32_t payload = flags & PSH ? 100 : 0;
    const uint32_t port = 1025 + id % 60000;
    uint8_t *const tcp = put_ip4_to(f->bytes, id, back, 6, 20 + payload);
    uint8_t *p = put16(put16(tcp, back ? 80 : port), back ? port : 80);

    put_ip4_id(tcp - IP4, id + n);
    p = put32(p, next[back] - (story[n] == 'Z' ? payload : 0));
    p = put32(p, flags & ACK ? next[!back] : 0);
    p = put32(p, 5U << 28 | (uint32_t)flags << 16 | 65535);
    p = put32(p, 0);
    memset(p, 'x', payload);
    put_checksum(tcp, 20 + payload, false, tcp - 8, tcp - 4);
    f->len = (uint32_t)(p + payload - f->bytes);
    return true;
}

/* A thousand or two of them at the same time. */
static void generate_passing(const struct config *cfg, FILE *out,
                             struct frame *f)
{
    enum { APART = 200, LONGEST = 12 };
    uint64_t number = 0;

    for (uint64_t now = 0; now < cfg->connections + LONGEST * APART; now++)
        for (uint32_t n = 0; n < LONGEST && n * APART <= now; n++) {
            const uint64_t id = now - n * APART;

            if (id >= cfg->connections || strlen(story_of((uint32_t)id)) <= n)
                continue;
            tell((uint32_t)id, n, f);
            write_record(out, f, number++);
        }
}

static void generate_mixed(const struct config *cfg, struct conn *conns,
                           FILE *out, struct frame *f)
{
    for (uint64_t n = 0; n < cfg->segments; n++) {
        const uint32_t id =
            (uint32_t)(n < cfg->connections ? n : rng() % cfg->connections);
        if (cfg->exchange != NULL)
            cfg->exchange(id % 1024, n & 1, f);
        else
            build(cfg, &conns[id], id, n, f);
        write_record(out, f, n);
    }
}

static bool generate(const struct config *cfg)
{
    const uint32_t head[6] = {0xa1b2c3d4, 0x00040002, 0, 0, 262144, 1};
    struct conn *conns = calloc(cfg->connections, sizeof(*conns));
    struct frame *f = malloc(sizeof(*f));
    FILE *out = strcmp(cfg->path, "-") == 0 ? stdout : fopen(cfg->path, "wb");

    if (conns == NULL || f == NULL || out == NULL) {
        perror(cfg->path);
        return false;
    }
    for (uint32_t i = 0; i < cfg->connections; i++) {
        conns[i].next[0] = (uint32_t)rng();
        conns[i].next[1] = (uint32_t)rng();
    }
    fwrite(head, sizeof(head), 1, out);
    if (cfg->passing)
        generate_passing(cfg, out, f);
    else
        generate_mixed(cfg, conns, out, f);
    free(conns);
    free(f);
    return fclose(out) == 0;
}

static bool choose_exchange(struct config *cfg, const char *name)
{
    static const struct {
        const char *name;
        void (*exchange)(uint32_t id, bool back, struct frame *f);
    } rows[] = {
        {"dns", exchange_dns}, {"icmp", exchange_icmp}, {"arp", exchange_arp}};

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (strcmp(name, rows[i].name) == 0)
            cfg->exchange = rows[i].exchange;
    cfg->passing = strcmp(name, "passing") == 0;
    return cfg->exchange != NULL || cfg->passing;
}

static int usage(void)
{
    fputs("usage: generate [-s segments] [-c connections] [-p payload]\n"
          "                [-6 percent] [-b body] [-S seed] [-P port] [-k "
          "ports] [-w]\n"
          "                [-t dns|icmp|arp|passing]\n"
          "                FILE\n"
          "-k: ports a client uses before the next address comes; "
          "-w spreads\nthe clients over one /8; -b repeats a text as payload; "
          "passing: -c\nshort connections, one after the other; FILE may be "
          "-\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    struct config cfg = {.segments = 1000000,
                         .connections = 50,
                         .seed = 1,
                         .port = 8081,
                         .ports = 20000};
    int c;

    while ((c = getopt(argc, argv, "s:c:p:6:b:S:P:k:t:w")) != -1) {
        switch (c) {
        case 's':
            cfg.segments = strtoull(optarg, NULL, 10);
            break;
        case 'c':
            cfg.connections = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case 'p':
            cfg.payload = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case '6':
            cfg.ipv6_percent = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case 'b':
            cfg.body = optarg;
            break;
        case 'S':
            cfg.seed = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case 'P':
            cfg.port = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case 'k':
            cfg.ports = (uint32_t)strtoul(optarg, NULL, 10);
            break;
        case 't':
            if (!choose_exchange(&cfg, optarg))
                return usage();
            break;
        case 'w':
            cfg.spread = true;
            break;
        default:
            return usage();
        }
    }
    if (optind + 1 != argc || cfg.connections == 0 || cfg.ports == 0 ||
        cfg.payload > 60000)
        return usage();
    cfg.path = argv[optind];
    rng_state = cfg.seed;
    return generate(&cfg) ? 0 : 1;
}
