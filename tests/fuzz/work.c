/*
 * work.c - counts comparisons on their way to the fuzzer's engine.
 *
 * Each turn of a loop makes one, so they grow with what a packet costs; and
 * they are the same in each run, on any machine. The engine asks which place
 * of the program called it, so it must not be called from here but jumped to.
 * To it each is a hint what to try, and a fifth of the time of a small input:
 * with FUZZ_LEAN it hears of none, and they are only counted.
 */
#include "work.h"

#include "uncovered.h"

UNCOVERED_BEGIN

static uint64_t done;

uint64_t work_done(void)
{
    return done;
}

/* The linker's names for what is called by the program, and for the engine's
 * own; no engine has all of them. */
// NOLINTBEGIN(bugprone-reserved-identifier)
#ifdef FUZZ_LEAN
#define TRACED(name, type)                                                     \
    void __wrap_##name(type a, type b);                                        \
    void __wrap_##name(type a, type b)                                         \
    {                                                                          \
        (void)a;                                                               \
        (void)b;                                                               \
        done++;                                                                \
    }
#elif defined(__clang__)
#define TRACED(name, type)                                                     \
    __attribute__((weak)) void __real_##name(type a, type b);                  \
    void __wrap_##name(type a, type b);                                        \
    void __wrap_##name(type a, type b)                                         \
    {                                                                          \
        done++;                                                                \
        __attribute__((musttail)) return __real_##name(a, b);                  \
    }
#endif

#ifdef TRACED
TRACED(__sanitizer_cov_trace_cmp1, uint8_t)
TRACED(__sanitizer_cov_trace_cmp2, uint16_t)
TRACED(__sanitizer_cov_trace_cmp4, uint32_t)
TRACED(__sanitizer_cov_trace_cmp8, uint64_t)
TRACED(__sanitizer_cov_trace_const_cmp1, uint8_t)
TRACED(__sanitizer_cov_trace_const_cmp2, uint16_t)
TRACED(__sanitizer_cov_trace_const_cmp4, uint32_t)
TRACED(__sanitizer_cov_trace_const_cmp8, uint64_t)
#endif
// NOLINTEND(bugprone-reserved-identifier)

UNCOVERED_END
