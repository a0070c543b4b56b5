/*
 * savefile.c - savefiles through libpcap, and the list of them for -V.
 */
#include "savefile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

struct savefile {
    pcap_t *pcap;
    struct input *input;
};

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

struct savefile *savefile_open(const char *path, bool nanoseconds,
                               struct err *e)
{
    struct savefile *s = calloc(1, sizeof(*s));

    if (s == NULL) {
        (void)err_set(e, "%s", strerror(errno));
        return NULL;
    }
    s->input = input_open(path, e);
    if (s->input != NULL)
        s->pcap = open_pcap(s->input, nanoseconds, e);
    if (s->pcap == NULL) {
        savefile_close(s);
        return NULL;
    }
    return s;
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

const char *savefile_complaint(const struct savefile *s)
{
    const char *complaint = input_complaint(s->input);
    return complaint != NULL ? complaint : pcap_geterr(s->pcap);
}

static bool add_name(struct name_list *list, char *name)
{
    char **names =
        reallocarray(list->names, list->count + 1, sizeof(*list->names));

    if (names == NULL)
        return false;
    list->names = names;
    names[list->count++] = name;
    return true;
}

/* Cuts the text into lines; an empty line is a name, a final newline is not. */
static bool split_lines(struct name_list *list, size_t size)
{
    char *const end = list->text + size;

    for (char *line = list->text; line < end;) {
        char *newline = memchr(line, '\n', (size_t)(end - line));

        if (newline != NULL)
            *newline = '\0';
        if (!add_name(list, line))
            return false;
        line = newline != NULL ? newline + 1 : end;
    }
    return true;
}

static bool read_text(struct name_list *list, FILE *f, size_t *size)
{
    FILE *copy = open_memstream(&list->text, size);
    char block[4096];
    size_t n;

    if (copy == NULL)
        return false;
    while ((n = fread(block, 1, sizeof(block), f)) > 0)
        (void)fwrite(block, 1, n, copy);
    return fclose(copy) == 0;
}

static bool read_list(struct name_list *list, const char *path, struct err *e)
{
    const bool is_stdin = strcmp(path, "-") == 0;
    FILE *f = is_stdin ? stdin : fopen(path, "re");
    size_t size = 0;

    if (f == NULL)
        return err_set(e, "Unable to open file: %s", strerror(errno));
    const bool ok = read_text(list, f, &size) && split_lines(list, size);
    const int why = errno;
    if (!is_stdin)
        (void)fclose(f);
    if (!ok)
        return err_set(e, "%s: %s", path, strerror(why));
    if (list->count == 0)
        return err_set(e, "Nothing in %s", path);
    return true;
}

bool name_list_read(struct name_list *list, const char *path, struct err *e)
{
    *list = (struct name_list){0};
    if (read_list(list, path, e))
        return true;
    name_list_free(list);
    return false;
}

void name_list_free(struct name_list *list)
{
    free(list->names);
    free(list->text);
}
