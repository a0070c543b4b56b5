/*
 * json_diagnosis.c - the diagnosis of a segment as a member of a JSON object.
 */
#include "json_diagnosis.h"

#include <string.h>

#include "diagnosis_words.h"
#include "json_write.h"

static char *put_word(char *at, const char *word)
{
    *at++ = '"';
    at = digits_mem(at, word, (unsigned)strlen(word));
    *at++ = '"';
    return at;
}

static char *put_evidence(char *at, uint32_t evidence)
{
    at = JSON_KEY(at, "evidence");
    char *const open = at;
    for (uint32_t rest = evidence; rest != 0; rest &= rest - 1) {
        *at++ = ',';
        at = put_word(at,
                      diagnosis_evidence_name((unsigned)__builtin_ctz(rest)));
    }
    if (at == open)
        at++;
    *open = '[';
    *at++ = ']';
    return at;
}

static char *put_sum(char *at, const struct tl_diagnosis *d)
{
    if (d->missing_bytes != 0)
        at = JSON_U32(at, "missing_bytes", d->missing_bytes);
    if (d->unseen_bytes != 0)
        at = JSON_U32(at, "unseen_bytes", d->unseen_bytes);
    if (d->captured_twice)
        at = JSON_TRUE(at, "captured_twice");
    if (d->place != TL_PLACE_UNKNOWN)
        at = put_word(JSON_KEY(at, "place"), diagnosis_place_name(d->place));
    return at;
}

char *json_put_diagnosis(char *at, const struct tl_diagnosis *d)
{
    if (d->event == TL_EVENT_NONE)
        return at;
    at = JSON_KEY(at, "diagnosis");
    char *const open = at;
    at = put_word(JSON_KEY(at, "event"), diagnosis_event_name(d->event));
    if (d->cause != TL_CAUSE_NONE)
        at = put_word(JSON_KEY(at, "cause"), diagnosis_cause_name(d->cause));
    if (d->trigger != TL_TRIGGER_NONE)
        at = put_word(JSON_KEY(at, "trigger"),
                      diagnosis_trigger_name(d->trigger));
    if (d->of != 0)
        at = digits_u64(JSON_KEY(at, "of"), d->of);
    if (d->after != 0)
        at = json_seconds(JSON_KEY(at, "after"), d->after);
    at = put_evidence(at, d->evidence);
    at = d->certain ? JSON_TRUE(at, "certain")
                    : DIGITS_LIT(at, ",\"certain\":false");
    return json_close(open, put_sum(at, d));
}
