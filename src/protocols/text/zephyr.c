/*
 * zephyr.c - Zephyr, MIT's notices: strings behind one another, each ended by
 * a zero.
 */
#include <stdio.h>

#include "count.h"
#include "printer.h"
#include "protocol.h"

/* Fields by their place. */
enum {
    MAGIC = 0,
    KIND = 2,
    CLASS = 8,
    INSTANCE = 9,
    OPCODE = 10,
    SENDER = 11,
    RECIPIENT = 12,
    COUNT = 17,
};

struct notice {
    struct printer *pr;
    const char *field[COUNT];
    uint32_t rest; /* where what the notice says begins */
};

enum parse { PARSED, PARSE_CUT, PARSE_SHORT, PARSE_FOREIGN };

/* The field at `*off`; moves behind its zero. */
static enum parse take_field(struct printer *pr, uint32_t *off,
                             const char **field)
{
    const uint32_t end = pr->len < pr->cap ? pr->len : pr->cap;
    const uint8_t *zero =
        *off < end ? memchr(pr->base + *off, 0, end - *off) : NULL;

    if (zero == NULL)
        return pr->cap < pr->len ? PARSE_CUT : PARSE_SHORT;
    *field = (const char *)pr->base + *off;
    *off = (uint32_t)(zero + 1 - pr->base);
    return PARSED;
}

static bool is_magic(const char *field)
{
    return strncmp(field, "ZEPH", 4) == 0;
}

/* Stops behind the first field when that is somebody else's. */
static enum parse take_notice(struct notice *notice)
{
    for (unsigned i = 0; i < COUNT; i++) {
        const enum parse parse =
            take_field(notice->pr, &notice->rest, &notice->field[i]);
        if (parse != PARSED)
            return parse;
        if (i == MAGIC && !is_magic(notice->field[MAGIC]))
            return PARSE_FOREIGN;
    }
    return PARSED;
}

/* The next field behind the others; NULL where there is none, or a cut. */
static const char *take_more(const struct notice *notice, uint32_t *off)
{
    const char *field = NULL;

    if (*off < notice->pr->len &&
        take_field(notice->pr, off, &field) == PARSE_CUT)
        printer_cut(notice->pr);
    return field;
}

static bool is(const struct notice *notice, unsigned field, const char *word)
{
    return strcmp(notice->field[field], word) == 0;
}

static void put(struct text *out, const char *s)
{
    for (; *s != '\0'; s++)
        text_visible(out, (uint8_t)*s);
}

/* In lower case, as much as the oracle has room for. */
static void put_lower(struct text *out, const char *s)
{
    enum { MOST_OCTETS = 255 };

    for (unsigned i = 0; i < MOST_OCTETS && s[i] != '\0'; i++)
        text_visible(
            out,
            (uint8_t)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] - 'A' + 'a' : s[i]));
}

/* In hexadecimal, with or without 0x and a sign; what stands behind it is
 * left. */
static int32_t number_of(const char *s)
{
    uint64_t v = 0;
    bool minus = false;

    while (*s == ' ' || (*s >= '\t' && *s <= '\r'))
        s++;
    if (*s == '-' || *s == '+')
        minus = *s++ == '-';
    if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
        s += 2;
    for (;; s++) {
        const int lower = *s | 0x20;
        unsigned digit = 0;
        if (*s >= '0' && *s <= '9')
            digit = (unsigned)(*s - '0');
        else if (lower >= 'a' && lower <= 'f')
            digit = (unsigned)(lower - 'a') + 10;
        else
            break;
        v = v > UINT64_MAX >> 4 ? UINT64_MAX : v << 4 | digit;
        if (v == UINT64_MAX)
            break;
    }
    if (v == UINT64_MAX)
        return -1;
    return (int32_t)(uint32_t)(minus ? -v : v);
}

static void put_kind(const struct notice *notice)
{
    static const char *const kinds[] = {
        "unsafe",   "unacked",  "acked",      "hm-ack", "hm-ctl",
        "serv-ack", "serv-nak", "client-ack", "stat",
    };
    enum { N_KINDS = COUNT_OF(kinds), SERVER_ACK = 5 };
    const int32_t kind = number_of(notice->field[KIND]);
    uint32_t off = notice->rest;
    struct text *out = notice->pr->out;

    if (kind >= 0 && kind < N_KINDS)
        text_printf(out, " %s", kinds[kind]);
    else
        text_printf(out, " type %d", kind);
    if (kind != SERVER_ACK)
        return;
    const char *answer = take_more(notice, &off);
    if (answer != NULL && strcmp(answer, "SENT") != 0) {
        text_char(out, '/');
        put_lower(out, answer);
    }
}

/* Whom it is for; the oracle has room for so many octets. */
static void put_triple(struct text *out, const char *class,
                       const char *instance, const char *recipient)
{
    char triple[256];

    snprintf(triple, sizeof(triple), "<%s,%s,%s>", class, instance,
             *recipient != '\0' ? recipient : "*");
    text_char(out, ' ');
    put(out, triple);
}

/* The first of those that a client wants to hear from. */
static void put_subscription(const struct notice *notice)
{
    uint32_t off = notice->rest;
    const char *field[3];

    for (unsigned i = 0; i < 3; i++) {
        field[i] = take_more(notice, &off);
        if (field[i] == NULL)
            return;
    }
    put_triple(notice->pr->out, field[0], field[1], field[2]);
}

/* What a client tells its server: " sub <class,instance,*>" */
static void put_client_control(struct text *out, const struct notice *notice)
{
    static const struct {
        const char *opcode, *word;
        bool subscribes;
    } words[] = {
        {"CLEARSUB", "clear-subs", false},
        {"GIMME", "ret", false},
        {"GIMMEDEFS", "gimme-defs", false},
        {"SUBSCRIBE", "sub", true},
        {"SUBSCRIBE_NODEFS", "unsub-nodefs", true},
        {"UNSUBSCRIBE", "unsub", true},
    };

    text_char(out, ' ');
    for (unsigned i = 0; i < COUNT_OF(words); i++)
        if (is(notice, OPCODE, words[i].opcode)) {
            text_str(out, words[i].word);
            if (words[i].subscribes)
                put_subscription(notice);
            return;
        }
    put_lower(out, notice->field[OPCODE]);
}

static void put_locate(struct text *out, const struct notice *notice)
{
    if (is(notice, OPCODE, "USER_HIDE")) {
        TEXT_LIT(out, " hide");
    } else if (is(notice, OPCODE, "USER_UNHIDE")) {
        TEXT_LIT(out, " unhide");
    } else {
        TEXT_LIT(out, " locate ");
        put(out, notice->field[INSTANCE]);
    }
}

/* Who may see a user; false for other opcodes. */
static bool put_login(struct text *out, const struct notice *notice)
{
    static const char *const exposures[] = {
        "NET-ANNOUNCED", "NET-VISIBLE",     "NONE",
        "OPSTAFF",       "REALM-ANNOUNCED", "REALM-VISIBLE",
    };

    if (is(notice, OPCODE, "USER_FLUSH")) {
        TEXT_LIT(out, " flush_locs");
        return true;
    }
    for (unsigned i = 0; i < COUNT_OF(exposures); i++)
        if (is(notice, OPCODE, exposures[i])) {
            TEXT_LIT(out, " set-exposure ");
            put_lower(out, exposures[i]);
            return true;
        }
    return false;
}

/* The classes that Zephyr itself uses; false for a user's. */
static bool put_control(struct text *out, const struct notice *notice)
{
    if (is(notice, CLASS, "ZEPHYR_CTL")) {
        if (is(notice, INSTANCE, "CLIENT")) {
            put_client_control(out, notice);
            return true;
        }
        if (is(notice, INSTANCE, "HM")) {
            text_char(out, ' ');
            put_lower(out, notice->field[OPCODE]);
            return true;
        }
    } else if (is(notice, CLASS, "HM_CTL")) {
        TEXT_LIT(out, " hm_ctl ");
        put_lower(out, notice->field[INSTANCE]);
        text_char(out, ' ');
        put_lower(out, notice->field[OPCODE]);
        return true;
    } else if (is(notice, CLASS, "HM_STAT")) {
        if (is(notice, INSTANCE, "HMST_CLIENT") &&
            is(notice, OPCODE, "GIMMESTATS")) {
            TEXT_LIT(out, " get-client-stats");
            return true;
        }
    } else if (is(notice, CLASS, "LOGIN")) {
        return put_login(out, notice);
    } else if (is(notice, CLASS, "USER_LOCATE")) {
        put_locate(out, notice);
        return true;
    } else if (is(notice, CLASS, "ZEPHYR_ADMIN")) {
        TEXT_LIT(out, " zephyr-admin ");
        put_lower(out, notice->field[OPCODE]);
        return true;
    }
    return false;
}

static void print_notice(const struct notice *notice)
{
    struct text *out = notice->pr->out;
    const char *version = notice->field[MAGIC] + 4;

    TEXT_LIT(out, " zephyr");
    if (strncmp(version, "0.2", 3) != 0) {
        TEXT_LIT(out, " v");
        put(out, version);
        return;
    }
    put_kind(notice);
    if (*notice->field[SENDER] != '\0') {
        text_char(out, ' ');
        put(out, notice->field[SENDER]);
    }
    if (put_control(out, notice))
        return;
    TEXT_LIT(out, " to");
    put_triple(out, notice->field[CLASS], notice->field[INSTANCE],
               notice->field[RECIPIENT]);
    if (*notice->field[OPCODE] != '\0') {
        TEXT_LIT(out, " op ");
        put(out, notice->field[OPCODE]);
    }
}

static bool print_zephyr(struct printer *pr)
{
    struct notice notice = {.pr = pr};

    pr->label = "zephyr";
    switch (take_notice(&notice)) {
    case PARSE_CUT:
        printer_cut(pr);
        break;
    case PARSE_SHORT:
        TEXT_LIT(pr->out, " (invalid)");
        break;
    case PARSE_FOREIGN:
        break;
    case PARSED:
        print_notice(&notice);
    }
    return true;
}

const struct protocol protocol_zephyr = {.name = "zephyr",
                                         .print = print_zephyr};
