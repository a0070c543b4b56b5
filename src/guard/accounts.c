/*
 * accounts.c - /etc/nsswitch.conf, /etc/passwd and /etc/group, as passwd(5),
 * group(5) and nsswitch.conf(5) describe them.
 */
#include "accounts.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stands behind the colon, where it is a line about `what`. */
static char *about(char *line, const char *what)
{
    const size_t n = strlen(what);

    return strncmp(line, what, n) == 0 && line[n] == ':' ? line + n + 1 : NULL;
}

/* Who is asked for users and for their groups. */
struct services {
    bool files_first; /* for users */
    bool files_only;  /* for groups; but for systemd, see below */
};

static bool is_next(char **at, const char *service)
{
    const size_t n = strlen(service);
    char *word = *at + strspn(*at, " \t");

    if (strncmp(word, service, n) != 0 || strchr(" \t", word[n]) == NULL)
        return false;
    *at = word + n;
    return true;
}

/*
 * systemd knows groups of users that it makes up, and of those it keeps a home
 * for: not of the files' users. Others, a directory of a company's, may.
 */
static bool files_only(char *at)
{
    if (!is_next(&at, "files"))
        return false;
    while (is_next(&at, "systemd"))
        continue;
    return at[strspn(at, " \t")] == '\0';
}

/* Until a line says that there is nothing more to know. */
static bool take_services(struct services *all, char *line)
{
    char *users = about(line, "passwd"), *groups = about(line, "group");

    if (users != NULL)
        all->files_first = is_next(&users, "files");
    if (groups != NULL)
        all->files_only = files_only(groups);
    if (about(line, "initgroups") == NULL)
        return true;
    all->files_only = false;
    return false;
}

static struct services services_now(void)
{
    struct services all = {0};
    FILE *f = fopen("/etc/nsswitch.conf", "re");
    char *line = NULL;
    size_t room = 0;
    bool more = true;

    if (f == NULL)
        return all;
    while (more && getline(&line, &room, f) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        more = take_services(&all, line);
    }
    const bool whole = !more || feof(f);
    free(line);
    (void)fclose(f);
    return whole ? all : (struct services){0};
}

/* Whether all of the file was read to the end, or to the user. */
static bool find_user(const char *name, struct account *found, bool *is_there)
{
    FILE *f = fopen("/etc/passwd", "re");
    const struct passwd *pw = NULL;

    *is_there = false;
    if (f == NULL)
        return false;
    while (!*is_there && (pw = fgetpwent(f)) != NULL)
        *is_there = strcmp(pw->pw_name, name) == 0;
    if (*is_there)
        *found = (struct account){name, pw->pw_uid, pw->pw_gid};
    const bool whole = *is_there || feof(f);
    (void)fclose(f);
    return whole;
}

bool accounts_find(const char *const *names, size_t n, struct account *found)
{
    bool is_there = false;

    if (!services_now().files_first)
        return false;
    for (size_t i = 0; i < n && !is_there; i++)
        if (!find_user(names[i], found, &is_there))
            return false;
    return is_there;
}

static bool is_member(const struct group *g, const char *name)
{
    for (char **member = g->gr_mem; *member != NULL; member++)
        if (strcmp(*member, name) == 0)
            return true;
    return false;
}

size_t accounts_groups(const char *name, gid_t own, gid_t *groups, size_t most)
{
    FILE *f = services_now().files_only ? fopen("/etc/group", "re") : NULL;
    const struct group *g;
    size_t n = 1;

    if (f == NULL)
        return 0;
    groups[0] = own;
    while (n <= most && (g = fgetgrent(f)) != NULL) {
        if (g->gr_gid == own || !is_member(g, name))
            continue;
        if (n < most)
            groups[n] = g->gr_gid;
        n++;
    }
    const bool whole = n <= most && feof(f);
    (void)fclose(f);
    return whole ? n : 0;
}
