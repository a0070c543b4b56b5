/*
 * fuzz_state.c - a sequence of packets through the whole pipeline, in every
 * form: what one packet leaves behind is there for the next.
 *
 * Beside the sanitizers' own finds these are failures: a byte that is no text,
 * JSON that is none, a record that is not whole lines; output, memory or work
 * out of proportion; memory not given back, a savefile that is not what was
 * put, and, with every fifth first byte, another output the second time.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "big_blocks.h"
#include "decode.h"
#include "dump.h"
#include "flight.h"
#include "json_check.h"
#include "packet_script.h"
#include "part_of.h"
#include "pipeline.h"
#include "shortage.h"
#include "state_forms.h"
#include "uncovered.h"
#include "work.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The sanitizer's count of what is allocated; not in every build. */
__attribute__((weak)) size_t __sanitizer_get_current_allocated_bytes(void);

enum {
    OUTPUT_BASE = 65536,    /* bytes */
    OUTPUT_SHARE = 8192,    /* IKE's twelve bytes may announce 65,535 SPIs */
    MEMORY_BASE = 24 << 20, /* bytes: a chunk of each pool */
    MEMORY_SHARE = 16 << 10,
    WORK_BASE = 200000, /* comparisons */
    WORK_SHARE = 1000,  /* for a byte read ... */
    WORK_OF_TEXT = 64,  /* ... and for one written */
    FLIGHT_ROOM = 64 << 10,
    FILE_HEAD = 24,
    RECORD_HEAD = 16,
    TWICE = 8 * STATE_FORMS, /* first bytes from here on */
};

UNCOVERED_BEGIN

/* Of one input. */
struct rig {
    struct pipeline pl;
    int kept;     /* what -w wrote, or -1 */
    size_t saved; /* bytes that ought to be there */
    size_t flushed;
    unsigned recordings;
};

static int make_file(void *ctx)
{
    int *kept = ctx;
    const int fd = memfd_create("state", MFD_CLOEXEC);

    *kept = dup(fd);
    return fd;
}

static int make_recording(void *ctx, unsigned slot, const struct tl_ends *ends,
                          char *name)
{
    struct rig *rig = ctx;

    (void)ends;
    if (slot >= FLIGHT_OPEN)
        abort();
    (void)snprintf(name, FLIGHT_NAME, "f%u", rig->recordings++);
    return open("/dev/null", O_WRONLY | O_CLOEXEC);
}

static void complete_recording(void *ctx, unsigned slot)
{
    (void)ctx;
    if (slot >= FLIGHT_OPEN)
        abort();
}

static void hear(const char *text)
{
    if (text[0] == '\0')
        abort();
}

static bool may_stand(const struct setup *setup, uint8_t c)
{
    const bool wide = setup->line.ladder_utf8 || setup->form == FORM_JSON ||
                      setup->form == FORM_TREE;

    if (c >= 0x7f)
        return c >= 0x80 && wide;
    return c >= 0x20 || c == '\n' || c == '\t' ||
           (c == 0x1b && setup->line.color);
}

static bool may_stand_in[STATE_FORMS][256];

static void prepare(void)
{
    state_forms_prepare();
    for (size_t i = 0; i < STATE_FORMS; i++)
        for (unsigned c = 0; c < COUNT_OF(may_stand_in[i]); c++)
            may_stand_in[i][c] = may_stand(&state_setups[i], (uint8_t)c);
}

static void check_lines(const struct setup *setup, const char *text, size_t n)
{
    const bool *may = may_stand_in[setup - state_setups];

    for (size_t i = 0; i < n; i++)
        if (!may[(uint8_t)text[i]])
            abort();
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

/* What came since `before`, unless so much that it was written out. */
static void check_output(const struct pipeline *pl, size_t before)
{
    const struct text *t = &pl->sink.text;
    const size_t from = text_len(t) < before ? 0 : before;
    const size_t n = text_len(t) - from;

    check_lines(pl->setup, t->start + from, n);
    if (pl->setup->form == FORM_JSON)
        check_json(t->start + from, n);
}

/*
 * Bytes that came since the text was `at` long. That some were written out
 * the text shows, which is shorter: so nearly no packet asks the system.
 */
static size_t written_since(struct rig *rig, size_t at)
{
    const struct sink *sink = &rig->pl.sink;
    const size_t before = rig->flushed + at, now = text_len(&sink->text);

    if (now < at || now == 0)
        rig->flushed = (size_t)lseek(sink->fd, 0, SEEK_CUR);
    return rig->flushed + now - before;
}

/* Since `before`, for packets of `bytes` that made `text` bytes. */
static void check_work(uint64_t before, size_t bytes, size_t text)
{
    if (text > OUTPUT_BASE + OUTPUT_SHARE * bytes ||
        work_done() - before > WORK_BASE + WORK_SHARE * (uint64_t)bytes +
                                   WORK_OF_TEXT * (uint64_t)text)
        abort();
}

static size_t allocated(void)
{
    return big_blocks_in_use() +
           (__sanitizer_get_current_allocated_bytes != NULL
                ? __sanitizer_get_current_allocated_bytes()
                : 0);
}

/* Not every number is a link type that files know. */
static const struct dump_head *file_head(void)
{
    static struct dump_head head;
    static bool made;
    struct err e = {0};

    if (made)
        return &head;
    pcap_t *p = pcap_open_dead(DLT_EN10MB, 65535);
    if (p == NULL || !dump_head_make(&head, p, &e))
        abort();
    pcap_close(p);
    made = true;
    return &head;
}

static void save_to(struct rig *rig)
{
    struct rotate_config config = rig->pl.setup->files;
    struct err e = {0};

    config.create = make_file;
    config.create_ctx = &rig->kept;
    rig->pl.files = rotate_new(&config, &e);
    if (rig->pl.files == NULL ||
        rotate_begin(rig->pl.files, file_head(), 0, &e) < 0)
        abort();
}

static void record_to(struct rig *rig, const struct options *o)
{
    const struct flight_config config = {
        .bytes = FLIGHT_ROOM,
        .before = o->record_all ? 0 : 1000000,
        .after = 1000000,
        .all = o->record_all,
        .files = 8,
        .file_bytes = 8192,
        .create = make_recording,
        .complete = complete_recording,
        .ctx = rig,
        .tell = hear,
    };
    struct err e = {0};

    rig->pl.flight = flight_new(&config, &e);
    if (rig->pl.flight == NULL)
        abort();
    flight_begin(rig->pl.flight, file_head());
}

static void start(struct rig *rig, size_t form, int link_type)
{
    static int nowhere = -1; /* a file that is emptied each time */
    struct err e = {0};

    rig->kept = -1;
    rig->saved = rig->flushed = rig->recordings = 0;
    if (nowhere < 0)
        nowhere = memfd_create("text", MFD_CLOEXEC);
    if (lseek(nowhere, 0, SEEK_CUR) > 0 &&
        (ftruncate(nowhere, 0) != 0 || lseek(nowhere, 0, SEEK_SET) != 0))
        abort();
    if (!pipeline_init(&rig->pl, &state_setups[form], NULL, NULL, &e))
        abort();
    rig->pl.sink.fd = nowhere;
    rig->pl.packet.raw.link_type = link_type;
    rig->pl.part_ns = 1000;
    if (rig->pl.setup->writes)
        save_to(rig);
    if (rig->pl.setup->records)
        record_to(rig, &state_options[form]);
}

static void take_packet(struct rig *rig, struct script_packet *p)
{
    struct pipeline *pl = &rig->pl;
    const size_t at = text_len(&pl->sink.text);
    const uint64_t work = work_done();

    if (!pipeline_packet(pl, &p->head, p->data))
        abort();
    check_work(work, p->head.caplen, written_since(rig, at));
    check_output(pl, at);
    rig->saved += RECORD_HEAD + p->head.caplen;
    script_drop(p);
}

static void end_files(struct rig *rig)
{
    struct pipeline *pl = &rig->pl;
    struct err e = {0};

    if (pl->flight != NULL && !flight_finish(pl->flight, &e))
        abort();
    flight_free(pl->flight);
    if (pl->files == NULL)
        return;
    if (!rotate_finish(pl->files, &e) || rotate_lost(pl->files) != 0 ||
        lseek(rig->kept, 0, SEEK_END) != (off_t)(FILE_HEAD + rig->saved))
        abort();
    rotate_free(pl->files);
    (void)close(rig->kept);
}

/* What there is to say at the end. */
static void take_end(struct rig *rig, const struct packet_script *script)
{
    struct pipeline *pl = &rig->pl;
    const size_t at = text_len(&pl->sink.text);
    const uint64_t work = work_done();

    pipeline_report(pl);
    pipeline_settle(pl);
    check_work(work, script->bytes, written_since(rig, at));
    check_output(pl, at);
}

/* Of the text that was not written out yet, which nearly always is all. */
static uint64_t sum_of(const struct text *t)
{
    uint64_t sum = text_len(t), word;

    for (const char *p = t->start; (size_t)(t->at - p) >= sizeof(word);
         p += sizeof(word)) {
        memcpy(&word, p, sizeof(word));
        sum = (sum ^ word) * 0x9e3779b97f4a7c15U;
        sum ^= sum >> 32;
    }
    return sum;
}

/* Answers for the text. */
static uint64_t run(size_t form, struct packet_script *script)
{
    static struct rig rig;
    const size_t before = allocated(), blocks = big_blocks_in_use();

    start(&rig, form, script->link_type);
    for (size_t i = 0; i < script->n; i++)
        take_packet(&rig, &script->packets[i]);
    take_end(&rig, script);
    const size_t text = (size_t)(rig.pl.sink.text.end - rig.pl.sink.text.start);
    if (shortage_seen() ||
        allocated() - text > before + MEMORY_BASE + MEMORY_SHARE * script->n)
        abort();
    const uint64_t sum = sum_of(&rig.pl.sink.text);
    end_files(&rig);
    pipeline_free(&rig.pl);
    if (big_blocks_in_use() != blocks)
        abort();
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct packet_script script;

    if (!state_setups[0].line.no_names)
        prepare();
    if (size < 1 || !script_read(&script, data + 1, size - 1))
        return 0;
    const uint64_t sum = run(data[0] % STATE_FORMS, &script);
    script_free(&script);
    if (data[0] < TWICE)
        return 0;
    if (!script_read(&script, data + 1, size - 1) ||
        run(data[0] % STATE_FORMS, &script) != sum)
        abort();
    script_free(&script);
    return 0;
}

UNCOVERED_END
