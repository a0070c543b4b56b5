/*
 * helper.h - a process of our own at the other end of a socket.
 *
 * Some work must not happen where packets are decoded: running a command,
 * asking a name server. A helper is forked before anything is opened, so it
 * holds no device and no file, and ends when its socket is closed.
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

/*
 * Sends one message without waiting. False when the helper is gone or too far
 * behind.
 */
bool helper_send(const struct helper *h, const void *message, size_t n);

/* Lets the helper finish what it was sent, and waits until it has ended. */
void helper_finish(struct helper *h);

#endif
