/*
 * expect.c - expectations read, counted, compared.
 */
#include "expect.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "figures.h"
#include "tcpline/stamp.h"

/* The longer of two that begin alike stands first. */
static const struct {
    const char *text;
    enum expect_operator is;
} operators[] = {
    {"!=", EXPECT_DIFFERENT}, {"<=", EXPECT_AT_MOST}, {"<", EXPECT_LESS},
    {"==", EXPECT_EQUAL},     {"=", EXPECT_EQUAL},    {">=", EXPECT_AT_LEAST},
    {">", EXPECT_MORE},
};

static const struct {
    enum expect_unit of;
    const char *name;
    int64_t size;
} units[] = {
    {EXPECT_BYTES, "", 1},
    {EXPECT_BYTES, "G", INT64_C(1000000000)},
    {EXPECT_BYTES, "M", 1000000},
    {EXPECT_BYTES, "k", 1000},
    {EXPECT_COUNT, "", 1},
    {EXPECT_NANOSECONDS, "h", INT64_C(3600) * TL_BILLION},
    {EXPECT_NANOSECONDS, "m", INT64_C(60) * TL_BILLION},
    {EXPECT_NANOSECONDS, "ms", TL_MICRO},
    {EXPECT_NANOSECONDS, "s", TL_BILLION},
    {EXPECT_NANOSECONDS, "us", 1000},
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static const char *behind_blanks(const char *at)
{
    while (is_blank(*at))
        at++;
    return at;
}

/* Names are written with hyphens or underscores. */
static bool take_name(const char **text, char *name, size_t size)
{
    const char *at = behind_blanks(*text);
    size_t n = 0;

    for (; *at != '\0' && !is_blank(*at) && strchr("<>=!", *at) == NULL; at++) {
        if (n + 1 == size)
            return false;
        name[n++] = *at == '_' ? '-' : *at;
    }
    name[n] = '\0';
    *text = behind_blanks(at);
    return n > 0;
}

static bool take_operator(const char **text, struct expectation *x)
{
    for (size_t i = 0; i < COUNT_OF(operators); i++) {
        const size_t n = strlen(operators[i].text);
        if (strncmp(*text, operators[i].text, n) != 0)
            continue;
        x->is = operators[i].is;
        *text = behind_blanks(*text + n);
        return true;
    }
    return false;
}

static bool take_limit(const char *text, struct expectation *x)
{
    char *end;

    errno = 0;
    const long long number = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || errno != 0)
        return false;
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (units[i].of == x->unit && strcmp(end, units[i].name) == 0)
            return !__builtin_mul_overflow(number, units[i].size, &x->limit);
    return false;
}

/* All the names, so that nobody needs to look them up. */
static bool refuse(const char *name, struct err *e)
{
    char list[256] = "";
    const char *known;
    size_t at = 0;

    for (size_t i = 0; (known = expect_figure_name(i)) != NULL; i++)
        if (at < sizeof(list))
            at += (size_t)snprintf(list + at, sizeof(list) - at, "%s, ", known);
    return err_set(e, "unknown figure \"%s\": packets, %sor a name of --only",
                   name, list);
}

/* What `name` counts or measures. */
static bool find_name(struct expectation *x, const char *name, struct err *e)
{
    struct err unused;

    x->unit = EXPECT_COUNT;
    x->has_value = true;
    x->counts_packets = strcmp(name, "packets") == 0;
    if (x->counts_packets)
        return true;
    x->figure = expect_figure_named(name);
    if (x->figure != NULL) {
        x->unit = x->figure->unit;
        x->has_value = x->figure->adds;
        return true;
    }
    return only_parse(&x->only, name, &unused) || refuse(name, e);
}

static struct expectation *new_one(struct expectations *all, struct err *e)
{
    if (all->count < EXPECT_MOST)
        return &all->one[all->count];
    (void)err_set(e, "more than %d expectations", EXPECT_MOST);
    return NULL;
}

static void keep(struct expectations *all, const struct expectation *x)
{
    all->count++;
    all->needs_verdicts |= x->only.needs_verdicts;
    all->needs_events |= x->only.needs_events;
    all->needs_either |= x->only.needs_either;
    all->needs_connections |= x->figure != NULL;
}

static const char *unit_wanted(enum expect_unit unit)
{
    switch (unit) {
    case EXPECT_BYTES:
        return "a number, or one with k, M or G behind it";
    case EXPECT_NANOSECONDS:
        return "a number with us, ms, s, m or h behind it";
    default:
        return "a number";
    }
}

bool expect_parse(struct expectations *all, const char *text, struct err *e)
{
    struct expectation *x = new_one(all, e);
    const char *at = text;
    char name[EXPECT_TEXT / 2];

    if (x == NULL)
        return false;
    *x = (struct expectation){0};
    if (strlen(text) >= sizeof(x->text) || !take_name(&at, name, sizeof(name)))
        return err_set(e, "no expectation: \"%s\"", text);
    if (!find_name(x, name, e))
        return false;
    if (!take_operator(&at, x))
        return err_set(e, "\"%s\" wants <, <=, ==, !=, >= or > behind its name",
                       text);
    if (!take_limit(at, x))
        return err_set(e, "\"%s\" wants %s", text, unit_wanted(x->unit));
    (void)snprintf(x->text, sizeof(x->text), "%s", text);
    keep(all, x);
    return true;
}

bool expect_parse_none(struct expectations *all, const char *list,
                       struct err *e)
{
    for (;;) {
        const size_t n = strcspn(list, ",");
        char text[EXPECT_TEXT];

        if (n > EXPECT_TEXT / 2)
            return refuse(list, e);
        (void)snprintf(text, sizeof(text), "%.*s==0", (int)n, list);
        if (!expect_parse(all, text, e))
            return false;
        if (list[n] == '\0')
            return true;
        list += n + 1;
    }
}

void expect_choose(struct expectations *all, bool events)
{
    for (unsigned i = 0; i < all->count; i++) {
        struct only *only = &all->one[i].only;

        if (!only->needs_either)
            continue;
        if (events)
            only->verdicts = 0;
        else
            only->events = 0;
    }
}

static bool compare(enum expect_operator is, int64_t value, int64_t limit)
{
    switch (is) {
    case EXPECT_LESS:
        return value < limit;
    case EXPECT_AT_MOST:
        return value <= limit;
    case EXPECT_EQUAL:
        return value == limit;
    case EXPECT_DIFFERENT:
        return value != limit;
    case EXPECT_AT_LEAST:
        return value >= limit;
    case EXPECT_MORE:
        return value > limit;
    }
    return false;
}

/* A count that can only grow is broken for good once it is too large. */
static bool is_beyond(const struct expectation *x)
{
    return x->is <= EXPECT_EQUAL &&
           x->value > x->limit - (x->is == EXPECT_LESS);
}

static void count(struct expectation *x, const struct record *rec)
{
    x->value++;
    if (x->frame == 0 && is_beyond(x))
        x->frame = rec->pkt->raw.number;
}

void expect_record(struct expectations *all, const struct record *rec)
{
    const struct tl_judgement *j = rec->judged;

    for (unsigned i = 0; i < all->count; i++) {
        struct expectation *x = &all->one[i];

        if (x->counts_packets ||
            (x->figure == NULL && j != NULL &&
             only_matches(&x->only, j->seg, &j->verdict, rec->diagnosis)))
            count(x, rec);
    }
}

/*
 * Which of two values is farther from being as expected; of equal ones that of
 * the connection seen first, in whatever order they are told of.
 */
static bool is_worse(const struct expectation *x, int64_t value,
                     uint32_t connection)
{
    if (!x->has_value)
        return true;
    if (x->value == value)
        return connection < x->connection;
    if (compare(x->is, x->value, x->limit) != compare(x->is, value, x->limit))
        return !compare(x->is, value, x->limit);
    return x->is >= EXPECT_AT_LEAST ? value < x->value : value > x->value;
}

void expect_connection(struct expectations *all,
                       const struct tl_connection_sum *sum)
{
    for (unsigned i = 0; i < all->count; i++) {
        struct expectation *x = &all->one[i];
        int64_t value;

        if (x->figure == NULL || !x->figure->of(sum, &value))
            continue;
        if (x->figure->adds) {
            if (__builtin_add_overflow(x->value, value, &x->value))
                x->value = INT64_MAX;
        } else if (is_worse(x, value, sum->number)) {
            x->value = value;
            x->has_value = true;
            x->of_connection = true;
            x->connection = sum->number;
        }
    }
}

bool expect_held(const struct expectation *x)
{
    return !x->has_value || compare(x->is, x->value, x->limit);
}

bool expect_all_held(const struct expectations *all)
{
    for (unsigned i = 0; i < all->count; i++)
        if (!expect_held(&all->one[i]))
            return false;
    return true;
}
