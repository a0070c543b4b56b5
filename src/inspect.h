/*
 * inspect.h - what --analyze, --json, --only and --conversations do with a
 * packet on its way from tracking to the text.
 */
#ifndef TCPLINE_INSPECT_H
#define TCPLINE_INSPECT_H

#include "conversations.h"
#include "json.h"
#include "judge.h"
#include "line.h"
#include "only.h"
#include "options.h"

struct inspect {
    struct judge judge;
    struct judgement now; /* on the packet at hand */
    struct only only;
    bool has_only;
    struct conversations *conversations; /* NULL without --conversations */
    bool as_json;
    bool marks_line; /* --analyze */
    bool looks_into_tls;
    struct json json;
    struct text info;
};

/* Whether the command line asks for any of this. */
bool inspect_wanted(const struct options *o);

/*
 * Whether sources are to be opened with nanoseconds, whatever the line shows:
 * the analysis needs all that a savefile has. Not where packets are written,
 * which keep what they would have without it.
 */
bool inspect_needs_nanoseconds(const struct options *o);

/*
 * `max_connections` 0 means unbounded. False with `e` filled, and nothing to
 * free.
 */
bool inspect_init(struct inspect *in, const struct options *o,
                  uint32_t max_connections, struct err *e);
void inspect_free(struct inspect *in);

/*
 * Judges a packet and appends its record, unless --only leaves it out.
 */
void inspect_packet(struct inspect *in, struct line *line,
                    const struct tl_packet *pkt, const struct conn_step *step,
                    struct text *out);

/*
 * Appends the table of --conversations as it stands; nothing without. For
 * the end of a run, and for whoever asks during one.
 */
void inspect_report(struct inspect *in, struct text *out);

/* Says on standard error what the bounds made the analysis forget. */
void inspect_say_forgotten(const struct inspect *in);

#endif
