/*
 * lives.c - what several devices deliver, put in order.
 */
#include "lives.h"

#include <net/if.h>
#include <net/if_arp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

#ifdef __linux__
#include <linux/filter.h>
#include <linux/if_packet.h>
#endif

#include "count.h"
#include "err.h"

enum {
    MAC_BYTES = 6,
    NS_PER_MS = 1000000,
    NS_PER_S = 1000000000,
};

/* Packet types of cooked headers, which are the kernel's. */
enum { TO_US, BROADCAST, MULTICAST, TO_OTHERS, FROM_US };

struct device {
    struct tl_via via[FROM_US + 1]; /* by the packet's type */
    bool is_ethernet;               /* by `mac` it knows whom a frame is for */
    uint8_t mac[MAC_BYTES];
    uint64_t captured;
};

struct tap {
    struct live *live;
    size_t device;
    bool outwards;
    bool dry;     /* nothing was there when it was last asked */
    bool pending; /* the packet below waits for its turn */
    struct pcap_pkthdr head;
    int64_t ns; /* its stamp */
    uint8_t *data;
    size_t room;
};

struct lives {
    int64_t hold_ns;
    bool draining;
    size_t devices, taps;
    struct device device[LIVES_MOST];
    struct tap tap[LIVES_TAPS];
    struct live_counts counts;
};

struct lives *lives_new(int hold_ms)
{
    struct lives *l = calloc(1, sizeof(*l));

    if (l != NULL)
        l->hold_ns = (int64_t)hold_ms * NS_PER_MS;
    return l;
}

void lives_free(struct lives *l)
{
    if (l == NULL)
        return;
    for (size_t i = 0; i < l->taps; i++) {
        live_close(l->tap[i].live);
        free(l->tap[i].data);
    }
    free(l);
}

static bool is_there(const struct lives *l, const char *name)
{
    for (size_t i = 0; i < l->devices; i++)
        if (strcmp(l->device[i].via[0].interface, name) == 0)
            return true;
    return false;
}

/* A failed question leaves the address unknown, and the index 0. */
static void learn(struct device *d, const struct live *live)
{
    const char *name = live_device(live);
    const int fd = pcap_fileno(live_pcap(live));
    struct ifreq ask = {0};

    (void)strncpy(ask.ifr_name, name, sizeof(ask.ifr_name) - 1);
    d->is_ethernet = pcap_datalink(live_pcap(live)) == DLT_EN10MB &&
                     ioctl(fd, SIOCGIFHWADDR, &ask) == 0;
    memcpy(d->mac, ask.ifr_hwaddr.sa_data, sizeof(d->mac));
    for (unsigned type = 0; type <= FROM_US; type++)
        d->via[type] = (struct tl_via){.interface = name,
                                       .ifindex = if_nametoindex(name),
                                       .packet_type = (uint8_t)type};
}

static bool add_tap(struct lives *l, const struct live_config *config,
                    bool outwards, struct err *e)
{
    struct live_config c = *config;

    c.direction = outwards ? PCAP_D_OUT : PCAP_D_IN;
    struct live *live = live_open(&c, e);
    if (live == NULL)
        return false;
    l->tap[l->taps++] =
        (struct tap){.live = live, .device = l->devices, .outwards = outwards};
    return true;
}

static bool is_fit(const struct lives *l, const struct live *live,
                   struct err *e)
{
    const char *name = live_device(live);

    if (!live_is_packet_socket(live))
        return err_set(e, "-i %s: only network interfaces can be merged", name);
    if (strcmp(name, "any") == 0)
        return err_set(e, "-i any is all interfaces: leave out the others");
    return !is_there(l, name) || err_set(e, "-i %s was given twice", name);
}

bool lives_add(struct lives *l, const struct live_config *config, struct err *e)
{
    const size_t first = l->taps;

    if (l->devices == LIVES_MOST)
        return err_set(e, "no more than %d interfaces can be merged",
                       LIVES_MOST);
    if (config->direction != PCAP_D_OUT && !add_tap(l, config, false, e))
        return false;
    if (first < l->taps && !is_fit(l, l->tap[first].live, e))
        return false;
    if (config->direction != PCAP_D_IN && !add_tap(l, config, true, e))
        return false;
    if (!is_fit(l, l->tap[first].live, e))
        return false;
    learn(&l->device[l->devices++], l->tap[first].live);
    return true;
}

size_t lives_devices(const struct lives *l)
{
    return l->devices;
}

const struct tl_via *lives_via(const struct lives *l, size_t device)
{
    return &l->device[device].via[TO_US];
}

size_t lives_taps(const struct lives *l)
{
    return l->taps;
}

struct live *lives_tap(const struct lives *l, size_t tap)
{
    return l->tap[tap].live;
}

size_t lives_device_of(const struct lives *l, size_t tap)
{
    return l->tap[tap].device;
}

#ifdef __linux__

/*
 * libpcap looks at the direction of what the kernel has already put into its
 * memory. Here the kernel puts only that there, so that no packet takes room
 * twice. Where it does not take the code, or libpcap wants other code for a
 * header that it makes up, nothing is wrong.
 */
static void filter_in_kernel(const struct tap *t,
                             const struct bpf_program *code)
{
    const struct sock_filter head[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS,
                 (uint32_t)(SKF_AD_OFF + SKF_AD_PKTTYPE)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PACKET_OUTGOING, t->outwards,
                 !t->outwards),
        BPF_STMT(BPF_RET | BPF_K, 0),
    };
    const size_t n = COUNT_OF(head), all = n + code->bf_len;
    const int link_type = pcap_datalink(live_pcap(t->live));
    struct sock_filter *insns = calloc(all, sizeof(*insns));

    if (insns != NULL && all <= BPF_MAXINSNS && link_type != DLT_LINUX_SLL &&
        link_type != DLT_LINUX_SLL2) {
        const struct sock_fprog program = {(unsigned short)all, insns};

        memcpy(insns, head, sizeof(head));
        memcpy(insns + n, code->bf_insns, code->bf_len * sizeof(*insns));
        (void)setsockopt(pcap_fileno(live_pcap(t->live)), SOL_SOCKET,
                         SO_ATTACH_FILTER, &program, sizeof(program));
    }
    free(insns);
}

#else

static void filter_in_kernel(const struct tap *t,
                             const struct bpf_program *code)
{
    (void)t;
    (void)code;
}

#endif

bool lives_filter(struct lives *l, size_t tap, struct bpf_program *code,
                  struct err *e)
{
    pcap_t *p = live_pcap(l->tap[tap].live);

    if (pcap_setfilter(p, code) != 0)
        return err_set(e, "%s", pcap_geterr(p));
    filter_in_kernel(&l->tap[tap], code);
    return true;
}

static int64_t now_ns(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

static bool has_room(struct tap *t, size_t size)
{
    if (size <= t->room)
        return true;
    uint8_t *data = realloc(t->data, size);
    if (data == NULL)
        return false;
    t->data = data;
    t->room = size;
    return true;
}

/* What there is no memory for is as good as dropped. */
static void keep(u_char *user, const struct pcap_pkthdr *head,
                 const u_char *data)
{
    struct tap *t = (struct tap *)(void *)user;
    const bool nano = pcap_get_tstamp_precision(live_pcap(t->live)) ==
                      PCAP_TSTAMP_PRECISION_NANO;

    if (!has_room(t, head->caplen))
        return;
    memcpy(t->data, data, head->caplen);
    t->head = *head;
    t->ns = (int64_t)head->ts.tv_sec * NS_PER_S +
            (int64_t)head->ts.tv_usec * (nano ? 1 : 1000);
    t->pending = true;
}

/* Every tap has a packet pending or is dry. */
static bool fill(struct lives *l, struct err *e)
{
    for (size_t i = 0; i < l->taps; i++) {
        struct tap *t = &l->tap[i];

        if (t->pending || t->dry)
            continue;
        if (live_read(t->live, 1, keep, t, e) < 0)
            return false;
        t->dry = !t->pending;
    }
    return true;
}

static struct tap *earliest(struct lives *l)
{
    struct tap *first = NULL;

    for (size_t i = 0; i < l->taps; i++) {
        struct tap *t = &l->tap[i];

        if (t->pending && (first == NULL || t->ns < first->ns))
            first = t;
    }
    return first;
}

static bool is_any_dry(const struct lives *l)
{
    for (size_t i = 0; i < l->taps; i++)
        if (l->tap[i].dry)
            return true;
    return false;
}

/* A device whose clock is ahead of ours is not waited for. */
static bool is_held(const struct lives *l, const struct tap *t, int64_t now)
{
    return !l->draining && t->ns > now - l->hold_ns && t->ns < now + NS_PER_S;
}

/* As the kernel sees what comes in on an Ethernet. */
static unsigned type_of(const struct device *d, const struct tap *t)
{
    static const uint8_t all[MAC_BYTES] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    enum { GROUP = 1 };

    if (t->outwards)
        return FROM_US;
    if (!d->is_ethernet || t->head.caplen < MAC_BYTES)
        return TO_US;
    if (memcmp(t->data, all, MAC_BYTES) == 0)
        return BROADCAST;
    if ((t->data[0] & GROUP) != 0)
        return MULTICAST;
    return memcmp(t->data, d->mac, MAC_BYTES) == 0 ? TO_US : TO_OTHERS;
}

static bool give(struct lives *l, struct tap *t, lives_take *take, void *user)
{
    struct device *d = &l->device[t->device];
    const struct lives_packet p = {
        .tap = (size_t)(t - l->tap),
        .via = &d->via[type_of(d, t)],
        .head = &t->head,
        .data = t->data,
    };

    t->pending = false;
    d->captured++;
    return take(user, &p);
}

int lives_read(struct lives *l, int most, lives_take *take, void *user,
               struct err *e)
{
    const int64_t now = now_ns();
    int n = 0;

    for (size_t i = 0; i < l->taps; i++)
        l->tap[i].dry = false;
    while (n < most) {
        if (!fill(l, e))
            return -1;
        struct tap *t = earliest(l);
        if (t == NULL || (is_any_dry(l) && is_held(l, t, now)))
            break;
        n++;
        if (!give(l, t, take, user))
            break;
    }
    return n;
}

void lives_drain(struct lives *l)
{
    l->draining = true;
}

/* What has a packet pending is not asked: the next is not wanted yet. */
size_t lives_poll(const struct lives *l, struct pollfd *fds)
{
    size_t n = 0;

    for (size_t i = 0; i < l->taps; i++)
        if (!l->tap[i].pending)
            fds[n++] = (struct pollfd){.fd = live_fd(l->tap[i].live),
                                       .events = POLLIN};
    return n;
}

int lives_wait(const struct lives *l, int most)
{
    const int64_t now = now_ns();

    for (size_t i = 0; i < l->taps; i++) {
        const struct tap *t = &l->tap[i];
        const int64_t ms = (t->ns + l->hold_ns - now) / NS_PER_MS + 1;

        if (t->pending && ms < most)
            most = ms < 1 ? 1 : (int)ms;
    }
    return most;
}

/* Both taps of a device see its own counter of dropped packets. */
struct live_counts lives_count(struct lives *l, size_t device)
{
    struct live_counts sum = {0};

    for (size_t i = 0; i < l->taps; i++) {
        if (l->tap[i].device != device)
            continue;
        const struct live_counts *one = live_count(l->tap[i].live);
        sum.received += one->received;
        sum.dropped += one->dropped;
        sum.if_dropped = one->if_dropped;
    }
    return sum;
}

const struct live_counts *lives_count_all(struct lives *l)
{
    l->counts = (struct live_counts){0};
    for (size_t i = 0; i < l->devices; i++) {
        const struct live_counts one = lives_count(l, i);

        l->counts.received += one.received;
        l->counts.dropped += one.dropped;
        l->counts.if_dropped += one.if_dropped;
    }
    return &l->counts;
}

uint64_t lives_captured(const struct lives *l, size_t device)
{
    return l->device[device].captured;
}
