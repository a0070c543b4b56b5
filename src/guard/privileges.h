/*
 * privileges.h - becoming nobody special.
 *
 * A capture device is opened as root; nothing after that needs root. The
 * caller finds out early whom to become (the name may be wrong), opens what
 * needs privileges, and then drops them for good.
 */
#ifndef TCPLINE_GUARD_PRIVILEGES_H
#define TCPLINE_GUARD_PRIVILEGES_H

#include <stdbool.h>
#include <sys/types.h>

struct err;

struct guard_user {
    bool change;   /* the user changes; without it only capabilities go */
    bool optional; /* built in, not asked for: staying is better than failing */
    bool missing;  /* root stays root: the users built in are unknown here */
    bool in_files; /* built in, and found in /etc/passwd: see accounts.h */
    uid_t uid;
    gid_t gid;
    char name[64];
};

/* How much goes beside the user. */
enum guard_drop {
    GUARD_DROP_ALL, /* every capability set, and never any privilege again */
    /*
     * All but CAP_DAC_OVERRIDE. For one case, root that stays root (-Z root)
     * and rotates files in somebody else's directory.
     */
    GUARD_DROP_BUT_FILES,
    /* All but CAP_DAC_READ_SEARCH: the files of -V are the starter's. */
    GUARD_DROP_BUT_READING,
    /* What -z runs may still be set-user-ID, though it gains no capability. */
    GUARD_DROP_FOR_COMMANDS,
};

/*
 * Whom to become. `asked` is the argument of -Z, or NULL: then the user built
 * in as TCPLINE_USER, or else tcpdump's, if this system has one of them. Only
 * a process that runs as root changes its user. False when `asked` is unknown.
 */
bool guard_user_find(struct guard_user *who, const char *asked, struct err *e);

/*
 * Gives `fd`, a file just created, to the user that will write to it. A file
 * that is not a regular one keeps its owner.
 */
bool guard_user_owns(const struct guard_user *who, int fd);

/*
 * Becomes `who` and empties the capability sets. Where the built-in user is
 * not mapped (a user namespace) the user stays, `who->change` turns false, and
 * the capabilities go nevertheless.
 */
bool guard_drop(struct guard_user *who, enum guard_drop how, struct err *e);

/*
 * For a helper: how much memory of its own it may have, in MiB. What is asked
 * for beyond fails.
 */
void guard_limit_memory(unsigned mib);

/*
 * For a helper: it is killed when the process that forked it ends. To be
 * called after guard_drop(), which undoes it.
 */
void guard_end_with_parent(void);

#endif
