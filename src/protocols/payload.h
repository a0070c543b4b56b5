/*
 * payload.h - what follows "length N": one table from port to printer.
 *
 * In: the bytes behind a TCP or UDP header, the ports, the user's style.
 * Out: tcpdump's text for them. Knows nothing of IP or TCP.
 */
#ifndef TCPLINE_PAYLOAD_PAYLOAD_H
#define TCPLINE_PAYLOAD_PAYLOAD_H

#include "printer.h"

/* -T: print the payload as this protocol, whatever the port. */
enum payload_type {
    PAYLOAD_TYPE_NONE = 0, /* no -T */
    PAYLOAD_TYPE_DOMAIN,
    PAYLOAD_TYPE_RESP,
    PAYLOAD_TYPE_ZMTP1,
    PAYLOAD_TYPE_VXLAN, /* of UDP; silences TCP payloads, as the next */
    PAYLOAD_TYPE_OTHER, /* any other -T value: silences TCP payloads */
};

/* The type that -T `word` names, in either case; false when there is none. */
bool payload_type_named(const char *word, enum payload_type *type);

enum payload_end {
    PAYLOAD_NONE, /* no printer for these ports: nothing was appended */
    PAYLOAD_DONE, /* printed, perhaps with a mark of its own */
    PAYLOAD_CUT,  /* the capture ended inside: decoding of the packet stops */
};

/*
 * Appends the text of a TCP payload to pr->out. The caller has filled `pr` up
 * to `addr_len` with label "tcp"; len is not zero. On PAYLOAD_CUT the mark
 * has been appended.
 */
enum payload_end payload_print_tcp(struct printer *pr, enum payload_type type);

/*
 * The same for a UDP payload, for the protocols shared with TCP (DNS on 53,
 * mDNS on 5353, LLMNR on 5355). The UDP line's own words are the caller's.
 */
enum payload_end payload_print_udp(struct printer *pr, enum payload_type type);

#endif
