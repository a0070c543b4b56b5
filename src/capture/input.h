/*
 * input.h - the bytes of a savefile, decompressed if they are compressed.
 *
 * In: a descriptor. Out: a window on the file's bytes that moves forward, and
 * the same bytes as a stdio stream for libpcap. Of a file in the classic pcap
 * format the stream takes the header first and no more, so that the window
 * begins behind it until the stream is asked for a record. A file that begins
 * as a capture does is handed on as it is; anything else goes to the
 * decompressor, which knows gzip, bzip2, xz, zstd and the like by their first
 * bytes.
 */
#ifndef TCPLINE_CAPTURE_INPUT_H
#define TCPLINE_CAPTURE_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "err.h"

enum { CLASSIC_HEADER_BYTES = 24 };

struct input;
struct unpacker;

/*
 * Reads the first bytes of `fd`, which it takes over unless it is standard
 * input, and asks for `block` bytes at a time. Without `packed` no file is
 * decompressed. NULL with `e` filled.
 */
struct input *input_open(int fd, struct unpacker *packed, size_t block,
                         struct err *e);

/*
 * The same of a capture's next `bytes`, which are not looked at, and end where
 * they end: without a stream, because no libpcap will read it.
 */
struct input *input_open_part(int fd, size_t bytes, struct err *e);

/* Releases the rest once the stream below has been closed. */
void input_free(struct input *in);

/* The stream; fclose(3) is for whoever takes it (pcap_close(3PCAP) does). */
FILE *input_stream(const struct input *in);

/* Of a file that is no capture: whether it looks like tcpdump's lines. */
bool input_is_told(const struct input *in);

/* What went wrong while decompressing, NULL when nothing did. */
const char *input_complaint(const struct input *in);

/* The errno of the read(2) that ended the file, or 0. */
int input_failed(const struct input *in);

/* The file's next bytes, from `at` to before `end`. */
struct input_window {
    const uint8_t *at; /* moves forward as bytes are done with */
    const uint8_t *end;
};

/* Bytes read of the file so far, as it is on disk. */
uint64_t input_bytes(const struct input *in);

/* Of how many, as it was opened; 0 where that is not known. */
uint64_t input_bytes_all(const struct input *in);

/* Packets that were dropped, as its stream has told so far: told_drops.h. */
uint64_t input_drops(const struct input *in);

struct input_window *input_window(struct input *in);

/* input_peek() where the window is too small. */
const uint8_t *input_refill(struct input_window *w, size_t n);

/*
 * The next bytes, at least `n` of them; they stay where they are until the
 * next call. NULL: there are not so many, or no room for so many together:
 * more than a block.
 */
static inline const uint8_t *input_peek(struct input_window *w, size_t n)
{
    return (size_t)(w->end - w->at) >= n ? w->at : input_refill(w, n);
}

#endif
