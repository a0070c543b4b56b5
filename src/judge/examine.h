/*
 * examine.h - a packet's way through the diagnosis: segment, connection,
 * finding.
 */
#ifndef TCPLINE_JUDGE_EXAMINE_H
#define TCPLINE_JUDGE_EXAMINE_H

#include <stdbool.h>
#include <stdint.h>

#include "history.h"
#include "segment.h"
#include "tcpline/diagnosis.h"
#include "tcpline/packet.h"

typedef void connection_fn(void *ctx, const struct tl_connection_sum *sum);

struct examiner {
    struct history_table *histories;
    connection_fn *fn; /* is told of connections given up */
    void *ctx;
};

/* `max_connections` 0 means unbounded. False when there is no memory. */
bool examiner_init(struct examiner *e, uint32_t max_connections);
void examiner_free(struct examiner *e);

/*
 * Calls `fn` for each connection that is given up, to keep within the bound
 * or because its ends are used again. `e` stays where it is.
 */
void examiner_on_forget(struct examiner *e, connection_fn *fn, void *ctx);

/* Calls `fn` for each connection there is. */
void examiner_each(const struct examiner *e, connection_fn *fn, void *ctx);

/*
 * Diagnoses the segment that lies in `inner`, which `pkt` is or carries.
 * False when there is no memory for its connection.
 */
bool examine(struct examiner *e, const struct tl_packet *pkt,
             const struct tl_packet *inner, const struct segment *seg,
             struct tl_diagnosis *out);

#endif
