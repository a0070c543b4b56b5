/*
 * savefile.h - reading packets from files: -r and -V.
 */
#ifndef TCPLINE_CAPTURE_SAVEFILE_H
#define TCPLINE_CAPTURE_SAVEFILE_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>

#include "classic.h"
#include "err.h"
#include "source.h"

struct pasted;
struct savefile;
struct tl_retold;
struct unpacker;

/*
 * Opens the file without reading from it: this is what is done before the
 * walls. "-" is standard input. -1 with `e` filled.
 */
int savefile_descriptor(const char *path, struct err *e);

/*
 * Puts it in the place of standard input, which a reader of files has no use
 * for, and answers where it is now.
 */
int savefile_as_stdin(int fd);

/*
 * A pcap or pcapng file, compressed or not; without `packed`, not. Takes `fd`
 * over unless it is standard input. Time stamps come out in microseconds or
 * nanoseconds as asked. NULL with `e` filled in libpcap's words.
 */
struct savefile *savefile_open(int fd, bool nanoseconds,
                               struct unpacker *packed, struct err *e);

/* The same of the file's next `bytes`, which small_bytes() has looked at. */
struct savefile *savefile_open_small(int fd, bool nanoseconds, size_t bytes,
                                     struct err *e);

/* The same of one of many files open together: it reads less at a time. */
struct savefile *savefile_open_among(int fd, bool nanoseconds,
                                     struct unpacker *packed, struct err *e);

/*
 * The same of tcpdump's text: packets without payload, of Ethernet or bare.
 * `text` is the caller's.
 */
struct savefile *savefile_open_text(int fd, struct pasted *text,
                                    bool nanoseconds, struct err *e);
void savefile_close(struct savefile *s);

/* Of the packet at hand, within the handler: NULL unless it is told. */
const struct tl_retold *savefile_retold(const struct savefile *s);

/*
 * What its packets have in common. They come through savefile_loop() or
 * savefile_next() alone.
 */
struct source savefile_source(const struct savefile *s);

/* Owned by the savefile; NULL of a small one. */
pcap_t *savefile_pcap(const struct savefile *s);

/*
 * Only packets that `code` lets through, which pcap_setfilter(3PCAP) has taken
 * for savefile_pcap(); it must outlive the loop. NULL: all packets.
 */
void savefile_filter(struct savefile *s, const struct bpf_program *code);

/*
 * Lets `fn` look at packets before they come, with the loop's `user`, where
 * the file is plain.
 */
void savefile_look_ahead(struct savefile *s, upcoming_fn *fn);

/*
 * As pcap_loop(3PCAP): at most `most` packets, 0 for all. False when the file
 * is damaged; then savefile_complaint() says how.
 */
bool savefile_loop(struct savefile *s, int most, pcap_handler handler,
                   u_char *user);

enum savefile_state {
    SAVEFILE_PACKET,
    SAVEFILE_END,
    SAVEFILE_DAMAGED, /* savefile_complaint() says how */
};

/* One packet of a file that is no text; `data` stays until the next call. */
enum savefile_state savefile_next(struct savefile *s, struct pcap_pkthdr *head,
                                  const u_char **data);

/* How far it has been read, in bytes on disk; `all` is 0 where not known. */
struct savefile_position {
    uint64_t bytes;
    uint64_t all;
};

struct savefile_position savefile_position(const struct savefile *s);

/* Packets dropped when it was made, as far as it has been read and says so. */
uint64_t savefile_drops(const struct savefile *s);

/* As pcap_breakloop(3PCAP), for the handler. */
void savefile_break(struct savefile *s);

const char *savefile_complaint(const struct savefile *s);

#endif
