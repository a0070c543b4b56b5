/*
 * savefile.c - savefiles through libpcap, the plain ones by a shorter way.
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

struct savefile {
    pcap_t *pcap;
    struct input *input;
    bool stop;
    bool plain; /* its records do not need libpcap */
    struct classic classic;
    const struct bpf_program *filter; /* NULL: every packet passes */
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
    s->plain = at != NULL && classic_takes(&s->classic, header, s->pcap);
    return true;
}

struct savefile *savefile_open(int fd, bool nanoseconds,
                               struct unpacker *packed, struct err *e)
{
    struct savefile *s = calloc(1, sizeof(*s));

    if (s == NULL) {
        (void)err_set(e, "%s", strerror(errno));
        if (fd != STDIN_FILENO)
            (void)close(fd);
        return NULL;
    }
    s->input = input_open(fd, packed, e);
    if (s->input != NULL && open_both(s, nanoseconds, e))
        return s;
    savefile_close(s);
    return NULL;
}

void savefile_close(struct savefile *s)
{
    if (s == NULL)
        return;
    if (s->pcap != NULL)
        pcap_close(s->pcap);
    input_free(s->input);
    free(s);
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
    s->filter = takes_all(code) ? NULL : code;
}

bool savefile_loop(struct savefile *s, int most, pcap_handler handler,
                   u_char *user)
{
    bool done = false;
    int n = 0;

    if (s->plain)
        n = classic_loop(&s->classic, input_window(s->input), s->filter, most,
                         handler, user, &s->stop, &done);
    return done ||
           pcap_loop(s->pcap, most > 0 ? most - n : -1, handler, user) != -1;
}

struct savefile_position savefile_position(const struct savefile *s)
{
    return (struct savefile_position){input_bytes(s->input),
                                      input_bytes_all(s->input)};
}

void savefile_break(struct savefile *s)
{
    s->stop = true;
    pcap_breakloop(s->pcap);
}

const char *savefile_complaint(const struct savefile *s)
{
    const char *complaint = input_complaint(s->input);
    return complaint != NULL ? complaint : pcap_geterr(s->pcap);
}
