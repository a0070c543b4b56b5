/*
 * afs_args.c - shows arguments and results after the notation of
 * afs_services.h.
 */
#include "afs_args.h"

#include "afs_reader.h"
#include "codes.h"
#include "local_time.h"

/* --- single values ----------------------------------------------------- */

static bool put_unsigned(struct afs_reader *r)
{
    text_printf(r->pr->out, " %u", afs_take(r));
    return printer_ok(r->pr);
}

static bool put_signed(struct afs_reader *r)
{
    text_printf(r->pr->out, " %d", (int32_t)afs_take(r));
    return printer_ok(r->pr);
}

static bool put_wide(struct afs_reader *r)
{
    const uint64_t v = printer_u64(r->pr, r->off);

    r->off += 8;
    text_char(r->pr->out, ' ');
    text_u64(r->pr->out, v);
    return printer_ok(r->pr);
}

static bool take_unshown(struct afs_reader *r)
{
    (void)afs_take(r);
    return printer_ok(r->pr);
}

static bool put_string(struct afs_reader *r)
{
    const uint32_t n = afs_take(r);

    if (!printer_ok(r->pr))
        return false;
    if (n > r->service->string_max) {
        text_printf(r->pr->out, " [|%s]", r->mark);
        return false;
    }
    TEXT_LIT(r->pr->out, " \"");
    for (uint32_t i = 0; i < n && printer_has(r->pr, r->off + i, 1); i++)
        text_visible(r->pr->out, r->pr->base[r->off + i]);
    if (!afs_has(r, n))
        return false;
    text_char(r->pr->out, '"');
    r->off += (n + 3) / 4 * 4;
    return true;
}

/* A ticket; the oracle does not skip its padding. */
static bool take_string(struct afs_reader *r)
{
    const uint32_t n = afs_take(r);

    if (!printer_ok(r->pr) || !afs_has(r, n))
        return false;
    r->off += n;
    return true;
}

static bool put_pair(struct afs_reader *r)
{
    if (!afs_has(r, 8))
        return false;
    text_printf(r->pr->out, " %u", afs_take(r));
    text_printf(r->pr->out, ".%u", afs_take(r));
    return true;
}

static bool put_fid(struct afs_reader *r)
{
    if (!afs_has(r, 12))
        return false;
    text_printf(r->pr->out, " fid %u", afs_take(r));
    text_printf(r->pr->out, "/%u", afs_take(r));
    text_printf(r->pr->out, "/%u", afs_take(r));
    return true;
}

static bool put_volume_type(struct afs_reader *r)
{
    static const struct code_name types[] = {
        {0, "read-write"}, {1, "read-only"}, {2, "backup"}};
    const char *name = CODE_NAME(types, afs_take(r), NULL);

    if (name != NULL)
        text_printf(r->pr->out, " type %s", name);
    return printer_ok(r->pr);
}

/* Whether a vote is for the site itself. */
static bool put_syncsite(struct afs_reader *r)
{
    text_str(r->pr->out, afs_take(r) != 0 ? " syncsite yes" : " syncsite no");
    return printer_ok(r->pr);
}

/* What is to change; a mask says which of the values count. */
static bool put_status(struct afs_reader *r)
{
    enum {
        DATE = 1,
        OWNER = 2,
        GROUP = 4,
        MODE = 8,
        SEGMENT = 16,
        SYNC = 1024
    };
    struct text *out = r->pr->out;

    if (!afs_has(r, 24))
        return false;
    const uint32_t mask = afs_take(r);
    if (mask != 0)
        TEXT_LIT(out, " StoreStatus");
    const uint32_t date = afs_take(r);
    if (mask & DATE) {
        TEXT_LIT(out, " date ");
        local_time_put(out, (int32_t)date);
    }
    const uint32_t owner = afs_take(r);
    if (mask & OWNER)
        text_printf(out, " owner %u", owner);
    const uint32_t group = afs_take(r);
    if (mask & GROUP)
        text_printf(out, " group %u", group);
    const uint32_t mode = afs_take(r);
    if (mask & MODE)
        text_printf(out, " mode %o", mode & 07777);
    const uint32_t segment = afs_take(r);
    if (mask & SEGMENT)
        text_printf(out, " segsize %u", segment);
    if (mask & SYNC)
        TEXT_LIT(out, " fsync");
    return true;
}

static bool put_destination(struct afs_reader *r)
{
    if (!afs_has(r, 12))
        return false;
    text_printf(r->pr->out, " server %u", afs_take(r));
    text_printf(r->pr->out, ":%u", afs_take(r));
    text_printf(r->pr->out, ":%u", afs_take(r));
    return true;
}

/* --- lists: a number, and so many of the same --------------------------- */

/* Each item has its octets, so a count that lies ends with the capture. */
static bool put_list(struct afs_reader *r, bool (*put)(struct afs_reader *),
                     const char *between)
{
    const uint32_t n = afs_take(r);

    if (!printer_ok(r->pr))
        return false;
    if (n == 0)
        TEXT_LIT(r->pr->out, " <none!>");
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            text_str(r->pr->out, between);
        if (!put(r))
            return false;
    }
    return true;
}

static bool put_fids(struct afs_reader *r)
{
    return put_list(r, put_fid, ",");
}

static bool put_destinations(struct afs_reader *r)
{
    return put_list(r, put_destination, ",");
}

static bool put_numbers(struct afs_reader *r)
{
    return put_list(r, put_signed, "");
}

static bool put_names(struct afs_reader *r)
{
    return put_list(r, afs_put_name, "");
}

static bool put_callbacks(struct afs_reader *r)
{
    if (!put_fids(r))
        return false;
    const uint32_t n = afs_take(r);
    if (n != 0)
        text_char(r->pr->out, ';');
    for (uint32_t i = 0; i < n && printer_ok(r->pr); i++) {
        TEXT_LIT(r->pr->out, " ver");
        (void)put_signed(r);
        TEXT_LIT(r->pr->out, " expires");
        (void)afs_put_time(r);
        (void)afs_take(r); /* its kind */
    }
    return printer_ok(r->pr);
}

/* The oracle says that a type follows, and leaves it at that. */
static bool put_volume(struct afs_reader *r)
{
    enum { RECORD = 216 };
    const uint32_t start = r->off;

    TEXT_LIT(r->pr->out, " name");
    if (!afs_put_name(r))
        return false;
    TEXT_LIT(r->pr->out, " volid");
    if (!put_unsigned(r))
        return false;
    TEXT_LIT(r->pr->out, " type");
    r->off = start + RECORD;
    return true;
}

static bool put_volumes(struct afs_reader *r)
{
    return put_list(r, put_volume, ",");
}

/* --- the notation ------------------------------------------------------ */

static bool put_value(struct afs_reader *r, char letter)
{
    static const struct {
        char letter;
        bool (*put)(struct afs_reader *);
    } values[] = {
        {'u', put_unsigned},    {'d', put_signed},       {'s', put_string},
        {'f', put_fid},         {'t', afs_put_time},     {'v', put_pair},
        {'y', put_volume_type}, {'q', put_wide},         {'n', afs_put_name},
        {'i', afs_put_uuid},    {'_', take_unshown},     {'K', take_string},
        {'B', put_syncsite},    {'A', afs_put_access},   {'S', put_status},
        {'D', put_destination}, {'M', put_destinations}, {'F', put_fids},
        {'C', put_callbacks},   {'I', put_numbers},      {'N', put_names},
        {'V', put_volumes},     {'1', afs_put_entry},    {'2', afs_put_entry_n},
        {'3', afs_put_entry_u},
    };

    for (unsigned i = 0; i < COUNT_OF(values); i++)
        if (values[i].letter == letter)
            return values[i].put(r);
    return true;
}

static void put_values(struct afs_reader *r, const char *notation)
{
    if (notation == NULL)
        return;
    for (const char *at = notation; *at != '\0'; at++) {
        if (*at != '%')
            text_char(r->pr->out, *at);
        else if (!put_value(r, *++at))
            return;
    }
}

/* --- operations -------------------------------------------------------- */

enum { VOTE = 10000, VOTE_LAST = 10007, DISK = 20000, DISK_LAST = 20013 };

static bool is_ubik(const struct afs_service *service, uint32_t number)
{
    return service->has_ubik && ((number >= VOTE && number <= VOTE_LAST) ||
                                 (number >= DISK && number <= DISK_LAST));
}

/* " pt ubik call vote-beacon"; sets up `r` for what follows. */
static const struct afs_operation *
put_operation(struct afs_reader *r, const char *what, uint32_t number)
{
    struct text *out = r->pr->out;

    text_printf(out, " %s ", r->service->name);
    if (is_ubik(r->service, number)) {
        r->service = &afs_ubik;
        text_printf(out, "%s ", afs_ubik.name);
    }
    r->mark = r->service->name;
    text_printf(out, "%s ", what);
    const struct afs_operation *op = afs_operation_of(r->service, number);
    if (op != NULL)
        text_str(out, op->name);
    else
        text_printf(out, "op#%u", number);
    return op;
}

void afs_print_call(struct printer *pr, const struct afs_service *service,
                    uint32_t operation, uint32_t off)
{
    struct afs_reader r = {.pr = pr, .service = service, .off = off};
    const struct afs_operation *op = put_operation(&r, "call", operation);

    if (op != NULL)
        put_values(&r, op->arguments);
}

void afs_print_reply(struct printer *pr, const struct afs_service *service,
                     uint32_t operation, uint32_t off)
{
    struct afs_reader r = {.pr = pr, .service = service, .off = off};
    const struct afs_operation *op = put_operation(&r, "reply", operation);

    if (op != NULL)
        put_values(&r, op->results);
}

static void put_file_error(struct printer *pr, uint32_t error)
{
    static const struct code_name errors[] = {
        {101, "salvage volume"},
        {102, "no such vnode"},
        {103, "no such volume"},
        {104, "volume exist"},
        {105, "no service"},
        {106, "volume offline"},
        {107, "voline online"},
        {108, "diskfull"},
        {109, "diskquota exceeded"},
        {110, "volume busy"},
        {111, "volume moved"},
        {112, "AFS IO error"},
        {(uint32_t)-100, "restarting fileserver"},
    };
    const char *name = CODE_NAME(errors, error, NULL);

    TEXT_LIT(pr->out, " error ");
    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, "#%d", (int32_t)error);
}

void afs_print_abort(struct printer *pr, const struct afs_service *service,
                     uint32_t operation, uint32_t off)
{
    struct afs_reader r = {.pr = pr, .service = service, .off = off};

    (void)put_operation(&r, "reply", operation);
    if (service->explains) {
        const uint32_t error = afs_take(&r);
        if (printer_ok(pr))
            put_file_error(pr, error);
    } else if (r.service == &afs_ubik && operation == VOTE) {
        /* A vote is a time, which Rx takes for an error. */
        TEXT_LIT(pr->out, " vote yes until");
        (void)afs_put_time(&r);
    } else {
        TEXT_LIT(pr->out, " errcode");
        (void)put_signed(&r);
    }
}
