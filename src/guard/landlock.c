/*
 * landlock.c - the wall of paths.
 *
 * The C library has no wrappers, and the kernel headers may be older than the
 * kernel: the few numbers needed are written out here, from landlock(7).
 */
#include "walls.h"

#include "count.h"
#include "err.h"
#include "sandbox.h"

bool wall_opens_paths(const struct guard_plan *plan)
{
    return plan->write_dir >= 0;
}

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum {
    RULE_PATH_BENEATH = 1,
    CREATE_RULESET_VERSION = 1 << 0,
};

enum {
    FS_WRITE_FILE = 1 << 1,
    FS_READ_FILE = 1 << 2,
    FS_READ_DIR = 1 << 3,
    FS_MAKE_REG = 1 << 8,
    FS_TRUNCATE = 1 << 14,
};

enum {
    NET_BIND_TCP = 1 << 0,
    NET_CONNECT_TCP = 1 << 1,
    SCOPE_ABSTRACT_SOCKET = 1 << 0,
    SCOPE_SIGNAL = 1 << 1,
};

/* Every file system right each version of Landlock knows. */
static const uint64_t fs_rights[] = {
    [1] = 0x1fff, [2] = 0x3fff, [3] = 0x7fff, [4] = 0x7fff, [5] = 0xffff,
};

enum { KNOWN_ABI = COUNT_OF(fs_rights) - 1 };

struct ruleset {
    uint64_t fs;
    uint64_t net;    /* since version 4: bind and connect, TCP */
    uint64_t scoped; /* since version 6: abstract sockets, signals */
};

struct path_rule {
    uint64_t allowed;
    int32_t parent_fd;
} __attribute__((packed));

int wall_paths_version(void)
{
    const long v =
        syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_RULESET_VERSION);
    return wall_probe_landlock(v > 0 ? (int)v : 0);
}

static uint64_t fs_rights_of(int abi)
{
    return fs_rights[abi < KNOWN_ABI ? abi : KNOWN_ABI];
}

/*
 * The resolver talks to name servers; the others talk to nobody. What it never
 * needs is to be talked to by TCP, or an abstract socket.
 */
static int ruleset_create(const struct guard_plan *plan, int abi)
{
    const bool silent = plan->role != GUARD_RESOLVER;
    const struct ruleset rules = {
        .fs = fs_rights_of(abi),
        .net = abi < 4  ? 0
               : silent ? NET_BIND_TCP | NET_CONNECT_TCP
                        : NET_BIND_TCP,
        .scoped = abi >= 6 ? SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL : 0,
    };
    const size_t size = abi >= 6 ? sizeof(rules) : abi >= 4 ? 16 : 8;
    return (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
}

static bool allow_beneath(int rules, int parent, uint64_t rights)
{
    const struct path_rule rule = {rights, parent};
    return syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &rule, 0) ==
           0;
}

static bool allow_path(int rules, const char *path, uint64_t rights)
{
    const int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT; /* opening it will fail all the same */
    const bool ok = allow_beneath(rules, fd, rights);
    close(fd);
    return ok;
}

static bool allow_plan(int rules, const struct guard_plan *plan, int abi)
{
    const uint64_t known = fs_rights_of(abi);
    bool ok = true;
    if (plan->write_dir >= 0)
        ok = allow_beneath(rules, plan->write_dir,
                           (FS_WRITE_FILE | FS_MAKE_REG | FS_TRUNCATE) & known);
    if (ok && plan->role == GUARD_RESOLVER)
        ok = allow_path(rules, "/", FS_READ_FILE | FS_READ_DIR);
    if (ok && plan->role == GUARD_OPENER)
        ok = allow_path(rules, "/", FS_READ_FILE);
    return ok;
}

bool wall_paths(const struct guard_plan *plan, int *abi, struct err *e)
{
    *abi = wall_paths_version();
    if (*abi == 0)
        return true;
    const int rules = ruleset_create(plan, *abi);
    const bool ok = rules >= 0 && allow_plan(rules, plan, *abi) &&
                    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                    syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    const int why = errno;
    if (rules >= 0)
        close(rules);
    return ok || err_set(e, "sandbox: landlock: %s", strerror(why));
}

#else

bool wall_paths(const struct guard_plan *plan, int *abi, struct err *e)
{
    (void)plan;
    (void)e;
    *abi = 0;
    return true;
}

#endif
