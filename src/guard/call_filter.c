/*
 * call_filter.c - classic BPF for seccomp(2): a chain of comparisons.
 *
 * Some hundred comparisons cost less than the system call they stand before,
 * and the kernel remembers the calls that are allowed whatever they ask.
 */
#include "call_filter.h"

#ifdef __linux__

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__i386__)
#define ARCHITECTURE AUDIT_ARCH_I386
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__arm__)
#define ARCHITECTURE AUDIT_ARCH_ARM
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#elif defined(__powerpc64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ARCHITECTURE AUDIT_ARCH_PPC64LE
#elif defined(__powerpc64__)
#define ARCHITECTURE AUDIT_ARCH_PPC64
#elif defined(__s390x__)
#define ARCHITECTURE AUDIT_ARCH_S390X
#elif defined(__loongarch__) && defined(AUDIT_ARCH_LOONGARCH64)
#define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#elif defined(__mips64) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ARCHITECTURE AUDIT_ARCH_MIPSEL64
#else
#error "name this architecture's AUDIT_ARCH_ number here"
#endif

/* Where the lower half of an argument lies. */
static uint32_t argument_at(unsigned arg)
{
    const uint32_t at = (uint32_t)(offsetof(struct seccomp_data, args) +
                                   arg * sizeof(uint64_t));
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? at : at + 4;
}

static void put(struct call_filter *f, unsigned code, uint32_t k,
                uint8_t if_not)
{
    if (f->len == CALL_FILTER_ROOM) {
        f->overflown = true;
        return;
    }
    f->code[f->len++] = (struct sock_filter){(uint16_t)code, 0, if_not, k};
}

static void put_load(struct call_filter *f, size_t at)
{
    put(f, BPF_LD | BPF_W | BPF_ABS, (uint32_t)at, 0);
}

/* Goes on behind the next `n` instructions if they are not equal. */
static void put_unless(struct call_filter *f, uint32_t value, unsigned n)
{
    put(f, BPF_JMP | BPF_JEQ | BPF_K, value, (uint8_t)n);
}

static void put_answer(struct call_filter *f, uint32_t action)
{
    put(f, BPF_RET | BPF_K, action, 0);
}

void call_filter_begin(struct call_filter *f)
{
    f->len = 0;
    f->allowed = 0;
    f->overflown = false;
    put_load(f, offsetof(struct seccomp_data, arch));
    put(f, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 0);
    f->code[f->len - 1].jt = 1;
    put_answer(f, SECCOMP_RET_KILL_PROCESS);
    put_load(f, offsetof(struct seccomp_data, nr));
}

/* A condition is three instructions; behind the answer is a fourth part. */
void call_filter_rule(struct call_filter *f, uint32_t action, int call,
                      unsigned n, const struct call_condition *when)
{
    if (call < 0)
        return;
    put_unless(f, (uint32_t)call, 3 * n + 1 + (n > 0));
    for (unsigned i = 0; i < n; i++) {
        put_load(f, argument_at(when[i].arg));
        put(f, BPF_ALU | BPF_AND | BPF_K, when[i].mask, 0);
        put_unless(f, when[i].value, 3 * (n - 1 - i) + 1);
    }
    put_answer(f, action);
    if (n > 0)
        put_load(f, offsetof(struct seccomp_data, nr));
    f->allowed += action == SECCOMP_RET_ALLOW;
}

int call_filter_load(struct call_filter *f, uint32_t otherwise)
{
    const struct sock_fprog program = {.len = f->len + 1U, .filter = f->code};

    put_answer(f, otherwise);
    if (f->overflown)
        return E2BIG;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
        syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0)
        return 0;
    return errno;
}

int call_filter_refused(void)
{
    (void)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, NULL);
    return errno == EFAULT ? 0 : errno; /* it would have read the filter */
}

#endif
