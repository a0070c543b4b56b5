/*
 * juniper.c - packets that Juniper routers captured: a header with a magic
 * number, then a cookie of the interface card's, then the card's own framing.
 */
#include "juniper.h"

#include "count.h"
#include "walk.h"

enum {
    MAGIC = 0x4d4743, /* "MGC" */
    FIXED_HDR = 4,
    EXT_LEN = 2,
    NO_L2_PREFIX = 4, /* before the IP header of packets without layer 2 */
    LS_COOKIE = 0x54, /* a link services cookie is two bytes longer */
    LS_EXTRA = 2,
    AS_COOKIE = 0x47, /* a cookie of adaptive services has its own length */
    AS_COOKIE_LEN = 8,
    COOKIE_MAX = 8,
};

bool juniper_ext_next(const struct tl_juniper *j, uint32_t *at,
                      struct juniper_ext *ext, uint32_t *need)
{
    if (j->ext_len - *at <= JUNIPER_EXT_HDR)
        return false;
    *ext = (struct juniper_ext){
        .type = j->ext[*at],
        .len = j->ext[*at + 1],
        .value = j->ext + *at + JUNIPER_EXT_HDR,
    };
    if (ext->type == 0 || ext->len == 0)
        return false;
    *need = ext->len + (uint32_t)JUNIPER_EXT_HDR;
    if (*need > j->ext_len - *at)
        return false;
    *at += *need;
    return true;
}

static void stop(struct walk *w, struct tl_layer *l, enum juniper_stage stage,
                 enum tl_end why)
{
    l->juniper.stage = (uint8_t)stage;
    walk_end(w, l, why);
}

/* False when an extension claims more than the header announces. */
static bool exts_fit(struct tl_juniper *j)
{
    struct juniper_ext ext;
    uint32_t at = 0, need = 0;

    while (juniper_ext_next(j, &at, &ext, &need))
        need = 0;
    j->ext_left = (uint16_t)(j->ext_len - at);
    j->ext_need = (uint16_t)need;
    return need == 0;
}

static bool read_exts(struct walk *w, struct tl_layer *l)
{
    struct tl_juniper *j = &l->juniper;

    if (w->rest.cap < FIXED_HDR + EXT_LEN) {
        stop(w, l, JUNIPER_NO_EXT_LEN, TL_CUT_NEEDED);
        return false;
    }
    j->ext_len = load_be16(w->rest.p + FIXED_HDR);
    j->ext = w->rest.p + FIXED_HDR + EXT_LEN;
    j->hdr_len = FIXED_HDR + EXT_LEN + (uint32_t)j->ext_len;
    if (w->rest.cap < j->hdr_len) {
        j->ext = NULL;
        stop(w, l, JUNIPER_EXT, TL_CUT_NEEDED);
        return false;
    }
    if (!exts_fit(j)) {
        stop(w, l, JUNIPER_EXT, TL_BAD);
        return false;
    }
    return true;
}

/* The part all cards share; false when the walk ends here. */
static bool read_header(struct walk *w, struct tl_layer *l)
{
    struct tl_juniper *j = &l->juniper;

    *j = (struct tl_juniper){.hdr_len = FIXED_HDR, .stage = JUNIPER_ALL};
    if (w->rest.cap < FIXED_HDR) {
        stop(w, l, JUNIPER_NO_FLAGS, TL_CUT_NEEDED);
        return false;
    }
    if (load_be24(w->rest.p) != MAGIC) {
        stop(w, l, JUNIPER_BAD_MAGIC, TL_BAD);
        return false;
    }
    j->flags = w->rest.p[3];
    return (j->flags & JUNIPER_EXTENDED) == 0 || read_exts(w, l);
}

/* An IP header by its first byte. */
static enum tl_kind guess_ip(const struct walk *w)
{
    if (w->rest.cap == 0)
        return TL_NONE;
    const uint8_t first = w->rest.p[0];
    if (first >= 0x45 && first <= 0x4f)
        return TL_IPV4;
    return first >> 4 == 6 ? TL_IPV6 : TL_NONE;
}

/* Packets without layer 2: four bytes, then IP. */
static void next_without_l2(struct walk *w, struct tl_layer *l)
{
    const uint32_t hdr_len = l->juniper.hdr_len + NO_L2_PREFIX;

    if (w->rest.cap <= hdr_len) {
        stop(w, l, JUNIPER_HEADER, TL_CUT_NEEDED);
        return;
    }
    walk_past(w, hdr_len);
    w->next = guess_ip(w);
    if (w->next == TL_NONE)
        l->end = TL_BAD;
}

/* Cards without a cookie; what they frame is in `next`. */
static void decode_plain(struct walk *w, struct tl_layer *l, enum tl_kind next)
{
    if (!read_header(w, l))
        return;
    if ((l->juniper.flags & JUNIPER_NO_L2) != 0) {
        next_without_l2(w, l);
        return;
    }
    walk_past(w, l->juniper.hdr_len);
    if (next != TL_ETHER)
        w->link_part = 0;
    w->next = next;
}

void decode_juniper_ether(struct walk *w, struct tl_layer *l)
{
    decode_plain(w, l, TL_ETHER);
}

void decode_juniper_ppp(struct walk *w, struct tl_layer *l)
{
    decode_plain(w, l, TL_PPP);
}

void decode_juniper_frelay(struct walk *w, struct tl_layer *l)
{
    decode_plain(w, l, TL_FRELAY);
}

void decode_juniper_chdlc(struct walk *w, struct tl_layer *l)
{
    decode_plain(w, l, TL_CHDLC);
}

/* A fragment header of FRF.16 that begins and ends a frame: no cookie. */
static bool frames_whole(enum tl_kind kind, uint8_t first)
{
    enum { BEGIN_END = 0xc0 };

    return kind == TL_JUNIPER_MFR && (first & BEGIN_END) == BEGIN_END;
}

/*
 * The card's cookie and the two bytes behind it, which the walk then stands
 * before. False when the walk ends.
 */
static bool read_cookie(struct walk *w, struct tl_layer *l, uint8_t cookie_len,
                        uint32_t look)
{
    struct tl_juniper *j = &l->juniper;

    if (!read_header(w, l))
        return false;
    if ((j->flags & JUNIPER_NO_L2) != 0) {
        next_without_l2(w, l);
        return false;
    }
    const struct bytes *b = &w->rest;
    j->cookie_len = cookie_len;
    if (b->cap <= j->hdr_len) {
        stop(w, l, JUNIPER_HEADER, TL_CUT_NEEDED);
        return false;
    }
    if (frames_whole(l->kind, b->p[j->hdr_len]))
        j->cookie_len = 0;
    else if (b->p[j->hdr_len] == LS_COOKIE)
        j->cookie_len = (uint8_t)(j->cookie_len + LS_EXTRA);
    else if (b->p[j->hdr_len] == AS_COOKIE)
        j->cookie_len = AS_COOKIE_LEN;
    j->cookie = b->p + j->hdr_len;
    const uint32_t hdr_len = j->hdr_len + j->cookie_len;
    if (j->cookie_len > COOKIE_MAX) {
        walk_count(w, hdr_len);
        stop(w, l, JUNIPER_COOKIE_LEN, TL_BAD);
        return false;
    }
    if (b->cap < hdr_len) {
        stop(w, l, JUNIPER_COOKIE_LEN, TL_CUT_NEEDED);
        return false;
    }
    if (b->cap < hdr_len + look) {
        stop(w, l, JUNIPER_COOKIE, TL_CUT_NEEDED);
        return false;
    }
    j->hdr_len = hdr_len;
    j->proto = load_be16(b->p + hdr_len);
    walk_past(w, hdr_len);
    w->link_part = 0;
    w->next = TL_NONE;
    return true;
}

void decode_juniper_pppoe(struct walk *w, struct tl_layer *l)
{
    if (read_cookie(w, l, 0, 2))
        w->next = TL_ETHER;
}

void decode_juniper_pppoe_atm(struct walk *w, struct tl_layer *l)
{
    if (!read_cookie(w, l, 0, 2))
        return;
    bytes_advance(&w->rest, 2);
    w->next = next_of_ethertype(l->juniper.proto);
    if (w->next == TL_UNDECODED)
        w->next = TL_NONE;
}

/* This longest of all cookies has a code of the card's own in itself. */
static bool take_cookie_code(struct tl_juniper *j)
{
    enum { AT = 5, CODE = 0x70 };

    if (j->cookie[0] != AS_COOKIE)
        return false;
    j->proto = j->cookie[AT] & CODE;
    return true;
}

/* Multilink PPP: codes of the card's own, or PPP. */
void decode_juniper_mlppp(struct walk *w, struct tl_layer *l)
{
    struct tl_juniper *j = &l->juniper;

    if (!read_cookie(w, l, 2, 2))
        return;
    (void)take_cookie_code(j);
    w->next = next_of_mlppp_code(j->proto);
}

/* LLC's control byte, and an NLPID that OSI's packets begin with. */
static bool names_nlpid(uint16_t proto)
{
    enum { Q933 = 0x0308, IP4 = 0x03cc, IP6 = 0x038e };

    return proto == Q933 || proto == IP4 || proto == IP6;
}

/* Takes the byte before for the NLPID. */
static void next_osi_before(struct walk *w)
{
    w->rest.p--;
    w->rest.cap++;
    w->rest.len++;
    w->next = TL_OSI;
}

/* The protocol counts as header, too. */
static void pass_proto(struct walk *w, struct tl_layer *l)
{
    enum { PROTO = 2 };

    l->juniper.hdr_len += PROTO;
    bytes_advance(&w->rest, PROTO);
    w->pkt->link_hdr_len += PROTO;
}

/* Multilink frame relay (FRF.15). */
void decode_juniper_mlfr(struct walk *w, struct tl_layer *l)
{
    enum { UI = 0x0003, UI_FIRST = 0x0300 };
    struct tl_juniper *j = &l->juniper;

    if (!read_cookie(w, l, 2, 2) || take_cookie_code(j))
        return;
    pass_proto(w, l);
    if (j->proto == UI || j->proto == UI_FIRST)
        w->next = TL_OSI;
    else if (names_nlpid(j->proto))
        next_osi_before(w);
}

/*
 * FRF.16. The oracle goes on before the protocol, but behind a cookie of link
 * services after it; OSI's packets it takes to begin one byte off.
 */
void decode_juniper_mfr(struct walk *w, struct tl_layer *l)
{
    enum { BOTH_SAPS_OSI = 0xfefe };
    struct tl_juniper *j = &l->juniper;

    if (!read_cookie(w, l, 4, 2))
        return;
    if (j->cookie_len == 0) {
        w->next = TL_MFR;
        return;
    }
    if (take_cookie_code(j)) {
        w->next = next_of_mfr_code(j->proto);
        return;
    }
    if (j->cookie[0] == LS_COOKIE)
        pass_proto(w, l);
    if (names_nlpid(j->proto)) {
        next_osi_before(w);
    } else if (j->proto == BOTH_SAPS_OSI && w->rest.cap == 0) {
        walk_end(w, l, TL_CUT_NEEDED);
    } else if (j->proto == BOTH_SAPS_OSI) {
        bytes_advance(&w->rest, 1);
        w->next = TL_OSI;
    }
}

void decode_juniper_ggsn(struct walk *w, struct tl_layer *l)
{
    enum { PROTO = 2 };

    if (read_cookie(w, l, 8, 2))
        w->next = next_of_ggsn(l->juniper.cookie[PROTO]);
}

/* Cards that look at IP flows: the header before IP is read, but IP again. */
static void decode_flow(struct walk *w, struct tl_layer *l)
{
    enum { FLOW_HDR = 8 };

    if (!read_cookie(w, l, 8, 2))
        return;
    if (w->rest.cap < FLOW_HDR) {
        w->pkt->link_hdr_len = 0;
        stop(w, l, JUNIPER_PROTO, TL_CUT_NEEDED);
        return;
    }
    w->next = guess_ip(w);
}

void decode_juniper_services(struct walk *w, struct tl_layer *l)
{
    decode_flow(w, l);
}

void decode_juniper_monitor(struct walk *w, struct tl_layer *l)
{
    decode_flow(w, l);
}

/* Encryption cards: IP, behind what they know of its tunnel or in its place. */
void decode_juniper_es(struct walk *w, struct tl_layer *l)
{
    if (!read_cookie(w, l, 0, 2))
        return;
    if (w->rest.cap < JUNIPER_ES_HDR) {
        w->pkt->link_hdr_len = 0;
        stop(w, l, JUNIPER_PROTO, TL_CUT_NEEDED);
        return;
    }
    const uint8_t type = w->rest.p[JUNIPER_ES_TYPE];
    if (type < JUNIPER_ES_ENCR_AUTH || type > JUNIPER_ES_ENCR) {
        stop(w, l, JUNIPER_PROTO, TL_BAD);
        return;
    }
    bytes_advance(&w->rest, juniper_es_skip(type));
    w->next = TL_IPV4;
}

static bool is_llc(const struct walk *w)
{
    enum { LLC_SNAP_UI = 0xaaaa03, LLC_OSI_UI = 0xfefe03 };
    const uint32_t start = load_be24(w->rest.p);

    return start == LLC_SNAP_UI || start == LLC_OSI_UI;
}

/* LLC or an NLPID at the start of an AAL5 frame. */
static enum tl_kind guess_aal5(struct walk *w)
{
    enum { NLPID_UI = 0x03 };

    if (is_llc(w))
        return TL_LLC;
    if (w->rest.p[0] == NLPID_UI) {
        bytes_advance(&w->rest, 1);
        return TL_OSI;
    }
    return guess_ip(w);
}

void decode_juniper_atm1(struct walk *w, struct tl_layer *l)
{
    enum { OAM = 0x80 };

    if (!read_cookie(w, l, 4, 2))
        return;
    if (l->juniper.cookie[0] == OAM) {
        w->next = next_of_bare_cell();
        return;
    }
    if (w->rest.cap < 3) {
        w->pkt->link_hdr_len = 0;
        stop(w, l, JUNIPER_PROTO, TL_CUT_NEEDED);
        return;
    }
    w->next = guess_aal5(w);
}

static bool is_ppp_proto(uint16_t proto)
{
    static const uint16_t protos[] = {
        0x0021, 0x0023, 0x003d, 0x0057, 0x0281, 0x0283, 0x8021,
        0x8023, 0x8057, 0x8281, 0xc021, 0xc023, 0xc223,
    };

    for (size_t i = 0; i < COUNT_OF(protos); i++)
        if (protos[i] == proto)
            return true;
    return false;
}

void decode_juniper_atm2(struct walk *w, struct tl_layer *l)
{
    enum { OAM = 0x70, ETHERNET = 0x3f };
    enum { CONTROL_WORD = 4, CONTROL_ALONE = 0x08000000 };
    struct tl_juniper *j = &l->juniper;

    if (!read_cookie(w, l, 8, 4))
        return;
    if ((j->cookie[7] & OAM) != 0) {
        j->has_control = true;
        j->control = load_be32(w->rest.p);
        /* It stands alone before a cell, or is one's beginning. */
        if (j->control == 0 || j->control == CONTROL_ALONE) {
            bytes_advance(&w->rest, CONTROL_WORD);
            w->rest.len += CONTROL_WORD; /* as its length is shown */
            j->hdr_len += CONTROL_WORD;
            w->pkt->link_hdr_len += CONTROL_WORD;
        }
        w->next = next_of_bare_cell();
        return;
    }
    const bool bridged =
        (j->flags & JUNIPER_IN) == 0 && (j->cookie[3] & ETHERNET) != 0;
    w->next = bridged && !is_llc(w) ? TL_ETHER : guess_aal5(w);
    if (w->next != TL_LLC && w->next != TL_OSI && w->next != TL_ETHER &&
        is_ppp_proto(j->proto))
        w->next = TL_PPP;
}
