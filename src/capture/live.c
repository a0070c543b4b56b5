/*
 * live.c - opening a device through libpcap, and reading it without waiting.
 */
#include "live.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "counts.h"
#include "devices.h"
#include "err.h"

/* How the library is kept from waiting where signals could not be answered. */
enum reading {
    READS_WHAT_IS_THERE, /* the handle does not block */
    READS_AFTER_POLL,    /* it would block, but says when it would not */
    READS_BLOCKING,      /* only pcap_breakloop(3PCAP) ends the wait */
};

struct live {
    pcap_t *p;
    char *device;
    bool asked_for_any; /* -i any, in this word */
    enum reading reading;
    bpf_u_int32 network;
    bpf_u_int32 netmask;
    struct counts counts;
};

__attribute__((format(printf, 2, 3))) static void
say(void (*how)(const char *text), const char *fmt, ...)
{
    char text[512];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    how(text);
}

/* libpcap's status and, where it adds to it, the system's own words. */
static bool activation_failed(pcap_t *p, const char *device, int status,
                              struct err *e)
{
    const char *more = pcap_geterr(p);
    const bool explained =
        status == PCAP_ERROR_NO_SUCH_DEVICE || status == PCAP_ERROR_PERM_DENIED;
    if (status == PCAP_ERROR)
        return err_set(e, "%s", more);
    if (explained && *more)
        (void)err_set(e, "%s: %s\n(%s)", device, pcap_statustostr(status),
                      more);
    else
        (void)err_set(e, "%s: %s", device, pcap_statustostr(status));
    if (status == PCAP_ERROR_PERM_DENIED)
        (void)err_hint(e, "as root, or once: sudo setcap cap_net_raw=ep "
                          "\"$(command -v tcpline)\"");
    if (status == PCAP_ERROR_NO_SUCH_DEVICE)
        (void)err_hint(e, "-D lists the interfaces");
    return false;
}

static bool set_monitor(pcap_t *p, const char *device, int *status,
                        struct err *e)
{
    *status = pcap_can_set_rfmon(p);
    if (*status == 1)
        return pcap_set_rfmon(p, 1) == 0;
    if (*status == 0)
        *status = PCAP_ERROR_RFMON_NOTSUP;
    return activation_failed(p, device, *status, e);
}

static bool set_nanoseconds(pcap_t *p, const char *device, struct err *e)
{
    const int rc = pcap_set_tstamp_precision(p, PCAP_TSTAMP_PRECISION_NANO);
    return rc == 0 ||
           err_set(e, "%s: Can't set nanosecond time stamp precision: %s",
                   device, pcap_statustostr(rc));
}

static bool set_tstamp_type(const struct live_config *c, pcap_t *p,
                            const char *device, struct err *e)
{
    const int rc = pcap_set_tstamp_type(p, c->tstamp_type);
    if (rc < 0)
        return err_set(e, "%s: Can't set time stamp type: %s", device,
                       pcap_statustostr(rc));
    if (rc > 0)
        say(c->warn, "When trying to set timestamp type '%s' on %s: %s",
            pcap_tstamp_type_val_to_name(c->tstamp_type), device,
            pcap_statustostr(rc));
    return true;
}

/* None of these fails on a handle that is not active yet. */
static void set_plain(const struct live_config *c, pcap_t *p)
{
    if (c->snaplen > 0) /* D-Bus has more than other devices, if asked so */
        (void)pcap_set_snaplen(p, c->snaplen);
    (void)pcap_set_promisc(p, c->promiscuous);
    (void)pcap_set_timeout(p, c->wait_ms);
    (void)pcap_set_buffer_size(p, c->buffer_bytes ? c->buffer_bytes
                                                  : LIVE_BUFFER_BYTES);
    if (c->nanoseconds_if_possible)
        (void)pcap_set_tstamp_precision(p, PCAP_TSTAMP_PRECISION_NANO);
    if (c->immediate)
        (void)pcap_set_immediate_mode(p, 1);
}

static bool activate(const struct live_config *c, pcap_t *p, const char *device,
                     int *status, struct err *e)
{
    *status = pcap_activate(p);
    if (*status < 0)
        return activation_failed(p, device, *status, e);
    if (*status > 0)
        say(c->warn, "%s: %s%s%s", device, pcap_statustostr(*status),
            *pcap_geterr(p) ? "\n" : "", pcap_geterr(p));
    if (c->direction != LIVE_UNSET &&
        pcap_setdirection(p, (pcap_direction_t)c->direction) != 0)
        return err_set(e, "%s: pcap_setdirection() failed: %s", device,
                       pcap_geterr(p));
    return true;
}

/* `status` tells a missing device from other failures. */
static pcap_t *open_named(const struct live_config *c, const char *device,
                          int *status, struct err *e)
{
    char why[PCAP_ERRBUF_SIZE];
    pcap_t *p = pcap_create(device, why);
    *status = PCAP_ERROR;
    if (!p) {
        (void)err_set(e, "%s", why);
        return NULL;
    }
    set_plain(c, p);
    if ((!c->nanoseconds || set_nanoseconds(p, device, e)) &&
        (!c->monitor || set_monitor(p, device, status, e)) &&
        (c->tstamp_type == LIVE_UNSET || set_tstamp_type(c, p, device, e)) &&
        activate(c, p, device, status, e))
        return p;
    pcap_close(p);
    return NULL;
}

/* A number stands for a device of the list, unless a device is called so. */
static bool open_device(struct live *l, const struct live_config *c,
                        struct err *e)
{
    int status;
    l->device = c->device ? strdup(c->device) : devices_default(e);
    if (!l->device)
        return false;
    l->p = open_named(c, l->device, &status, e);
    if (l->p || status != PCAP_ERROR_NO_SUCH_DEVICE)
        return l->p != NULL;
    struct err numbered = {0};
    char *name = devices_numbered(l->device, &numbered);
    if (!name) {
        if (numbered.text[0])
            *e = numbered;
        return false;
    }
    free(l->device);
    l->device = name;
    *e = (struct err){0}; /* that no device is called so */
    l->p = open_named(c, name, &status, e);
    return l->p != NULL;
}

/*
 * On "any" the second version of the cooked header is asked for: it has the
 * interface's index. It is tcpdump's default too, but not where "any" was found
 * in the list of devices, as the first or by its number.
 */
static int default_link_type(const struct live *l)
{
#ifdef DLT_LINUX_SLL2
    if (l->asked_for_any)
        return DLT_LINUX_SLL2;
#endif
    (void)l;
    return LIVE_UNSET;
}

bool live_choose_link_type(struct live *l, int asked, int *chosen,
                           struct err *e)
{
    *chosen = asked == LIVE_UNSET ? default_link_type(l) : asked;
    return *chosen == LIVE_UNSET || pcap_set_datalink(l->p, *chosen) == 0 ||
           err_set(e, "%s", pcap_geterr(l->p));
}

bool live_is_packet_socket(const struct live *l)
{
#ifdef SO_DOMAIN
    int domain = 0;
    socklen_t size = sizeof(domain);

    return getsockopt(pcap_fileno(l->p), SOL_SOCKET, SO_DOMAIN, &domain,
                      &size) == 0 &&
           domain == PF_PACKET;
#else
    (void)l;
    return true;
#endif
}

/*
 * What is no network interface has a module of its own in the library. Those
 * of netfilter take "nothing there" for a failure, that of D-Bus cannot but
 * wait: their handles stay as they are.
 */
static bool choose_reading(struct live *l, struct err *e)
{
    char why[PCAP_ERRBUF_SIZE];

    if (!live_is_packet_socket(l) && pcap_get_selectable_fd(l->p) >= 0) {
        l->reading = READS_AFTER_POLL;
        return true;
    }
    if (pcap_setnonblock(l->p, 1, why) == 0)
        return true;
    l->reading = READS_BLOCKING;
    return !live_is_packet_socket(l) || err_set(e, "%s", why);
}

static bool prepare_reading(struct live *l, struct err *e)
{
    char why[PCAP_ERRBUF_SIZE];
    if (pcap_lookupnet(l->device, &l->network, &l->netmask, why) != 0) {
        l->network = 0;
        l->netmask = 0;
    }
    counts_open(&l->counts, l->p, l->device);
    return choose_reading(l, e);
}

struct live *live_open(const struct live_config *config, struct err *e)
{
    struct live *l = calloc(1, sizeof(*l));
    if (!l) {
        (void)err_set(e, "not enough memory");
        return NULL;
    }
    l->asked_for_any =
        config->device != NULL && strcmp(config->device, "any") == 0;
    if (open_device(l, config, e) && prepare_reading(l, e))
        return l;
    live_close(l);
    return NULL;
}

void live_close(struct live *l)
{
    if (!l)
        return;
    if (l->counts.p)
        counts_close(&l->counts);
    if (l->p)
        pcap_close(l->p);
    free(l->device);
    free(l);
}

pcap_t *live_pcap(const struct live *l)
{
    return l->p;
}

const char *live_device(const struct live *l)
{
    return l->device;
}

bpf_u_int32 live_network(const struct live *l)
{
    return l->network;
}

bpf_u_int32 live_netmask(const struct live *l)
{
    return l->netmask;
}

int live_fd(const struct live *l)
{
    return pcap_get_selectable_fd(l->p);
}

bool live_waits(const struct live *l)
{
    return l->reading == READS_BLOCKING;
}

static bool is_readable(const struct live *l)
{
    struct pollfd device = {.fd = live_fd(l), .events = POLLIN};

    return poll(&device, 1, 0) > 0;
}

int live_read(struct live *l, int most, pcap_handler handler, void *user,
              struct err *e)
{
    if (l->reading == READS_AFTER_POLL && !is_readable(l))
        return 0;
    const int n = pcap_dispatch(l->p, most, handler, user);
    if (n == PCAP_ERROR_BREAK)
        return 0;
    if (n < 0)
        (void)err_set(e, "pcap_loop: %s", pcap_geterr(l->p));
    return n;
}

const struct live_counts *live_count(struct live *l)
{
    counts_update(&l->counts);
    return &l->counts.total;
}
