/*
 * compiler.c - both ends of the compiler's socket.
 */
#include "compiler.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "err.h"
#include "libpcap.h"
#include "signals.h"

enum { PART_BYTES = 64 * 1024 }; /* of the code, in one message */

struct answer {
    unsigned count; /* instructions, which follow; 0: `why` */
    struct err why;
};

/* --- the process' end --- */

/*
 * Some expressions compile for devices and not for savefiles. So that libpcap
 * takes the handle for a savefile, it is given one without packets.
 */
static pcap_t *open_empty(const struct compiler_target *q, struct err *e)
{
    struct pcap_file_header head = {
        .magic = 0xa1b2c3d4,
        .version_major = PCAP_VERSION_MAJOR,
        .version_minor = PCAP_VERSION_MINOR,
        .snaplen = (bpf_u_int32)q->snaplen,
        .linktype = (bpf_u_int32)q->link_type,
    };
    char why[PCAP_ERRBUF_SIZE] = "";
    FILE *f = fmemopen(&head, sizeof(head), "r");
    pcap_t *p = f != NULL ? pcap_fopen_offline(f, why) : NULL;

    if (p == NULL)
        (void)err_set(e, "%s", f != NULL ? why : strerror(errno));
    return p;
}

/* NULL: for savefiles. */
static pcap_t *device_of(const struct compiler *c, int link_type)
{
    for (size_t i = 0; i < c->device_count; i++)
        if (pcap_datalink(c->devices[i]) == link_type)
            return c->devices[i];
    return NULL;
}

static void compile(const struct compiler *c, const char *text,
                    const struct compiler_target *q, struct bpf_program *code,
                    struct err *e)
{
    const struct filter_style style = {.optimize = c->optimize,
                                       .netmask = q->netmask};

    pcap_t *device = device_of(c, q->link_type);

    if (device != NULL) {
        (void)filter_compile(code, device, text, style, e);
        return;
    }
    pcap_t *p = open_empty(q, e);
    if (p == NULL)
        return;
    if (pcap_datalink(p) != q->link_type)
        (void)err_set(e, "link type %d has no filters", q->link_type);
    else
        (void)filter_compile(code, p, text, style, e);
    pcap_close(p);
}

static bool send_code(int fd, const struct bpf_program *code)
{
    const char *at = (const char *)(const void *)code->bf_insns;
    size_t left = code->bf_len * sizeof(*code->bf_insns);

    while (left > 0) {
        const size_t n = left < PART_BYTES ? left : PART_BYTES;

        if (write(fd, at, n) != (ssize_t)n)
            return false;
        at += n;
        left -= n;
    }
    return true;
}

static bool reply(int fd, const struct compiler *c, const char *text,
                  const struct compiler_target *q, const struct err *unreadable)
{
    struct bpf_program code = {0};
    struct answer a = {.why = *unreadable};

    if (text != NULL)
        compile(c, text, q, &code, &a.why);
    a.count = code.bf_len;
    const bool ok =
        write(fd, &a, sizeof(a)) == sizeof(a) && send_code(fd, &code);
    pcap_freecode(&code);
    return ok;
}

static void serve(int fd, void *ctx)
{
    const struct compiler *c = ctx;
    struct err unreadable = {0};
    struct compiler_target q;

    if (c->settle != NULL)
        c->settle(c->ctx);
    char *text = filter_text(c->source, &unreadable);
    while (read(fd, &q, sizeof(q)) == sizeof(q))
        if (!reply(fd, c, text, &q, &unreadable))
            break;
    free(text);
}

/* --- the reader's end --- */

bool compiler_start(struct compiler *c, struct err *e)
{
    return libpcap_load(e) &&
           helper_start_with(&c->helper, c->source->fd, serve, c, e);
}

void compiler_finish(struct compiler *c)
{
    helper_leave(&c->helper);
}

/* Only a signal to stop ends the wait. */
static ssize_t take(int fd, void *to, size_t size)
{
    ssize_t n;

    do
        n = read(fd, to, size);
    while (n < 0 && errno == EINTR && !signals_to_stop());
    return n;
}

static bool receive_code(int fd, struct bpf_program *code, unsigned count)
{
    const size_t size = count * sizeof(*code->bf_insns);
    char *bytes = malloc(size);
    size_t got = 0;

    code->bf_insns = (struct bpf_insn *)(void *)bytes;
    code->bf_len = count;
    while (bytes != NULL && got < size) {
        const ssize_t n = take(fd, bytes + got, size - got);

        if (n <= 0)
            break;
        got += (size_t)n;
    }
    if (bytes != NULL && got == size)
        return true;
    pcap_freecode(code);
    return false;
}

bool compiler_compile(const struct compiler *c, struct bpf_program *code,
                      const struct compiler_target *target, struct err *e)
{
    struct compiler_target q = *target;
    struct answer a;

    *code = (struct bpf_program){0};
    if (!helper_hand(c->helper.fd, &q, sizeof(q), -1) ||
        take(c->helper.fd, &a, sizeof(a)) != sizeof(a))
        return err_set(e, "the process that compiles the filter has ended");
    if (a.count == 0) {
        *e = a.why;
        return false;
    }
    return receive_code(c->helper.fd, code, a.count) ||
           err_set(e, "%s", strerror(ENOMEM));
}
