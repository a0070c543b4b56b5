/*
 * classic.h - records of the classic pcap format, handed on where they were
 * read.
 *
 * libpcap opens the file, and this reader goes on behind the file header. It
 * takes what is plain and nothing else: at the first record that is not, it
 * stops before it, and libpcap's own loop continues there with all its rules
 * and words. A file of which all is plain needs no libpcap.
 */
#ifndef TCPLINE_CAPTURE_CLASSIC_H
#define TCPLINE_CAPTURE_CLASSIC_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct input_window;
struct source;

enum {
    CLASSIC_AHEAD = 8, /* records that are shown ahead at a time */
    CLASSIC_LEAD = 2,  /* so many times earlier than they come */
};

struct classic {
    bool swapped;         /* written on a machine of the other byte order */
    bool to_nanoseconds;  /* microseconds in the file, nanoseconds asked for */
    bool to_microseconds; /* the other way round */
    uint32_t parts;       /* of a second, in the file */
    uint32_t longest;     /* record that is plain */
};

/*
 * Whether `header`, of the file that is the source `from`, is that of a file
 * this reader can go on with.
 */
bool classic_takes(struct classic *c, const uint8_t *header,
                   const struct source *from);

/*
 * The same without libpcap: fills `from` where the header alone says what the
 * file is, as of common link types it does.
 */
bool classic_takes_alone(struct classic *c, const uint8_t *header,
                         bool nanoseconds, struct source *from);

/* Whether the `n` bytes behind the header are whole records, all plain. */
bool classic_is_plain(const struct classic *c, const uint8_t *at, size_t n);

/* Records that have been read and come next. */
struct upcoming {
    const struct classic *file;
    const uint8_t *at, *end;
};

/* The next of them; false when no more have been read. */
bool upcoming_next(struct upcoming *u, const uint8_t **data, uint32_t *cap_len);

/*
 * May look at CLASSIC_AHEAD records; not all may pass the filter. Called as
 * often as so many have come, for those that come after CLASSIC_LEAD times as
 * many more; where reading begins anew, once for each of these as well.
 */
typedef void upcoming_fn(u_char *user, struct upcoming *u);

/* Where records go. */
struct classic_taker {
    pcap_handler handler;
    upcoming_fn *ahead;               /* NULL: nobody looks ahead */
    u_char *user;                     /* of both */
    const struct bpf_program *filter; /* NULL: every record passes */
    int most;                         /* 0: no limit */
};

/*
 * Calls the handler for records that pass, until `*stop`. Returns how many it
 * was called for; `done` says whether there is nothing left for libpcap to do.
 */
int classic_loop(const struct classic *c, struct input_window *window,
                 const struct classic_taker *to, const bool *stop, bool *done);

#endif
