/*
 * stream_list.c - numbers and ranges of connections.
 */
#include "stream_list.h"

#include <stddef.h>

/* A number of at most 32 bits at `*at`, moving behind it. */
static bool read_number(const char **at, uint32_t *out)
{
    uint64_t n = 0;
    const char *s = *at;

    for (; *s >= '0' && *s <= '9' && n <= UINT32_MAX; s++)
        n = n * 10 + (uint64_t)(*s - '0');
    *out = (uint32_t)n;
    const bool fits = s != *at && n <= UINT32_MAX;
    *at = s;
    return fits;
}

static bool read_range(const char **at, uint32_t *from, uint32_t *to)
{
    if (!read_number(at, from))
        return false;
    *to = *from;
    if (**at != '-')
        return true;
    ++*at;
    return read_number(at, to) && *from <= *to;
}

bool stream_list_parse(struct stream_list *list, const char *words,
                       struct err *e)
{
    const char *at = words;

    for (list->count = 0; list->count < STREAM_LIST_MAX; at++) {
        const uint32_t i = list->count++;
        if (!read_range(&at, &list->range[i].from, &list->range[i].to) ||
            (*at != ',' && *at != '\0'))
            return err_set(
                e,
                "--stream: \"%s\" is no list of connections: numbers "
                "and ranges such as 0,3,7-9",
                words);
        if (*at == '\0')
            return true;
    }
    return err_set(e, "--stream: more than %d numbers and ranges",
                   STREAM_LIST_MAX);
}

bool stream_list_has(const struct stream_list *list, uint32_t stream)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (stream >= list->range[i].from && stream <= list->range[i].to)
            return true;
    return list->count == 0;
}
