/*
 * filter_codes.c - a small table of compiled filters.
 */
#include "filter_codes.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "filter.h"
#include "savefile.h"

static struct filter_code *find(struct filter_codes *c, int link_type)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->code[i].link_type == link_type)
            return &c->code[i];
    return NULL;
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

struct bpf_program *filter_codes_for(struct filter_codes *c,
                                     const struct options *o, pcap_t *p,
                                     bpf_u_int32 netmask, struct err *e)
{
    const struct filter_style style = {.optimize = !o->no_optimize,
                                       .netmask = netmask};
    struct filter_code *code = find(c, pcap_datalink(p));

    if (c->text == NULL)
        c->text = filter_text(o->filter_file, o->words, e);
    if (c->text == NULL)
        return NULL;
    if (code == NULL) {
        code = add(c, pcap_datalink(p));
        code->ok =
            filter_compile(&code->program, p, c->text, style, &code->why);
    }
    if (code->ok)
        return &code->program;
    *e = code->why;
    return NULL;
}

/* A pipe can be read only once, and a device not at all. */
static bool can_look_into(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

void filter_codes_prepare(struct filter_codes *c, const struct options *o,
                          const char *const *paths, size_t count)
{
    struct err told_in_its_turn;

    if (c->text == NULL || c->text[0] == '\0')
        return; /* compiling nothing asks for nothing */
    for (size_t i = 0; i < count; i++) {
        struct savefile *file =
            can_look_into(paths[i])
                ? savefile_open(paths[i], false, &told_in_its_turn)
                : NULL;
        if (file == NULL)
            continue;
        (void)filter_codes_for(c, o, savefile_pcap(file), 0, &told_in_its_turn);
        savefile_close(file);
    }
}

bool filter_codes_dump(const struct options *o, pcap_t *p, bpf_u_int32 netmask,
                       struct err *e)
{
    struct filter_codes codes = {0};
    const struct bpf_program *code = filter_codes_for(&codes, o, p, netmask, e);

    if (code != NULL)
        bpf_dump(code, (int)o->dump_code);
    filter_codes_free(&codes);
    return code != NULL;
}

void filter_codes_free(struct filter_codes *c)
{
    for (size_t i = 0; i < c->count; i++)
        forget(&c->code[i]);
    free(c->text);
}
