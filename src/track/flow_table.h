/*
 * flow_table.h - connections by their two ends, at the same cost for a
 * hundred as for ten million.
 *
 * An index from hash to entry, over entries in chunks that never move. The
 * index grows by a small part at a time, so no packet waits for a rehash. With
 * a bound, the entry silent longest is given up for a new one.
 *
 * The hash is keyed with a random seed: whoever sends the packets does not
 * choose the collisions.
 */
#ifndef TCPLINE_TRACK_FLOW_TABLE_H
#define TCPLINE_TRACK_FLOW_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "flow_key.h"
#include "glance.h"
#include "tcpline/conn.h"
#include "tcpline/packet.h"

enum { FLOW_NONE = 0xffffffff };

struct flow_table;

/*
 * `value_size` bytes per entry are the caller's, zeroed when an entry is
 * made. `max_entries` 0 means unbounded. NULL when there is no memory. Free
 * with flow_table_free().
 */
struct flow_table *flow_table_new(size_t value_size, uint32_t max_entries);
void flow_table_free(struct flow_table *t);

/*
 * An unbounded table becomes a bounded one when it has this many entries; 0:
 * never. Until then it costs what an unbounded one does.
 */
void flow_table_limit(struct flow_table *t, uint32_t entries);

/* How many entries there may ever be; 0: any number. */
uint32_t flow_table_most(const struct flow_table *t);

/*
 * The entry of a connection, made when there is none: `id` 0 only when memory
 * ran out and there is no entry to give up. Ids count from 1 and are those of
 * flow_table_count(); with a bound, that of an entry given up is used again.
 */
struct flow flow_of_packet(struct flow_table *t, const struct tl_packet *pkt);
struct flow flow_of_ends(struct flow_table *t, bool ip4, struct flow_end from,
                         struct flow_end to);

/*
 * Whether its entries are so many that each is a wait for memory. Then it is
 * worth to say what is asked for soon.
 */
bool flow_table_is_large(const struct flow_table *t);

/*
 * Says of `n` packets, FLOW_AHEAD at most, that they come soon: when this has
 * been called FLOW_STEPS - 1 times more. Each call goes a step further with
 * each of the last ones, so that nobody waits for memory: from the hash to the
 * slot, to the entry, and what the packets that come next ask for is found.
 * `flows`: of those, FLOW_AHEAD at most; how many is answered. id 0: nothing
 * was found. It makes no entry.
 */
enum { FLOW_AHEAD = 8, FLOW_STEPS = 3 };
size_t flow_table_expect(struct flow_table *t, const struct glance *soon,
                         size_t n, struct flow *flows);

/* The value of entry `id`; it stays where it is. */
void *flow_table_value(const struct flow_table *t, uint32_t id);

/*
 * Whether the entry with this value has a mark, for whom the value is; a new
 * one has none. It takes no room.
 */
bool flow_table_is_marked(void *value);
void flow_table_mark(void *value);

/*
 * A number beside the value, for somebody who remembers more of entry `id`
 * elsewhere; zero in a new one. Only in a table that has been told to keep
 * them, before its first entry: most runs do without.
 */
void flow_table_keep_notes(struct flow_table *t);
uint32_t *flow_table_note(const struct flow_table *t, uint32_t id);

/* Who wants to know of entries given up, before they are zeroed: three at
 * most.
 */
typedef void flow_forget_fn(void *ctx, const struct flow_key *key, uint32_t id);
void flow_table_on_forget(struct flow_table *t, flow_forget_fn *fn, void *ctx);

/*
 * Whether entry `id` has passed: with a bound, such entries are given up
 * before others, but for the few that were used last.
 */
void flow_table_pass(struct flow_table *t, uint32_t id, bool passed);

/*
 * Entries in use, and entries given up to keep within the bound, without
 * those that had passed.
 */
uint32_t flow_table_count(const struct flow_table *t);
uint64_t flow_table_forgotten(const struct flow_table *t);

/* The key of entry `id`. */
void flow_table_key(const struct flow_table *t, uint32_t id,
                    struct flow_key *key);

#endif
