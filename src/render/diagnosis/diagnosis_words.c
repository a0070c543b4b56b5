/*
 * diagnosis_words.c - the diagnosis in words.
 */
#include "diagnosis_words.h"

#include "count.h"

static const char *const events[TL_EVENT_COUNT] = {
    "normal", "retransmission", "reordered",    "duplicate", "gap",
    "unseen", "keep_alive",     "window_probe", "revision",  "revision",
};

static const char *const causes[TL_CAUSE_COUNT] = {
    "none", "lost_before", "lost_after", "unnecessary", "unknown",
};

static const char *const triggers[TL_TRIGGER_COUNT] = {
    "none", "syn_timer", "timer", "fast", "tail_probe", "unknown",
};

static const char *const places[] = {"unknown", "sender", "middle", "receiver"};

static const char *const shares[TL_SHARE_COUNT] = {
    "opening", "application", "receiver", "recovery",
    "stalled", "path",        "closing",
};

static const char *const evidence_words[TL_EVIDENCE_COUNT] = {
    "same IP id",
    "same time stamp",
    "same checksum",
    "other TTL",
    "other MAC",
    "other VLAN",
    "other interface",
    "older time stamp",
    "newer time stamp",
    "older IP id",
    "newer IP id",
    "missing IP ids",
    "same bytes seen before",
    "acknowledged before",
    "SACKed before",
    "DSACK",
    "duplicate ACKs",
    "SACK",
    "silence",
    "sender could not know",
    "sender could know",
    "captured at the sender",
    "last bytes sent",
    "captured at the receiver",
    "more was to follow",
};

const char *diagnosis_event_name(unsigned event)
{
    return events[event];
}

const char *diagnosis_cause_name(unsigned cause)
{
    return causes[cause];
}

const char *diagnosis_trigger_name(unsigned trigger)
{
    return triggers[trigger];
}

const char *diagnosis_place_name(unsigned place)
{
    return places[place];
}

const char *diagnosis_share_name(unsigned share)
{
    return shares[share];
}

const char *diagnosis_evidence_name(unsigned bit)
{
    return evidence_words[bit];
}

/* With so many decimals, and the unit in nanoseconds. */
static void put_amount(struct text *out, uint64_t ns, uint64_t unit,
                       unsigned decimals)
{
    uint64_t step = unit;

    for (unsigned i = 0; i < decimals; i++)
        step /= 10;
    const uint64_t n = (ns + step / 2) / step;
    text_u64(out, n / (unit / step));
    if (decimals == 0)
        return;
    text_char(out, '.');
    text_dec_pad(out, n % (unit / step), decimals, '0');
}

void diagnosis_put_span(struct text *out, int64_t ns)
{
    enum { MS = 1000 * 1000, SECOND = 1000 * MS };
    const uint64_t size = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;

    if (ns < 0)
        text_char(out, '-');
    if (size >= SECOND)
        put_amount(out, size, SECOND, size >= UINT64_C(100) * SECOND ? 0 : 1);
    else
        put_amount(out, size, MS,
                   size >= 10 * MS   ? 0
                   : size >= MS / 10 ? 1
                                     : 2);
    text_str(out, size >= SECOND ? " s" : " ms");
}

static void put_ms(struct text *out, uint32_t us)
{
    text_u32(out, us / 1000);
    text_char(out, '.');
    text_dec_pad(out, us % 1000, 3, '0');
}

void diagnosis_put_round_trips(struct text *out, const struct tl_sender_sum *s)
{
    put_ms(out, s->rtt_least);
    text_char(out, '/');
    put_ms(out, s->rtt_median);
    text_char(out, '/');
    put_ms(out, s->rtt_95);
}

static void put_of(struct text *out, const struct tl_diagnosis *d)
{
    if (d->of == 0)
        return;
    TEXT_LIT(out, " of #");
    text_u64(out, d->of);
}

/* What told the sender; a partial acknowledgement is RFC 6582's. */
static void put_signs(struct text *out, const struct tl_diagnosis *d)
{
    if ((d->evidence & TL_E_DUPLICATE_ACKS) != 0) {
        TEXT_LIT(out, ": ");
        text_u32(out, d->duplicate_acks);
        TEXT_LIT(out, " duplicate ACKs");
    } else if ((d->evidence & TL_E_SACK) != 0) {
        TEXT_LIT(out, ": SACK");
    } else {
        TEXT_LIT(out, ": partial ACK");
    }
}

static void put_trigger(struct text *out, const struct tl_diagnosis *d)
{
    switch (d->trigger) {
    case TL_TRIGGER_SYN_TIMER:
        TEXT_LIT(out, ": SYN timer");
        return;
    case TL_TRIGGER_TIMER:
        TEXT_LIT(out, ": timer");
        return;
    case TL_TRIGGER_TAIL_PROBE:
        TEXT_LIT(out, ": tail loss probe");
        return;
    case TL_TRIGGER_FAST:
        put_signs(out, d);
        return;
    default:
        return;
    }
}

static void put_retransmission(struct text *out, const struct tl_diagnosis *d)
{
    static const char *const where[TL_CAUSE_COUNT] = {
        "",
        "; lost before this point",
        "; lost after this point",
        "; unnecessary",
        "; unknown why",
    };

    TEXT_LIT(out, "retransmission");
    put_of(out, d);
    if (d->after != 0) {
        TEXT_LIT(out, " after ");
        diagnosis_put_span(out, d->after);
    }
    put_trigger(out, d);
    text_str(out, where[d->cause]);
}

static void put_bytes(struct text *out, uint32_t n, const char *what)
{
    text_u32(out, n);
    text_str(out, n == 1 ? " byte" : " bytes");
    text_str(out, what);
}

static void put_duplicate(struct text *out, const struct tl_diagnosis *d)
{
    text_str(out, d->captured_twice ? "captured twice: copy" : "duplicate");
    put_of(out, d);
    if (d->after != 0) {
        TEXT_LIT(out, ", ");
        diagnosis_put_span(out, d->after);
        TEXT_LIT(out, " later");
    }
}

static void put_reordered(struct text *out, const struct tl_diagnosis *d)
{
    TEXT_LIT(out, "reordered: sent before #");
    text_u64(out, d->of);
    TEXT_LIT(out, ", ");
    diagnosis_put_span(out, d->after);
    TEXT_LIT(out, " late");
}

static void put_revision(struct text *out, const struct tl_diagnosis *d)
{
    TEXT_LIT(out, "retransmission #");
    text_u64(out, d->of);
    TEXT_LIT(out, " was unnecessary");
}

/* The line of that frame said so: this one revises it. */
static void put_late(struct text *out, const struct tl_diagnosis *d)
{
    TEXT_LIT(out, "was missing before #");
    text_u64(out, d->of);
    TEXT_LIT(out, ", ");
    diagnosis_put_span(out, d->after);
    TEXT_LIT(out, " late");
}

static void put_event(struct text *out, const struct tl_diagnosis *d)
{
    switch (d->event) {
    case TL_EVENT_RETRANSMISSION:
        put_retransmission(out, d);
        return;
    case TL_EVENT_REORDERED:
        put_reordered(out, d);
        return;
    case TL_EVENT_DUPLICATE:
        put_duplicate(out, d);
        return;
    case TL_EVENT_GAP:
        put_bytes(out, d->missing_bytes, " missing before it");
        return;
    case TL_EVENT_KEEP_ALIVE:
        TEXT_LIT(out, "keep-alive");
        return;
    case TL_EVENT_WINDOW_PROBE:
        TEXT_LIT(out, "window probe");
        return;
    case TL_EVENT_REVISION:
        put_revision(out, d);
        return;
    case TL_EVENT_LATE:
        put_late(out, d);
        return;
    default:
        return;
    }
}

static void put_unseen(struct text *out, const struct tl_diagnosis *d)
{
    if (d->unseen_bytes == 0)
        return;
    if (d->event != TL_EVENT_UNSEEN)
        TEXT_LIT(out, "; ");
    TEXT_LIT(out, "acknowledges ");
    put_bytes(out, d->unseen_bytes, " this capture never saw");
}

static void put_evidence(struct text *out, const struct tl_diagnosis *d)
{
    const char *between = ": ";

    for (uint32_t rest = d->evidence; rest != 0; rest &= rest - 1) {
        text_str(out, between);
        text_str(out, evidence_words[__builtin_ctz(rest)]);
        between = ", ";
    }
    if (!d->certain)
        TEXT_LIT(out, "; likely");
}

__attribute__((noinline)) void
diagnosis_suffix(struct text *out, const struct tl_diagnosis *d, bool evidence)
{
    if (d->event == TL_EVENT_NONE)
        return;
    TEXT_LIT(out, " {");
    put_event(out, d);
    put_unseen(out, d);
    if (evidence)
        put_evidence(out, d);
    text_char(out, '}');
}
