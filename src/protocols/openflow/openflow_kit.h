/*
 * openflow_kit.h - what the files of the OpenFlow printer share.
 *
 * A structure that cannot be is marked " (invalid)", and its octets must be
 * captured all the same. The printers of structures return false in that
 * case, and the list they stand in ends there.
 */
#ifndef TCPLINE_PAYLOAD_OPENFLOW_KIT_H
#define TCPLINE_PAYLOAD_OPENFLOW_KIT_H

#include "codes.h"
#include "printer.h"

enum { OF_BSN = 0x005c16c7 }; /* Big Switch Networks */

/* Octets of a message, or of a structure in one. */
struct of_span {
    uint32_t off;
    uint32_t len;
};

static inline void of_skip(struct of_span *s, uint32_t n)
{
    s->off += n;
    s->len -= n;
}

/* " (invalid)"; returns false. */
bool of_invalid(struct printer *pr, struct of_span s);

/* "0x00000003 (A, B) (bogus)": bits outside of `valid` are bogus. */
void of_put_bits(struct printer *pr, uint32_t bits, uint32_t valid,
                 unsigned digits, const struct code_name *names, size_t rows);

#define OF_PUT_BITS(pr, bits, valid, digits, names)                            \
    of_put_bits((pr), (bits), (valid), (digits), (names), COUNT_OF(names))

/* The code's name or "invalid (0x0007)"; `format` takes the code. */
void of_put_code(struct printer *pr, const struct code_name *names, size_t rows,
                 uint32_t code, const char *format)
    __attribute__((format(printf, 5, 0)));

#define OF_PUT_CODE(pr, names, code, format)                                   \
    of_put_code((pr), (names), COUNT_OF(names), (code), (format))

/* "\n\t data (4 octets)", with a dump at -vv; nothing for no octets. */
void of_print_data(struct printer *pr, struct of_span data);

/* The same with the frame taken apart at -vvv. */
void of_print_frame(struct printer *pr, struct of_span data);

/* The captured characters up to a zero octet. */
void of_put_string(struct printer *pr, uint32_t off, uint32_t len);

/* A MAC address of captured octets. */
void of_put_mac(struct printer *pr, uint32_t off);

/* "0x00002320 (Nicira Networks)" */
void of_put_vendor(struct printer *pr, uint32_t vendor);

#endif
