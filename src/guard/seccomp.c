/*
 * seccomp.c - the wall of system calls.
 *
 * Lists of allowed calls, one per need; a plan is the sum of its needs. A
 * call this architecture does not have is skipped, so the lists may name the
 * old and the new form of the same thing. Of libseccomp this takes nothing
 * but the numbers: to those that are missing its header gives negative ones.
 */
#include "walls.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <net/if.h>

#include "call_filter.h"
#include "count.h"
#include "err.h"
#include "sandbox.h"

/* The byte of an ioctl's number that says whose it is. */
enum { IOC_TYPES = 0xff00, IOC_USB_MONITOR = 0x9200 };

static const uint32_t all_bits = UINT32_MAX;

/*
 * Descriptors that are already open, time, memory, signals, the end; first
 * what is called most.
 */
static const int calls_common[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(poll),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(lseek),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigreturn),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(writev),
    SCMP_SYS(_llseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(ftruncate),
    SCMP_SYS(ftruncate64),
    SCMP_SYS(ppoll),
    SCMP_SYS(ppoll_time64),
};

/* Reading one file that is open, answering, and the end. */
static const int calls_looker[] = {
    SCMP_SYS(pread64),         SCMP_SYS(write),        SCMP_SYS(exit),
    SCMP_SYS(exit_group),      SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn),
    SCMP_SYS(restart_syscall),
};

/* libpcap: packets and state of a device whose socket is open. */
static const int calls_device[] = {
    SCMP_SYS(getsockopt),
    SCMP_SYS(getsockname),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
};

/* A module of libpcap: the same, and what it answers or asks for. */
static const int calls_module[] = {
    SCMP_SYS(getsockopt), SCMP_SYS(getsockname), SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),    SCMP_SYS(sendto),      SCMP_SYS(sendmsg),
};

/* Messages of helpers, and descriptors that come with them. */
static const int calls_messages[] = {
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(recvmsg),
};

/* The C library's resolver and the name service modules that are loaded. */
static const int calls_resolver[] = {
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(newfstatat),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(uname),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(getsockopt),
    SCMP_SYS(recvfrom),
    SCMP_SYS(recvmsg),
    SCMP_SYS(recvmmsg),
    SCMP_SYS(setsockopt),
    SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
};

static void allow_list(struct call_filter *f, const int *calls, size_t n)
{
    for (size_t i = 0; i < n; i++)
        call_filter_rule(f, SECCOMP_RET_ALLOW, calls[i], 0, NULL);
}

#define ALLOW_LIST(f, list) allow_list((f), (list), COUNT_OF(list))

static void allow_masked(struct call_filter *f, int call, unsigned arg,
                         uint32_t mask, uint32_t value)
{
    const struct call_condition when = {arg, mask, value};

    call_filter_rule(f, SECCOMP_RET_ALLOW, call, 1, &when);
}

/* Memory may be had, but never memory that can be executed. */
static void allow_plain_memory(struct call_filter *f)
{
    allow_masked(f, SCMP_SYS(mmap), 2, PROT_EXEC, 0);
    allow_masked(f, SCMP_SYS(mmap2), 2, PROT_EXEC, 0);
    allow_masked(f, SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
}

/* Files may be read. Opening may also empty one, or make one. */
static void allow_reading(struct call_filter *f)
{
    const uint32_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;

    allow_masked(f, SCMP_SYS(openat), 2, writing, O_RDONLY);
    allow_masked(f, SCMP_SYS(open), 1, writing, O_RDONLY);
}

/*
 * The C library's isatty(), and abort() on this process; the name of an
 * interface. And the state of a descriptor, by a call that can ask for any
 * path's: refused without a fuss, because the library does without the answer.
 */
static void allow_questions(struct call_filter *f)
{
    call_filter_rule(f, SECCOMP_RET_ERRNO | EPERM, SCMP_SYS(newfstatat), 0,
                     NULL);
    allow_masked(f, SCMP_SYS(ioctl), 1, all_bits, TCGETS);
    allow_masked(f, SCMP_SYS(ioctl), 1, all_bits, SIOCGIFNAME);
    allow_masked(f, SCMP_SYS(fcntl), 1, all_bits, F_GETFL);
    allow_masked(f, SCMP_SYS(tgkill), 0, all_bits, (uint32_t)getpid());
}

/* What is written to a packet socket goes out on the wire. */
static void refuse_sending(struct call_filter *f, int device)
{
    const struct call_condition this_one = {0, all_bits, (uint32_t)device};

    call_filter_rule(f, SECCOMP_RET_KILL_PROCESS, SCMP_SYS(write), 1,
                     &this_one);
    call_filter_rule(f, SECCOMP_RET_KILL_PROCESS, SCMP_SYS(writev), 1,
                     &this_one);
}

static void allow_reader(struct call_filter *f, const struct guard_plan *plan)
{
    if (plan->device_count > 0) {
        ALLOW_LIST(f, calls_device);
        allow_masked(f, SCMP_SYS(ioctl), 1, all_bits, SIOCGIFFLAGS);
    }
    if (plan->device_module) {
        ALLOW_LIST(f, calls_module);
        allow_masked(f, SCMP_SYS(ioctl), 1, IOC_TYPES, IOC_USB_MONITOR);
    }
    if (plan->has_helpers)
        ALLOW_LIST(f, calls_messages);
}

/*
 * Asking name servers, name service caches, and the kernel for this host's
 * addresses. Descriptors of others' signals or terminals are nobody's need.
 */
static void allow_resolver(struct call_filter *f)
{
    static const int families[] = {AF_UNIX, AF_INET, AF_INET6};
    static const int questions[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL};
    const struct call_condition routes[] = {{0, all_bits, AF_NETLINK},
                                            {2, all_bits, NETLINK_ROUTE}};

    ALLOW_LIST(f, calls_resolver);
    allow_reading(f);
    for (size_t i = 0; i < COUNT_OF(families); i++)
        allow_masked(f, SCMP_SYS(socket), 0, all_bits, (uint32_t)families[i]);
    call_filter_rule(f, SECCOMP_RET_ALLOW, SCMP_SYS(socket), COUNT_OF(routes),
                     routes);
    for (size_t i = 0; i < COUNT_OF(questions); i++)
        allow_masked(f, SCMP_SYS(fcntl), 1, all_bits, (uint32_t)questions[i]);
    allow_masked(f, SCMP_SYS(ioctl), 1, all_bits, FIONREAD);
}

/* The state of a file it has opened, by the call that asks for paths', too. */
static void allow_filer(struct call_filter *f)
{
    allow_masked(f, SCMP_SYS(openat), 2, O_ACCMODE, O_WRONLY);
    allow_masked(f, SCMP_SYS(newfstatat), 3, all_bits, AT_EMPTY_PATH);
    call_filter_rule(f, SECCOMP_RET_ALLOW, SCMP_SYS(geteuid), 0, NULL);
    call_filter_rule(f, SECCOMP_RET_ALLOW, SCMP_SYS(geteuid32), 0, NULL);
}

static void allow_plan(struct call_filter *f, const struct guard_plan *plan)
{
    if (plan->role == GUARD_LOOKER) {
        ALLOW_LIST(f, calls_looker);
        return;
    }
    for (size_t i = 0; i < plan->device_count; i++)
        refuse_sending(f, plan->devices[i]);
    ALLOW_LIST(f, calls_common);
    allow_plain_memory(f);
    if (plan->role == GUARD_RESOLVER) {
        allow_resolver(f);
        return;
    }
    if (plan->role == GUARD_FILER)
        allow_filer(f);
    allow_questions(f);
    if (plan->role == GUARD_READER)
        allow_reader(f, plan);
    else
        ALLOW_LIST(f, calls_messages);
    if (plan->role == GUARD_OPENER)
        allow_reading(f);
}

/*
 * Whoever reads files dies at once. The resolver runs modules the administrator
 * chose and this program cannot know: what they may not do fails, and is no
 * more than a name not found.
 */
static uint32_t otherwise(const struct guard_plan *plan)
{
    return plan->role == GUARD_RESOLVER ? SECCOMP_RET_ERRNO | EPERM
                                        : SECCOMP_RET_KILL_PROCESS;
}

static bool refused(int error, struct err *e)
{
    return err_set(e,
                   "sandbox: this kernel refuses seccomp (%s); "
                   "--sandbox=off runs without",
                   strerror(error));
}

bool wall_calls_possible(struct err *e)
{
    const int error = call_filter_refused();

    return error == 0 || refused(error, e);
}

bool wall_calls(const struct guard_plan *plan, unsigned *count, struct err *e)
{
    struct call_filter f;

    call_filter_begin(&f);
    allow_plan(&f, plan);
    const int error = call_filter_load(&f, otherwise(plan));
    *count = f.allowed;
    return error == 0 || refused(error, e);
}

#endif
