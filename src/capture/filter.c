/*
 * filter.c - the filter expression, by libpcap.
 */
#include "filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void join_words(FILE *to, char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        (void)fprintf(to, i == 0 ? "%s" : " %s", words[i]);
}

/* Copies all but comments; false when reading fails. */
static bool copy_uncommented(FILE *to, FILE *from)
{
    bool comment = false;
    int c;

    while ((c = getc(from)) != EOF) {
        if (c == '#')
            comment = true;
        else if (c == '\n')
            comment = false;
        if (!comment)
            (void)putc(c, to);
    }
    return !ferror(from);
}

static bool copy_file(FILE *to, const char *path, struct err *e)
{
    FILE *from = fopen(path, "re");

    if (from == NULL)
        return err_set(e, "can't open %s: %s", path, strerror(errno));
    const bool ok = copy_uncommented(to, from);
    const int why = errno;
    (void)fclose(from);
    return ok || err_set(e, "read %s: %s", path, strerror(why));
}

char *filter_text(const char *file, char *const *words, struct err *e)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    bool ok = to != NULL;

    if (ok && file != NULL)
        ok = copy_file(to, file, e);
    else if (ok)
        join_words(to, words);
    else
        (void)err_set(e, "%s", strerror(errno));
    if (to != NULL && fclose(to) != 0 && ok)
        ok = err_set(e, "%s", strerror(errno));
    if (ok)
        return text;
    free(text);
    return NULL;
}

bool filter_compile(struct bpf_program *code, pcap_t *p, const char *text,
                    struct filter_style style, struct err *e)
{
    if (pcap_compile(p, code, text, style.optimize, style.netmask) < 0)
        return err_set(e, "%s", pcap_geterr(p));
    return true;
}
