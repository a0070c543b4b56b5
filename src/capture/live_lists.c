/*
 * live_lists.c - what a device offers: -L and -J, on standard error as
 * tcpdump prints them.
 */
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>

#include "devices.h"
#include "err.h"
#include "live.h"

static void print_link_type(int type, bool known)
{
    const char *name = pcap_datalink_val_to_name(type);
    if (!name) {
        (void)fprintf(stderr, "  DLT %d (printing not supported)\n", type);
        return;
    }
    (void)fprintf(stderr, "  %s (%s)%s\n", name,
                  pcap_datalink_val_to_description(type),
                  known ? "" : " (printing not supported)");
}

bool live_print_link_types(struct live *l, bool monitor,
                           bool (*knows)(int link_type), struct err *e)
{
    int *types;
    const int n = pcap_list_datalinks(live_pcap(l), &types);
    if (n < 0)
        return err_set(e, "%s", pcap_geterr(live_pcap(l)));
    (void)fprintf(stderr, "Data link types for %s%s (use option -y to set):\n",
                  live_device(l), monitor ? " when in monitor mode" : "");
    for (int i = 0; i < n; i++)
        print_link_type(types[i], knows(types[i]));
    pcap_free_datalinks(types);
    return true;
}

static void print_tstamp_types(const char *device, const int *types, int n)
{
    if (n == 0) {
        (void)fprintf(stderr, "Time stamp type cannot be set for %s\n", device);
        return;
    }
    (void)fprintf(stderr, "Time stamp types for %s (use option -j to set):\n",
                  device);
    for (int i = 0; i < n; i++) {
        const char *name = pcap_tstamp_type_val_to_name(types[i]);
        if (name)
            (void)fprintf(stderr, "  %s (%s)\n", name,
                          pcap_tstamp_type_val_to_description(types[i]));
        else
            (void)fprintf(stderr, "  %d\n", types[i]);
    }
}

bool live_print_tstamp_types(const char *asked, struct err *e)
{
    char why[PCAP_ERRBUF_SIZE];
    int *types;
    char *device = asked ? NULL : devices_default(e);
    if (!asked && !device)
        return false;
    const char *name = asked ? asked : device;
    pcap_t *p = pcap_create(name, why);
    const int n = p ? pcap_list_tstamp_types(p, &types) : 0;
    if (!p)
        (void)err_set(e, "%s", why);
    else if (n < 0)
        (void)err_set(e, "%s", pcap_geterr(p));
    else
        print_tstamp_types(name, types, n);
    if (p && n > 0)
        pcap_free_tstamp_types(types);
    if (p)
        pcap_close(p);
    free(device);
    return p && n >= 0;
}
