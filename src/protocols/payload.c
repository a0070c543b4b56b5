/*
 * payload.c - the one table that says which port goes to which printer.
 *
 * The order of the rows is tcpdump's order of precedence: either port may
 * match, and the first row that does wins.
 */
#include "payload.h"

#include <strings.h>

#include "printers.h"

#define ROWS(a) (sizeof(a) / sizeof((a)[0]))

typedef void print_fn(struct printer *pr);

struct port_row {
    uint16_t port;
    print_fn *print;
};

/* One row a line: the order is the contract. */
/* clang-format off */
static const struct port_row tcp_ports[] = {
    {23, print_telnet},
    {25, print_smtp},
    {43, print_whois},
    {179, print_bgp},
    {1723, print_pptp},
    {6379, print_resp},
    {22, print_ssh},
    {10288, print_beep},
    {6633, print_openflow},
    {6653, print_openflow},
    {21, print_ftp},
    {80, print_http},
    {8080, print_http},
    {554, print_rtsp},
    {8554, print_rtsp},
    {53, print_dns_tcp},
    {639, print_msdp},
    {323, print_rpki_rtr},
    {646, print_ldp},
    {2049, print_nfs},
};

static const struct port_row udp_ports[] = {
    {53, print_dns_udp},
    {5353, print_mdns_udp},
};
/* clang-format on */

/* The words of -T; any that TCP has no printer for silences its payloads. */
static const struct {
    const char *word;
    enum payload_type type;
} type_words[] = {
    {"aodv", PAYLOAD_TYPE_OTHER},      {"carp", PAYLOAD_TYPE_OTHER},
    {"cnfp", PAYLOAD_TYPE_OTHER},      {"domain", PAYLOAD_TYPE_DOMAIN},
    {"lmp", PAYLOAD_TYPE_OTHER},       {"pgm", PAYLOAD_TYPE_OTHER},
    {"pgm_zmtp1", PAYLOAD_TYPE_OTHER}, {"ptp", PAYLOAD_TYPE_OTHER},
    {"radius", PAYLOAD_TYPE_OTHER},    {"resp", PAYLOAD_TYPE_RESP},
    {"rpc", PAYLOAD_TYPE_OTHER},       {"rtcp", PAYLOAD_TYPE_OTHER},
    {"rtp", PAYLOAD_TYPE_OTHER},       {"snmp", PAYLOAD_TYPE_OTHER},
    {"someip", PAYLOAD_TYPE_OTHER},    {"tftp", PAYLOAD_TYPE_OTHER},
    {"vat", PAYLOAD_TYPE_OTHER},       {"vxlan", PAYLOAD_TYPE_VXLAN},
    {"wb", PAYLOAD_TYPE_OTHER},        {"zmtp1", PAYLOAD_TYPE_ZMTP1},
};

bool payload_type_named(const char *word, enum payload_type *type)
{
    for (size_t i = 0; i < ROWS(type_words); i++) {
        if (strcasecmp(word, type_words[i].word) == 0) {
            *type = type_words[i].type;
            return true;
        }
    }
    return false;
}

static print_fn *find_port(const struct printer *pr,
                           const struct port_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (pr->sport == rows[i].port || pr->dport == rows[i].port)
            return rows[i].print;
    }
    return NULL;
}

static enum payload_end run(struct printer *pr, print_fn *print)
{
    if (print == NULL)
        return PAYLOAD_NONE;
    print(pr);
    return printer_finish(pr) ? PAYLOAD_CUT : PAYLOAD_DONE;
}

enum payload_end payload_print_tcp(struct printer *pr, enum payload_type type)
{
    switch (type) {
    case PAYLOAD_TYPE_NONE:
        return run(pr, find_port(pr, tcp_ports, ROWS(tcp_ports)));
    case PAYLOAD_TYPE_DOMAIN:
        return run(pr, print_dns_tcp);
    case PAYLOAD_TYPE_RESP:
        return run(pr, print_resp);
    case PAYLOAD_TYPE_ZMTP1:
        return run(pr, print_zmtp1);
    case PAYLOAD_TYPE_VXLAN:
    case PAYLOAD_TYPE_OTHER:
        break;
    }
    return PAYLOAD_NONE;
}

enum payload_end payload_print_udp(struct printer *pr, enum payload_type type)
{
    switch (type) {
    case PAYLOAD_TYPE_NONE:
        return run(pr, find_port(pr, udp_ports, ROWS(udp_ports)));
    case PAYLOAD_TYPE_DOMAIN:
        return run(pr, print_dns_udp);
    case PAYLOAD_TYPE_RESP:
    case PAYLOAD_TYPE_ZMTP1:
    case PAYLOAD_TYPE_VXLAN:
    case PAYLOAD_TYPE_OTHER:
        break;
    }
    return PAYLOAD_NONE;
}
