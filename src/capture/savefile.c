/*
 * savefile.c - savefiles through libpcap, the plain ones by a shorter way, the
 * small plain ones without it.
 */
#include "savefile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classic.h"
#include "input.h"
#include "pasted.h"
#include "signals.h"

struct savefile {
    pcap_t *pcap; /* NULL: of a small plain file nothing is left for it */
    struct source source;
    struct input *input;
    bool stop;
    bool plain; /* its records do not need libpcap, which reads ahead: what
                   it has begun to read is its own to the end */
    struct classic classic;
    const struct bpf_program *filter; /* NULL: every packet passes */
    upcoming_fn *ahead;               /* NULL: nobody looks ahead */
    /* Of text: */
    struct pasted *text;
    const struct tl_retold *retold;
    int fd;
};

int savefile_descriptor(const char *path, struct err *e)
{
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        (void)err_set(e, "%s: %s", path, strerror(errno));
    return fd;
}

int savefile_as_stdin(int fd)
{
    if (fd <= STDIN_FILENO || dup2(fd, STDIN_FILENO) != STDIN_FILENO)
        return fd;
    (void)close(fd);
    return STDIN_FILENO;
}

static pcap_t *open_pcap(struct input *in, bool nanoseconds, struct err *e)
{
    char text[PCAP_ERRBUF_SIZE] = "";
    pcap_t *p = pcap_fopen_offline_with_tstamp_precision(
        input_stream(in),
        nanoseconds ? PCAP_TSTAMP_PRECISION_NANO : PCAP_TSTAMP_PRECISION_MICRO,
        text);

    if (p == NULL) {
        const char *complaint = input_complaint(in);
        (void)err_set(e, "%s", complaint != NULL ? complaint : text);
        if (strcmp(e->text, "unknown file format") == 0)
            (void)err_hint(e, input_is_told(in)
                                  ? "this is text: read it with --read-text"
                                  : "neither pcap nor pcapng");
        (void)fclose(input_stream(in));
    }
    return p;
}

/* libpcap takes the header from the stream, so it is copied before. */
static bool open_both(struct savefile *s, bool nanoseconds, struct err *e)
{
    uint8_t header[CLASSIC_HEADER_BYTES];
    const uint8_t *at = input_peek(input_window(s->input), sizeof(header));

    if (at != NULL)
        memcpy(header, at, sizeof(header));
    s->pcap = open_pcap(s->input, nanoseconds, e);
    if (s->pcap == NULL)
        return false;
    s->source = source_of(s->pcap);
    s->plain = at != NULL && classic_takes(&s->classic, header, &s->source);
    return true;
}

static struct savefile *new_savefile(int fd, struct err *e)
{
    struct savefile *s = calloc(1, sizeof(*s));

    if (s != NULL)
        return s;
    (void)err_set(e, "%s", strerror(errno));
    if (fd != STDIN_FILENO)
        (void)close(fd);
    return NULL;
}

static struct savefile *open_sized(int fd, bool nanoseconds,
                                   struct unpacker *packed, size_t block,
                                   struct err *e)
{
    struct savefile *s = new_savefile(fd, e);

    if (s == NULL)
        return NULL;
    s->input = input_open(fd, packed, block, e);
    if (s->input != NULL && open_both(s, nanoseconds, e))
        return s;
    savefile_close(s);
    return NULL;
}

struct savefile *savefile_open(int fd, bool nanoseconds,
                               struct unpacker *packed, struct err *e)
{
    enum { BLOCK_BYTES = 256 * 1024 };

    return open_sized(fd, nanoseconds, packed, BLOCK_BYTES, e);
}

/* A thousand of them do not take more than a small machine has. */
struct savefile *savefile_open_among(int fd, bool nanoseconds,
                                     struct unpacker *packed, struct err *e)
{
    enum { BLOCK_BYTES = 32 * 1024 };

    return open_sized(fd, nanoseconds, packed, BLOCK_BYTES, e);
}

static const char *why_not_whole(const struct savefile *s)
{
    const int error = input_failed(s->input);

    return error != 0 ? strerror(error)
                      : "the file has changed since it was looked at";
}

static bool open_small(struct savefile *s, bool nanoseconds, struct err *e)
{
    struct input_window *window = input_window(s->input);
    const uint8_t *at = input_peek(window, CLASSIC_HEADER_BYTES);

    if (at == NULL ||
        !classic_takes_alone(&s->classic, at, nanoseconds, &s->source))
        return err_set(e, "%s", why_not_whole(s));
    window->at += CLASSIC_HEADER_BYTES;
    s->plain = true;
    return true;
}

struct savefile *savefile_open_small(int fd, bool nanoseconds, size_t bytes,
                                     struct err *e)
{
    struct savefile *s = new_savefile(fd, e);

    if (s == NULL)
        return NULL;
    s->input = input_open_part(fd, bytes, e);
    if (s->input != NULL && open_small(s, nanoseconds, e))
        return s;
    savefile_close(s);
    return NULL;
}

static ssize_t read_text(void *source, void *to, size_t size)
{
    const struct savefile *s = source;
    ssize_t n;

    do
        n = read(s->fd, to, size);
    while (n < 0 && errno == EINTR && !signals_to_stop());
    return n;
}

/* For what libpcap has to say of a link type: a savefile without packets. */
static pcap_t *open_empty(int link_type, bool nanoseconds, struct err *e)
{
    char text[PCAP_ERRBUF_SIZE] = "";
    const struct pcap_file_header head = {
        .magic = nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4,
        .version_major = PCAP_VERSION_MAJOR,
        .version_minor = PCAP_VERSION_MINOR,
        .snaplen = 262144,
        .linktype = (bpf_u_int32)link_type,
    };
    FILE *f = fmemopen(NULL, sizeof(head), "w+");

    if (f == NULL || fwrite(&head, sizeof(head), 1, f) != 1) {
        (void)err_set(e, "%s", strerror(errno));
        if (f != NULL)
            (void)fclose(f);
        return NULL;
    }
    rewind(f);
    pcap_t *p = pcap_fopen_offline_with_tstamp_precision(
        f,
        nanoseconds ? PCAP_TSTAMP_PRECISION_NANO : PCAP_TSTAMP_PRECISION_MICRO,
        text);
    if (p == NULL) {
        (void)err_set(e, "%s", text);
        (void)fclose(f);
    }
    return p;
}

struct savefile *savefile_open_text(int fd, struct pasted *text,
                                    bool nanoseconds, struct err *e)
{
    enum { LINK_ETHERNET = 1, LINK_RAW = 101 }; /* in a savefile */
    struct savefile *s = calloc(1, sizeof(*s));

    if (s == NULL || !(s->fd = fd, pasted_begin(text, read_text, s))) {
        (void)err_set(e, "not enough memory");
    } else {
        s->text = text;
        s->pcap = open_empty(pasted_has_link(text) ? LINK_ETHERNET : LINK_RAW,
                             nanoseconds, e);
    }
    if (s != NULL && s->pcap != NULL) {
        s->source = source_of(s->pcap);
        return s;
    }
    if (fd != STDIN_FILENO)
        (void)close(fd);
    free(s);
    return NULL;
}

const struct tl_retold *savefile_retold(const struct savefile *s)
{
    return s->retold;
}

void savefile_close(struct savefile *s)
{
    if (s == NULL)
        return;
    if (s->text != NULL && s->fd != STDIN_FILENO)
        (void)close(s->fd);
    if (s->pcap != NULL)
        pcap_close(s->pcap);
    input_free(s->input);
    free(s);
}

struct source savefile_source(const struct savefile *s)
{
    struct source from = s->source;

    from.pcap = s->pcap;
    return from;
}

pcap_t *savefile_pcap(const struct savefile *s)
{
    return s->pcap;
}

/* An empty expression compiles to "take as much as there can be". */
static bool takes_all(const struct bpf_program *code)
{
    return code->bf_len == 1 && code->bf_insns[0].code == (BPF_RET | BPF_K) &&
           code->bf_insns[0].k != 0;
}

void savefile_filter(struct savefile *s, const struct bpf_program *code)
{
    s->filter = code == NULL || takes_all(code) ? NULL : code;
}

void savefile_look_ahead(struct savefile *s, upcoming_fn *fn)
{
    s->ahead = fn;
}

static bool text_loop(struct savefile *s, int most, pcap_handler handler,
                      u_char *user)
{
    const bool nano = s->source.nanoseconds;
    struct pasted_packet packet;
    int n = 0;

    while (!s->stop && (most <= 0 || n < most) &&
           pasted_next(s->text, &packet)) {
        const struct pcap_pkthdr head = {
            .ts = {.tv_sec = (time_t)packet.sec,
                   .tv_usec = nano ? packet.ns : packet.ns / 1000},
            .caplen = packet.cap_len,
            .len = packet.wire_len,
        };
        if (s->filter != NULL &&
            pcap_offline_filter(s->filter, &head, packet.data) == 0)
            continue;
        s->retold = packet.retold;
        handler(user, &head, packet.data);
        n++;
    }
    return pasted_counts(s->text).read_error == 0;
}

/* Of a small file, behind its plain records. */
static bool is_over(const struct savefile *s)
{
    const struct input_window *window = input_window(s->input);

    return window->at == window->end &&
           input_bytes(s->input) == input_bytes_all(s->input);
}

bool savefile_loop(struct savefile *s, int most, pcap_handler handler,
                   u_char *user)
{
    bool done = false;
    int n = 0;

    if (s->text != NULL)
        return text_loop(s, most, handler, user);
    const struct classic_taker to = {handler, s->ahead, user, s->filter, most};
    if (s->plain)
        n = classic_loop(&s->classic, input_window(s->input), &to, &s->stop,
                         &done);
    if (s->pcap == NULL)
        return done || is_over(s);
    if (done)
        return true;
    s->plain = false;
    return pcap_loop(s->pcap, most > 0 ? most - n : -1, handler, user) != -1;
}

struct kept {
    struct pcap_pkthdr *head;
    const u_char **data;
};

/* What the window holds stays there until it is asked for more. */
static void keep(u_char *user, const struct pcap_pkthdr *head,
                 const u_char *data)
{
    struct kept *to = (struct kept *)(void *)user;

    *to->head = *head;
    *to->data = data;
}

enum savefile_state savefile_next(struct savefile *s, struct pcap_pkthdr *head,
                                  const u_char **data)
{
    struct kept kept = {head, data};
    const struct classic_taker to = {keep, NULL, (u_char *)&kept, s->filter, 1};
    struct pcap_pkthdr *theirs;
    bool done = false;

    if (s->plain && classic_loop(&s->classic, input_window(s->input), &to,
                                 &s->stop, &done) > 0)
        return SAVEFILE_PACKET;
    if (s->pcap == NULL)
        return done || is_over(s) ? SAVEFILE_END : SAVEFILE_DAMAGED;
    if (done)
        return SAVEFILE_END;
    s->plain = false;
    const int rc = pcap_next_ex(s->pcap, &theirs, data);
    if (rc == 1)
        *head = *theirs;
    return rc == 1                  ? SAVEFILE_PACKET
           : rc == PCAP_ERROR_BREAK ? SAVEFILE_END
                                    : SAVEFILE_DAMAGED;
}

struct savefile_position savefile_position(const struct savefile *s)
{
    if (s->text != NULL)
        return (struct savefile_position){0};
    return (struct savefile_position){input_bytes(s->input),
                                      input_bytes_all(s->input)};
}

uint64_t savefile_drops(const struct savefile *s)
{
    return s->text != NULL ? 0 : input_drops(s->input);
}

void savefile_break(struct savefile *s)
{
    s->stop = true;
    if (s->pcap != NULL)
        pcap_breakloop(s->pcap);
}

const char *savefile_complaint(const struct savefile *s)
{
    if (s->text != NULL)
        return strerror(pasted_counts(s->text).read_error);
    const char *complaint = input_complaint(s->input);
    if (complaint != NULL)
        return complaint;
    return s->pcap != NULL ? pcap_geterr(s->pcap) : why_not_whole(s);
}
