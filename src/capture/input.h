/*
 * input.h - the bytes of a savefile, decompressed if they are compressed.
 *
 * In: a path, or "-" for standard input. Out: a stdio stream for libpcap,
 * with a large buffer. A file that begins as a capture does is handed on as
 * it is; anything else goes through libarchive, which knows gzip, bzip2, xz,
 * zstd and the like by their first bytes and passes the rest on untouched.
 */
#ifndef TCPLINE_CAPTURE_INPUT_H
#define TCPLINE_CAPTURE_INPUT_H

#include <stdio.h>

#include "err.h"

struct input;

/* NULL, with `e` filled, when the file cannot be opened. */
struct input *input_open(const char *path, struct err *e);

/* Releases the rest once the stream below has been closed. */
void input_free(struct input *in);

/* The stream; fclose(3) is for whoever takes it (pcap_close(3PCAP) does). */
FILE *input_stream(const struct input *in);

/* What went wrong while decompressing, NULL when nothing did. */
const char *input_complaint(const struct input *in);

#endif
