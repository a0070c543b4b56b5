/*
 * test_machine.c - the memory that control groups leave, in made-up trees.
 */
#include "machine.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit_main.h"

enum { PATH_ROOM = 512 };

#define MIB (UINT64_C(1) << 20)
#define V2 "/sys/fs/cgroup"
#define V1 "/sys/fs/cgroup/memory"

static char root[64];

/* The file below the root, and the folders it is in. */
static void put(const char *below, const char *text)
{
    char path[PATH_ROOM];

    ck_assert_int_lt(snprintf(path, sizeof(path), "%s%s", root, below),
                     (int)sizeof(path));
    for (char *slash = strchr(path + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0700);
        *slash = '/';
    }
    FILE *f = fopen(path, "we");
    ck_assert_ptr_nonnull(f);
    ck_assert_int_ge(fputs(text, f), 0);
    ck_assert_int_eq(fclose(f), 0);
}

static void setup(void)
{
    (void)snprintf(root, sizeof(root), "/tmp/machine.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(root));
}

static int drop(const char *path, const struct stat *st, int kind,
                struct FTW *where)
{
    (void)st;
    (void)kind;
    (void)where;
    return remove(path);
}

static void teardown(void)
{
    ck_assert_int_eq(nftw(root, drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void expect(uint64_t want)
{
    ck_assert_uint_eq(machine_group_memory(root), want);
}

START_TEST(no_groups)
{
    expect(UINT64_MAX);
    put("/proc/self/cgroup", "");
    expect(UINT64_MAX);
    put("/proc/self/cgroup", "what is this?\n:\n1\n::\n");
    expect(UINT64_MAX);
}
END_TEST

START_TEST(second_version)
{
    put("/proc/self/cgroup", "0::/a.slice/b.scope\n");
    expect(UINT64_MAX);
    put(V2 "/a.slice/b.scope/memory.max", "max\n");
    put(V2 "/a.slice/memory.max", "max\n");
    expect(UINT64_MAX);
    put(V2 "/a.slice/b.scope/memory.max", "104857600\n");
    expect(100 * MIB);
}
END_TEST

START_TEST(those_above_count)
{
    put("/proc/self/cgroup", "0::/a.slice/b.scope\n");
    put(V2 "/a.slice/b.scope/memory.max", "104857600\n");
    put(V2 "/a.slice/memory.max", "52428800\n");
    expect(50 * MIB);
    put(V2 "/a.slice/memory.max", "209715200\n");
    expect(100 * MIB);
}
END_TEST

/* A container's root is its own group. */
START_TEST(container)
{
    put("/proc/self/cgroup", "0::/\n");
    put(V2 "/memory.max", "67108864\n");
    expect(64 * MIB);
    put("/proc/self/cgroup", "0::/../../outside\n");
    expect(64 * MIB);
}
END_TEST

START_TEST(first_version)
{
    put("/proc/self/cgroup", "12:pids:/x\n11:cpu,memory:/docker/c0\n0::/\n");
    put(V1 "/memory.limit_in_bytes", "9223372036854771712\n");
    expect(UINT64_C(9223372036854771712));
    put(V1 "/docker/c0/memory.limit_in_bytes", "33554432\n");
    expect(32 * MIB);
}
END_TEST

/* The path is the host's, of which the container has one folder. */
START_TEST(first_version_in_container)
{
    put("/proc/self/cgroup", "4:memory:/docker/c0\n");
    put(V1 "/memory.limit_in_bytes", "33554432\n");
    expect(32 * MIB);
}
END_TEST

START_TEST(other_controllers)
{
    put("/proc/self/cgroup", "4:memoryless,cpu:/a\n3:name=memory:/a\n");
    put(V1 "/a/memory.limit_in_bytes", "33554432\n");
    expect(UINT64_MAX);
}
END_TEST

START_TEST(odd_limits)
{
    put("/proc/self/cgroup", "0::/a");
    put(V2 "/a/memory.max", "");
    expect(UINT64_MAX);
    put(V2 "/a/memory.max", "-1\n");
    expect(UINT64_MAX);
    put(V2 "/a/memory.max", "0\n");
    expect(0);
}
END_TEST

START_TEST(the_least_of_all)
{
    ck_assert_uint_gt(machine_memory(), 0);
    ck_assert_uint_le(machine_memory(), machine_group_memory(""));
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("machine");
    TCase *groups = tcase_create("groups");

    tcase_add_checked_fixture(groups, setup, teardown);
    tcase_add_test(groups, no_groups);
    tcase_add_test(groups, second_version);
    tcase_add_test(groups, those_above_count);
    tcase_add_test(groups, container);
    tcase_add_test(groups, first_version);
    tcase_add_test(groups, first_version_in_container);
    tcase_add_test(groups, other_controllers);
    tcase_add_test(groups, odd_limits);
    tcase_add_test(groups, the_least_of_all);
    suite_add_tcase(s, groups);
    return s;
}
