/*
 * option_values.c - the options whose argument means more than itself.
 *
 * Numbers are read as tcpdump reads them, which differs from option to
 * option: some stop at the first character that is no digit, some refuse it.
 */
#include <errno.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "complain.h"
#include "count.h"
#include "option_table.h"

/* atoi(3) without its undefined overflow: the low 32 bits of the number. */
static int leading_number(const char *arg)
{
    return (int)strtol(arg, NULL, 10);
}

bool option_buffer_size(struct options *o, const char *arg, struct err *e)
{
    const int kib = leading_number(arg);

    if (kib <= 0 || kib > INT32_MAX / 1024)
        return err_set(e, "invalid packet buffer size %s", arg);
    o->buffer_bytes = kib * 1024;
    return true;
}

bool option_count(struct options *o, const char *arg, struct err *e)
{
    o->count = leading_number(arg);
    return o->count > 0 || err_set(e, "invalid packet count %s", arg);
}

bool option_file_size(struct options *o, const char *arg, struct err *e)
{
    enum { UNIT = 1000000 }; /* bytes in the "millions of bytes" of -C */
    char *end;

    errno = 0;
    const long long size = strtoll(arg, &end, 10);
    if (errno != 0 || end == arg || *end != '\0' || size <= 0)
        return err_set(e, "invalid file size %s", arg);
    if (size > INT64_MAX / UNIT)
        return err_set(e, "file size %s is too large", arg);
    o->rotate_bytes = size * UNIT;
    return true;
}

bool option_seconds(struct options *o, const char *arg, struct err *e)
{
    o->rotate_seconds = leading_number(arg);
    return o->rotate_seconds >= 0 ||
           err_set(e, "invalid number of seconds %s", arg);
}

bool option_files(struct options *o, const char *arg, struct err *e)
{
    o->rotate_files = leading_number(arg);
    return o->rotate_files > 0 ||
           err_set(e, "invalid number of output files %s", arg);
}

bool option_snaplen(struct options *o, const char *arg, struct err *e)
{
    char *end;
    const int snaplen = (int)strtol(arg, &end, 0);

    if (end == arg || *end != '\0' || snaplen < 0 || snaplen > OPTIONS_SNAPLEN)
        return err_set(e, "invalid snaplen %s (must be >= 0 and <= %d)", arg,
                       OPTIONS_SNAPLEN);
    o->snaplen = snaplen == 0 ? OPTIONS_SNAPLEN : snaplen;
    return true;
}

bool option_tstamp_type(struct options *o, const char *arg, struct err *e)
{
    o->tstamp_type = pcap_tstamp_type_name_to_val(arg);
    return o->tstamp_type >= 0 || err_set(e, "invalid time stamp type %s", arg);
}

bool option_link_type(struct options *o, const char *arg, struct err *e)
{
    o->link_type = pcap_datalink_name_to_val(arg);
    return o->link_type >= 0 || err_set(e, "invalid data link type %s", arg);
}

bool option_direction(struct options *o, const char *arg, struct err *e)
{
    static const struct {
        const char *word;
        pcap_direction_t direction;
    } rows[] = {
        {"in", PCAP_D_IN}, {"out", PCAP_D_OUT}, {"inout", PCAP_D_INOUT}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (strcasecmp(arg, rows[i].word) == 0) {
            o->direction = (int)rows[i].direction;
            return true;
        }
    }
    return err_set(e, "unknown capture direction `%s'", arg);
}

bool option_sandbox(struct options *o, const char *arg, struct err *e)
{
    o->sandbox_off = strcmp(arg, "off") == 0;
    return o->sandbox_off || strcmp(arg, "strict") == 0 ||
           err_set(e, "unknown sandbox mode \"%s\": strict or off", arg);
}

bool option_color(struct options *o, const char *arg, struct err *e)
{
    static const char *const words[] = {
        [OPTIONS_COLOR_AUTO] = "auto",
        [OPTIONS_COLOR_ALWAYS] = "always",
        [OPTIONS_COLOR_NEVER] = "never",
    };

    o->color = OPTIONS_COLOR_ALWAYS;
    if (arg == NULL)
        return true;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (strcmp(arg, words[i]) == 0) {
            o->color = (enum options_color)i;
            return true;
        }
    }
    return err_set(e, "unknown --color \"%s\": auto, always or never", arg);
}

bool option_explain(struct options *o, const char *arg, struct err *e)
{
    o->explain = arg != NULL ? OPTIONS_EXPLAIN_ALL : OPTIONS_EXPLAIN_FIRST;
    return arg == NULL || strcmp(arg, "all") == 0 ||
           err_set(e, "unknown way to --explain \"%s\": all, or none", arg);
}

bool option_ladder(struct options *o, const char *arg, struct err *e)
{
    o->ladder = OPTIONS_LADDER_AUTO;
    if (arg == NULL)
        return true;
    o->ladder =
        strcmp(arg, "utf-8") == 0 ? OPTIONS_LADDER_UTF8 : OPTIONS_LADDER_ASCII;
    return o->ladder == OPTIONS_LADDER_UTF8 || strcmp(arg, "ascii") == 0 ||
           err_set(e, "unknown form of --ladder \"%s\": ascii or utf-8", arg);
}

bool option_tree(struct options *o, const char *arg, struct err *e)
{
    static const char *const words[] = {
        [OPTIONS_TREE_FIELDS] = "fields",
        [OPTIONS_TREE_NAMES] = "names",
        [OPTIONS_TREE_BOXES] = "boxes",
    };

    o->tree = OPTIONS_TREE_FIELDS;
    if (arg == NULL)
        return true;
    for (size_t i = OPTIONS_TREE_FIELDS; i < COUNT_OF(words); i++) {
        if (strcmp(arg, words[i]) == 0) {
            o->tree = (enum options_tree)i;
            return true;
        }
    }
    return err_set(e, "unknown form of --tree \"%s\": fields, names or boxes",
                   arg);
}

bool option_stream(struct options *o, const char *arg, struct err *e)
{
    return stream_list_parse(&o->streams, arg, e);
}

bool option_read(struct options *o, const char *arg, struct err *e)
{
    if (o->read_count == OPTIONS_FILES)
        return err_set(e, "-r %s: no more than %d files can be merged", arg,
                       OPTIONS_FILES);
    o->read_files[o->read_count++] = arg;
    o->read_file = arg;
    return true;
}

bool option_interface(struct options *o, const char *arg, struct err *e)
{
    if (o->interface_count == OPTIONS_INTERFACES)
        return err_set(e, "-i %s: no more than %d interfaces can be merged",
                       arg, OPTIONS_INTERFACES);
    o->interfaces[o->interface_count++] = arg;
    o->interface = arg;
    return true;
}

bool option_connections(struct options *o, const char *arg, struct err *e)
{
    char *end;

    errno = 0;
    const unsigned long count = strtoul(arg, &end, 10);
    if (errno != 0 || end == arg || *end != '\0' || *arg == '-' || count == 0 ||
        count > UINT32_MAX)
        return err_set(e, "invalid number of connections %s", arg);
    o->max_connections = (uint32_t)count;
    return true;
}

bool option_unpack_memory(struct options *o, const char *arg, struct err *e)
{
    enum { MOST_MIB = 1 << 20 };
    char *end;

    errno = 0;
    const unsigned long mib = strtoul(arg, &end, 10);
    if (errno != 0 || end == arg || *end != '\0' || *arg == '-' ||
        mib > MOST_MIB)
        return err_set(e, "invalid amount of memory %s", arg);
    o->unpack_mib = (unsigned)mib;
    return true;
}

/* The words of -T, in either case. */
static const char *const type_words[TL_TYPE_COUNT] = {
    [TL_TYPE_AODV] = "aodv",
    [TL_TYPE_CARP] = "carp",
    [TL_TYPE_CNFP] = "cnfp",
    [TL_TYPE_DOMAIN] = "domain",
    [TL_TYPE_LMP] = "lmp",
    [TL_TYPE_PGM] = "pgm",
    [TL_TYPE_PGM_ZMTP1] = "pgm_zmtp1",
    [TL_TYPE_PTP] = "ptp",
    [TL_TYPE_RADIUS] = "radius",
    [TL_TYPE_RESP] = "resp",
    [TL_TYPE_RPC] = "rpc",
    [TL_TYPE_RTCP] = "rtcp",
    [TL_TYPE_RTP] = "rtp",
    [TL_TYPE_SNMP] = "snmp",
    [TL_TYPE_SOMEIP] = "someip",
    [TL_TYPE_TFTP] = "tftp",
    [TL_TYPE_VAT] = "vat",
    [TL_TYPE_VXLAN] = "vxlan",
    [TL_TYPE_WB] = "wb",
    [TL_TYPE_ZMTP1] = "zmtp1",
};

const char *option_type_word(size_t i)
{
    return i + TL_TYPE_BY_PORT + 1 < TL_TYPE_COUNT
               ? type_words[i + TL_TYPE_BY_PORT + 1]
               : NULL;
}

bool option_packet_type(struct options *o, const char *arg, struct err *e)
{
    for (int i = TL_TYPE_BY_PORT + 1; i < TL_TYPE_COUNT; i++) {
        if (strcasecmp(arg, type_words[i]) == 0) {
            o->packet_type = (enum tl_packet_type)i;
            return true;
        }
    }
    return err_set(e, "unknown packet type `%s'", arg);
}

/* Whatever follows the five or four letters is not looked at. */
bool option_precision(struct options *o, const char *arg, struct err *e)
{
    if (strncmp(arg, "nano", 4) == 0)
        o->nanoseconds = true;
    else if (strncmp(arg, "micro", 5) == 0)
        o->nanoseconds = false;
    else
        return err_set(e, "unsupported time stamp precision");
    return true;
}

bool option_micro(struct options *o, const char *arg, struct err *e)
{
    (void)arg;
    (void)e;
    o->nanoseconds = false;
    return true;
}

bool option_only(struct options *o, const char *arg, struct err *e)
{
    o->has_only = true;
    return only_parse(&o->only, arg, e);
}

/* The one option that warns and goes on; at once, before a later error. */
bool option_module(struct options *o, const char *arg, struct err *e)
{
    (void)o;
    (void)e;
    complain("ignoring option `-m %s' (no libsmi support)", arg);
    return true;
}
