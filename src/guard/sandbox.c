/*
 * sandbox.c - raises both walls and says what stands.
 */
#include "sandbox.h"

#include <stdio.h>

#include "err.h"
#include "walls.h"

#ifdef __linux__

static void report_paths(const struct guard_plan *plan, int abi, char *to,
                         size_t size)
{
    if (abi == 0)
        snprintf(to, size, "no path can be opened");
    else if (plan->write_dir >= 0)
        snprintf(to, size, "landlock %d: the output directory only", abi);
    else
        snprintf(to, size, "landlock %d: no paths", abi);
}

static bool paths_possible(struct err *e)
{
    return wall_paths_version() > 0 ||
           err_set(e, "sandbox: this kernel has no Landlock to confine the "
                      "files being opened; --sandbox=off runs without");
}

bool guard_possible(bool creates, struct err *e)
{
    if (INSTRUMENTED)
        return true;
    return wall_calls_possible(e) && (!creates || paths_possible(e));
}

/*
 * Without Landlock the promise about paths still holds where the list of
 * system calls has none that opens a path. Where it has, it cannot be kept.
 */
static bool raise_paths(const struct guard_plan *plan, int *abi, struct err *e)
{
    if (!wall_paths(plan, abi, e))
        return false;
    return *abi > 0 || !wall_opens_paths(plan) || paths_possible(e);
}

bool guard_sandbox(const struct guard_plan *plan, struct guard_report *report,
                   struct err *e)
{
    int abi = 0;
    unsigned calls = 0;
    char paths[64];

    if (INSTRUMENTED) {
        snprintf(report->text, sizeof(report->text),
                 "sandbox: none, this build is instrumented");
        return true;
    }
    wall_probe_prepare();
    if (!raise_paths(plan, &abi, e))
        return false;
    if (!wall_calls(plan, &calls, e))
        return false;
    report_paths(plan, abi, paths, sizeof(paths));
    snprintf(report->text, sizeof(report->text),
             "sandbox: seccomp (%u system calls), %s", calls, paths);
    report->stands = true;
    wall_probe(plan);
    return true;
}

void guard_describe(char *text, size_t size)
{
    char paths[32] = "no Landlock";
    struct err unused;

    if (wall_paths_version() > 0)
        (void)snprintf(paths, sizeof(paths), "Landlock %d",
                       wall_paths_version());
    if (INSTRUMENTED)
        (void)snprintf(text, size, "none, this build is instrumented");
    else
        (void)snprintf(text, size, "%sseccomp, %s",
                       wall_calls_possible(&unused) ? "" : "no ", paths);
}

#else

bool guard_possible(bool creates, struct err *e)
{
    (void)creates;
    (void)e;
    return true;
}

void guard_describe(char *text, size_t size)
{
    (void)snprintf(text, size, "none on this system");
}

bool guard_sandbox(const struct guard_plan *plan, struct guard_report *report,
                   struct err *e)
{
    (void)plan;
    (void)e;
    snprintf(report->text, sizeof(report->text),
             "sandbox: none on this system");
    return true;
}

#endif
