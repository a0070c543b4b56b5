/*
 * session.c - what savefiles and live captures have in common.
 */
#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "complain.h"
#include "privileges.h"
#include "signals.h"

/* True when -C or -G makes -w more than one file. */
static bool rotates(const struct options *o)
{
    return o->write_file && (o->rotate_bytes > 0 || o->rotate_seconds > 0);
}

static bool runs_command(const struct options *o)
{
    return o->rotate_command != NULL && rotates(o);
}

/* Begins the first file, and makes it `owner`'s unless that is NULL. */
static bool begin_file(struct session *s, const struct guard_user *owner,
                       struct err *e)
{
    const int fd = rotate_begin(s->pl.files, &s->head, time(NULL), e);

    if (fd < 0)
        return false;
    if (owner == NULL || guard_user_owns(owner, fd))
        return true;
    return err_set(e, "%s: %s", s->o->write_file, strerror(errno));
}

/* Helpers are forked before anything is open that they should not hold. */
bool session_open(struct session *s, const struct options *o, struct err *e)
{
    *s = (struct session){
        .o = o,
        .command = {.helper = {.fd = -1},
                    .command = o->rotate_command,
                    .settle = confine_command_helper,
                    .ctx = &s->self},
    };
    confine_plan(&s->self, o);
    if (runs_command(o) && !postrotate_start(&s->command, e))
        return false;
    return pipeline_init(&s->pl, o, confine_resolver, &s->self, e);
}

bool session_compile(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                     struct err *e)
{
    if (s->code == NULL)
        s->first_link_type = pcap_datalink(p);
    s->code = filter_codes_for(&s->codes, s->o, p, netmask, e);
    return s->code != NULL;
}

bool session_filter(struct session *s, pcap_t *p, bpf_u_int32 netmask,
                    struct err *e)
{
    struct bpf_program *code = filter_codes_for(&s->codes, s->o, p, netmask, e);

    if (!session_compile(s, p, netmask, e))
        return false;
    return pcap_setfilter(p, code) == 0 || err_set(e, "%s", pcap_geterr(p));
}

void session_dump_code(const struct session *s)
{
    bpf_dump(s->code, (int)s->o->dump_code);
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

    struct err later; /* what fails here fails again at the end */

    if (s->pl.files != NULL) /* it may be standard output */
        (void)rotate_flush(s->pl.files, &later);
    text_u64(out, s->pl.packets);
    text_str(out, s->pl.packets == 1 ? " packet\n" : " packets\n");
}

static void run_command(void *ctx, const char *name)
{
    if (!postrotate_run(ctx, name))
        complain("%s: the command of -z could not be started", name);
}

bool session_open_files(struct session *s, pcap_t *p, struct err *e)
{
    const struct options *o = s->o;

    s->pl.files = rotate_new(
        &(struct rotate_config){
            .name = o->write_file,
            .max_bytes = o->rotate_bytes,
            .seconds = o->rotate_seconds,
            .files = o->rotate_files,
            .each_packet = o->packet_buffered || pipeline_shares_stdout(o),
            .complete = runs_command(o) ? run_command : NULL,
            .ctx = &s->command,
        },
        e);
    if (s->pl.files == NULL || !dump_head_make(&s->head, p, e))
        return false;
    return rotates(o) || begin_file(s, &s->self.user, e);
}

bool session_confine(struct session *s, const struct confine_needs *needs,
                     struct err *e)
{
    struct confine_needs all = *needs;

    all.files = s->pl.files;
    if (!confine_user(&s->self, s->pl.files, e))
        return false;
    if (rotates(s->o) && !begin_file(s, NULL, e))
        return false;
    return confine_calls(&s->self, &all, s->o->verbose > 0, e);
}

/* The last file is completed; what is in no file is said. */
static void finish_files(struct rotate *files, struct err *e)
{
    if (files == NULL)
        return;
    (void)rotate_finish(files, e);
    if (rotate_lost(files) > 0)
        complain("%s: %llu captured packets could not be written",
                 rotate_name(files), (unsigned long long)rotate_lost(files));
}

void session_interrupted(struct session *s)
{
    if (signals_to_stop() && s->pl.prints)
        text_char(&s->pl.sink.text, '\n');
}

int session_close(struct session *s, int status, struct err *e)
{
    struct err late = {0};

    if (e->text[0] == '\0' && s->o->dump_code == 0)
        pipeline_report(&s->pl);
    if (!sink_flush(&s->pl.sink, &late) && e->text[0] == '\0')
        *e = late;
    finish_files(s->pl.files, e->text[0] == '\0' ? e : &late);
    if (s->pl.full)
        (void)fprintf(stderr, "Maximum file limit reached: %d\n",
                      s->o->rotate_files);
    if (e->text[0] != '\0') {
        complain("%s", e->text);
        status = e->exit_code;
    }
    pipeline_say_forgotten(&s->pl);
    rotate_free(s->pl.files);
    postrotate_finish(&s->command);
    filter_codes_free(&s->codes);
    pipeline_free(&s->pl);
    return status;
}
