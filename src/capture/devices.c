/*
 * devices.c - libpcap's list of devices in tcpdump's words.
 */
#include "devices.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "err.h"

static bool find_all(pcap_if_t **all, struct err *e)
{
    char why[PCAP_ERRBUF_SIZE];
    return pcap_findalldevs(all, why) == 0 || err_set(e, "%s", why);
}

/* What is known about the cable, or the network of a wireless device. */
static const char *connection(const pcap_if_t *d)
{
    const bool wireless = d->flags & PCAP_IF_WIRELESS;
    switch (d->flags & PCAP_IF_CONNECTION_STATUS) {
    case PCAP_IF_CONNECTION_STATUS_UNKNOWN:
        return wireless ? "Association status unknown"
                        : "Connection status unknown";
    case PCAP_IF_CONNECTION_STATUS_CONNECTED:
        return wireless ? "Associated" : "Connected";
    case PCAP_IF_CONNECTION_STATUS_DISCONNECTED:
        return wireless ? "Not associated" : "Disconnected";
    default:
        return NULL;
    }
}

static void print_flags(FILE *to, const pcap_if_t *d)
{
    static const struct {
        bpf_u_int32 flag;
        const char *word;
    } words[] = {
        {PCAP_IF_UP, "Up"},
        {PCAP_IF_RUNNING, "Running"},
        {PCAP_IF_LOOPBACK, "Loopback"},
        {PCAP_IF_WIRELESS, "Wireless"},
    };
    const char *link = connection(d);
    const char *between = "";
    if (d->flags == 0)
        return;
    (void)fputs(" [", to);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (!(d->flags & words[i].flag))
            continue;
        (void)fprintf(to, "%s%s", between, words[i].word);
        between = ", ";
    }
    if (between[0] == '\0') {
        (void)fputs("none", to);
        between = ", ";
    }
    if (link)
        (void)fprintf(to, "%s%s", between, link);
    (void)fputc(']', to);
}

bool devices_print(FILE *to, struct err *e)
{
    pcap_if_t *all = NULL;
    unsigned number = 0;
    if (!find_all(&all, e))
        return false;
    for (const pcap_if_t *d = all; d; d = d->next) {
        (void)fprintf(to, "%u.%s", ++number, d->name);
        if (d->description)
            (void)fprintf(to, " (%s)", d->description);
        print_flags(to, d);
        (void)fputc('\n', to);
    }
    pcap_freealldevs(all);
    return true;
}

/* The `number`th device, counted from 1. */
static char *nth_device(unsigned long number, const char *missing,
                        struct err *e)
{
    pcap_if_t *all = NULL;
    if (!find_all(&all, e))
        return NULL;
    const pcap_if_t *d = all;
    while (d && --number > 0)
        d = d->next;
    char *name = d ? strdup(d->name) : NULL;
    pcap_freealldevs(all);
    if (!name)
        (void)err_set(e, "%s", missing);
    return name;
}

char *devices_default(struct err *e)
{
    return nth_device(1, "no interfaces available for capture", e);
}

char *devices_numbered(const char *text, struct err *e)
{
    char *end;
    errno = 0;
    const long number = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0')
        return NULL;
    if (number <= 0 || errno != 0) {
        (void)err_set(e, "Invalid adapter index");
        return NULL;
    }
    return nth_device((unsigned long)number, "Invalid adapter index", e);
}
