/*
 * ages.h - which entries of a bounded table have been silent longest.
 *
 * Two rows by last use: of those that are to last, and of those that have
 * passed, which are given up before the others. The few that passed last are
 * kept all the same: a late segment may still come.
 */
#ifndef TCPLINE_TRACK_AGES_H
#define TCPLINE_TRACK_AGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AGES_LAST, AGES_PASSED, AGES_ROWS };

/* Entries on both sides of one in its row; 0: there is none. */
struct age {
    uint32_t newer, older;
};

struct age_row {
    uint32_t newest, oldest, count;
};

/* All zero: there are none yet, and ages_known() is false. */
struct ages {
    struct age *one; /* by number of entry */
    uint8_t *passed; /* a bit each: in which row it stands */
    uint32_t spared; /* so many that passed are not given up before others */
    struct age_row rows[AGES_ROWS];
};

/* For entries 1 to `most`. False when there is no memory. */
bool ages_init(struct ages *a, uint32_t most);
void ages_release(struct ages *a);

static inline bool ages_known(const struct ages *a)
{
    return a->one != NULL;
}

/* A new entry, used last, that is to last. */
void ages_add(struct ages *a, uint32_t id);

/* It has been used just now. */
void ages_touch(struct ages *a, uint32_t id);

/* Whether it has passed; used just now if that is news. */
void ages_pass(struct ages *a, uint32_t id, bool passed);

/*
 * Takes away the entry to be given up, of which there is one; `*passed`: it
 * had.
 */
uint32_t ages_take(struct ages *a, bool *passed);

#endif
