/*
 * accounts.h - users and groups of this machine's own files.
 *
 * The name service asks everybody who may know a user: for one that is not in
 * /etc/passwd libraries are loaded and directories searched, and for groups
 * always. Where its configuration says that the files come first, they are
 * read here instead.
 */
#ifndef TCPLINE_GUARD_ACCOUNTS_H
#define TCPLINE_GUARD_ACCOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct account {
    const char *name; /* one of those asked for */
    uid_t uid;
    gid_t gid;
};

/*
 * The first of `names` that is in /etc/passwd. False where the files do not
 * come first, where none of them is there, and where nobody could look: then
 * getpwnam(3) is to be asked.
 */
bool accounts_find(const char *const *names, size_t n, struct account *found);

/*
 * The groups of a user of the files, its own first, at most `most`. 0 where
 * others may know of more, or nobody could look: then initgroups(3) is to be
 * asked.
 */
size_t accounts_groups(const char *name, gid_t own, gid_t *groups, size_t most);

#endif
