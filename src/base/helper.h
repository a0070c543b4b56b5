/*
 * helper.h - a process of our own at the other end of a socket.
 *
 * Some work must not happen where packets are decoded: running a command,
 * asking a name server, decompressing. A helper holds no descriptor but those
 * it is given, and ends when its socket is closed.
 */
#ifndef TCPLINE_BASE_HELPER_H
#define TCPLINE_BASE_HELPER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct err;

struct helper {
    int fd; /* message by message, both ways; -1: no helper */
    pid_t pid;
};

/* What the helper does until reading `fd` says that nobody is left. */
typedef void helper_serve(int fd, void *ctx);

/* Standard input, output and error stay open in the helper. */
bool helper_start(struct helper *h, helper_serve *serve, void *ctx,
                  struct err *e);

/* The same, and `kept` stays open as well; -1: nothing. */
bool helper_start_with(struct helper *h, int kept, helper_serve *serve,
                       void *ctx, struct err *e);

/*
 * Sends one message without waiting. False when the helper is gone or too far
 * behind.
 */
bool helper_send(const struct helper *h, const void *message, size_t n);

/* Either end: sends a message, and with it a descriptor unless that is -1. */
bool helper_hand(int fd, void *message, size_t n, int descriptor);

/*
 * Either end: waits for a message of at most `n` bytes. Its length, 0 when
 * nobody is left, -1 with errno; `descriptor` is -1 when none came along.
 */
ssize_t helper_take(int fd, void *message, size_t n, int *descriptor);

/* Lets the helper finish what it was sent, and waits until it has ended. */
void helper_finish(struct helper *h);

/* Closes the socket and waits for nothing. */
void helper_leave(struct helper *h);

/*
 * For a child of a helper's that becomes another program: signals mean to it
 * what they do to any, and a hangup what it meant to us.
 */
void helper_hear_signals(void);

/*
 * Closes all descriptors of this process above standard error but the `n` of
 * `kept`, of which -1 is none.
 */
void helper_close_others(const int *kept, size_t n);

#endif
