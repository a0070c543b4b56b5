/*
 * writer.c - packets into a savefile, by libpcap.
 *
 * A full disk goes unnoticed here, as it does in tcpdump: the exit status of
 * a run with -w tells nothing about its file.
 */
#include "writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct writer {
    pcap_dumper_t *dumper;
    bool flush_each;
};

struct writer *writer_open(pcap_t *p, const struct writer_style *style,
                           struct err *e)
{
    struct writer *w = calloc(1, sizeof(*w));

    if (w == NULL) {
        (void)err_set(e, "%s", strerror(errno));
        return NULL;
    }
    w->flush_each = style->flush_each;
    w->dumper = pcap_dump_open(p, style->path);
    if (w->dumper == NULL) {
        (void)err_set(e, "%s", pcap_geterr(p));
        free(w);
        return NULL;
    }
    return w;
}

void writer_close(struct writer *w)
{
    if (w == NULL)
        return;
    pcap_dump_close(w->dumper);
    free(w);
}

void writer_flush(struct writer *w)
{
    if (w != NULL)
        (void)pcap_dump_flush(w->dumper);
}

void writer_put(struct writer *w, const struct pcap_pkthdr *h,
                const u_char *data)
{
    pcap_dump((u_char *)w->dumper, h, data);
    if (w->flush_each)
        (void)pcap_dump_flush(w->dumper);
}
