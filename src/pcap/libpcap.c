/*
 * libpcap.c - dlopen(3), the names to look up, and a function for each.
 */
#include "libpcap.h"

#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "err.h"

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION

/* Who builds targets to run elsewhere links them to the library. */
bool libpcap_load(struct err *e)
{
    (void)e;
    return true;
}

#else

/* clang-format off */
#define EACH_FUNCTION(X) \
    X(bpf_dump) X(pcap_activate) X(pcap_breakloop) X(pcap_can_set_rfmon) \
    X(pcap_close) X(pcap_compile) X(pcap_create) X(pcap_datalink) \
    X(pcap_datalink_name_to_val) X(pcap_datalink_val_to_description) \
    X(pcap_datalink_val_to_name) X(pcap_dispatch) X(pcap_dump) \
    X(pcap_dump_close) X(pcap_dump_fopen) X(pcap_fileno) X(pcap_findalldevs) \
    X(pcap_fopen_offline) X(pcap_fopen_offline_with_tstamp_precision) \
    X(pcap_free_datalinks) X(pcap_free_tstamp_types) X(pcap_freealldevs) \
    X(pcap_freecode) X(pcap_get_selectable_fd) X(pcap_get_tstamp_precision) \
    X(pcap_geterr) X(pcap_lib_version) X(pcap_list_datalinks) \
    X(pcap_list_tstamp_types) X(pcap_lookupnet) X(pcap_loop) X(pcap_next_ex) \
    X(pcap_offline_filter) X(pcap_open_dead) \
    X(pcap_open_dead_with_tstamp_precision) X(pcap_set_buffer_size) \
    X(pcap_set_datalink) X(pcap_set_immediate_mode) X(pcap_set_promisc) \
    X(pcap_set_rfmon) X(pcap_set_snaplen) X(pcap_set_timeout) \
    X(pcap_set_tstamp_precision) X(pcap_set_tstamp_type) \
    X(pcap_setdirection) X(pcap_setfilter) X(pcap_setnonblock) \
    X(pcap_snapshot) X(pcap_stats) X(pcap_statustostr) \
    X(pcap_tstamp_type_name_to_val) X(pcap_tstamp_type_val_to_description) \
    X(pcap_tstamp_type_val_to_name)
#define POINTER(name) __typeof__(&(name)) name; // NOLINT(*-macro-parentheses)
#define SYMBOL(name) {#name, offsetof(struct functions, name)},
/* clang-format on */

struct functions {
    EACH_FUNCTION(POINTER)
};

static struct functions found;
static bool loaded;

/* Of memory the loader speaks in other words. */
static bool missing(struct err *e)
{
    return errno == ENOMEM ? err_set(e, "not enough memory for libpcap")
                           : err_set(e, "libpcap is needed: %s", dlerror());
}

bool libpcap_load(struct err *e)
{
    static const struct {
        const char *name;
        size_t at;
    } symbols[] = {EACH_FUNCTION(SYMBOL)};

    if (loaded)
        return true;
    errno = 0;
    /* Everything is bound now: later it may not be possible any more. */
    void *handle = dlopen(TCPLINE_LIBPCAP, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return missing(e);
    for (size_t i = 0; i < COUNT_OF(symbols); i++) {
        void *at = dlsym(handle, symbols[i].name);

        if (at == NULL)
            return missing(e);
        memcpy((char *)&found + symbols[i].at, &at, sizeof(at));
    }
    loaded = true;
    return true;
}

/* Out of the way of the calls, of which some are made for each packet. */
__attribute__((noinline, cold)) static void load_or_end(void)
{
    struct err e = {0};

    if (libpcap_load(&e))
        return;
    (void)fprintf(stderr, "%s: %s\n", program_invocation_short_name, e.text);
    exit(EXIT_FAILURE);
}

static inline const struct functions *theirs(void)
{
    if (!loaded)
        load_or_end();
    return &found;
}

void bpf_dump(const struct bpf_program *code, int form)
{
    theirs()->bpf_dump(code, form);
}

int pcap_activate(pcap_t *p)
{
    return theirs()->pcap_activate(p);
}

void pcap_breakloop(pcap_t *p)
{
    theirs()->pcap_breakloop(p);
}

int pcap_can_set_rfmon(pcap_t *p)
{
    return theirs()->pcap_can_set_rfmon(p);
}

void pcap_close(pcap_t *p)
{
    theirs()->pcap_close(p);
}

int pcap_compile(pcap_t *p, struct bpf_program *code, const char *text,
                 int optimize, bpf_u_int32 netmask)
{
    return theirs()->pcap_compile(p, code, text, optimize, netmask);
}

pcap_t *pcap_create(const char *device, char *why)
{
    return theirs()->pcap_create(device, why);
}

int pcap_datalink(pcap_t *p)
{
    return theirs()->pcap_datalink(p);
}

int pcap_datalink_name_to_val(const char *name)
{
    return theirs()->pcap_datalink_name_to_val(name);
}

const char *pcap_datalink_val_to_description(int link_type)
{
    return theirs()->pcap_datalink_val_to_description(link_type);
}

const char *pcap_datalink_val_to_name(int link_type)
{
    return theirs()->pcap_datalink_val_to_name(link_type);
}

int pcap_dispatch(pcap_t *p, int most, pcap_handler handler, u_char *user)
{
    return theirs()->pcap_dispatch(p, most, handler, user);
}

void pcap_dump(u_char *user, const struct pcap_pkthdr *head, const u_char *data)
{
    theirs()->pcap_dump(user, head, data);
}

void pcap_dump_close(pcap_dumper_t *to)
{
    theirs()->pcap_dump_close(to);
}

pcap_dumper_t *pcap_dump_fopen(pcap_t *p, FILE *f)
{
    return theirs()->pcap_dump_fopen(p, f);
}

int pcap_fileno(pcap_t *p)
{
    return theirs()->pcap_fileno(p);
}

int pcap_findalldevs(pcap_if_t **all, char *why)
{
    return theirs()->pcap_findalldevs(all, why);
}

pcap_t *pcap_fopen_offline(FILE *f, char *why)
{
    return theirs()->pcap_fopen_offline(f, why);
}

pcap_t *pcap_fopen_offline_with_tstamp_precision(FILE *f, u_int precision,
                                                 char *why)
{
    return theirs()->pcap_fopen_offline_with_tstamp_precision(f, precision,
                                                              why);
}

void pcap_free_datalinks(int *all)
{
    theirs()->pcap_free_datalinks(all);
}

void pcap_free_tstamp_types(int *all)
{
    theirs()->pcap_free_tstamp_types(all);
}

void pcap_freealldevs(pcap_if_t *all)
{
    theirs()->pcap_freealldevs(all);
}

void pcap_freecode(struct bpf_program *code)
{
    theirs()->pcap_freecode(code);
}

int pcap_get_selectable_fd(pcap_t *p)
{
    return theirs()->pcap_get_selectable_fd(p);
}

int pcap_get_tstamp_precision(pcap_t *p)
{
    return theirs()->pcap_get_tstamp_precision(p);
}

char *pcap_geterr(pcap_t *p)
{
    return theirs()->pcap_geterr(p);
}

const char *pcap_lib_version(void)
{
    return theirs()->pcap_lib_version();
}

int pcap_list_datalinks(pcap_t *p, int **all)
{
    return theirs()->pcap_list_datalinks(p, all);
}

int pcap_list_tstamp_types(pcap_t *p, int **all)
{
    return theirs()->pcap_list_tstamp_types(p, all);
}

int pcap_lookupnet(const char *device, bpf_u_int32 *net, bpf_u_int32 *mask,
                   char *why)
{
    return theirs()->pcap_lookupnet(device, net, mask, why);
}

int pcap_loop(pcap_t *p, int most, pcap_handler handler, u_char *user)
{
    return theirs()->pcap_loop(p, most, handler, user);
}

int pcap_next_ex(pcap_t *p, struct pcap_pkthdr **head, const u_char **data)
{
    return theirs()->pcap_next_ex(p, head, data);
}

int pcap_offline_filter(const struct bpf_program *code,
                        const struct pcap_pkthdr *head, const u_char *data)
{
    return theirs()->pcap_offline_filter(code, head, data);
}

pcap_t *pcap_open_dead(int link_type, int snaplen)
{
    return theirs()->pcap_open_dead(link_type, snaplen);
}

pcap_t *pcap_open_dead_with_tstamp_precision(int link_type, int snaplen,
                                             u_int precision)
{
    return theirs()->pcap_open_dead_with_tstamp_precision(link_type, snaplen,
                                                          precision);
}

int pcap_set_buffer_size(pcap_t *p, int bytes)
{
    return theirs()->pcap_set_buffer_size(p, bytes);
}

int pcap_set_datalink(pcap_t *p, int link_type)
{
    return theirs()->pcap_set_datalink(p, link_type);
}

int pcap_set_immediate_mode(pcap_t *p, int on)
{
    return theirs()->pcap_set_immediate_mode(p, on);
}

int pcap_set_promisc(pcap_t *p, int on)
{
    return theirs()->pcap_set_promisc(p, on);
}

int pcap_set_rfmon(pcap_t *p, int on)
{
    return theirs()->pcap_set_rfmon(p, on);
}

int pcap_set_snaplen(pcap_t *p, int snaplen)
{
    return theirs()->pcap_set_snaplen(p, snaplen);
}

int pcap_set_timeout(pcap_t *p, int ms)
{
    return theirs()->pcap_set_timeout(p, ms);
}

int pcap_set_tstamp_precision(pcap_t *p, int precision)
{
    return theirs()->pcap_set_tstamp_precision(p, precision);
}

int pcap_set_tstamp_type(pcap_t *p, int type)
{
    return theirs()->pcap_set_tstamp_type(p, type);
}

int pcap_setdirection(pcap_t *p, pcap_direction_t direction)
{
    return theirs()->pcap_setdirection(p, direction);
}

int pcap_setfilter(pcap_t *p, struct bpf_program *code)
{
    return theirs()->pcap_setfilter(p, code);
}

int pcap_setnonblock(pcap_t *p, int on, char *why)
{
    return theirs()->pcap_setnonblock(p, on, why);
}

int pcap_snapshot(pcap_t *p)
{
    return theirs()->pcap_snapshot(p);
}

int pcap_stats(pcap_t *p, struct pcap_stat *stats)
{
    return theirs()->pcap_stats(p, stats);
}

const char *pcap_statustostr(int status)
{
    return theirs()->pcap_statustostr(status);
}

int pcap_tstamp_type_name_to_val(const char *name)
{
    return theirs()->pcap_tstamp_type_name_to_val(name);
}

const char *pcap_tstamp_type_val_to_description(int type)
{
    return theirs()->pcap_tstamp_type_val_to_description(type);
}

const char *pcap_tstamp_type_val_to_name(int type)
{
    return theirs()->pcap_tstamp_type_val_to_name(type);
}

#endif
