/*
 * work.h - how much the program has done, without a clock: the comparisons
 * that it made, as the fuzzer is told of them.
 */
#ifndef TCPLINE_TESTS_WORK_H
#define TCPLINE_TESTS_WORK_H

#include <stdint.h>

/* So far; 0 for ever where comparisons are not traced. */
uint64_t work_done(void);

#endif
