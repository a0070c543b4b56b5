/*
 * test_guard.c - what a process can still do behind the walls.
 *
 * Every try runs in a child of its own, because the walls stay up.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "err.h"
#include "privileges.h"
#include "sandbox.h"
#include "unit_main.h"

enum { DONE = 0, REFUSED = 77, NO_WALL = 78 };

static char scratch[] = "/tmp/tcpline-guard-XXXXXX";
static int scratch_dir = -1;

static const struct guard_plan plan_plain = {
    .role = GUARD_READER,
    .write_dir = -1,
};

/* Exit code of `act` behind the walls of `plan`, or minus the signal. */
static int behind_walls(const struct guard_plan *plan, int (*act)(void))
{
    int status;
    const pid_t child = fork();
    if (child == 0) {
        struct guard_report report;
        struct err e = {0};
        _exit(guard_sandbox(plan, &report, &e) ? act() : NO_WALL);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int act_nothing(void)
{
    return DONE;
}

static int act_memory(void)
{
    char *p = malloc(64 << 20);
    for (size_t i = 0; p && i < (64U << 20); i += 4096)
        p[i] = 1;
    p = realloc(p, 128 << 20);
    free(p);
    return p ? DONE : REFUSED;
}

static int act_open_read(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0 ? DONE : REFUSED;
}

static int act_open_write(void)
{
    return open("/tmp/tcpline-guard-outside", O_WRONLY | O_CREAT, 0600) >= 0
               ? DONE
               : REFUSED;
}

static int act_create_in_dir(void)
{
    const int fd =
        openat(scratch_dir, "in", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    return fd >= 0 && write(fd, "x", 1) == 1 ? DONE : REFUSED;
}

static int act_read_in_dir(void)
{
    return openat(scratch_dir, "in", O_RDONLY) >= 0 ? DONE : REFUSED;
}

static int act_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? DONE : REFUSED;
}

static int act_execve(void)
{
    execl("/bin/true", "true", (char *)NULL);
    return REFUSED;
}

static int act_ptrace(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? DONE : REFUSED;
}

static int act_executable_memory(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
                -1, 0) == MAP_FAILED
               ? REFUSED
               : DONE;
}

static int act_write_scratch(void)
{
    return write(scratch_dir, "x", 1) < 0 && errno == EBADF ? DONE : REFUSED;
}

static int act_fork(void)
{
    return fork() >= 0 ? DONE : REFUSED;
}

START_TEST(reader_keeps_what_it_needs)
{
    ck_assert_int_eq(behind_walls(&plan_plain, act_nothing), DONE);
    ck_assert_int_eq(behind_walls(&plan_plain, act_memory), DONE);
}
END_TEST

#ifdef TCPLINE_INSTRUMENTED
enum { INSTRUMENTED = 1 };
#else
enum { INSTRUMENTED = 0 };
#endif

START_TEST(reader_dies_of_the_rest)
{
    int (*const acts[])(void) = {
        act_open_read,
        act_open_write,
        act_socket,
        act_execve,
        act_ptrace,
        act_fork,
        act_executable_memory,
    };
    ck_assert_int_eq(behind_walls(&plan_plain, acts[_i]), -SIGSYS);
}
END_TEST

START_TEST(savefiles_go_to_their_directory_only)
{
    const struct guard_plan plan = {.role = GUARD_FILER,
                                    .write_dir = scratch_dir};
    const int made = behind_walls(&plan, act_create_in_dir);
    if (made == NO_WALL)
        return; /* no Landlock here, and strict refuses the plan */
    ck_assert_int_eq(made, DONE);
    ck_assert_int_eq(behind_walls(&plan, act_open_write), REFUSED);
    ck_assert_int_eq(behind_walls(&plan, act_read_in_dir), -SIGSYS);
    ck_assert_int_eq(behind_walls(&plan, act_execve), -SIGSYS);
}
END_TEST

START_TEST(the_device_is_never_written_to)
{
    struct guard_plan plan = plan_plain;
    ck_assert_int_eq(behind_walls(&plan, act_write_scratch), DONE);
    plan.devices = &scratch_dir;
    plan.device_count = 1;
    ck_assert_int_eq(behind_walls(&plan, act_write_scratch), -SIGSYS);
}
END_TEST

START_TEST(opener_reads_and_does_nothing_else)
{
    const struct guard_plan plan = {.role = GUARD_OPENER, .write_dir = -1};
    ck_assert_int_eq(behind_walls(&plan, act_open_read), DONE);
    ck_assert_int_eq(behind_walls(&plan, act_open_write), -SIGSYS);
    ck_assert_int_eq(behind_walls(&plan, act_socket), -SIGSYS);
    ck_assert_int_eq(behind_walls(&plan, act_execve), -SIGSYS);
}
END_TEST

START_TEST(unpacker_opens_nothing)
{
    const struct guard_plan plan = {.role = GUARD_UNPACKER, .write_dir = -1};
    ck_assert_int_eq(behind_walls(&plan, act_open_read), -SIGSYS);
    ck_assert_int_eq(behind_walls(&plan, act_open_write), -SIGSYS);
    ck_assert_int_eq(behind_walls(&plan, act_socket), -SIGSYS);
    ck_assert_int_eq(behind_walls(&plan, act_execve), -SIGSYS);
}
END_TEST

START_TEST(resolver_reads_but_neither_writes_nor_runs)
{
    const struct guard_plan plan = {.role = GUARD_RESOLVER, .write_dir = -1};
    ck_assert_int_eq(behind_walls(&plan, act_open_read), DONE);
    ck_assert_int_eq(behind_walls(&plan, act_socket), DONE);
    ck_assert_int_eq(behind_walls(&plan, act_open_write), REFUSED);
    ck_assert_int_eq(behind_walls(&plan, act_execve), REFUSED);
    ck_assert_int_eq(behind_walls(&plan, act_ptrace), REFUSED);
}
END_TEST

START_TEST(unknown_user_is_named)
{
    struct guard_user who;
    struct err e = {0};
    if (getuid() != 0)
        return; /* only root changes its user, so the name is not looked at */
    ck_assert(!guard_user_find(&who, "nosuchuser", &e));
    ck_assert_str_eq(e.text, "Couldn't find user 'nosuchuser'");
}
END_TEST

/* Behaviour after the drop, seen by the one who dropped. */
static int dropped(const char *user)
{
    struct guard_user who;
    struct err e = {0};
    uid_t real, effective, saved;
    if (!guard_user_find(&who, user, &e) ||
        !guard_drop(&who, GUARD_DROP_ALL, &e))
        return REFUSED;
    if (getresuid(&real, &effective, &saved) != 0 || real != who.uid ||
        effective != who.uid || saved != who.uid)
        return 1;
    if (setuid(0) == 0 && who.uid != 0)
        return 2;
    if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1)
        return 3;
    if (socket(AF_PACKET, SOCK_RAW, 0) >= 0 || errno != EPERM)
        return 4;
    for (unsigned long cap = 0; prctl(PR_CAPBSET_READ, cap, 0, 0, 0) >= 0;
         cap++)
        if (prctl(PR_CAPBSET_READ, cap, 0, 0, 0) != 0)
            return 5;
    return DONE;
}

START_TEST(root_becomes_nobody_for_good)
{
    static const char *const users[] = {"nobody", "root"};
    int status;
    if (getuid() != 0)
        return; /* nothing to give up */
    const pid_t child = fork();
    if (child == 0)
        _exit(dropped(users[_i]));
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), DONE);
}
END_TEST

static void setup(void)
{
    ck_assert_ptr_nonnull(mkdtemp(scratch));
    scratch_dir = open(scratch, O_RDONLY | O_DIRECTORY);
    ck_assert_int_ge(scratch_dir, 0);
}

static void teardown(void)
{
    (void)unlinkat(scratch_dir, "in", 0);
    (void)rmdir(scratch);
}

Suite *unit_suite(void)
{
    Suite *s = suite_create("guard");
    TCase *tc = tcase_create("guard");

    tcase_add_unchecked_fixture(tc, setup, teardown);
    tcase_add_test(tc, reader_keeps_what_it_needs);
    if (!INSTRUMENTED) {
        tcase_add_loop_test(tc, reader_dies_of_the_rest, 0, 7);
        tcase_add_test(tc, savefiles_go_to_their_directory_only);
        tcase_add_test(tc, the_device_is_never_written_to);
        tcase_add_test(tc, opener_reads_and_does_nothing_else);
        tcase_add_test(tc, unpacker_opens_nothing);
        tcase_add_test(tc, resolver_reads_but_neither_writes_nor_runs);
    }
    tcase_add_test(tc, unknown_user_is_named);
    tcase_add_loop_test(tc, root_becomes_nobody_for_good, 0, 2);
    suite_add_tcase(s, tc);
    return s;
}
