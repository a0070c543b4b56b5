/*
 * fuzz_state.c - a sequence of packets through the whole pipeline, in every
 * form: what one packet leaves behind is there for the next.
 *
 * Beside the sanitizers' own finds these are failures: a byte that is no text,
 * JSON that is none, a record that is not whole lines, output or memory out of
 * proportion, a savefile that is not what was put, and verdicts that change
 * when packets of another connection come between.
 */
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "conn.h"
#include "count.h"
#include "decode.h"
#include "dump.h"
#include "json_check.h"
#include "options.h"
#include "packet_script.h"
#include "pipeline.h"
#include "setup.h"
#include "shortage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The sanitizer's count of what is allocated; not in every build. */
__attribute__((weak)) size_t __sanitizer_get_current_allocated_bytes(void);

enum {
    OUTPUT_BASE = 65536,
    OUTPUT_SHARE = 2048,
    MEMORY_BASE = 24 << 20,
    MEMORY_SHARE = 256 << 10, /* a packet may open a chunk of a table */
    FILE_HEAD = 24,
    RECORD_HEAD = 16,
};

#define WORDS(...)                                                             \
    {                                                                          \
        "tcpline", "-n", "-r", "x", __VA_ARGS__, NULL                          \
    }

static const char *const forms[][12] = {
    WORDS("-tt"),
    WORDS("-v", "-e"),
    WORDS("-vvv", "-X"),
    WORDS("-q", "-S", "-xx"),
    WORDS("--json", "-v"),
    WORDS("--json", "--analyze", "--diagnose", "--conversations"),
    WORDS("--analyze", "-v"),
    WORDS("--diagnose"),
    WORDS("--conversations", "--max-connections", "2"),
    WORDS("--ladder"),
    WORDS("--ladder=utf-8", "--diagnose", "--color=always"),
    WORDS("--color=always", "--analyze", "-vv"),
    WORDS("--only", "retransmission,lost_segment", "--analyze"),
    WORDS("-w", "file"),
    WORDS("-w", "file", "--print", "--analyze"),
};

static struct setup setups[COUNT_OF(forms)];

static void prepare(void)
{
    static struct options options[COUNT_OF(forms)];

    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        int argc = 0;
        struct err e = {0};

        while (forms[i][argc] != NULL)
            argc++;
        optind = 0;
        if (options_parse(&options[i], argc, (char **)(uintptr_t)forms[i],
                          &e) != OPTIONS_RUN)
            abort();
        setups[i] = setup_of(&options[i]);
    }
}

static int make_file(void *ctx)
{
    int *kept = ctx;
    const int fd = memfd_create("state", MFD_CLOEXEC);

    *kept = dup(fd);
    return fd;
}

static void check_lines(const struct setup *setup, const char *text, size_t n)
{
    const bool wide = setup->line.ladder_utf8;

    for (size_t i = 0; i < n; i++) {
        const uint8_t c = (uint8_t)text[i];
        if (c >= 0x7f && !(wide && c >= 0x80) && setup->form != FORM_JSON)
            abort();
        if (c < 0x20 && c != '\n' && c != '\t' &&
            !(c == 0x1b && setup->line.color))
            abort();
    }
    if (n > 0 && text[n - 1] != '\n')
        abort();
}

static void check_json(const char *text, size_t n)
{
    for (const char *end = text + n; text < end;) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        if (newline == NULL || !json_is_one(text, (size_t)(newline - text)))
            abort();
        text = newline + 1;
    }
}

/* What came since `before`, of a packet of `bytes`. */
static void check_output(const struct pipeline *pl, size_t before, size_t bytes)
{
    const struct text *t = &pl->sink.text;
    const size_t from = text_len(t) < before ? 0 : before;
    const size_t n = text_len(t) - from;

    if (n > OUTPUT_BASE + OUTPUT_SHARE * bytes)
        abort();
    check_lines(pl->setup, t->start + from, n);
    if (pl->setup->form == FORM_JSON)
        check_json(t->start + from, n);
}

static size_t allocated(void)
{
    return __sanitizer_get_current_allocated_bytes != NULL
               ? __sanitizer_get_current_allocated_bytes()
               : 0;
}

static void save_to(struct pipeline *pl, int *kept)
{
    struct rotate_config config = pl->setup->files;
    struct dump_head head;
    struct err e = {0};
    pcap_t *p = pcap_open_dead(pl->link_type, 65535);

    config.create = make_file;
    config.create_ctx = kept;
    pl->files = rotate_new(&config, &e);
    if (p == NULL || pl->files == NULL || !dump_head_make(&head, p, &e) ||
        rotate_begin(pl->files, &head, 0, &e) < 0)
        abort();
    pcap_close(p);
}

static void check_file(struct pipeline *pl, int kept, size_t bytes)
{
    struct err e = {0};

    if (!rotate_finish(pl->files, &e) || rotate_lost(pl->files) != 0 ||
        lseek(kept, 0, SEEK_END) != (off_t)(FILE_HEAD + bytes))
        abort();
    rotate_free(pl->files);
    (void)close(kept);
}

static void run(const struct setup *setup, const struct packet_script *script)
{
    struct pipeline pl;
    struct err e = {0};
    const size_t before = allocated();
    size_t saved = 0;
    int kept = -1;

    if (!pipeline_init(&pl, setup, NULL, NULL, &e))
        abort();
    pl.sink.fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    pl.link_type = script->link_type;
    pl.part_ns = 1000;
    if (setup->writes)
        save_to(&pl, &kept);
    for (size_t i = 0; i < script->n; i++) {
        const struct script_packet *p = &script->packets[i];
        const size_t at = text_len(&pl.sink.text);

        if (!pipeline_packet(&pl, &p->head, p->data))
            abort();
        check_output(&pl, at, p->head.caplen);
        saved += RECORD_HEAD + p->head.caplen;
    }
    const size_t at = text_len(&pl.sink.text);
    pipeline_report(&pl);
    check_output(&pl, at, script->bytes);
    if (setup->writes)
        check_file(&pl, kept, setup->chooses ? 0 : saved);
    if (shortage_seen() ||
        allocated() > before + MEMORY_BASE + MEMORY_SHARE * script->n)
        abort();
    (void)close(pl.sink.fd);
    pipeline_free(&pl);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct packet_script script;

    if (setups[0].line.no_names == false)
        prepare();
    if (size < 1 || !script_read(&script, data + 1, size - 1))
        return 0;
    run(&setups[data[0] % COUNT_OF(forms)], &script);
    script_free(&script);
    return 0;
}
