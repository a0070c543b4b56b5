/*
 * resolver.c - both ends of the resolver's socket.
 */
#include "resolver.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "err.h"
#include "helper.h"
#include "shortage.h"

enum {
    NAME_BYTES = 256, /* a domain name has at most 253 characters */
    PATIENCE_LIVE_MS = 100,
    PATIENCE_FILE_MS = 4000,
    /* Of the time that passes in a live capture, one part in so many. */
    WAITING_SHARE = 10,
    NS_PER_MS = 1000000,
};

struct answer {
    struct resolver_address address;
    bool short_of_memory;
    char name[NAME_BYTES]; /* empty: none */
};

struct resolver {
    struct helper helper;
    struct resolver_style style;
    int patience_ms;   /* shrinks while nothing is heard */
    int64_t allowance; /* nanoseconds of waiting still granted */
    int64_t seen;      /* when the allowance was last reckoned */
};

static int64_t now_ns(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 * NS_PER_MS + t.tv_nsec;
}

static int most_patience(const struct resolver *r)
{
    return r->style.live ? PATIENCE_LIVE_MS : PATIENCE_FILE_MS;
}

/* --- the helper's end --- */

static void look_up(struct answer *a)
{
    const struct resolver_address *from = &a->address;
    struct sockaddr_in in4 = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    const bool four = from->bytes == sizeof(in4.sin_addr);
    memcpy(&in4.sin_addr, from->addr, sizeof(in4.sin_addr));
    memcpy(&in6.sin6_addr, from->addr, sizeof(in6.sin6_addr));
    const struct sockaddr *sa =
        four ? (const struct sockaddr *)&in4 : (const struct sockaddr *)&in6;
    const socklen_t size = four ? sizeof(in4) : sizeof(in6);
    errno = 0;
    const int rc =
        getnameinfo(sa, size, a->name, sizeof(a->name), NULL, 0, NI_NAMEREQD);
    if (rc != 0)
        a->name[0] = '\0';
    a->short_of_memory = rc == EAI_MEMORY || (rc != 0 && errno == ENOMEM);
}

/*
 * Whoever reads the program's output waits for its end on every process that
 * has it open, so the helper lets go of it.
 */
static void leave_stdio(void)
{
    const int null = open("/dev/null", O_RDWR);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        (void)dup2(null, fd);
    if (null > STDERR_FILENO)
        (void)close(null);
}

static void serve(int fd, void *ctx)
{
    const struct resolver_style *style = ctx;
    struct answer a;
    leave_stdio();
    style->settle(style->settle_ctx);
    while (read(fd, &a.address, sizeof(a.address)) == sizeof(a.address)) {
        look_up(&a);
        if (write(fd, &a, sizeof(a)) != sizeof(a))
            return;
    }
}

/* --- our end --- */

struct resolver *resolver_start(const struct resolver_style *style,
                                struct err *e)
{
    struct resolver *r = calloc(1, sizeof(*r));
    if (!r) {
        (void)err_set(e, "not enough memory");
        return NULL;
    }
    r->style = *style;
    r->patience_ms = most_patience(r);
    r->seen = now_ns();
    r->allowance = (int64_t)r->patience_ms * NS_PER_MS;
    struct err why = {0};
    if (helper_start(&r->helper, serve, &r->style, &why))
        return r;
    (void)err_set(e, "no process to ask for names (-n asks for none): %s",
                  why.text);
    free(r);
    return NULL;
}

void resolver_stop(struct resolver *r)
{
    if (!r)
        return;
    (void)close(r->helper.fd);
    free(r);
}

/* Waits for an answer; false when there is none within `ms`. */
static bool hear(struct resolver *r, int ms, struct answer *a)
{
    struct pollfd p = {.fd = r->helper.fd, .events = POLLIN};
    if (poll(&p, 1, ms) != 1 || read(r->helper.fd, a, sizeof(*a)) != sizeof(*a))
        return false;
    if (a->short_of_memory)
        shortage_note();
    a->name[sizeof(a->name) - 1] = '\0';
    r->patience_ms = most_patience(r);
    r->style.heard(r->style.heard_ctx, &a->address,
                   a->name[0] ? a->name : NULL);
    return true;
}

/* Nanoseconds this wait may take: its patience, and a share of the time. */
static int64_t grant(struct resolver *r, int64_t now)
{
    const int64_t most = (int64_t)r->patience_ms * NS_PER_MS;
    if (!r->style.live)
        return most;
    r->allowance += (now - r->seen) / WAITING_SHARE;
    r->seen = now;
    if (r->allowance > (int64_t)PATIENCE_LIVE_MS * NS_PER_MS)
        r->allowance = (int64_t)PATIENCE_LIVE_MS * NS_PER_MS;
    return r->allowance < most ? r->allowance : most;
}

static bool same(const struct resolver_address *a,
                 const struct resolver_address *b)
{
    return a->bytes == b->bytes && memcmp(a->addr, b->addr, a->bytes) == 0;
}

void resolver_listen(struct resolver *r)
{
    struct answer ignored;
    while (hear(r, 0, &ignored))
        continue;
}

void resolver_ask(struct resolver *r, const struct resolver_address *a)
{
    struct answer heard;
    resolver_listen(r);
    if (!helper_send(&r->helper, a, sizeof(*a)))
        return;
    const int64_t begun = now_ns();
    const int64_t until = begun + grant(r, begun);
    int64_t now = begun;
    bool answered = false;
    while (!answered && now < until) {
        const int ms = (int)((until - now + NS_PER_MS - 1) / NS_PER_MS);
        answered = hear(r, ms, &heard) && same(&heard.address, a);
        now = now_ns();
    }
    if (!answered && now - begun >= (int64_t)r->patience_ms * NS_PER_MS)
        r->patience_ms /= 2;
    r->allowance -= now - begun;
}
