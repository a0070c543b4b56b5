/*
 * dump.h - one savefile being written.
 *
 * Records are gathered and leave in big writes that end where a record ends:
 * whatever kills the program, the file can be read up to the last write. When
 * a write fails, the file is cut back to its last whole record, and the
 * records that did not get into it are counted as lost.
 */
#ifndef TCPLINE_CAPTURE_DUMP_H
#define TCPLINE_CAPTURE_DUMP_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct packing;

/* The file header, as libpcap writes it for what is being captured. */
struct dump_head {
    uint8_t bytes[24];
};

struct dump {
    int fd;           /* -1: no file is open */
    uint64_t size;    /* of the file, gathered records included */
    uint64_t pending; /* records gathered, not yet written */
    uint64_t lost;    /* records that got into no file, all files together */
    const struct packing *packing; /* NULL: as they are */
    uint64_t written;              /* bytes of the file, packed */
    uint8_t *buffer;
    size_t used;
    size_t room;
};

bool dump_head_make(struct dump_head *head, pcap_t *p, struct err *e);

enum { DUMP_ROOM = 1 << 20 }; /* bytes gathered, where one file is written */

/*
 * `d` starts without a file, and gathers up to `room` bytes. False when there
 * is no memory.
 */
bool dump_init(struct dump *d, size_t room);
void dump_free(struct dump *d);

/* Starts a file on `fd`, which dump_end() closes. */
bool dump_begin(struct dump *d, int fd, const struct dump_head *head,
                struct err *e);

/* Adds a record. False when what was gathered before could not be written. */
bool dump_put(struct dump *d, const struct pcap_pkthdr *h, const uint8_t *data,
              struct err *e);

/* Writes what was gathered. */
bool dump_flush(struct dump *d, struct err *e);

/* Writes what was gathered and closes the file. */
bool dump_end(struct dump *d, struct err *e);

#endif
