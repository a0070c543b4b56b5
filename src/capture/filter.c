/*
 * filter.c - the filter expression, by libpcap.
 */
#include "filter.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "text.h"

enum { TEXT_CAPACITY = 256 };

static void join_words(struct text *to, char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (i > 0)
            text_char(to, ' ');
        text_str(to, words[i]);
    }
}

/* Copies all but comments; false when reading fails. */
static bool copy_uncommented(struct text *to, FILE *from)
{
    bool comment = false;
    int c;

    while ((c = getc(from)) != EOF) {
        if (c == '#')
            comment = true;
        else if (c == '\n')
            comment = false;
        if (!comment)
            text_char(to, (char)c);
    }
    return !ferror(from);
}

static bool copy_file(struct text *to, const struct filter_source *s,
                      struct err *e)
{
    FILE *from = s->fd >= 0 ? fdopen(s->fd, "r") : NULL;

    if (from == NULL)
        return err_set(e, "can't open %s: %s", s->file,
                       strerror(s->fd < 0 ? s->why_not : errno));
    const bool ok = copy_uncommented(to, from);
    const int why = errno;
    (void)fclose(from);
    return ok || err_set(e, "read %s: %s", s->file, strerror(why));
}

bool filter_is_a_file(char *const *words)
{
    struct stat st;

    return words[0] != NULL && stat(words[0], &st) == 0 && S_ISREG(st.st_mode);
}

void filter_source_open(struct filter_source *s)
{
    s->fd = s->file == NULL ? -1 : open(s->file, O_RDONLY | O_CLOEXEC);
    s->why_not = errno;
    s->is_a_file = s->file == NULL && filter_is_a_file(s->words);
}

void filter_hint(const struct filter_source *s, struct err *e)
{
    if (s->is_a_file)
        (void)err_hint(e, "%s is a file: read it with -r", s->words[0]);
    else
        (void)err_hint(e, "man 7 pcap-filter tells how a filter is written");
}

bool filter_source_is_empty(const struct filter_source *s)
{
    return s->file == NULL && s->words[0] == NULL;
}

char *filter_text(const struct filter_source *s, struct err *e)
{
    struct text to;
    bool ok = true;

    (void)text_init(&to, TEXT_CAPACITY);
    if (s->file != NULL)
        ok = copy_file(&to, s, e);
    else
        join_words(&to, s->words);
    text_char(&to, '\0');
    if (ok && text_failed(&to))
        ok = err_set(e, "not enough memory for the filter");
    if (ok)
        return to.start;
    text_free(&to);
    return NULL;
}

bool filter_compile(struct bpf_program *code, pcap_t *p, const char *text,
                    struct filter_style style, struct err *e)
{
    if (pcap_compile(p, code, text, style.optimize, style.netmask) < 0)
        return err_set(e, "%s", pcap_geterr(p));
    return true;
}
