/*
 * confine.c - what main knows about a run, told to the guard.
 */
#include "confine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "count.h"
#include "name_modules.h"
#include "sandbox.h"

/* Root without capabilities may write only where root is the owner. */
static bool foreign_directory(int directory)
{
    struct stat st;

    return fstat(directory, &st) == 0 && st.st_uid != 0;
}

/*
 * The zone's file is read while files can be read; with the variable set,
 * glibc does not look again whether the file has changed.
 */
static bool read_time_zone(struct err *e)
{
    errno = 0;
    if (setenv("TZ", ":/etc/localtime", 0) == 0)
        tzset();
    return errno != ENOMEM || err_set(e, "not enough memory for the time zone");
}

void confine_plan(struct confined *c, const struct options *o)
{
    c->sandbox_off = o->sandbox_off;
    c->unpack_mib = o->unpack_mib;
    (void)guard_user_find(&c->user, o->user, &c->why_not);
}

bool confine_possible(const struct confined *c, struct err *e)
{
    if (c->why_not.text[0] == '\0')
        return true;
    *e = c->why_not;
    return false;
}

bool confine_user(struct confined *c, struct err *e)
{
    return guard_drop(&c->user, GUARD_DROP_ALL, e);
}

bool confine_calls(struct confined *c, const struct confine_needs *needs,
                   struct err *e)
{
    const struct guard_plan plan = {
        .role = GUARD_READER,
        .write_dir = -1,
        .devices = needs->device.fds,
        .device_count = needs->device.count,
        .device_module = needs->device.module,
        .has_helpers = needs->helpers,
    };
    struct guard_report report = {.text = "sandbox: off"};

    if (!read_time_zone(e))
        return false;
    if (!c->sandbox_off && !guard_sandbox(&plan, &report, e))
        return false;
    c->walled = report.stands;
    (void)snprintf(c->report, sizeof(c->report), "%s", report.text);
    return true;
}

static void drop_or_die(struct confined *c, enum guard_drop how)
{
    struct err e = {0};

    if (guard_drop(&c->user, how, &e))
        return;
    complain("%s", e.text);
    _exit(EXIT_FAILURE);
}

void confine_command_helper(void *ctx)
{
    drop_or_die(ctx, GUARD_DROP_FOR_COMMANDS);
}

/* Walls that cannot be raised cost the process its life. */
static void raise_or_die(const struct confined *c, enum guard_role role,
                         int write_dir)
{
    const struct guard_plan plan = {.role = role, .write_dir = write_dir};
    struct guard_report report;
    struct err e = {0};

    guard_end_with_parent();
    if (c->sandbox_off || guard_sandbox(&plan, &report, &e))
        return;
    complain("%s", e.text);
    _exit(EXIT_FAILURE);
}

/*
 * It has a few bytes of an address from packets, and no more. In a session of
 * its own it has no terminal to type into.
 */
void confine_resolver(void *ctx)
{
    (void)setsid();
    drop_or_die(ctx, GUARD_DROP_ALL);
    name_modules_load();
    raise_or_die(ctx, GUARD_RESOLVER, -1);
}

/* It stays who it is: the list's files are opened as those of -r are. */
void confine_opener(void *ctx)
{
    const struct confined *c = ctx;
    struct confined same = *c;

    same.user.change = false;
    drop_or_die(&same, GUARD_DROP_BUT_READING);
    raise_or_die(c, GUARD_OPENER, -1);
}

bool confine_walls(const struct confined *c, bool creates, struct err *e)
{
    return c->sandbox_off || guard_possible(creates, e);
}

/* The files are those of the user that the process which asks for them is. */
void confine_filer(void *ctx, int directory)
{
    struct confined *c = ctx;
    struct err e = {0};
    const bool stays_root = !c->user.change && geteuid() == 0;

    drop_or_die(c, stays_root && foreign_directory(directory)
                       ? GUARD_DROP_BUT_FILES
                       : GUARD_DROP_ALL);
    if (!read_time_zone(&e)) {
        complain("%s", e.text);
        _exit(EXIT_FAILURE);
    }
    raise_or_die(c, GUARD_FILER, directory);
}

/* It is forked when the privileges are gone. */
void confine_unpacker(void *ctx)
{
    const struct confined *c = ctx;

    if (c->unpack_mib > 0)
        guard_limit_memory(c->unpack_mib);
    raise_or_die(ctx, GUARD_UNPACKER, -1);
}

/* So is this one. */
void confine_looker(void *ctx)
{
    raise_or_die(ctx, GUARD_LOOKER, -1);
}

bool confine_owns(void *ctx, int fd)
{
    const struct confined *c = ctx;

    return guard_user_owns(&c->user, fd);
}
