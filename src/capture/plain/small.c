/*
 * small.c - the process that looks, and whom it is worth asking about.
 */
#include "small.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "classic.h"
#include "err.h"
#include "helper.h"
#include "input.h"
#include "source.h"

/* What one read(2) takes of a plain file: not more than a moment's work. */
enum { MOST_BYTES = 256 * 1024 };

struct look {
    int file;
    off_t at;
    size_t bytes;
    void (*settle)(void *ctx);
    void *ctx;
};

/* --- the process' end --- */

static bool read_all(const struct look *look, uint8_t *to)
{
    size_t got = 0;

    while (got < look->bytes) {
        const ssize_t n = pread(look->file, to + got, look->bytes - got,
                                look->at + (off_t)got);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        got += (size_t)n;
    }
    return true;
}

static bool is_plain(const struct look *look, uint8_t *file)
{
    struct classic classic;
    struct source source;

    return read_all(look, file) &&
           classic_takes_alone(&classic, file, false, &source) &&
           classic_is_plain(&classic, file + CLASSIC_HEADER_BYTES,
                            look->bytes - CLASSIC_HEADER_BYTES);
}

static void serve(int fd, void *ctx)
{
    const struct look *look = ctx;
    uint8_t *file = malloc(look->bytes); /* behind the walls there is none */

    if (look->settle != NULL)
        look->settle(look->ctx);
    char plain = file != NULL && is_plain(look, file) ? 'y' : 'n';
    (void)helper_hand(fd, &plain, sizeof(plain), -1);
    _exit(EXIT_SUCCESS); /* which gives the memory back */
}

/* --- the reader's end --- */

/* A regular file of that size, as far as its entry says. */
static bool is_small(int fd, struct look *look)
{
    struct stat st;

    look->at = lseek(fd, 0, SEEK_CUR);
    if (look->at < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
        st.st_size - look->at < CLASSIC_HEADER_BYTES ||
        st.st_size - look->at > MOST_BYTES)
        return false;
    look->file = fd;
    look->bytes = (size_t)(st.st_size - look->at);
    return true;
}

size_t small_bytes(int fd, void (*settle)(void *ctx), void *ctx)
{
    struct look look = {.settle = settle, .ctx = ctx};
    struct helper helper;
    struct err unasked;
    char plain = 'n';
    int none;

    if (!is_small(fd, &look))
        return 0;
    /* Nobody waits for its end, and no write is to be cut short by it. */
    (void)signal(SIGCHLD, SIG_IGN);
    if (!helper_start_with(&helper, fd, serve, &look, &unasked))
        return 0;
    const ssize_t n = helper_take(helper.fd, &plain, sizeof(plain), &none);
    helper_leave(&helper);
    return n == 1 && plain == 'y' ? look.bytes : 0;
}
