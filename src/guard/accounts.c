/*
 * accounts.c - /etc/nsswitch.conf, /etc/passwd and /etc/group, as passwd(5),
 * group(5) and nsswitch.conf(5) describe them.
 */
#include "accounts.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Called for a file's lines until it says that this was the last. */
typedef bool line_fn(void *ctx, char *line);

/* False where the file could not be read. */
static bool each_line(const char *path, line_fn *fn, void *ctx)
{
    FILE *f = fopen(path, "re");
    char *line = NULL;
    size_t room = 0;
    bool more = true;

    if (f == NULL)
        return false;
    while (more && getline(&line, &room, f) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        more = fn(ctx, line);
    }
    const bool ok = !more || feof(f);
    free(line);
    (void)fclose(f);
    return ok;
}

/* What stands behind the colon, where it is a line about `what`. */
static char *about(char *line, const char *what)
{
    const size_t n = strlen(what);

    return strncmp(line, what, n) == 0 && line[n] == ':' ? line + n + 1 : NULL;
}

/* What stands behind the next colon, if there is one. */
static char *skip_field(char *at)
{
    char *colon = at != NULL ? strchr(at, ':') : NULL;

    return colon != NULL ? colon + 1 : NULL;
}

/* The number before the next colon; `*at` goes behind it. */
static bool take_id(char **at, unsigned *id)
{
    char *end;

    if (!isdigit((unsigned char)**at))
        return false;
    const unsigned long n = strtoul(*at, &end, 10);
    *id = (unsigned)n;
    *at = end + 1;
    return *end == ':' && n == *id;
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

static bool on_services(void *ctx, char *line)
{
    struct services *all = ctx;
    char *users = about(line, "passwd"), *groups = about(line, "group");

    if (users != NULL)
        all->files_first = is_next(&users, "files");
    if (groups != NULL)
        all->files_only = files_only(groups);
    if (about(line, "initgroups") != NULL) {
        all->files_only = false;
        return false;
    }
    return true;
}

static struct services services_now(void)
{
    struct services all = {0};

    if (!each_line("/etc/nsswitch.conf", on_services, &all))
        return (struct services){0};
    return all;
}

static bool on_user(void *ctx, char *line)
{
    struct account *a = ctx;
    char *at = skip_field(about(line, a->name)); /* the password */
    unsigned uid, gid;

    if (at == NULL || !take_id(&at, &uid) || !take_id(&at, &gid))
        return true;
    a->uid = uid;
    a->gid = gid;
    return false;
}

bool accounts_find(const char *const *names, size_t n, struct account *found)
{
    const uid_t nobody = (uid_t)-1;

    if (!services_now().files_first)
        return false;
    for (size_t i = 0; i < n; i++) {
        *found = (struct account){names[i], nobody, 0};
        if (!each_line("/etc/passwd", on_user, found))
            return false;
        if (found->uid != nobody)
            return true;
    }
    return false;
}

struct groups {
    const char *name;
    gid_t *ids;
    size_t n, most;
    bool odd;
};

static bool is_member(const char *members, const char *name)
{
    const size_t n = strlen(name);

    for (const char *at = members; *at != '\0'; at += *at == ',') {
        const size_t word = strcspn(at, ",");

        if (word == n && strncmp(at, name, n) == 0)
            return true;
        at += word;
    }
    return false;
}

static bool on_group(void *ctx, char *line)
{
    struct groups *g = ctx;
    char *at = skip_field(skip_field(line)); /* name, password */
    unsigned gid;

    if (at == NULL || !take_id(&at, &gid) || !is_member(at, g->name) ||
        gid == g->ids[0])
        return true;
    g->odd = g->n == g->most;
    if (!g->odd)
        g->ids[g->n++] = gid;
    return !g->odd;
}

size_t accounts_groups(const char *name, gid_t own, gid_t *groups, size_t most)
{
    struct groups g = {.name = name, .ids = groups, .n = 1, .most = most};

    groups[0] = own;
    if (!services_now().files_only || !each_line("/etc/group", on_group, &g) ||
        g.odd)
        return 0;
    return g.n;
}
