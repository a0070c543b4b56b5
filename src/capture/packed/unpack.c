/*
 * unpack.c - both ends of the decompressor's socket.
 */
#include "unpack.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "err.h"
#include "libarchive.h"
#include "signals.h"

/* The first byte of a message. */
enum {
    BEGIN = 'B',   /* to the process: a new file, whatever came before */
    BYTES = 'D',   /* both ways: a part of the file */
    END = 'E',     /* both ways: there is no more of it */
    FAILED = 'F',  /* both ways: why, as text or as an int with errno */
    STARTED = 'S', /* to the reader: what follows is of the new file */
    UNKNOWN = 'U', /* to the reader: not compressed */
    WANT = 'W',    /* to the reader: the file's next bytes, please */
};

enum { ANSWER_BYTES = 128 }; /* of who starts others: why it could not */

static ssize_t receive(int fd, uint8_t *message)
{
    ssize_t n = -1;

    while (signals_wait_for(fd) &&
           (n = read(fd, message, 1 + UNPACK_CHUNK)) < 0)
        if (errno != EINTR)
            break;
    return n;
}

/* `message` has room for the kind before the `n` bytes. */
static bool post(int fd, uint8_t *message, int kind, size_t n)
{
    ssize_t done;

    message[0] = (uint8_t)kind;
    do
        done = send(fd, message, 1 + n, MSG_NOSIGNAL);
    while (done < 0 && errno == EINTR);
    return done == (ssize_t)(1 + n);
}

static bool post_text(int fd, int kind, const char *text)
{
    uint8_t message[256];
    const size_t n = strnlen(text, sizeof(message) - 1);

    memcpy(message + 1, text, n);
    return post(fd, message, kind, n);
}

/* --- the process' end --- */

struct worker {
    int fd;
    const struct unpacker *config;
    struct libarchive lib;
    bool ready; /* the library is loaded and the walls stand */
    bool begun; /* BEGIN has come while the file before was not done */
    bool alone; /* the reader is gone */
    uint8_t in[1 + UNPACK_CHUNK];
    uint8_t out[1 + UNPACK_CHUNK];
};

static int why_of(const uint8_t *message, ssize_t n)
{
    int why = EIO;

    if (n == 1 + (ssize_t)sizeof(why))
        memcpy(&why, message + 1, sizeof(why));
    return why;
}

static la_ssize_t next_block(struct archive *a, void *client,
                             const void **block)
{
    struct worker *w = client;
    const ssize_t n = post(w->fd, w->out, WANT, 0) ? receive(w->fd, w->in) : 0;

    *block = w->in + 1;
    if (n > 1 && w->in[0] == BYTES)
        return n - 1;
    if (n >= 1 && w->in[0] == END)
        return 0;
    w->alone = n <= 0;
    w->begun = n > 0 && w->in[0] == BEGIN;
    const int why = n > 0 && w->in[0] == FAILED ? why_of(w->in, n) : EIO;
    w->lib.set_error(a, why, "%s", strerror(why));
    return -1;
}

/* libarchive's libraries have many words for it, and some no number. */
static bool wants_memory(const struct worker *w, struct archive *a)
{
    const char *text = w->lib.error_string(a);

    return w->lib.error_number(a) == ENOMEM ||
           (text != NULL && strstr(text, "memory") != NULL);
}

/* Without an answer the reader would wait: then the process ends. */
static void answer(struct worker *w, bool sent)
{
    w->alone = w->alone || !sent;
}

static void complain_of(struct worker *w, struct archive *a)
{
    const char *text = a != NULL ? w->lib.error_string(a) : NULL;
    char need[128];

    if (a != NULL && wants_memory(w, a) && w->config->memory_mib > 0) {
        (void)snprintf(need, sizeof(need),
                       "decompressing it needs more than %u MiB of memory; "
                       "--unpack-memory allows more",
                       w->config->memory_mib);
        text = need;
    }
    answer(w,
           post_text(w->fd, FAILED,
                     text != NULL ? text : "not enough memory to decompress"));
}

static void send_bytes(struct worker *w, struct archive *a)
{
    la_ssize_t n;

    while ((n = w->lib.read_data(a, w->out + 1, UNPACK_CHUNK)) > 0)
        if (!post(w->fd, w->out, BYTES, (size_t)n)) {
            answer(w, false);
            return;
        }
    if (n < 0 && !w->begun && !w->alone)
        complain_of(w, a);
    else if (n == 0)
        answer(w, post(w->fd, w->out, END, 0));
}

/* The filter called "none" counts as one. */
static bool is_compressed(const struct worker *w, struct archive *a)
{
    return w->lib.filter_count(a) > 1;
}

static void unpack_file(struct worker *w)
{
    struct archive *a = libarchive_reader(&w->lib);
    struct archive_entry *entry;

    w->begun = false;
    if (a == NULL) {
        complain_of(w, NULL);
        return;
    }
    /* What is not compressed opens as a raw file without a filter. */
    const bool open =
        w->lib.read_open(a, w, NULL, next_block, NULL) == ARCHIVE_OK &&
        w->lib.read_next_header(a, &entry) == ARCHIVE_OK;
    if (open && is_compressed(w, a))
        send_bytes(w, a);
    else if (open)
        answer(w, post(w->fd, w->out, UNKNOWN, 0));
    else if (!w->begun && !w->alone)
        complain_of(w, a);
    (void)w->lib.read_free(a);
}

static void begin_file(struct worker *w)
{
    struct err e = {0};

    w->alone = !post(w->fd, w->out, STARTED, 0);
    if (w->alone)
        return;
    if (!w->ready && !libarchive_load(&w->lib, &e)) {
        answer(w, post_text(w->fd, FAILED, e.text));
        w->begun = false;
        return;
    }
    if (!w->ready && w->config->settle != NULL)
        w->config->settle(w->config->ctx);
    w->ready = true;
    unpack_file(w);
}

static void serve(int fd, void *ctx)
{
    struct worker *w = calloc(1, sizeof(*w));

    if (w == NULL)
        return;
    /* But for complaints the socket is all it has. */
    (void)close(STDIN_FILENO);
    (void)close(STDOUT_FILENO);
    w->fd = fd;
    w->config = ctx;
    while (!w->alone && (w->begun || receive(fd, w->in) > 0))
        if (w->begun || w->in[0] == BEGIN)
            begin_file(w);
    free(w);
}

/* One more for every request. Whoever has its socket is its reader. */
static void serve_starts(int fd, void *ctx)
{
    const struct unpackers *all = ctx;
    char request;

    (void)signal(SIGCHLD, SIG_IGN);
    while (read(fd, &request, 1) > 0) {
        struct helper one;
        struct err e = {0};
        char answer[ANSWER_BYTES] = "";

        if (!helper_start(&one, serve, all->like, &e))
            (void)snprintf(answer, sizeof(answer), "%.*s",
                           (int)sizeof(answer) - 1, e.text);
        if (!helper_hand(fd, answer, sizeof(answer), one.fd))
            return;
        helper_leave(&one);
    }
}

/* --- the reader's end --- */

bool unpackers_start(struct unpackers *all, struct unpacker *like,
                     struct err *e)
{
    all->like = like;
    return helper_start(&all->helper, serve_starts, all, e);
}

void unpackers_finish(struct unpackers *all)
{
    helper_leave(&all->helper);
}

bool unpacker_start(struct unpacker *u, struct err *e)
{
    return helper_start(&u->helper, serve, u, e);
}

void unpacker_finish(struct unpacker *u)
{
    helper_leave(&u->helper);
    free(u->chunk);
    u->chunk = NULL;
}

/* Where the file could not be read, the process is told why. */
static bool give_more(struct unpacker *u, unpack_source *more, void *source)
{
    const ssize_t n = more(source, u->chunk + 1, UNPACK_CHUNK);
    const int why = errno;

    if (n >= 0)
        return post(u->helper.fd, u->chunk, n > 0 ? BYTES : END, (size_t)n);
    memcpy(u->chunk + 1, &why, sizeof(why));
    return post(u->helper.fd, u->chunk, FAILED, sizeof(why));
}

/* A signal that ends the run is the cause of whatever goes wrong then. */
static void fail(struct unpacker *u, const void *text, size_t n)
{
    if (signals_to_stop()) {
        text = strerror(EINTR);
        n = strlen(text);
    }
    (void)snprintf(u->complaint, sizeof(u->complaint), "%.*s", (int)n,
                   (const char *)text);
}

static int lost(struct unpacker *u)
{
    static const char text[] = "the process that decompresses has ended";

    fail(u, text, sizeof(text) - 1);
    return FAILED;
}

/* The next message that is none about more of the file. */
static int next_message(struct unpacker *u, unpack_source *more, void *source)
{
    ssize_t n;

    while ((n = receive(u->helper.fd, u->chunk)) > 0 && u->chunk[0] == WANT)
        if (!give_more(u, more, source))
            return lost(u);
    if (n <= 0)
        return lost(u);
    u->chunk_at = 1;
    u->chunk_end = (size_t)n;
    if (u->chunk[0] == FAILED)
        fail(u, u->chunk + 1, (size_t)n - 1);
    return u->chunk[0];
}

/* What is left of the file before is of no use any more. */
static bool start_file(struct unpacker *u)
{
    ssize_t n;

    if (!post(u->helper.fd, u->chunk, BEGIN, 0))
        return false;
    while ((n = receive(u->helper.fd, u->chunk)) > 0 && u->chunk[0] != STARTED)
        continue;
    return n > 0;
}

/* Of several. False with a complaint. */
static bool be_started(struct unpacker *u)
{
    char answer[ANSWER_BYTES] = "";
    int fd = -1;

    if (u->helper.fd >= 0 || u->from == NULL)
        return true;
    if (helper_hand(u->from->helper.fd, &(char){'n'}, 1, -1) &&
        helper_take(u->from->helper.fd, answer, sizeof(answer), &fd) > 0 &&
        fd >= 0) {
        u->helper.fd = fd;
        return true;
    }
    answer[sizeof(answer) - 1] = '\0';
    (void)snprintf(u->complaint, sizeof(u->complaint),
                   "no process to decompress it: %s",
                   answer[0] != '\0' ? answer
                                     : "too many files are open; ulimit -n "
                                       "says how many may be");
    return false;
}

enum unpack_state unpacker_begin(struct unpacker *u, unpack_source *more,
                                 void *source)
{
    u->complaint[0] = '\0';
    u->chunk_at = u->chunk_end = 0;
    u->ended = true;
    if (!be_started(u))
        return UNPACK_FAILED;
    if (u->chunk == NULL)
        u->chunk = malloc(1 + UNPACK_CHUNK);
    if (u->chunk == NULL) {
        (void)snprintf(u->complaint, sizeof(u->complaint), "%s",
                       strerror(errno));
        return UNPACK_FAILED;
    }
    const int kind = start_file(u) ? next_message(u, more, source) : lost(u);
    u->ended = kind != BYTES;
    if (kind == BYTES)
        return UNPACK_DATA;
    u->chunk_at = u->chunk_end;
    return kind == END       ? UNPACK_END
           : kind == UNKNOWN ? UNPACK_UNKNOWN
                             : UNPACK_FAILED;
}

ssize_t unpacker_read(struct unpacker *u, unpack_source *more, void *source,
                      void *to, size_t size)
{
    if (u->chunk_at == u->chunk_end && !u->ended) {
        const int kind = next_message(u, more, source);

        u->ended = kind != BYTES;
        if (u->ended)
            u->chunk_at = u->chunk_end;
    }
    const size_t left = u->chunk_end - u->chunk_at;
    const size_t n = left < size ? left : size;
    memcpy(to, u->chunk + u->chunk_at, n);
    u->chunk_at += n;
    return n == 0 && u->complaint[0] != '\0' ? -1 : (ssize_t)n;
}

const char *unpacker_complaint(const struct unpacker *u)
{
    return u->complaint[0] != '\0' ? u->complaint : NULL;
}
