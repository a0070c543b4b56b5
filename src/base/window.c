/*
 * window.c - which bytes of a packet may be read at the moment.
 */
#include "window.h"

struct window window_now;
