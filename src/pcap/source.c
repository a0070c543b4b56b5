/*
 * source.c - of libpcap's answers those that everybody needs, and the names of
 * the commonest link types, which are those of libpcap.
 */
#include "source.h"

#include <stddef.h>

#include "count.h"

static const struct source_link links[] = {
    {0, DLT_NULL, "NULL", "BSD loopback"},
    {1, DLT_EN10MB, "EN10MB", "Ethernet"},
    {101, DLT_RAW, "RAW", "Raw IP"},
    {228, DLT_IPV4, "IPV4", "Raw IPv4"},
    {229, DLT_IPV6, "IPV6", "Raw IPv6"},
};

struct source source_of(pcap_t *p)
{
    return (struct source){
        .pcap = p,
        .link_type = pcap_datalink(p),
        .snaplen = pcap_snapshot(p),
        .nanoseconds =
            pcap_get_tstamp_precision(p) == PCAP_TSTAMP_PRECISION_NANO,
    };
}

const struct source_link *source_link_in_file(unsigned in_file)
{
    for (size_t i = 0; i < COUNT_OF(links); i++)
        if (links[i].in_file == in_file)
            return &links[i];
    return NULL;
}

/* NULL where libpcap is there to be asked. */
static const struct source_link *own(const struct source *s)
{
    for (size_t i = 0; s->pcap == NULL && i < COUNT_OF(links); i++)
        if (links[i].link_type == s->link_type)
            return &links[i];
    return NULL;
}

const char *source_link_name(const struct source *s)
{
    const struct source_link *link = own(s);

    return link != NULL ? link->name : pcap_datalink_val_to_name(s->link_type);
}

const char *source_link_description(const struct source *s)
{
    const struct source_link *link = own(s);

    return link != NULL ? link->description
                        : pcap_datalink_val_to_description(s->link_type);
}
