/*
 * option_words.c - closed lists of words, and the nearest of them.
 *
 * What stands as "in|out|inout" in the option table is a list; the others have
 * their words where they are read.
 */
#include "option_words.h"

#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>

#include "count.h"

static const char *precision_word(size_t i)
{
    static const char *const words[] = {"micro", "nano"};

    return i < COUNT_OF(words) ? words[i] : NULL;
}

/* Numbers without a name lie between those that have one. */
static const char *nth_named(size_t i, int last, const char *(*name)(int))
{
    for (int value = 0; value <= last; value++) {
        const char *word = name(value);

        if (word != NULL && i-- == 0)
            return word;
    }
    return NULL;
}

static const char *tstamp_type_word(size_t i)
{
    enum { LAST = 15 };
    return nth_named(i, LAST, pcap_tstamp_type_val_to_name);
}

static const char *link_type_word(size_t i)
{
    enum { LAST = 300 };
    return nth_named(i, LAST, pcap_datalink_val_to_name);
}

static const struct word_list {
    option_reader *read;
    const char *(*word)(size_t i);
    bool several;
} lists[] = {
    {option_only, only_name, true},
    {option_on, only_name, true},
    {option_fail_on, only_name, true},
    {option_packet_type, option_type_word, false},
    {option_time, option_time_word, false},
    {option_precision, precision_word, false},
    {option_tstamp_type, tstamp_type_word, false},
    {option_link_type, link_type_word, false},
};

static const struct word_list *list_of(const struct option_row *row)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (row->read != NULL && lists[i].read == row->read)
            return &lists[i];
    return NULL;
}

/* The i-th of "in|out|inout" or "[=ascii|utf-8]". */
static const char *split_word(const char *list, size_t i,
                              char buf[OPTION_WORD_BYTES])
{
    static const char between[] = "[=|]";

    list += strspn(list, between);
    while (i-- > 0 && *list != '\0') {
        list += strcspn(list, between);
        list += strspn(list, between);
    }
    (void)snprintf(buf, OPTION_WORD_BYTES, "%.*s", (int)strcspn(list, between),
                   list);
    return buf[0] != '\0' ? buf : NULL;
}

const char *option_word(const struct option_row *row, size_t i,
                        char buf[OPTION_WORD_BYTES])
{
    const struct word_list *list = list_of(row);

    if (list != NULL)
        return list->word(i);
    if (row->arg_name == NULL || (strchr(row->arg_name, '|') == NULL &&
                                  strncmp(row->arg_name, "[=", 2) != 0))
        return NULL;
    return split_word(row->arg_name, i, buf);
}

bool option_takes_several(const struct option_row *row)
{
    const struct word_list *list = list_of(row);

    return list != NULL && list->several;
}

/* --- what was meant --- */

enum { MOST_LETTERS = 40 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Letters left out, put in or changed (Levenshtein), two swapped counting one.
 */
static unsigned distance(const char *a, size_t n, const char *b)
{
    unsigned rows[3][MOST_LETTERS + 1];
    const size_t m = strlen(b);

    if (n > MOST_LETTERS || m > MOST_LETTERS)
        return UINT32_MAX;
    for (unsigned j = 0; j <= m; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= n; i++) {
        unsigned *now = rows[i % 3], *last = rows[(i - 1) % 3];

        now[0] = i;
        for (unsigned j = 1; j <= m; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1,
                           last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

/* The nearest so far; a third of its letters may be wrong. */
struct nearest {
    const char *at;
    size_t n;
    unsigned distance;
    char word[OPTION_WORD_BYTES];
};

static void look_at(struct nearest *best, const char *word)
{
    const size_t longer = strlen(word) > best->n ? strlen(word) : best->n;
    const unsigned d = distance(best->at, best->n, word);

    if (d > longer / 3 || d >= best->distance)
        return;
    best->distance = d;
    (void)snprintf(best->word, sizeof(best->word), "%s", word);
}

static void put_list(const struct option_row *row, char *out, size_t size)
{
    char buf[OPTION_WORD_BYTES];
    const char *word;
    size_t at = 0;

    for (size_t i = 0; (word = option_word(row, i, buf)) != NULL; i++) {
        const int n =
            snprintf(out + at, size - at, "%s%s", i > 0 ? ", " : "", word);
        if ((size_t)n >= size - at) {
            (void)snprintf(out + (at < size - 6 ? at : size - 6), 6, ", ...");
            return;
        }
        at += (size_t)n;
    }
}

/* What may stand behind an option that came without. */
static void hint_value(const char *name, struct err *e)
{
    char list[200] = "";

    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].name != NULL &&
            strcmp(option_rows[i].name, name) == 0)
            put_list(&option_rows[i], list, sizeof(list));
    if (list[0] != '\0')
        (void)err_hint(e, "it may be %s", list);
}

void option_hint_name(const char *word, struct err *e)
{
    struct nearest best = {.distance = UINT32_MAX};

    if (strncmp(word, "--", 2) != 0)
        return;
    best.at = word + 2;
    best.n = strcspn(best.at, "=");
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].name != NULL)
            look_at(&best, option_rows[i].name);
    if (best.distance == 0 && best.at[best.n] == '\0')
        hint_value(best.word, e);
    else if (best.distance != UINT32_MAX)
        (void)err_hint(e, "did you mean --%s? --help lists all options",
                       best.word);
}

/* The word of a list that is none: the first, if there are several. */
static const char *wrong_word(const struct option_row *row, const char *arg,
                              size_t *n)
{
    char buf[OPTION_WORD_BYTES];

    for (*n = strlen(arg); option_takes_several(row);
         arg += arg[*n] == ',' ? *n + 1 : *n) {
        const char *word;
        size_t i = 0;

        *n = strcspn(arg, ",");
        while ((word = option_word(row, i++, buf)) != NULL &&
               (strlen(word) != *n || strncmp(word, arg, *n) != 0))
            ;
        if (word == NULL || arg[*n] == '\0')
            break;
    }
    return arg;
}

/* Whether what is said already has the whole list. */
static bool is_told(const struct option_row *row, const char *text)
{
    char buf[OPTION_WORD_BYTES];
    const char *word;

    for (size_t i = 0; (word = option_word(row, i, buf)) != NULL; i++)
        if (strstr(text, word) == NULL)
            return false;
    return true;
}

void option_hint_word(const struct option_row *row, const char *arg,
                      struct err *e)
{
    struct nearest best = {.distance = UINT32_MAX};
    char buf[OPTION_WORD_BYTES], list[200] = "";
    const char *word;

    if (arg == NULL || option_word(row, 0, buf) == NULL)
        return;
    const bool told = is_told(row, e->text);
    best.at = wrong_word(row, arg, &best.n);
    for (size_t i = 0; (word = option_word(row, i, buf)) != NULL; i++)
        look_at(&best, word);
    put_list(row, list, sizeof(list));
    if (best.distance == UINT32_MAX && !told)
        (void)err_hint(e, "it may be %s", list);
    else if (best.distance != UINT32_MAX && told)
        (void)err_hint(e, "did you mean %s?", best.word);
    else if (best.distance != UINT32_MAX)
        (void)err_hint(e, "did you mean %s? It may be %s", best.word, list);
}
