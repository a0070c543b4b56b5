/*
 * confine.c - what main knows about a run, told to the guard.
 */
#include "confine.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "count.h"
#include "sandbox.h"

/* Root without capabilities may write only where root is the owner. */
static bool foreign_directory(const struct rotate *files)
{
    struct stat st;
    return files && rotate_opens_files(files) &&
           fstat(rotate_directory(files), &st) == 0 && st.st_uid != 0;
}

void confine_plan(struct confined *c, const struct options *o)
{
    c->sandbox_off = o->sandbox_off;
    (void)guard_user_find(&c->user, o->user, &c->why_not);
}

bool confine_possible(const struct confined *c, struct err *e)
{
    if (c->why_not.text[0] == '\0')
        return true;
    *e = c->why_not;
    return false;
}

bool confine_user(struct confined *c, const struct rotate *files, struct err *e)
{
    const bool stays_root = !c->user.change && geteuid() == 0;
    return guard_drop(&c->user,
                      stays_root && foreign_directory(files)
                          ? GUARD_DROP_BUT_FILES
                          : GUARD_DROP_ALL,
                      e);
}

bool confine_calls(struct confined *c, const struct confine_needs *needs,
                   bool verbose, struct err *e)
{
    const bool rotates = needs->files && rotate_opens_files(needs->files);
    const struct guard_plan plan = {
        .role = GUARD_READER,
        .write_dir = rotates ? rotate_directory(needs->files) : -1,
        .device = needs->device,
        .read_files = needs->inputs,
        .read_count = needs->input_count,
    };
    struct guard_report report = {.text = "sandbox: off"};
    /*
     * The zone's file is read while files can be read; with the variable set,
     * glibc does not look again whether the file has changed.
     */
    (void)setenv("TZ", ":/etc/localtime", 0);
    tzset();
    if (!c->sandbox_off && !guard_sandbox(&plan, &report, e))
        return false;
    c->walled = report.stands;
    if (verbose)
        complain("%s", report.text);
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

/*
 * Walls that cannot be raised cost this process its life, and the run its
 * names: it has a few bytes of an address from packets, and no more.
 */
void confine_resolver(void *ctx)
{
    const struct confined *c = ctx;
    const struct guard_plan plan = {
        .role = GUARD_RESOLVER, .write_dir = -1, .device = -1};
    struct guard_report report;
    struct err e = {0};

    drop_or_die(ctx, GUARD_DROP_ALL);
    guard_end_with_parent();
    if (!c->sandbox_off && !guard_sandbox(&plan, &report, &e))
        _exit(EXIT_FAILURE);
}
