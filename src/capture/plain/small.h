/*
 * small.h - small savefiles that are plain to their end.
 *
 * Such a file needs neither libpcap nor a decompressor, which take longer to
 * start than it takes to print. Both have to be there before the walls stand,
 * and before these nobody may read: so a process behind walls of its own looks
 * first, and answers a number.
 */
#ifndef TCPLINE_CAPTURE_SMALL_H
#define TCPLINE_CAPTURE_SMALL_H

#include <stddef.h>

/*
 * How many bytes there are at `fd`, if they are those of a small savefile that
 * savefile_open_small() can read; where it stands does not change. 0 where they
 * are not, and where nobody could look. `settle` is called in the process that
 * looks, to close the walls around it.
 */
size_t small_bytes(int fd, void (*settle)(void *ctx), void *ctx);

#endif
