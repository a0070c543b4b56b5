/*
 * examine.c - a packet's way through the diagnosis.
 */
#include "examine.h"

#include <stddef.h>

#include "diagnose.h"

bool examiner_init(struct examiner *e, uint32_t max_connections)
{
    *e = (struct examiner){.histories = history_table_new(max_connections)};
    return e->histories != NULL;
}

void examiner_free(struct examiner *e)
{
    history_table_free(e->histories);
    *e = (struct examiner){0};
}

struct telling {
    connection_fn *fn;
    void *ctx;
};

/* What the connection itself does not know: where it was captured. */
static void tell(connection_fn *fn, void *ctx,
                 const struct tl_connection_sum *sum)
{
    struct tl_connection_sum placed = *sum;

    placed.place =
        (uint8_t)place_of(sum->side[0].rtt_least, sum->side[1].rtt_least);
    fn(ctx, &placed);
}

static void tell_forgotten(void *ctx, const struct tl_connection_sum *sum)
{
    const struct examiner *e = ctx;

    tell(e->fn, e->ctx, sum);
}

static void tell_present(void *ctx, const struct tl_connection_sum *sum)
{
    const struct telling *t = ctx;

    tell(t->fn, t->ctx, sum);
}

void examiner_on_forget(struct examiner *e, connection_fn *fn, void *ctx)
{
    e->fn = fn;
    e->ctx = ctx;
    history_table_on_forget(e->histories, tell_forgotten, e);
}

void examiner_each(const struct examiner *e, connection_fn *fn, void *ctx)
{
    history_table_each(e->histories, tell_present, &(struct telling){fn, ctx});
}

bool examine(struct examiner *e, const struct tl_packet *pkt,
             const struct tl_packet *inner, const struct segment *seg,
             struct tl_diagnosis *out)
{
    struct history_step step;
    struct transit way;
    struct finding finding;

    if (!history_open(e->histories, seg, &step))
        return false;
    transit_of(pkt, inner, seg, &way);
    diagnose(seg, &way, &step, &finding);
    history_advance(e->histories, seg, &way, &step, &finding);
    *out = finding.d;
    return true;
}
