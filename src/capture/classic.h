/*
 * classic.h - records of the classic pcap format, handed on where they were
 * read.
 *
 * libpcap opens the file, and this reader goes on behind the file header. It
 * takes what is plain and nothing else: at the first record that is not, it
 * stops before it, and libpcap's own loop continues there with all its rules
 * and words.
 */
#ifndef TCPLINE_CAPTURE_CLASSIC_H
#define TCPLINE_CAPTURE_CLASSIC_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

struct input_window;

enum { CLASSIC_HEADER_BYTES = 24 };

struct classic {
    bool swapped;         /* written on a machine of the other byte order */
    bool to_nanoseconds;  /* microseconds in the file, nanoseconds asked for */
    bool to_microseconds; /* the other way round */
    uint32_t parts;       /* of a second, in the file */
    uint32_t longest;     /* record that is plain */
};

/*
 * Whether `header`, of the file `p` was opened on, is that of a file this
 * reader can go on with.
 */
bool classic_takes(struct classic *c, const uint8_t *header, pcap_t *p);

/*
 * Calls `handler` for at most `most` (0: no limit) of the records that pass
 * `filter` (NULL: all do) until `*stop`. Returns how many it was called for;
 * `done` says whether there is nothing left for libpcap to do.
 */
int classic_loop(const struct classic *c, struct input_window *window,
                 const struct bpf_program *filter, int most,
                 pcap_handler handler, u_char *user, const bool *stop,
                 bool *done);

#endif
