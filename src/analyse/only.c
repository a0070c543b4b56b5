/*
 * only.c - which segments --only lets through.
 */
#include "only.h"

#include <string.h>

#include "count.h"

enum {
    ALL_VERDICTS = (1 << TL_VERDICT_COUNT) - 1,
    ALL_EVENTS = (1 << TL_EVENT_COUNT) - (1 << (TL_EVENT_NONE + 1)),
    HEALTHY_VERDICTS =
        TL_V_WINDOW_UPDATE | TL_V_KEEP_ALIVE | TL_V_KEEP_ALIVE_ACK,
    HEALTHY_EVENTS = 1 << TL_EVENT_KEEP_ALIVE,
};

struct only_name {
    const char *name;
    uint16_t verdicts, tcp_flags, events;
    uint8_t causes, triggers;
};

static const struct only_name names[] = {
    {"any", ALL_VERDICTS, 0, ALL_EVENTS, 0, 0},
    {"trouble", ALL_VERDICTS & ~HEALTHY_VERDICTS, 0,
     ALL_EVENTS & ~HEALTHY_EVENTS, 0, 0},
    {"retransmission", TL_V_RETRANSMISSION, 0, 1 << TL_EVENT_RETRANSMISSION, 0,
     0},
    {"fast-retransmission", TL_V_FAST_RETRANSMISSION, 0, 0, 0, 0},
    {"spurious-retransmission", TL_V_SPURIOUS_RETRANSMISSION, 0, 0, 0, 0},
    {"out-of-order", TL_V_OUT_OF_ORDER, 0, 0, 0, 0},
    {"lost-segment", TL_V_LOST_SEGMENT, 0, 0, 0, 0},
    {"ack-lost-segment", TL_V_ACK_LOST_SEGMENT, 0, 0, 0, 0},
    {"duplicate-ack", TL_V_DUPLICATE_ACK, 0, 0, 0, 0},
    {"dup-ack", TL_V_DUPLICATE_ACK, 0, 0, 0, 0},
    {"keep-alive", TL_V_KEEP_ALIVE, 0, 1 << TL_EVENT_KEEP_ALIVE, 0, 0},
    {"keep-alive-ack", TL_V_KEEP_ALIVE_ACK, 0, 0, 0, 0},
    {"zero-window", TL_V_ZERO_WINDOW, 0, 0, 0, 0},
    {"zero-window-probe", TL_V_ZERO_WINDOW_PROBE, 0, 0, 0, 0},
    {"zero-window-probe-ack", TL_V_ZERO_WINDOW_PROBE_ACK, 0, 0, 0, 0},
    {"window-update", TL_V_WINDOW_UPDATE, 0, 0, 0, 0},
    {"window-full", TL_V_WINDOW_FULL, 0, 0, 0, 0},
    {"reused-ports", TL_V_REUSED_PORTS, 0, 0, 0, 0},
    {"reordered", 0, 0, 1 << TL_EVENT_REORDERED | 1 << TL_EVENT_LATE, 0, 0},
    {"duplicate", 0, 0, 1 << TL_EVENT_DUPLICATE, 0, 0},
    {"gap", 0, 0, 1 << TL_EVENT_GAP, 0, 0},
    {"unseen", 0, 0, 1 << TL_EVENT_UNSEEN, 0, 0},
    {"window-probe", 0, 0, 1 << TL_EVENT_WINDOW_PROBE, 0, 0},
    {"revision", 0, 0, 1 << TL_EVENT_REVISION | 1 << TL_EVENT_LATE, 0, 0},
    {"none", 0, 0, 0, 0, 0},
    {"syn", 0, TL_SYN, 0, 0, 0},
    {"fin", 0, TL_FIN, 0, 0, 0},
    {"rst", 0, TL_RST, 0, 0, 0},
    {"lost-after", 0, 0, 0, 1 << TL_CAUSE_LOST_AFTER, 0},
    {"lost-before", 0, 0, 0, 1 << TL_CAUSE_LOST_BEFORE, 0},
    {"unnecessary", 0, 0, 0, 1 << TL_CAUSE_UNNECESSARY, 0},
    {"fast", 0, 0, 0, 0, 1 << TL_TRIGGER_FAST},
    {"syn-timer", 0, 0, 0, 0, 1 << TL_TRIGGER_SYN_TIMER},
    {"syn-unanswered", 0, 0, 0, 0, 1 << TL_TRIGGER_SYN_TIMER},
    {"tail-probe", 0, 0, 0, 0, 1 << TL_TRIGGER_TAIL_PROBE},
    {"timer", 0, 0, 0, 0, 1 << TL_TRIGGER_TIMER},
};

static bool begins(const char *name, const char *word, size_t n)
{
    if (strlen(name) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if ((word[i] == '_' ? '-' : word[i]) != name[i])
            return false;
    return true;
}

/* The name itself, or the only one that begins so. */
static const struct only_name *find(const char *word, size_t n)
{
    const struct only_name *found = NULL;
    unsigned count = 0;

    for (size_t i = 0; i < COUNT_OF(names) && n > 0; i++) {
        if (!begins(names[i].name, word, n))
            continue;
        if (names[i].name[n] == '\0')
            return &names[i];
        found = &names[i];
        count++;
    }
    return count == 1 ? found : NULL;
}

const char *only_name(size_t i)
{
    return i < COUNT_OF(names) ? names[i].name : NULL;
}

/* As far as there is room. */
static void append(struct err *e, const char *word)
{
    const size_t at = strlen(e->text), n = strlen(word);
    const size_t room = sizeof(e->text) - 1 - at;

    memcpy(e->text + at, word, n < room ? n : room);
    e->text[at + (n < room ? n : room)] = '\0';
}

/* All the names, so that nobody needs to look them up. */
static bool refuse(const char *word, size_t n, struct err *e)
{
    (void)err_set(
        e, "unknown verdict or event \"%.*s\": ", n < 40 ? (int)n : 40, word);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        append(e, i > 0 ? ", " : "");
        append(e, names[i].name);
    }
    return false;
}

static void add(struct only *only, const struct only_name *row)
{
    only->verdicts |= row->verdicts;
    only->tcp_flags |= row->tcp_flags;
    only->events |= row->events;
    only->causes |= row->causes;
    only->triggers |= row->triggers;
    only->needs_verdicts |= row->verdicts != 0 && row->events == 0;
    only->needs_events |=
        row->verdicts == 0 && (row->events | row->causes | row->triggers) != 0;
    only->needs_either |= row->verdicts != 0 && row->events != 0;
}

bool only_parse(struct only *only, const char *list, struct err *e)
{
    *only = (struct only){0};
    for (;;) {
        const size_t n = strcspn(list, ",");
        const struct only_name *row = find(list, n);
        if (row == NULL)
            return refuse(list, n, e);
        add(only, row);
        if (list[n] == '\0')
            return true;
        list += n + 1;
    }
}

bool only_matches(const struct only *only, const struct segment *seg,
                  const struct tl_verdict *v, const struct tl_diagnosis *d)
{
    if ((seg->flags & only->tcp_flags) != 0)
        return true;
    if (d != NULL && ((only->events >> d->event & 1) != 0 ||
                      (only->causes >> d->cause & 1) != 0 ||
                      (only->triggers >> d->trigger & 1) != 0))
        return true;
    return v->judged == TL_JUDGED_WHOLLY && (v->flags & only->verdicts) != 0;
}
