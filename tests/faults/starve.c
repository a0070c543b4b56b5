/*
 * starve.c - preloaded into the program: one allocation fails, or that one
 * and all after it.
 *
 * $STARVE names a file with three 64-bit numbers, which the processes of a
 * run share: which allocation fails (1 is the first), whether those after it
 * do, and how many there have been.
 *
 * The C library's name service and libpcap's compiler are let alone: neither
 * survives failing memory.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netdb.h>
#include <pcap/pcap.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "count.h"

struct shared {
    uint64_t at;
    uint64_t and_on;
    uint64_t count;
};

static struct shared *shared;
static int exempt; /* within so many calls of the name service */

/* The C library's own, by the names it gives them for such as this. */
// NOLINTBEGIN(bugprone-reserved-identifier)
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
// NOLINTEND(bugprone-reserved-identifier)

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("STARVE");
    const int fd = path != NULL ? open(path, O_RDWR) : -1;

    if (fd < 0)
        return;
    void *p =
        mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p != MAP_FAILED)
        shared = p;
    (void)close(fd);
}

static int fails(void)
{
    if (shared == NULL || exempt > 0)
        return 0;
    const uint64_t n = __atomic_add_fetch(&shared->count, 1, __ATOMIC_RELAXED);

    if (n != shared->at && !(shared->and_on != 0 && n > shared->at))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t nmemb, size_t size)
{
    return fails() ? NULL : __libc_calloc(nmemb, size);
}

void *realloc(void *ptr, size_t size)
{
    return fails() ? NULL : __libc_realloc(ptr, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

/* The function this one stands before. */
static void *next(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    if (found == NULL)
        abort();
    exempt++;
    return found;
}

struct passwd *getpwnam(const char *name)
{
    struct passwd *(*call)(const char *) = next("getpwnam");
    struct passwd *pw = call(name);

    exempt--;
    return pw;
}

int initgroups(const char *user, gid_t group)
{
    int (*call)(const char *, gid_t) = next("initgroups");
    const int rc = call(user, group);

    exempt--;
    return rc;
}

struct servent *getservent(void)
{
    struct servent *(*call)(void) = next("getservent");
    struct servent *entry = call();

    exempt--;
    return entry;
}

void setservent(int stay_open)
{
    void (*call)(int) = next("setservent");

    call(stay_open);
    exempt--;
}

void endservent(void)
{
    void (*call)(void) = next("endservent");

    call();
    exempt--;
}

int getnameinfo(const struct sockaddr *sa, socklen_t salen, char *host,
                socklen_t hostlen, char *serv, socklen_t servlen, int flags)
{
    int (*call)(const struct sockaddr *, socklen_t, char *, socklen_t, char *,
                socklen_t, int) = next("getnameinfo");
    const int rc = call(sa, salen, host, hostlen, serv, servlen, flags);

    exempt--;
    return rc;
}

static int (*their_compile)(pcap_t *, struct bpf_program *, const char *, int,
                            bpf_u_int32);

static int compile(pcap_t *p, struct bpf_program *program, const char *text,
                   int optimize, bpf_u_int32 netmask)
{
    exempt++;
    const int rc = their_compile(p, program, text, optimize, netmask);

    exempt--;
    return rc;
}

/* The program looks libpcap's functions up by name: one of them is ours. */
void *dlsym(void *handle, const char *name)
{
    static const char *const versions[] = {"GLIBC_2.34", "GLIBC_2.17",
                                           "GLIBC_2.2.5", "GLIBC_2.0"};
    static void *(*look_up)(void *, const char *);

    for (size_t i = 0; look_up == NULL && i < COUNT_OF(versions); i++)
        look_up = dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    if (look_up == NULL)
        abort();
    void *found = look_up(handle, name);
    if (found == NULL || strcmp(name, "pcap_compile") != 0)
        return found;
    their_compile = found;
    return compile;
}
