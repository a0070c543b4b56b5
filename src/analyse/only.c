/*
 * only.c - which segments --only lets through.
 */
#include "only.h"

#include <string.h>

#include "count.h"

struct only_name {
    const char *name;
    struct only means;
};

static const struct only_name names[] = {
    {"any", {(1U << TL_VERDICT_COUNT) - 1, 0}},
    {"retransmission", {TL_V_RETRANSMISSION, 0}},
    {"fast-retransmission", {TL_V_FAST_RETRANSMISSION, 0}},
    {"spurious-retransmission", {TL_V_SPURIOUS_RETRANSMISSION, 0}},
    {"out-of-order", {TL_V_OUT_OF_ORDER, 0}},
    {"lost-segment", {TL_V_LOST_SEGMENT, 0}},
    {"ack-lost-segment", {TL_V_ACK_LOST_SEGMENT, 0}},
    {"duplicate-ack", {TL_V_DUPLICATE_ACK, 0}},
    {"dup-ack", {TL_V_DUPLICATE_ACK, 0}},
    {"keep-alive", {TL_V_KEEP_ALIVE, 0}},
    {"keep-alive-ack", {TL_V_KEEP_ALIVE_ACK, 0}},
    {"zero-window", {TL_V_ZERO_WINDOW, 0}},
    {"zero-window-probe", {TL_V_ZERO_WINDOW_PROBE, 0}},
    {"zero-window-probe-ack", {TL_V_ZERO_WINDOW_PROBE_ACK, 0}},
    {"window-update", {TL_V_WINDOW_UPDATE, 0}},
    {"window-full", {TL_V_WINDOW_FULL, 0}},
    {"reused-ports", {TL_V_REUSED_PORTS, 0}},
    {"none", {0, 0}},
    {"syn", {0, TL_SYN}},
    {"fin", {0, TL_FIN}},
    {"rst", {0, TL_RST}},
};

enum { N_NAMES = COUNT_OF(names) };

static bool same_name(const char *word, size_t n, const char *name)
{
    if (strlen(name) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((word[i] == '_' ? '-' : word[i]) != name[i])
            return false;
    return true;
}

static const struct only_name *find(const char *word, size_t n)
{
    for (int i = 0; i < N_NAMES; i++)
        if (same_name(word, n, names[i].name))
            return &names[i];
    return NULL;
}

bool only_parse(struct only *only, const char *list, struct err *e)
{
    *only = (struct only){0};
    for (;;) {
        const size_t n = strcspn(list, ",");
        const struct only_name *row = find(list, n);
        if (row == NULL)
            return err_set(e, "--only knows no verdict \"%.*s\"", (int)n, list);
        only->verdicts |= row->means.verdicts;
        only->tcp_flags |= row->means.tcp_flags;
        if (list[n] == '\0')
            return true;
        list += n + 1;
    }
}

bool only_matches(const struct only *only, const struct segment *seg,
                  const struct tl_verdict *v)
{
    if ((seg->flags & only->tcp_flags) != 0)
        return true;
    return v->judged == TL_JUDGED_WHOLLY && (v->flags & only->verdicts) != 0;
}
