/*
 * seccomp.c - the wall of system calls, built with libseccomp.
 *
 * Lists of allowed calls, one per need; a plan is the sum of its needs. A
 * call this architecture does not have is skipped, so the lists may name the
 * old and the new form of the same thing.
 */
#include "walls.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <net/if.h>

#include "count.h"
#include "err.h"
#include "sandbox.h"

/* The byte of an ioctl's number that says whose it is. */
enum { IOC_TYPES = 0xff00, IOC_USB_MONITOR = 0x9200 };

struct filter {
    scmp_filter_ctx ctx;
    unsigned count;
    int error; /* first failure, a negative errno */
};

/* Memory, time, signals, the end; and descriptors that are already open. */
static const int calls_common[] = {
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
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
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(ftruncate),
    SCMP_SYS(ftruncate64),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(ppoll_time64),
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

/* The C library's resolver and the name service modules it loads. */
static const int calls_resolver[] = {
    SCMP_SYS(mmap),
    SCMP_SYS(mmap2),
    SCMP_SYS(mprotect),
    SCMP_SYS(open),
    SCMP_SYS(openat),
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
    SCMP_SYS(fcntl),
    SCMP_SYS(ioctl),
    SCMP_SYS(uname),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(socket),
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
    SCMP_SYS(prlimit64),
};

/* A call, with `n` conditions on its arguments that must all hold. */
static void allow(struct filter *f, int call, unsigned n,
                  const struct scmp_arg_cmp *when)
{
    if (f->error)
        return;
    const int rc =
        seccomp_rule_add_array(f->ctx, SCMP_ACT_ALLOW, call, n, when);
    if (rc == 0)
        f->count++;
    else if (rc != -EDOM && rc != -EEXIST && rc != -EINVAL)
        f->error = rc;
}

static void allow_list(struct filter *f, const int *calls, size_t n)
{
    for (size_t i = 0; i < n; i++)
        allow(f, calls[i], 0, NULL);
}

#define ALLOW_LIST(f, list) allow_list((f), (list), COUNT_OF(list))

static void allow_masked(struct filter *f, int call, unsigned arg,
                         scmp_datum_t mask, scmp_datum_t value)
{
    const struct scmp_arg_cmp when =
        SCMP_CMP(arg, SCMP_CMP_MASKED_EQ, mask, value);
    allow(f, call, 1, &when);
}

/* Memory may be had, but never memory that can be executed. */
static void allow_plain_memory(struct filter *f)
{
    allow_masked(f, SCMP_SYS(mmap), 2, PROT_EXEC, 0);
    allow_masked(f, SCMP_SYS(mmap2), 2, PROT_EXEC, 0);
    allow_masked(f, SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
}

/*
 * The C library asks for a descriptor's state by a call that can ask for any
 * path's: refused without a fuss, because it does without the answer.
 */
static void refuse_paths(struct filter *f)
{
    if (!f->error)
        f->error = seccomp_rule_add_array(f->ctx, SCMP_ACT_ERRNO(EPERM),
                                          SCMP_SYS(newfstatat), 0, NULL);
    if (f->error == -EDOM) /* this architecture has another call for it */
        f->error = 0;
}

/*
 * The C library's isatty(), and abort() on this process; the name of an
 * interface.
 */
static void allow_questions(struct filter *f)
{
    refuse_paths(f);
    allow_masked(f, SCMP_SYS(ioctl), 1, 0xffffffff, TCGETS);
    allow_masked(f, SCMP_SYS(ioctl), 1, 0xffffffff, SIOCGIFNAME);
    allow_masked(f, SCMP_SYS(fcntl), 1, 0xffffffff, F_GETFL);
    allow_masked(f, SCMP_SYS(tgkill), 0, 0xffffffff, (scmp_datum_t)getpid());
}

static void allow_reader(struct filter *f, const struct guard_plan *plan)
{
    allow_plain_memory(f);
    allow_questions(f);
    if (plan->device >= 0) {
        ALLOW_LIST(f, calls_device);
        allow_masked(f, SCMP_SYS(ioctl), 1, 0xffffffff, SIOCGIFFLAGS);
    }
    if (plan->device_module) {
        ALLOW_LIST(f, calls_module);
        allow_masked(f, SCMP_SYS(ioctl), 1, IOC_TYPES, IOC_USB_MONITOR);
    }
    if (plan->write_dir >= 0)
        allow_masked(f, SCMP_SYS(openat), 2, O_ACCMODE, O_WRONLY);
    if (plan->has_helpers)
        ALLOW_LIST(f, calls_messages);
}

static void allow_opener(struct filter *f)
{
    allow_plain_memory(f);
    allow_questions(f);
    ALLOW_LIST(f, calls_messages);
    allow_masked(f, SCMP_SYS(openat), 2, O_ACCMODE | O_CREAT, O_RDONLY);
}

static void allow_unpacker(struct filter *f)
{
    allow_plain_memory(f);
    allow_questions(f);
    ALLOW_LIST(f, calls_messages);
}

static void allow_plan(struct filter *f, const struct guard_plan *plan)
{
    ALLOW_LIST(f, calls_common);
    if (plan->role == GUARD_RESOLVER)
        ALLOW_LIST(f, calls_resolver);
    if (plan->role == GUARD_READER)
        allow_reader(f, plan);
    if (plan->role == GUARD_OPENER)
        allow_opener(f);
    if (plan->role == GUARD_UNPACKER)
        allow_unpacker(f);
}

/*
 * Whoever reads files dies at once. The resolver runs modules the administrator
 * chose and this program cannot know: what they may not do fails, and is no
 * more than a name not found.
 */
static uint32_t otherwise(const struct guard_plan *plan)
{
    return plan->role == GUARD_RESOLVER ? SCMP_ACT_ERRNO(EPERM)
                                        : SCMP_ACT_KILL_PROCESS;
}

static int finish(struct filter *f)
{
    if (!f->error)
        f->error = seccomp_load(f->ctx);
    seccomp_release(f->ctx);
    return f->error;
}

static struct filter start(uint32_t action)
{
    struct filter f = {seccomp_init(action), 0, 0};
    if (f.ctx)
        (void)seccomp_attr_set(f.ctx, SCMP_FLTATR_ACT_BADARCH,
                               SCMP_ACT_KILL_PROCESS);
    else
        f.error = -ENOMEM;
    return f;
}

/*
 * A filter of its own: libseccomp's comparisons can say "this descriptor" of
 * the 32 bits the kernel looks at, but not "any other".
 */
static int wall_device(int device)
{
    static const int calls[] = {SCMP_SYS(write), SCMP_SYS(writev)};
    struct filter f = start(SCMP_ACT_ALLOW);
    const struct scmp_arg_cmp this_one =
        SCMP_CMP(0, SCMP_CMP_MASKED_EQ, 0xffffffff, (scmp_datum_t)device);
    for (size_t i = 0; !f.error && i < COUNT_OF(calls); i++)
        f.error = seccomp_rule_add_array(f.ctx, SCMP_ACT_KILL_PROCESS, calls[i],
                                         1, &this_one);
    return finish(&f);
}

bool wall_calls(const struct guard_plan *plan, unsigned *count, struct err *e)
{
    int error = plan->device >= 0 ? wall_device(plan->device) : 0;
    struct filter f = start(otherwise(plan));
    if (!f.error)
        allow_plan(&f, plan);
    *count = f.count;
    if (!error)
        error = finish(&f);
    return !error || err_set(e,
                             "sandbox: this kernel refuses seccomp (%s); "
                             "--sandbox=off runs without",
                             strerror(-error));
}

#endif
