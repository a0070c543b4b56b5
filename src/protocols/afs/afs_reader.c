/*
 * afs_reader.c - values that several services have, or that are long.
 */
#include "afs_reader.h"

#include "count.h"
#include "local_time.h"

uint32_t afs_take(struct afs_reader *r)
{
    const uint32_t v = printer_u32(r->pr, r->off);

    r->off += 4;
    return v;
}

bool afs_has(struct afs_reader *r, uint32_t n)
{
    if (printer_has(r->pr, r->off, n))
        return true;
    text_printf(r->pr->out, " [|%s]", r->mark);
    return false;
}

bool afs_put_name(struct afs_reader *r)
{
    const uint32_t width = 4 * (uint32_t)r->service->name_width;
    struct text *out = r->pr->out;

    if (!afs_has(r, width))
        return false;
    TEXT_LIT(out, " \"");
    for (uint32_t i = 3; i < width; i += 4) {
        const uint8_t c = printer_u8(r->pr, r->off + i);
        if (c == 0)
            break;
        text_visible(out, c);
    }
    text_char(out, '"');
    r->off += width;
    return true;
}

bool afs_put_uuid(struct afs_reader *r)
{
    enum { NODE = 8, UUID = 4 * (3 + NODE) };

    if (!afs_has(r, UUID))
        return false;
    text_printf(r->pr->out, " %08x", afs_take(r));
    text_printf(r->pr->out, "%04x", afs_take(r));
    text_printf(r->pr->out, "%04x", afs_take(r));
    for (unsigned i = 0; i < NODE; i++)
        text_hex_pad(r->pr->out, afs_take(r) & 0xff, 2);
    return true;
}

bool afs_put_time(struct afs_reader *r)
{
    const uint32_t sec = afs_take(r);

    if (!printer_ok(r->pr))
        return false;
    text_char(r->pr->out, ' ');
    local_time_put(r->pr->out, (int32_t)sec);
    return true;
}

/* --- access lists ------------------------------------------------------ */

/* What is left of the list's text. */
struct acl {
    const uint8_t *at, *end;
};

static bool is_blank(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void skip_blanks(struct acl *acl)
{
    while (acl->at < acl->end && is_blank(*acl->at))
        acl->at++;
}

/* A decimal number; what does not fit is held to 63 bits and then cut. */
static bool take_number(struct acl *acl, int32_t *number)
{
    int64_t v = 0;

    skip_blanks(acl);
    const uint8_t *at = acl->at;
    const bool minus = at < acl->end && *at == '-';
    if (at < acl->end && (*at == '-' || *at == '+'))
        at++;
    const uint8_t *const digits = at;
    for (; at < acl->end && *at >= '0' && *at <= '9'; at++) {
        const int digit = *at - '0';
        if (v > (INT64_MAX - digit) / 10)
            v = INT64_MAX;
        else
            v = v * 10 + digit;
    }
    if (at == digits)
        return false;
    acl->at = at;
    *number = (int32_t)(uint32_t)(minus ? -(uint64_t)v : (uint64_t)v);
    return true;
}

static void put_rights(struct text *out, int32_t rights)
{
    static const struct {
        char letter;
        uint8_t bit;
    } letters[] = {{'r', 1}, {'l', 8},  {'i', 4}, {'d', 16},
                   {'w', 2}, {'k', 32}, {'a', 64}};

    for (unsigned i = 0; i < COUNT_OF(letters); i++)
        if (((uint32_t)rights & letters[i].bit) != 0)
            text_char(out, letters[i].letter);
}

/* At most `n` users, each with rights; false when the text ends before. */
static bool put_users(struct text *out, struct acl *acl, int32_t n, char sign)
{
    for (int32_t i = 0; i < n; i++) {
        int32_t rights;
        skip_blanks(acl);
        const uint8_t *const user = acl->at;
        while (acl->at < acl->end && !is_blank(*acl->at))
            acl->at++;
        const uint8_t *const user_end = acl->at;
        if (user == user_end || !take_number(acl, &rights))
            return false;
        text_printf(out, " %c{", sign);
        for (const uint8_t *c = user; c < user_end; c++)
            text_visible(out, *c);
        text_char(out, ' ');
        put_rights(out, rights);
        text_char(out, '}');
    }
    return true;
}

bool afs_put_access(struct afs_reader *r)
{
    enum { LONGEST = 1024 };
    int32_t allowed, denied;
    const uint32_t n = afs_take(r);

    if (!printer_ok(r->pr) || !afs_has(r, n))
        return false;
    const uint8_t *const text = r->pr->base + r->off;
    const size_t len = n < LONGEST ? n : LONGEST;
    const uint8_t *const zero = len > 0 ? memchr(text, 0, len) : NULL;
    struct acl acl = {text, zero != NULL ? zero : text + len};
    if (take_number(&acl, &allowed) && take_number(&acl, &denied) &&
        put_users(r->pr->out, &acl, allowed, '+'))
        (void)put_users(r->pr->out, &acl, denied, '-');
    r->off += n;
    return true;
}

/* --- the volume database ----------------------------------------------- */

enum { SERVERS = 8, SERVERS_N = 13 };

static bool put_addresses(struct afs_reader *r, uint32_t n, uint32_t room)
{
    TEXT_LIT(r->pr->out, " servers");
    for (uint32_t i = 0; i < room; i++, r->off += 4) {
        if (!afs_has(r, 4))
            return false;
        if (i < n) {
            text_char(r->pr->out, ' ');
            text_ip4(r->pr->out, r->pr->base + r->off);
        }
    }
    return true;
}

static bool put_uuids(struct afs_reader *r, uint32_t n)
{
    enum { UUID = 44 };

    TEXT_LIT(r->pr->out, " servers");
    for (uint32_t i = 0; i < SERVERS_N; i++) {
        if (i < n) {
            TEXT_LIT(r->pr->out, " afsuuid");
            if (!afs_put_uuid(r))
                return false;
        } else {
            if (!afs_has(r, UUID))
                return false;
            r->off += UUID;
        }
    }
    return true;
}

/* "a" to "{": the oracle counts one letter too many. */
static bool put_partitions(struct afs_reader *r, uint32_t n, uint32_t room)
{
    enum { LETTERS = 26 };
    struct text *out = r->pr->out;

    TEXT_LIT(out, " partitions");
    for (uint32_t i = 0; i < room; i++) {
        const uint32_t partition = afs_take(r);
        if (!printer_ok(r->pr))
            return false;
        if (i < n && partition <= LETTERS)
            text_printf(out, " %c", (char)('a' + partition));
        else if (i < n)
            text_printf(out, " %u", partition);
    }
    return true;
}

/* `n` octets that are not shown. */
static bool pass(struct afs_reader *r, uint32_t n)
{
    if (!afs_has(r, n))
        return false;
    r->off += n;
    return true;
}

static uint32_t put_server_count(struct afs_reader *r)
{
    TEXT_LIT(r->pr->out, " numservers");
    const uint32_t n = afs_take(r);
    text_printf(r->pr->out, " %u", n);
    return n;
}

/* Partitions, the servers' flags, and the numbers of a volume's forms. */
static bool put_rest(struct afs_reader *r, uint32_t n, uint32_t room)
{
    static const char *const forms[] = {" rwvol", " rovol", " backup"};

    if (!put_partitions(r, n, room) || !pass(r, 4 * room))
        return false;
    for (unsigned i = 0; i < COUNT_OF(forms); i++) {
        text_str(r->pr->out, forms[i]);
        text_printf(r->pr->out, " %u", afs_take(r));
    }
    return printer_ok(r->pr);
}

bool afs_put_entry(struct afs_reader *r)
{
    if (!afs_put_name(r) || !pass(r, 4))
        return false;
    const uint32_t n = put_server_count(r);
    return printer_ok(r->pr) && put_addresses(r, n, SERVERS) &&
           put_rest(r, n, SERVERS);
}

bool afs_put_entry_n(struct afs_reader *r)
{
    if (!afs_put_name(r))
        return false;
    const uint32_t n = put_server_count(r);
    return printer_ok(r->pr) && put_addresses(r, n, SERVERS_N) &&
           put_rest(r, n, SERVERS_N);
}

bool afs_put_entry_u(struct afs_reader *r)
{
    if (!afs_put_name(r))
        return false;
    const uint32_t n = put_server_count(r);
    return printer_ok(r->pr) && put_uuids(r, n) && pass(r, 4 * SERVERS_N) &&
           put_rest(r, n, SERVERS_N);
}
