/*
 * uncovered.h - between UNCOVERED_BEGIN and UNCOVERED_END is no way that a
 * fuzzer should look for, nor any that counts as work: the harness itself.
 */
#ifndef TCPLINE_TESTS_UNCOVERED_H
#define TCPLINE_TESTS_UNCOVERED_H

#ifdef __clang__
#define UNCOVERED_PRAGMA(...) _Pragma(#__VA_ARGS__)
#define UNCOVERED_BEGIN                                                        \
    UNCOVERED_PRAGMA(clang attribute push(                                     \
        __attribute__((no_sanitize("coverage"))), apply_to = function))
#define UNCOVERED_END _Pragma("clang attribute pop")
#else
#define UNCOVERED_BEGIN
#define UNCOVERED_END
#endif

#endif
