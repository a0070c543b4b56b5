/*
 * devices.c - libpcap's list of devices in tcpdump's words.
 */
#include "devices.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

#include "codes.h"
#include "err.h"

static bool find_all(pcap_if_t **all, struct err *e)
{
    char why[PCAP_ERRBUF_SIZE];
    return pcap_findalldevs(all, why) == 0 || err_set(e, "%s", why);
}

static const struct code_name states[] = {
    {PCAP_IF_UP, "Up"},
    {PCAP_IF_RUNNING, "Running"},
    {PCAP_IF_LOOPBACK, "Loopback"},
    {PCAP_IF_WIRELESS, "Wireless"},
};

/* What is known about the cable, or the network of a wireless device. */
static const struct code_name cables[] = {
    {PCAP_IF_CONNECTION_STATUS_UNKNOWN, "Connection status unknown"},
    {PCAP_IF_CONNECTION_STATUS_CONNECTED, "Connected"},
    {PCAP_IF_CONNECTION_STATUS_DISCONNECTED, "Disconnected"},
};
static const struct code_name networks[] = {
    {PCAP_IF_CONNECTION_STATUS_UNKNOWN, "Association status unknown"},
    {PCAP_IF_CONNECTION_STATUS_CONNECTED, "Associated"},
    {PCAP_IF_CONNECTION_STATUS_DISCONNECTED, "Not associated"},
};

static void put_flags(struct text *out, const pcap_if_t *d)
{
    const uint32_t status = d->flags & PCAP_IF_CONNECTION_STATUS;
    const char *link = (d->flags & PCAP_IF_WIRELESS) != 0
                           ? CODE_NAME(networks, status, NULL)
                           : CODE_NAME(cables, status, NULL);

    if (d->flags == 0)
        return;
    TEXT_LIT(out, " [");
    CODE_PUT_BITS_OR(out, states, d->flags, ", ", "none");
    if (link != NULL)
        text_printf(out, ", %s", link);
    text_char(out, ']');
}

/* Both names may be somebody else's words: a USB device brings its own. */
static void put_device(struct text *out, unsigned number, const pcap_if_t *d)
{
    text_printf(out, "%u.", number);
    text_visible_bytes(out, d->name, strlen(d->name));
    if (d->description) {
        TEXT_LIT(out, " (");
        text_visible_bytes(out, d->description, strlen(d->description));
        text_char(out, ')');
    }
    put_flags(out, d);
}

bool devices_print(FILE *to, struct err *e)
{
    enum { CAPACITY = 4096 };
    pcap_if_t *all = NULL;
    struct text out;
    unsigned number = 0;

    if (!text_init(&out, CAPACITY))
        return err_set(e, "not enough memory");
    if (!find_all(&all, e)) {
        text_free(&out);
        return false;
    }
    for (const pcap_if_t *d = all; d; d = d->next) {
        put_device(&out, ++number, d);
        text_char(&out, '\n');
    }
    pcap_freealldevs(all);
    const bool ok = !text_failed(&out) || err_set(e, "not enough memory");
    if (ok)
        (void)fwrite(out.start, 1, text_len(&out), to);
    text_free(&out);
    return ok;
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
