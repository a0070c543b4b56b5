/*
 * probe.c - what an attacker who has taken over the process would try.
 *
 * Linked into a program of its own (tcpline-probe) in place of the guard's
 * empty hook: once the walls stand it tries what $TCPLINE_PROBE names, in the
 * process that $TCPLINE_PROBE_IN names. The
 * walls kill it; if they do not, it says that it is loose and exits 99.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "count.h"
#include "sandbox.h"
#include "walls.h"

static const char *wanted, *where;
static int ready_socket;

static void say(const char *text)
{
    const ssize_t n = write(STDERR_FILENO, text, strlen(text));
    (void)n;
}

static long try_open(void)
{
    return open("/etc/passwd", O_RDONLY);
}

static long try_create(void)
{
    return open("/tmp/tcpline-probe-was-here", O_WRONLY | O_CREAT, 0600);
}

static long try_stat(void)
{
    struct stat st;

    return stat("/etc/passwd", &st);
}

static long try_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}

/* With a socket that was there before, so that connect(2) itself is tried. */
static long try_connect(void)
{
    const struct sockaddr_in to = {
        .sin_family = AF_INET,
        .sin_port = htons(9),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    return connect(ready_socket, (const struct sockaddr *)&to, sizeof(to));
}

static long try_execve(void)
{
    return execl("/bin/true", "true", (char *)NULL);
}

static long try_ptrace(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static long try_fork(void)
{
    return fork();
}

static long try_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
               ? -1
               : 0;
}

/* A call that the wall refuses, or one that fails for another reason? */
static long refused(long rc)
{
    return rc < 0 && errno == EPERM ? -1 : 0;
}

static long try_packets(void)
{
    return refused(socket(AF_PACKET, SOCK_DGRAM, 0));
}

static long try_typing(void)
{
    return refused(ioctl(STDIN_FILENO, TIOCSTI, "x"));
}

static long try_terminal(void)
{
    return open("/dev/tty", O_RDONLY);
}

/* Which empties it, and Landlock's second version does not mind. */
static long try_truncate(void)
{
    return refused(open("/tmp/tcpline-probe-victim", O_RDONLY | O_TRUNC));
}

static long try_signal(void)
{
    return refused(fcntl(ready_socket, F_SETOWN, getppid()));
}

static long try_kill(void)
{
    return refused(kill(getppid(), 0));
}

static long try_limit(void)
{
    const struct rlimit none = {0, 0};

    return refused(prlimit(getppid(), RLIMIT_CORE, &none, NULL));
}

static const struct {
    const char *name;
    long (*act)(void);
} tries[] = {
    {"stat", try_stat},         {"open", try_open},
    {"create", try_create},     {"socket", try_socket},
    {"connect", try_connect},   {"execve", try_execve},
    {"ptrace", try_ptrace},     {"fork", try_fork},
    {"code", try_code},         {"packets", try_packets},
    {"typing", try_typing},     {"terminal", try_terminal},
    {"truncate", try_truncate}, {"signal", try_signal},
    {"kill", try_kill},         {"limit", try_limit},
};

void wall_probe_prepare(void)
{
    wanted = getenv("TCPLINE_PROBE");
    where = getenv("TCPLINE_PROBE_IN");
    ready_socket = socket(AF_INET, SOCK_DGRAM, 0);
}

int wall_probe_landlock(int abi)
{
    const char *asked = getenv("TCPLINE_PROBE_LANDLOCK");
    const int version = asked != NULL ? (int)strtol(asked, NULL, 10) : abi;

    return version < abi ? version : abi;
}

/* The process to try it in; without a word, the one that reads packets. */
static bool is_here(const struct guard_plan *plan)
{
    static const char *const names[] = {
        [GUARD_READER] = "reader", [GUARD_RESOLVER] = "resolver",
        [GUARD_OPENER] = "opener", [GUARD_UNPACKER] = "unpacker",
        [GUARD_FILER] = "filer",   [GUARD_LOOKER] = "looker",
    };

    return strcmp(where != NULL ? where : "reader", names[plan->role]) == 0;
}

void wall_probe(const struct guard_plan *plan)
{
    if (!is_here(plan))
        return;
    for (size_t i = 0; wanted && i < COUNT_OF(tries); i++) {
        if (strcmp(wanted, tries[i].name) != 0)
            continue;
        say("probe: trying\n");
        const long rc = tries[i].act();
        say(rc >= 0 ? "probe: loose\n" : "probe: refused\n");
        _exit(rc >= 0 ? 99 : 98);
    }
}
