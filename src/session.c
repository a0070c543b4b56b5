/*
 * session.c - what savefiles and live captures have in common.
 */
#include "session.h"

#include <stdlib.h>

#include "complain.h"
#include "filter.h"

bool session_open(struct session *s, const struct options *o, struct err *e)
{
    *s = (struct session){.o = o};
    return pipeline_init(&s->pl, o, e);
}

bool session_compile(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                     struct err *e)
{
    const struct filter_style style = {.optimize = !s->o->no_optimize,
                                       .netmask = netmask};

    if (s->has_code && s->code_link_type == pcap_datalink(p))
        return true;
    if (s->filter == NULL)
        s->filter = filter_text(s->o->filter_file, s->o->words, e);
    if (s->filter == NULL)
        return false;
    if (s->has_code)
        pcap_freecode(&s->code);
    s->has_code = filter_compile(&s->code, p, s->filter, style, e);
    s->code_link_type = pcap_datalink(p);
    return s->has_code;
}

bool session_filter(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                    struct err *e)
{
    if (!session_compile(s, p, netmask, e))
        return false;
    if (pcap_setfilter(p, &s->code) < 0)
        return err_set(e, "%s", pcap_geterr(p));
    return true;
}

void session_dump_code(const struct session *s)
{
    bpf_dump(&s->code, (int)s->o->dump_code);
}

void session_describe(pcap_t *p, const char *what)
{
    const int link_type = pcap_datalink(p);
    const char *name = pcap_datalink_val_to_name(link_type);

    (void)fprintf(stderr, "%s, ", what);
    if (name == NULL)
        (void)fprintf(stderr, "link-type %d", link_type);
    else
        (void)fprintf(stderr, "link-type %s (%s)", name,
                      pcap_datalink_val_to_description(link_type));
    (void)fprintf(stderr, ", snapshot length %d", pcap_snapshot(p));
}

void session_print_count(struct session *s)
{
    struct text *out = &s->pl.sink.text;

    writer_flush(s->pl.writer); /* it may be standard output */
    text_u64(out, s->pl.packets);
    text_str(out, s->pl.packets == 1 ? " packet\n" : " packets\n");
}

int session_close(struct session *s, int status, struct err *e)
{
    struct err late = {0};

    if (!sink_flush(&s->pl.sink, &late) && e->text[0] == '\0')
        *e = late;
    if (e->text[0] != '\0') {
        complain("%s", e->text);
        status = e->exit_code;
    }
    writer_close(s->pl.writer);
    if (s->has_code)
        pcap_freecode(&s->code);
    free(s->filter);
    pipeline_free(&s->pl);
    return status;
}
