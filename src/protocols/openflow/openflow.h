/*
 * openflow.h - what the files of the OpenFlow printer share.
 *
 * openflow.c frames the messages; openflow10.c and openflow13.c print the
 * bodies of the two versions the oracle knows, openflow10_flow.c the matches
 * and actions of 1.0, openflow10_stats.c its statistics and queues, and
 * openflow_bsn.c the extensions of one vendor.
 *
 * A structure that cannot be is marked " (invalid)", and its octets must be
 * captured all the same. The printers of structures return false in that
 * case, and the list they stand in ends there.
 */
#ifndef TCPLINE_PAYLOAD_OPENFLOW_H
#define TCPLINE_PAYLOAD_OPENFLOW_H

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

/* The body of a message. */
void of10_print(struct printer *pr, uint8_t type, struct of_span body);
void of13_print(struct printer *pr, uint8_t type, struct of_span body);

/* NULL when the number has no name. */
const char *of10_type_name(uint8_t type);
const char *of13_type_name(uint8_t type);

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

const char *of_vendor_name(uint32_t vendor);

/* "0x00002320 (Nicira Networks)" */
void of_put_vendor(struct printer *pr, uint32_t vendor);

/* 1.0: the vendor number and what is behind it. */
void of10_print_vendor_message(struct printer *pr, struct of_span s);

/* 1.0: ports and matches and actions; `indent` is "\n\t" and blanks. */
void of10_put_port(struct printer *pr, uint16_t port);
void of10_put_features(struct printer *pr, uint32_t bits);
void of10_print_match(struct printer *pr, const char *indent, uint32_t off);
void of10_print_actions(struct printer *pr, const char *indent,
                        struct of_span s);
void of10_print_stats_request(struct printer *pr, struct of_span s);
void of10_print_stats_reply(struct printer *pr, struct of_span s);
void of10_print_queues(struct printer *pr, struct of_span s);

enum { OF10_MATCH_LEN = 40 };

/* What the vendor Big Switch Networks sends as a message, as an action. */
void of_print_bsn_message(struct printer *pr, struct of_span s);
void of_print_bsn_action(struct printer *pr, struct of_span s);

#endif
