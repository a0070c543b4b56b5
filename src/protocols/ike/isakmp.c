/*
 * isakmp.c - IKE's header and the walk over its payloads, of both versions
 * (RFC 2408 section 3.1, RFC 7296 section 3.1).
 */
#include "codes.h"
#include "ike.h"
#include "leaf_members.h"
#include "protocol.h"
#include "tcpline/opener.h"

enum {
    HEADER_LEN = 28,
    COOKIE_LEN = 8,
    AT_RESPONDER = 8,
    AT_NEXT = 16,
    AT_VERSION = 17,
    AT_EXCHANGE = 18,
    AT_FLAGS = 19,
    AT_MESSAGE = 20,
    AT_LENGTH = 24,
    FLAG_ENCRYPTED = 1,
    FLAG_INITIATOR = 8,
};

static const struct code_name exchanges[] = {
    {0, "none"},          {1, "base"},
    {2, "ident"},         {3, "auth"},
    {4, "agg"},           {5, "inf"},
    {32, "oakley-quick"}, {33, "oakley-newgroup"},
    {34, "ikev2_init"},   {35, "ikev2_auth"},
    {36, "child_sa"},     {37, "inf2"},
};

static bool is_zero(const uint8_t *cookie)
{
    static const uint8_t zero[COOKIE_LEN];

    return memcmp(cookie, zero, COOKIE_LEN) == 0;
}

/* One that is not in use yet knows the cookie of zeros. */
static const struct ike_role *find_role(const struct ike_roles *roles,
                                        const uint8_t *cookie)
{
    for (size_t i = 0; i < COUNT_OF(roles->roles); i++)
        if (memcmp(roles->roles[i].cookie, cookie, COOKIE_LEN) == 0)
            return &roles->roles[i];
    return NULL;
}

static const struct ike_role *add_role(struct printer *pr,
                                       struct ike_roles *roles)
{
    struct ike_role *role = &roles->roles[roles->next];

    roles->next = (roles->next + 1) % IKE_ROLES;
    memcpy(role->cookie, pr->base, COOKIE_LEN);
    memcpy(role->initiator, pr->src_addr, pr->addr_len);
    memcpy(role->responder, pr->dst_addr, pr->addr_len);
    role->addr_len = pr->addr_len;
    return role;
}

/* 'I' or 'R' for who sent this, '?' when nobody saw the exchange begin. */
static char role_of_sender(struct printer *pr)
{
    if (pr->memory == NULL || pr->addr_len == 0)
        return '?';
    struct ike_roles *roles = &pr->memory->ike;
    const struct ike_role *role = find_role(roles, pr->base);

    if (role == NULL && is_zero(pr->base + AT_RESPONDER))
        role = add_role(pr, roles);
    if (role == NULL || role->addr_len != pr->addr_len)
        return '?';
    if (memcmp(role->initiator, pr->src_addr, pr->addr_len) == 0)
        return 'I';
    return memcmp(role->responder, pr->src_addr, pr->addr_len) == 0 ? 'R' : '?';
}

static uint32_t put_list(struct printer *pr, struct ike_place place,
                         uint8_t type, uint32_t off);

/* The payloads in an encrypted one: for a while they are all there is. */
static void put_opened(struct printer *pr, const struct ike_item *item,
                       struct ike_place place)
{
    enum { INDENT = 2 };
    const struct tl_sealed_payload sealed = {
        .spis = place.header,
        .by_initiator = (place.header[AT_FLAGS] & FLAG_INITIATOR) != 0,
        .inside = place.is_opened,
        .data = pr->base + item->off + IKE_HEADER,
        .len = (uint16_t)(item->len - IKE_HEADER),
    };
    const uint8_t first = printer_u8(pr, item->off);
    const uint8_t *around = pr->base;
    const uint32_t cap = pr->cap;
    uint32_t n;
    const uint8_t *opened =
        pr->opener->open_payload(pr->opener->ctx, &sealed, &n);

    if (opened == NULL)
        return;
    pr->base = opened;
    pr->cap = n;
    place.is_opened = true;
    place.depth += INDENT;
    put_list(pr, place, first, 0);
    pr->base = around;
    pr->cap = cap;
}

static uint32_t put_encrypted(struct printer *pr, const struct ike_item *item,
                              struct ike_place place)
{
    const uint32_t off = ike2_put(pr, item, place.depth);

    if (pr->opener != NULL)
        put_opened(pr, item, place);
    return off;
}

static uint32_t put_payload(struct printer *pr, const struct ike_item *item,
                            struct ike_place place)
{
    if (item->len <= IKE_HEADER)
        return IKE_STOP;
    if (item->type == IKE2_ENCRYPTED && place.header[AT_VERSION] >> 4 == 2)
        return put_encrypted(pr, item, place);
    if (item->type >= IKE2_SA && item->type <= IKE2_EAP &&
        item->type != IKE2_ENCRYPTED)
        return ike2_put(pr, item, place.depth);
    return ike1_put(pr, item, place, put_list);
}

static uint32_t put_list(struct printer *pr, struct ike_place place,
                         uint8_t type, uint32_t off)
{
    while (type != IKE_NONE && printer_ok(pr)) {
        struct ike_item item = {.type = type, .off = off};
        if (printer_has(pr, off, IKE_HEADER))
            item.len = printer_u16(pr, off + 2);
        if (!printer_has(pr, off, IKE_HEADER) ||
            !printer_has(pr, off, item.len) || place.depth > IKE_DEPTH_MAX) {
            ike_mark(pr, type);
            return IKE_STOP;
        }
        item.flags = printer_u8(pr, off + 1);
        ike_open(pr, place.depth);
        type = printer_u8(pr, off);
        off = put_payload(pr, &item, place);
        text_char(pr->out, ')');
        if (off == IKE_STOP)
            return IKE_STOP;
    }
    return off;
}

static void put_flags(struct printer *pr, const struct code_name *names,
                      size_t rows)
{
    const uint8_t flags = printer_u8(pr, AT_FLAGS);

    CODE_PUT(pr->out, exchanges, printer_u8(pr, AT_EXCHANGE), "#%u");
    if (flags == 0)
        return;
    text_char(pr->out, '[');
    code_put_bits(pr->out, names, rows, flags, "");
    text_char(pr->out, ']');
}

static void put_payloads(struct printer *pr)
{
    const uint8_t first = printer_u8(pr, AT_NEXT);

    text_char(pr->out, ':');
    if ((printer_u8(pr, AT_FLAGS) & FLAG_ENCRYPTED) != 0) {
        TEXT_LIT(pr->out, " [encrypted ");
        ike_put_type(pr->out, first);
        text_char(pr->out, ']');
    } else {
        put_list(pr, (struct ike_place){.depth = 1, .header = pr->base}, first,
                 HEADER_LEN);
    }
    if (printer_ok(pr) && printer_u32(pr, AT_LENGTH) != pr->len)
        text_printf(pr->out, " (len mismatch: isakmp %u/ip %u)",
                    printer_u32(pr, AT_LENGTH), pr->len);
}

static void put_cookies(struct printer *pr)
{
    TEXT_LIT(pr->out, " cookie ");
    ike_put_raw(pr, 0, COOKIE_LEN);
    TEXT_LIT(pr->out, "->");
    ike_put_raw(pr, AT_RESPONDER, COOKIE_LEN);
}

static void put_message(struct printer *pr)
{
    static const struct code_name flags1[] = {{1, "E"}, {2, "C"}};
    static const struct code_name flags2[] = {{8, "I"}, {16, "V"}, {32, "R"}};
    const uint8_t version = printer_u8(pr, AT_VERSION);
    const uint32_t message = printer_u32(pr, AT_MESSAGE);
    const unsigned verbose = pr->style->verbose;

    TEXT_LIT(pr->out, "isakmp");
    if (verbose > 0)
        text_printf(pr->out, " %u.%u msgid %08x", version >> 4, version & 15,
                    message);
    if (verbose > 1)
        put_cookies(pr);
    text_char(pr->out, ':');
    switch (version >> 4) {
    case 1:
        text_printf(pr->out, " phase %s %c ", message == 0 ? "1" : "2/others",
                    role_of_sender(pr));
        put_flags(pr, flags1, COUNT_OF(flags1));
        break;
    case 2:
        text_str(pr->out, message == 0 ? " parent_sa " : " child_sa  ");
        put_flags(pr, flags2, COUNT_OF(flags2));
        break;
    default:
        return;
    }
    if (verbose > 0)
        put_payloads(pr);
}

/* False when no more may be shown. */
static bool ask_for_keys(const struct printer *pr)
{
    if (pr->opener == NULL)
        return true;
    pr->opener->ask(pr->opener->ctx);
    return !pr->opener->is_over;
}

static bool print_isakmp(struct printer *pr)
{
    pr->label = "isakmp";
    if (!ask_for_keys(pr))
        return true;
    if (printer_has(pr, 0, HEADER_LEN))
        put_message(pr);
    else
        printer_mark(pr);
    return true;
}

const struct protocol protocol_isakmp = {"isakmp", print_isakmp};
