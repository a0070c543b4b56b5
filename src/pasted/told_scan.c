/*
 * told_scan.c - a logical line: time, link, IP, both ends, segment.
 *
 * What stands between the time and the ends differs most, by option, link type
 * and version. So the ends are looked for: two words with " > " between whose
 * colon a segment follows. Before them, what is known is read.
 */
#include <string.h>

#include "count.h"
#include "told.h"

/* "02:00:00:00:00:01", "(oui Unknown)" behind it where names are shown. */
static bool scan_station(struct scan *s, uint8_t *out)
{
    for (unsigned i = 0; i < 6; i++) {
        uint32_t byte;

        if ((i > 0 && !scan_text(s, ":")) || !scan_hex(s, &byte) || byte > 255)
            return false;
        out[i] = (uint8_t)byte;
    }
    return !scan_text(s, " (oui ") || scan_past(s, ")");
}

/* "vlan 100, p 0, ethertype IPv4 (0x0800), ", a few times. */
static bool scan_tags(struct scan *s, struct told_link *link, uint32_t type)
{
    uint32_t vlan, priority;

    while (scan_field(s, "vlan ", &vlan)) {
        if (!scan_field(s, ", p ", &priority) || vlan > 4095 || priority > 7 ||
            link->n_tags == COUNT_OF(link->tags))
            return false;
        const bool dei = scan_text(s, ", DEI");
        link->types[link->n_tags] = (uint16_t)type;
        link->tags[link->n_tags++] =
            (uint16_t)(priority << 13 | (dei ? 1U << 12 : 0) | vlan);
        if (!scan_text(s, ", ethertype ") || !scan_past(s, "(0x") ||
            !scan_hex(s, &type) || !scan_text(s, "), "))
            return false;
    }
    return true;
}

/* "..., ethertype IPv4 (0x0800), length 78: "; -q leaves the number out. */
static void scan_link(struct scan *s, struct told_link *link)
{
    const struct scan before = *s;
    struct scan type = *s;
    uint32_t code = 0;

    link->there = scan_station(s, link->src) && scan_text(s, " > ") &&
                  scan_station(s, link->dst) && scan_text(s, ", ");
    type.at = s->at;
    if (scan_past(&type, "(0x"))
        (void)scan_hex(&type, &code);
    if (!link->there || !scan_past(s, ", length ") ||
        !scan_u32(s, &link->len) || !scan_text(s, ": ") ||
        !scan_tags(s, link, code)) {
        *s = before;
        *link = (struct told_link){0};
    }
}

/* A number behind its name within the parentheses of -v. */
static bool find_number(struct scan in, const char *name, uint32_t *out)
{
    if (!scan_past(&in, name))
        return false;
    scan_blanks(&in); /* 3.9 aligns */
    return scan_u32(&in, out);
}

static bool find_hex(struct scan in, const char *name, uint32_t *out)
{
    return scan_past(&in, name) && scan_hex(&in, out);
}

static void scan_ip4(struct scan in, struct told_ip *ip)
{
    enum { RESERVED = 0x8000, DF = 0x4000, MF = 0x2000, OFFSET = 0x1fff };
    uint32_t v;

    ip->verbose = find_number(in, ", id ", &v);
    if (!ip->verbose)
        return;
    ip->id = (uint16_t)v;
    if (find_hex(in, "tos 0x", &v))
        ip->tos = (uint8_t)v;
    ip->ttl = find_number(in, "ttl ", &v) ? (uint8_t)v : 0;
    if (find_number(in, "offset ", &v))
        ip->frag = (uint16_t)(v / 8 & OFFSET);
    if (scan_past(&in, "flags [")) {
        for (; !scan_over(&in) && *in.at != ']'; in.at++)
            ip->frag |= *in.at == 'D'   ? DF
                        : *in.at == '+' ? MF
                        : *in.at == 'r' ? RESERVED
                                        : 0;
    }
    const bool optionless =
        memmem(in.at, scan_left(&in), "options (", 9) == NULL;
    if (optionless &&
        (find_number(in, ", length ", &v) || find_number(in, ", length: ", &v)))
        ip->len = v;
    if (find_hex(in, "bad cksum ", &v))
        ip->cksum = v;
}

static void scan_ip6(struct scan in, struct told_ip *ip)
{
    uint32_t v;

    ip->verbose = find_number(in, "hlim ", &v);
    if (!ip->verbose)
        return;
    ip->ttl = (uint8_t)v;
    if (find_hex(in, "flowlabel 0x", &v))
        ip->flow = v & 0xfffff;
    if (find_hex(in, "class 0x", &v))
        ip->tos = (uint8_t)v;
    if (find_number(in, "payload length: ", &v))
        ip->len = v;
}

/* What is known of the IP header: the words before the ends. */
static void scan_ip(struct scan in, struct told_ip *ip)
{
    *ip = (struct told_ip){.cksum = UINT32_MAX};
    if (scan_past(&in, "(")) {
        scan_ip4(in, ip);
        if (!ip->verbose)
            scan_ip6(in, ip);
    }
}

static bool is_hex_or_colon(char c)
{
    return c == ':' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* Every character of a host name, an address, a port. */
static bool is_of_end(char c)
{
    return is_hex_or_colon(c) || (c >= 'g' && c <= 'z') ||
           (c >= 'G' && c <= 'Z') || c == '.' || c == '-' || c == '_' ||
           c == '+' || c == '*';
}

static bool split_end(struct span word, struct told_end *end)
{
    const char *dot = memrchr(word.at, '.', word.len);

    for (size_t i = 0; i < word.len; i++)
        if (!is_of_end(word.at[i]))
            return false;
    if (dot == NULL || dot == word.at || dot + 1 == word.at + word.len)
        return false;
    end->host = (struct span){word.at, (size_t)(dot - word.at)};
    end->port = (struct span){dot + 1, (size_t)(word.at + word.len - dot) - 1};
    return end->host.len < 256 && end->port.len < 32;
}

/* The word that ends before `to`. */
static struct span word_before(const char *start, const char *to)
{
    const char *at = to;

    while (at > start && at[-1] != ' ')
        at--;
    return (struct span){at, (size_t)(to - at)};
}

/* "IP192.0.2.1": a line was put together wrongly. */
static bool is_glued(struct span host)
{
    return host.len > 2 && memcmp(host.at, "IP", 2) == 0 && host.at[2] >= '0' &&
           host.at[2] <= '9';
}

/* The ends around one " > ", and the segment behind: `s` is behind that. */
static enum told_state scan_pair(struct scan *s, const char *start,
                                 struct told *out)
{
    static const int arrow = 3;
    struct span dst;

    if (!split_end(word_before(start, s->at - arrow), &out->ends[0]) ||
        is_glued(out->ends[0].host))
        return TOLD_NOTHING;
    if (!scan_word(s, &dst) || scan_over(s) || dst.at[dst.len - 1] == ',')
        return TOLD_PART;
    if (dst.at[dst.len - 1] != ':')
        return TOLD_NOTHING;
    dst.len--;
    if (!split_end(dst, &out->ends[1]) || !scan_gap(s))
        return TOLD_NOTHING;
    return told_scan_segment(s, &out->seg);
}

static bool is_ip6(struct span host)
{
    return memchr(host.at, ':', host.len) != NULL;
}

/* tcpline's own remarks are made again. */
static void trim_tail(struct span *tail)
{
    const char *end = tail->at + tail->len;

    while (end > tail->at && end[-1] == ' ')
        end--;
    if (end == tail->at)
        tail->len = 0;
    static const char *const marks[] = {" [TCP ", " {"};

    for (unsigned i = 0; i < 2; i++) {
        const char *at =
            memmem(tail->at, tail->len, marks[i], strlen(marks[i]));
        if (at != NULL &&
            (i == 0 || at == tail->at || tail->at[tail->len - 1] == '}'))
            tail->len = (size_t)(at - tail->at);
    }
}

enum told_state told_scan(struct scan s, struct told *out)
{
    enum { MOST_PAIRS = 8 }; /* of tunnels; what there is more is hostile */
    bool part = true;

    *out = (struct told){0};
    (void)told_scan_stamp(&s, &out->stamp);
    const char *start = s.at;
    scan_link(&s, &out->link);
    const struct scan ip = s;
    for (int pairs = 0; pairs < MOST_PAIRS && scan_past(&s, " > "); pairs++) {
        const char *at = s.at;

        s.short_of = false;
        const enum told_state state = scan_pair(&s, start, out);
        if (state == TOLD_WHOLE) {
            out->tail = (struct span){s.at, scan_left(&s)};
            trim_tail(&out->tail);
            scan_ip((struct scan){ip.at, out->ends[0].host.at, false},
                    &out->ip);
            out->ip.v6 = is_ip6(out->ends[0].host);
            return state;
        }
        part = state == TOLD_PART;
        s.at = at;
    }
    return part ? TOLD_PART : TOLD_NOTHING;
}
