/*
 * privileges.c - user, groups, capabilities and no_new_privs.
 */
#include "privileges.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "accounts.h"
#include "count.h"
#include "err.h"
#include "walls.h"

static void user_set(struct guard_user *who, const char *name, uid_t uid,
                     gid_t gid)
{
    who->change = true;
    who->uid = uid;
    who->gid = gid;
    strncpy(who->name, name, sizeof(who->name) - 1);
}

/*
 * A user that is not there has many error numbers, see getpwnam(3). These say
 * that nobody has looked: then going on as root would be no decision.
 */
static bool could_not_look(void)
{
    return errno == ENOMEM || errno == EMFILE || errno == ENFILE ||
           errno == EIO;
}

/*
 * An own user keeps other programs' processes and files out of reach. Both
 * come with packages, which write them to the files: others are only asked for
 * what is not there.
 */
static const struct passwd *user_built_in(void)
{
    const struct passwd *own = getpwnam(TCPLINE_USER);

    return own || could_not_look() ? own : getpwnam("tcpdump");
}

static bool user_in_files(struct guard_user *who)
{
    static const char *const built_in[] = {TCPLINE_USER, "tcpdump"};
    struct account found;

    if (!accounts_find(built_in, COUNT_OF(built_in), &found))
        return false;
    who->optional = true;
    who->in_files = true;
    if (found.uid != 0)
        user_set(who, found.name, found.uid, found.gid);
    return true;
}

bool guard_user_find(struct guard_user *who, const char *asked, struct err *e)
{
    memset(who, 0, sizeof(*who));
    if (getuid() != 0 && geteuid() != 0)
        return true;
    if (!asked && getuid() != 0) { /* set-user-ID: back to who started it */
        who->change = true;
        who->uid = getuid();
        who->gid = getgid();
        return true;
    }
    const bool built_in = !asked && TCPLINE_USER[0] != '\0';
    if (built_in && user_in_files(who))
        return true;
    errno = 0;
    const struct passwd *pw = asked      ? getpwnam(asked)
                              : built_in ? user_built_in()
                                         : NULL;
    if (!pw && could_not_look())
        return err_set(e, "Couldn't look for user '%s': %s",
                       asked ? asked : TCPLINE_USER, strerror(errno));
    if (!pw && asked)
        return err_set(e, "Couldn't find user '%s'", asked);
    who->optional = !asked;
    who->missing = !pw && built_in;
    if (pw && pw->pw_uid != 0)
        user_set(who, pw->pw_name, pw->pw_uid, pw->pw_gid);
    return true;
}

bool guard_user_owns(const struct guard_user *who, int fd)
{
    struct stat st;
    if (!who->change || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return true;
    return fchown(fd, who->uid, who->gid) == 0 || who->optional;
}

static bool groups_become(const struct guard_user *who)
{
    enum { MOST = 64 };
    gid_t groups[MOST];
    size_t n = 0;

    if (!who->name[0])
        return geteuid() != 0 || setgroups(1, &who->gid) == 0;
    if (who->in_files)
        n = accounts_groups(who->name, who->gid, groups, MOST);
    return n > 0 ? setgroups(n, groups) == 0
                 : initgroups(who->name, who->gid) == 0;
}

/* The user's own groups replace root's; nothing of root's is left. */
static bool user_become(const struct guard_user *who)
{
    return groups_become(who) && setgid(who->gid) == 0 && setuid(who->uid) == 0;
}

/* Asked back: nothing below may rest on a call that only said it was done. */
static bool user_is(const struct guard_user *who)
{
#ifdef __linux__
    uid_t real, effective, saved;
    gid_t group, effective_group, saved_group;

    return getresuid(&real, &effective, &saved) == 0 &&
           getresgid(&group, &effective_group, &saved_group) == 0 &&
           real == who->uid && effective == who->uid && saved == who->uid &&
           group == who->gid && effective_group == who->gid &&
           saved_group == who->gid;
#else
    return getuid() == who->uid && geteuid() == who->uid &&
           getgid() == who->gid && getegid() == who->gid;
#endif
}

/*
 * In a user namespace the user may not be mapped (EINVAL) or groups may be
 * frozen (EPERM): that is no reason to refuse a user nobody asked for.
 */
static bool user_may_stay(const struct guard_user *who)
{
    return who->optional && (errno == EINVAL || errno == EPERM) &&
           geteuid() == 0;
}

#ifdef __linux__

static void bounding_set_empty(void)
{
    for (unsigned long cap = 0; cap <= CAP_LAST_CAP; cap++)
        if (prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) != 0 && errno == EPERM)
            return; /* nor may it drop any other */
}

static uint32_t capability_left(enum guard_drop how)
{
    switch (how) {
    case GUARD_DROP_BUT_FILES:
        return CAP_TO_MASK(CAP_DAC_OVERRIDE);
    case GUARD_DROP_BUT_READING:
        return CAP_TO_MASK(CAP_DAC_READ_SEARCH);
    default:
        return 0;
    }
}

static bool capabilities_empty(enum guard_drop how)
{
    struct __user_cap_header_struct head = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3] = {0};
    (void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (geteuid() == 0) {
        sets[0].effective = capability_left(how);
        sets[0].permitted = sets[0].effective;
    }
    return syscall(SYS_capset, &head, sets) == 0;
}

void guard_end_with_parent(void)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

static bool privileges_end(enum guard_drop how)
{
    if (!capabilities_empty(how))
        return false;
    if (INSTRUMENTED) /* for the leak checker, which a new user locks out */
        (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    return how == GUARD_DROP_FOR_COMMANDS ||
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

#else

void guard_end_with_parent(void)
{
}

static void bounding_set_empty(void)
{
}

static bool privileges_end(enum guard_drop how)
{
    (void)how;
    return true;
}

#endif

void guard_limit_memory(unsigned mib)
{
    const struct rlimit most = {(rlim_t)mib << 20, (rlim_t)mib << 20};

    if (!INSTRUMENTED) /* a sanitizer's own memory would count */
        (void)setrlimit(RLIMIT_DATA, &most);
}

bool guard_drop(struct guard_user *who, enum guard_drop how, struct err *e)
{
    bounding_set_empty(); /* needs CAP_SETPCAP, so it comes first */
    if (who->change && !user_become(who)) {
        if (!user_may_stay(who))
            return err_set(e, "Couldn't change to '%.32s' uid=%lu gid=%lu: %s",
                           who->name, (unsigned long)who->uid,
                           (unsigned long)who->gid, strerror(errno));
        who->change = false;
    }
    if (who->change && !user_is(who))
        return err_set(e,
                       "Couldn't change to '%.32s': the kernel still says "
                       "uid=%lu gid=%lu",
                       who->name, (unsigned long)geteuid(),
                       (unsigned long)getegid());
    if (!privileges_end(how))
        return err_set(e, "Couldn't give up privileges: %s", strerror(errno));
    return true;
}
