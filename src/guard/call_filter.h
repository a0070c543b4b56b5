/*
 * call_filter.h - a program for seccomp(2), written rule by rule.
 *
 * It lies in the caller's own memory and takes none, so that the walls stand
 * or are refused, but never stand in part. The first rule that fits a call
 * decides. Linux only.
 */
#ifndef TCPLINE_GUARD_CALL_FILTER_H
#define TCPLINE_GUARD_CALL_FILTER_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stdint.h>

enum { CALL_FILTER_ROOM = 2048 /* instructions */ };

struct call_filter {
    struct sock_filter code[CALL_FILTER_ROOM];
    unsigned short len;
    unsigned allowed; /* rules that allow a call */
    bool overflown;
};

/* The lower 32 bits of argument `arg` (0 is the first), masked, are `value`. */
struct call_condition {
    unsigned arg;
    uint32_t mask;
    uint32_t value;
};

void call_filter_begin(struct call_filter *f);

/*
 * What to do (SECCOMP_RET_*) with the call of number `call` if all `n`
 * conditions hold. A negative number is a call this architecture does not
 * have.
 */
void call_filter_rule(struct call_filter *f, uint32_t action, int call,
                      unsigned n, const struct call_condition *when);

/*
 * Ends it with what to do with any other call, and hands it to the kernel for
 * this process and its children, which gain no privileges from now on. 0, or
 * an errno.
 */
int call_filter_load(struct call_filter *f, uint32_t otherwise);

/* The errno with which this kernel takes no filter at all, or 0. */
int call_filter_refused(void);

#endif
