/*
 * filter_codes.c - a small table of compiled filters.
 */
#include "filter_codes.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static struct filter_code *find(struct filter_codes *c, int link_type)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->code[i].link_type == link_type)
            return &c->code[i];
    return NULL;
}

bool filter_codes_full(const struct filter_codes *c, int link_type)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->code[i].link_type == link_type)
            return false;
    return c->count == FILTER_CODES_MAX;
}

static void forget(struct filter_code *code)
{
    if (code->ok)
        pcap_freecode(&code->program);
    code->ok = false;
}

static struct filter_code *add(struct filter_codes *c, int link_type)
{
    if (c->count == FILTER_CODES_MAX)
        forget(&c->code[--c->count]);
    struct filter_code *code = &c->code[c->count++];
    *code = (struct filter_code){.link_type = link_type};
    return code;
}

void filter_codes_open(struct filter_codes *c, const struct options *o)
{
    memset(c, 0, offsetof(struct filter_codes, code));
    c->source.file = o->filter_file;
    c->source.words = o->words;
    c->compiler.helper.fd = -1;
    c->optimize = !o->no_optimize;
    filter_source_open(&c->source);
}

bool filter_codes_start(struct filter_codes *c, pcap_t *const *devices,
                        size_t n, void (*settle)(void *ctx), void *ctx,
                        struct err *e)
{
    if (filter_source_is_empty(&c->source))
        return true;
    c->compiler.source = &c->source;
    c->compiler.optimize = c->optimize;
    c->compiler.devices = devices;
    c->compiler.device_count = n;
    c->compiler.settle = settle;
    c->compiler.ctx = ctx;
    const bool ok = compiler_start(&c->compiler, e);
    if (c->source.fd >= 0)
        (void)close(c->source.fd);
    c->source.fd = -1;
    return ok;
}

static bool compile_here(struct filter_codes *c, struct bpf_program *program,
                         pcap_t *p, bpf_u_int32 netmask, struct err *e)
{
    const struct filter_style style = {.optimize = c->optimize,
                                       .netmask = netmask};

    if (c->text == NULL)
        c->text = filter_text(&c->source, e);
    return c->text != NULL && filter_compile(program, p, c->text, style, e);
}

struct bpf_program *filter_codes_for(struct filter_codes *c, pcap_t *p,
                                     bpf_u_int32 netmask, struct err *e)
{
    const int link_type = pcap_datalink(p);
    struct filter_code *code = find(c, link_type);

    if (code == NULL) {
        code = add(c, link_type);
        const struct compiler_target target = {link_type, pcap_snapshot(p),
                                               netmask};
        code->ok =
            c->compiler.helper.fd >= 0
                ? compiler_compile(&c->compiler, &code->program, &target,
                                   &code->why)
                : compile_here(c, &code->program, p, netmask, &code->why);
        if (!code->ok && begins(code->why.text, "can't parse filter"))
            filter_hint(&c->source, &code->why);
    }
    if (c->compiler.device_count == 1) /* it has no other link type */
        compiler_finish(&c->compiler);
    if (code->ok)
        return &code->program;
    *e = code->why;
    return NULL;
}

bool filter_codes_print(struct filter_codes *c, pcap_t *p, bpf_u_int32 netmask,
                        unsigned form, struct err *e)
{
    const struct bpf_program *code = filter_codes_for(c, p, netmask, e);

    if (code != NULL)
        bpf_dump(code, (int)form);
    return code != NULL;
}

bool filter_codes_dump(const struct options *o, pcap_t *p, bool is_device,
                       void (*settle)(void *ctx), void *ctx, struct err *e)
{
    struct filter_codes codes;

    filter_codes_open(&codes, o);
    const bool ok =
        filter_codes_start(&codes, &p, is_device ? 1 : 0, settle, ctx, e) &&
        filter_codes_print(&codes, p, 0, o->dump_code, e);
    filter_codes_free(&codes);
    return ok;
}

void filter_codes_free(struct filter_codes *c)
{
    for (size_t i = 0; i < c->count; i++)
        forget(&c->code[i]);
    compiler_finish(&c->compiler);
    free(c->text);
}
