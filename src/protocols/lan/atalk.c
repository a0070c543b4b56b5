/*
 * atalk.c - AppleTalk: datagrams (DDP), also in LocalTalk's frames, and in
 * them names (NBP) and transactions (ATP). A printer that lacks octets says so
 * and goes on.
 */
#include "codes.h"
#include "protocol.h"
#include "span.h"

enum { DDP_HEAD = 13, NBP = 2, ATP = 3, EIGRP = 88 };

static const struct code_name types[] = {
    {1, "rtmp"}, {NBP, "nbp"}, {ATP, "atp"}, {4, "echo"},      {5, "rtmpReq"},
    {22, "IP"},  {23, "ARP"},  {75, "KLAP"}, {EIGRP, "EIGRP"},
};

static const struct code_name sockets[] = {
    {1, "rtmp"},
    {2, "nis"},
    {4, "echo"},
    {6, "zip"},
};

/* Where a datagram comes from, or goes. */
struct place {
    uint16_t net;
    uint8_t node, socket;
};

/* "772.6"; of all nodes, only the network. */
static void put_node(struct printer *pr, const struct place *at)
{
    text_u32(pr->out, at->net);
    if (at->node != 255)
        text_printf(pr->out, ".%u", at->node);
}

static void put_socket(struct printer *pr, uint8_t socket)
{
    const char *name =
        pr->style->no_names ? NULL : CODE_NAME(sockets, socket, NULL);

    if (name != NULL)
        text_str(pr->out, name);
    else
        text_u32(pr->out, socket);
}

/* The string at the head of `rest`; false, marked, where it is not all there.
 */
static bool put_string(struct printer *pr, struct span *rest)
{
    enum { LONGEST = 32 };

    if (rest->len == 0 || !printer_has(pr, rest->off, 1)) {
        printer_mark(pr);
        return false;
    }
    const uint8_t n = printer_u8(pr, rest->off);
    span_skip(rest, 1);
    if (n > LONGEST) {
        text_printf(pr->out, "[len=%u]", n);
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (rest->len == 0 || !printer_has(pr, rest->off, 1)) {
            printer_mark(pr);
            return false;
        }
        text_visible(pr->out, printer_u8(pr, rest->off));
        span_skip(rest, 1);
    }
    return true;
}

/* "object:type@zone" */
static bool put_name(struct printer *pr, struct span *rest)
{
    TEXT_LIT(pr->out, " \"");
    if (!put_string(pr, rest))
        return false;
    text_char(pr->out, ':');
    if (!put_string(pr, rest))
        return false;
    text_char(pr->out, '@');
    if (!put_string(pr, rest))
        return false;
    text_char(pr->out, '"');
    return true;
}

/* Whom a tuple of NBP is about. */
struct tuple {
    struct place at;
    uint8_t enumerator;
};

static bool read_tuple(struct printer *pr, struct span *rest, struct tuple *t)
{
    enum { LEN = 5 };

    if (rest->len < LEN || !printer_has(pr, rest->off, LEN)) {
        printer_mark(pr);
        return false;
    }
    *t = (struct tuple){
        .at = {printer_u16(pr, rest->off), printer_u8(pr, rest->off + 2),
               printer_u8(pr, rest->off + 3)},
        .enumerator = printer_u8(pr, rest->off + 4),
    };
    span_skip(rest, LEN);
    return true;
}

static void put_lookup(struct printer *pr, struct span rest, uint8_t count,
                       const struct place *from)
{
    struct tuple t;

    if (!read_tuple(pr, &rest, &t))
        return;
    (void)put_name(pr, &rest);
    if (count != 1)
        text_printf(pr->out, " [ntup=%u]", count);
    if (t.enumerator != 0)
        text_printf(pr->out, " [enum=%u]", t.enumerator);
    if (t.at.net != from->net || t.at.node != from->node ||
        t.at.socket != from->socket) {
        TEXT_LIT(pr->out, " [addr=");
        put_node(pr, &t.at);
        text_printf(pr->out, ".%u]", t.at.socket);
    }
}

static void put_replies(struct printer *pr, struct span rest, uint8_t count,
                        const struct place *from)
{
    struct tuple t;

    for (uint8_t i = 0; i < count; i++) {
        if (!read_tuple(pr, &rest, &t))
            return;
        const bool whole = put_name(pr, &rest);
        if (t.enumerator != 1)
            text_printf(pr->out, "(%u)", t.enumerator);
        if (t.at.socket != from->socket)
            text_printf(pr->out, " %u", t.at.socket);
        if (t.at.net != from->net || t.at.node != from->node) {
            TEXT_LIT(pr->out, " [addr=");
            put_node(pr, &t.at);
            text_char(pr->out, ']');
        }
        if (!whole)
            return;
    }
}

static void put_nbp(struct printer *pr, struct span rest,
                    const struct place *from)
{
    enum { LEAST = 10, HEAD = 2, BROADCAST = 1, LOOKUP = 2, REPLY = 3 };

    if (rest.len < LEAST) {
        text_printf(pr->out, " truncated-nbp %u", rest.len);
        return;
    }
    if (!printer_has(pr, rest.off, HEAD)) {
        printer_mark(pr);
        return;
    }
    const uint8_t control = printer_u8(pr, rest.off);
    const uint8_t id = printer_u8(pr, rest.off + 1);
    const uint8_t count = control & 15;
    span_skip(&rest, HEAD);
    switch (control >> 4) {
    case BROADCAST:
    case LOOKUP:
        text_printf(pr->out,
                    " nbp-%s %u:", control >> 4 == LOOKUP ? "lkup" : "brRq",
                    id);
        put_lookup(pr, rest, count, from);
        break;
    case REPLY:
        text_printf(pr->out, " nbp-reply %u:", id);
        put_replies(pr, rest, count, from);
        break;
    default:
        text_printf(pr->out, " nbp-0x%x  %u (%u)", control, id, rest.len);
        break;
    }
}

/* "<0-2>", "<1,3>": which packets of an answer. */
static void put_bitmap(struct printer *pr, uint8_t bits)
{
    const char *between = "<";

    if ((bits & (bits + 1U)) == 0) {
        uint32_t n = 0;
        while ((bits >> n & 1) != 0)
            n++;
        text_printf(pr->out, n > 1 ? "<0-%u>" : "<0>", n - 1);
        return;
    }
    for (uint32_t i = 0; i < 8; i++)
        if ((bits >> i & 1) != 0) {
            text_printf(pr->out, "%s%u", between, i);
            between = ",";
        }
    text_char(pr->out, '>');
}

/* Of a transaction's control octet. */
enum { EXACTLY_ONCE = 0x20, END = 0x10, STATUS = 0x08 };

/* "[XO,STS]" of those in `mask`. */
static void put_flags(struct printer *pr, uint8_t control, uint8_t mask,
                      const char *before)
{
    static const struct code_name names[] = {
        {EXACTLY_ONCE, "XO"},
        {END, "EOM"},
        {STATUS, "STS"},
    };

    if ((control & mask) == 0)
        return;
    text_str(pr->out, before);
    CODE_PUT_BITS(pr->out, names, control & mask, ",");
    text_char(pr->out, ']');
}

static void put_length(struct printer *pr, uint32_t len)
{
    if (len > 0)
        text_printf(pr->out, " [len=%u]", len);
}

static void put_atp(struct printer *pr, struct span rest)
{
    enum { HEAD = 8, FUNCTION = 0xc0, REQUEST = 0x40, REPLY = 0x80 };

    if (rest.len < HEAD || !printer_has(pr, rest.off, HEAD)) {
        printer_mark(pr);
        return;
    }
    const uint8_t control = printer_u8(pr, rest.off);
    const uint8_t bitmap = printer_u8(pr, rest.off + 1);
    const uint16_t id = printer_u16(pr, rest.off + 2);
    const uint32_t user = printer_u32(pr, rest.off + 4);
    const uint32_t len = rest.len - HEAD;
    switch (control & FUNCTION) {
    case REQUEST:
        text_printf(pr->out, " atp-req%s %u",
                    control & EXACTLY_ONCE ? " " : "*", id);
        put_bitmap(pr, bitmap);
        put_length(pr, len);
        put_flags(pr, control, END | STATUS, " [");
        break;
    case REPLY:
        text_printf(pr->out, " atp-resp%s%u:%u (%u)", control & END ? "*" : " ",
                    id, bitmap, len);
        put_flags(pr, control, EXACTLY_ONCE | STATUS, " [");
        break;
    case REQUEST | REPLY:
        text_printf(pr->out, " atp-rel  %u", id);
        put_bitmap(pr, bitmap);
        put_length(pr, len);
        put_flags(pr, control, EXACTLY_ONCE | END | STATUS, "[");
        break;
    default:
        text_printf(pr->out, " atp-0x%x  %u (%u)", control, id, len);
        break;
    }
    if (user != 0)
        text_printf(pr->out, " 0x%x", user);
}

/* Cisco's routing protocol, as over IP. */
static void put_eigrp(struct printer *pr, struct span rest)
{
    struct printer inner = *pr;

    inner.base += rest.off;
    inner.cap -= rest.off;
    inner.len = rest.len;
    (void)protocol_eigrp.print(&inner);
    pr->cut = inner.cut;
    pr->cut_at = inner.cut_at;
    pr->cut_label = inner.cut_label;
    pr->label = inner.label;
}

static void put_data(struct printer *pr, uint8_t type, struct span rest,
                     const struct place *from)
{
    switch (type) {
    case NBP:
        put_nbp(pr, rest, from);
        break;
    case ATP:
        put_atp(pr, rest);
        break;
    case EIGRP:
        put_eigrp(pr, rest);
        break;
    default:
        TEXT_LIT(pr->out, " at-");
        CODE_PUT(pr->out, types, type, "#%u");
        text_printf(pr->out, " %u", rest.len);
        break;
    }
}

static struct place place_at(struct printer *pr, uint32_t net, uint32_t node,
                             uint32_t socket)
{
    return (struct place){printer_u16(pr, net), printer_u8(pr, node),
                          printer_u8(pr, socket)};
}

static void put_end(struct printer *pr, const struct place *at)
{
    put_node(pr, at);
    text_char(pr->out, '.');
    put_socket(pr, at->socket);
}

/* `label` is for what is inside; `before` goes between the ends and that. */
static void put_datagram(struct printer *pr, struct span ddp, const char *label,
                         const char *before)
{
    const uint32_t off = ddp.off;

    pr->label = "ddp";
    if (ddp.len < DDP_HEAD) {
        text_printf(pr->out, " [|ddp %u]", ddp.len);
        return;
    }
    if (!printer_has(pr, off, DDP_HEAD)) {
        printer_mark(pr);
        return;
    }
    const struct place from = place_at(pr, off + 6, off + 9, off + 11);
    const struct place to = place_at(pr, off + 4, off + 8, off + 10);
    put_end(pr, &from);
    TEXT_LIT(pr->out, " > ");
    put_end(pr, &to);
    text_str(pr->out, before);
    pr->label = label;
    span_skip(&ddp, DDP_HEAD);
    put_data(pr, printer_u8(pr, off + 12), ddp, &from);
}

/* Behind an address family the oracle has no word for the way it came. */
static bool print_atalk(struct printer *pr)
{
    enum { BSD_FAMILY = 16 };

    if (pr->style->verbose > 0 && pr->announced != BSD_FAMILY)
        TEXT_LIT(pr->out, "et1 ");
    if (!pr->style->link_shown)
        TEXT_LIT(pr->out, "AT ");
    put_datagram(pr, (struct span){0, pr->len}, "atalk", ": ");
    return true;
}

/* In UDP, behind LocalTalk's header. */
static bool print_kip(struct printer *pr)
{
    enum { HEAD = 3 };

    if (pr->style->verbose > 0)
        TEXT_LIT(pr->out, "kip ");
    put_datagram(pr, (struct span){HEAD, pr->len - HEAD}, "llap", ":");
    return true;
}

/* A datagram of the short form: nodes are LocalTalk's, there is no network. */
static void put_short_datagram(struct printer *pr, struct span ddp)
{
    enum { HEAD = 5 };

    const uint32_t off = ddp.off;

    if (ddp.len < HEAD) {
        text_printf(pr->out, " [|sddp %u]", ddp.len);
        return;
    }
    if (!printer_has(pr, off, HEAD)) {
        pr->label = "sddp";
        printer_mark(pr);
        return;
    }
    const struct place from = {0, printer_u8(pr, 1), printer_u8(pr, off + 3)};
    const struct place to = {0, printer_u8(pr, 0), printer_u8(pr, off + 2)};
    put_end(pr, &from);
    TEXT_LIT(pr->out, " > ");
    put_end(pr, &to);
    text_char(pr->out, ':');
    span_skip(&ddp, HEAD);
    put_data(pr, printer_u8(pr, off + 4), ddp, &from);
}

/* LocalTalk's frames: two nodes and a type. */
static bool print_localtalk(struct printer *pr)
{
    enum { HEAD = 3, SHORT_DDP = 1, DDP = 2 };

    pr->label = "llap";
    if (pr->len < HEAD) {
        text_printf(pr->out, " [|llap %u]", pr->len);
        return true;
    }
    if (!printer_has(pr, 0, HEAD)) {
        printer_mark(pr);
        return true;
    }
    const struct span rest = {HEAD, pr->len - HEAD};
    const uint8_t type = printer_u8(pr, 2);
    switch (type) {
    case SHORT_DDP:
        put_short_datagram(pr, rest);
        break;
    case DDP:
        put_datagram(pr, rest, "llap", ":");
        break;
    default:
        text_printf(pr->out, "%u > %u at-lap#%u %u", printer_u8(pr, 1),
                    printer_u8(pr, 0), type, rest.len);
        break;
    }
    return true;
}

const struct protocol protocol_atalk = {"ddp", print_atalk};
const struct protocol protocol_kip = {"llap", print_kip};
const struct protocol protocol_localtalk = {"llap", print_localtalk};
