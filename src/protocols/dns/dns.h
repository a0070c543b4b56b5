/*
 * dns.h - the parts of a DNS message, shared by the files that print them.
 */
#ifndef TCPLINE_PROTOCOLS_DNS_H
#define TCPLINE_PROTOCOLS_DNS_H

#include "dns_name.h"
#include "printer.h"

enum {
    DNS_TYPE_A = 1,
    DNS_TYPE_NS = 2,
    DNS_TYPE_CNAME = 5,
    DNS_TYPE_SOA = 6,
    DNS_TYPE_PTR = 12,
    DNS_TYPE_MX = 15,
    DNS_TYPE_TXT = 16,
    DNS_TYPE_AAAA = 28,
    DNS_TYPE_SRV = 33,
    DNS_TYPE_A6 = 38,
    DNS_TYPE_DNAME = 39,
    DNS_TYPE_OPT = 41,
    DNS_TYPE_UNSPECA = 104,
    DNS_TYPE_TSIG = 250,
    DNS_TYPE_URI = 256,
};

struct dns {
    struct dns_message msg;
    bool mdns; /* the class's high bit means something else */
};

struct dns_rr {
    uint16_t type, class;
    uint32_t ttl;
    uint32_t off; /* of the data in the message */
    uint32_t len; /* as announced */
};

void dns_put_type(struct text *out, uint16_t type);

/*
 * Nothing for IN, the class of the Internet; `other` is a printf format for
 * the number of one without a name.
 */
void dns_put_class(struct text *out, uint16_t class, const char *other)
    __attribute__((format(printf, 3, 0)));

/*
 * The data of a record whose `len` bytes were all captured. False when the
 * data claims more than the message has.
 */
bool dns_put_rdata(struct dns *d, const struct dns_rr *rr);

/* The options of an OPT record, between brackets (RFC 6891 section 6.1.2). */
bool dns_put_options(struct dns *d, uint32_t off, uint32_t len);

#endif
