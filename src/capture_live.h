/*
 * capture_live.h - a run over a device, and the lists of devices.
 */
#ifndef TCPLINE_CAPTURE_LIVE_RUN_H
#define TCPLINE_CAPTURE_LIVE_RUN_H

struct options;

/* Captures as `o` asks. Returns the exit status. */
int capture_live(const struct options *o);

/* -D, -J. Returns the exit status. */
int capture_lists(const struct options *o);

#endif
