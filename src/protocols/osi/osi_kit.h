/*
 * osi_kit.h - addresses, names and checksums of the OSI protocols (ISO 8473,
 * ISO 9542, ISO 10589).
 */
#ifndef TCPLINE_PROTOCOLS_OSI_KIT_H
#define TCPLINE_PROTOCOLS_OSI_KIT_H

#include "printer.h"
#include "span.h"

/* "1921.6800.1001" of the `n` octets of a system, "….01-00" of an LSP. */
void osi_put_system(struct printer *pr, uint32_t off, uint32_t n);

/* The same behind `before`; where octets are missing, neither. */
void osi_put_named(struct printer *pr, const char *before, uint32_t off,
                   uint32_t n);

/* "49.0001" of the `n` octets of an NSAP; pins when they are not captured. */
void osi_put_nsap(struct printer *pr, uint32_t off, uint32_t n);

/* The name of a network layer protocol id; NULL for none. */
const char *osi_nlpid_name(uint8_t nlpid);

/*
 * " (correct)", " (incorrect should be 0x1034)", " (unverified)" of the
 * checksum at `at` over the `n` octets from `off`. It is not verified when it
 * is zero, out of those octets, or when they are not captured.
 */
void osi_put_checksum(struct printer *pr, uint32_t off, uint32_t n,
                      uint32_t at);

/*
 * Whether the header length of CLNP and ES-IS is at least `least` and fits
 * into `pdu`; if not, words say so, with all octets where it is too small.
 */
bool osi_length_fits(struct printer *pr, struct span pdu, uint8_t hlen,
                     uint8_t least);

/* The options of CLNP and ES-IS: an octet of type, one of length. */
struct osi_option {
    uint8_t type;
    struct span value; /* captured */
};

/*
 * Takes the option at the head of `list`. False, with words unless it is
 * cut, where it does not fit.
 */
bool osi_next_option(struct printer *pr, struct span *list,
                     struct osi_option *option);

#endif
