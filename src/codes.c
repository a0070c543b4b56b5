/*
 * codes.c - a small table of compiled filters.
 */
#include "codes.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "filter.h"
#include "savefile.h"

static struct code *find(struct codes *c, int link_type)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->code[i].link_type == link_type)
            return &c->code[i];
    return NULL;
}

static void forget(struct code *code)
{
    if (code->ok)
        pcap_freecode(&code->program);
    code->ok = false;
}

static struct code *add(struct codes *c, int link_type)
{
    if (c->count == CODES_MAX)
        forget(&c->code[--c->count]);
    struct code *code = &c->code[c->count++];
    *code = (struct code){.link_type = link_type};
    return code;
}

struct bpf_program *codes_for(struct codes *c, const struct options *o,
                              pcap_t *p, bpf_u_int32 netmask, struct err *e)
{
    const struct filter_style style = {.optimize = !o->no_optimize,
                                       .netmask = netmask};
    struct code *code = find(c, pcap_datalink(p));

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

void codes_prepare(struct codes *c, const struct options *o,
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
        (void)codes_for(c, o, savefile_pcap(file), 0, &told_in_its_turn);
        savefile_close(file);
    }
}

void codes_free(struct codes *c)
{
    for (size_t i = 0; i < c->count; i++)
        forget(&c->code[i]);
    free(c->text);
}
