/*
 * openflow_kit.h - what the files of the OpenFlow printer share.
 *
 * A structure that cannot be is marked " (invalid)", and its octets must be
 * captured all the same. The printers of structures return false in that
 * case, and the list they stand in ends there.
 */
#ifndef TCPLINE_PROTOCOLS_OPENFLOW_KIT_H
#define TCPLINE_PROTOCOLS_OPENFLOW_KIT_H

#include "codes.h"
#include "printer.h"
#include "span.h"

enum { OF_BSN = 0x005c16c7 }; /* Big Switch Networks */

/* " (invalid)"; returns false. */
bool of_invalid(struct printer *pr, struct span s);

/* The bits of a field that mean something, and their names. */
struct of_bits {
    const struct code_name *names;
    uint32_t count;
    uint32_t valid;
};

#define OF_BITS(names, valid)                                                  \
    {                                                                          \
        (names), COUNT_OF(names), (valid)                                      \
    }

/* "0x00000003 (A, B) (bogus)": bits outside of `valid` are bogus. */
void of_put_bits(struct printer *pr, const struct of_bits *bits, uint32_t value,
                 unsigned digits);

#define OF_PUT_BITS(pr, value, valid, digits, names)                           \
    of_put_bits((pr), &(const struct of_bits)OF_BITS(names, valid), (value),   \
                (digits))

/* How a list of structures shows their types and lengths. */
struct of_list {
    const char *indent;
    const char *word; /* before the type */
    const struct code_name *names;
    size_t count;
    const char *other;  /* format of a type without a name */
    const char *length; /* format of the length */
    uint16_t least;     /* octets of a structure */
};

/*
 * The type and the length of the structure at the head of `list`, in words;
 * takes it off the list. False at the end and when what is left cannot be a
 * structure, which is marked.
 */
bool of_next(struct printer *pr, const struct of_list *how, struct span *list,
             uint16_t *type, struct span *structure);

/* "\n\t data (4 octets)", with a dump at -vv; nothing for no octets. */
void of_print_data(struct printer *pr, struct span data);

/* The same with the frame taken apart at -vvv. */
void of_print_frame(struct printer *pr, struct span data);

/* "0x00002320 (Nicira Networks)" */
void of_put_vendor(struct printer *pr, uint32_t vendor);

/* "\n\t dpid 0x0000000000000001, n_buffers 256, n_tables 2", 13 octets. */
void of_print_switch(struct printer *pr, uint32_t off);

/* "\n\t flags FRAG_NORMAL" */
void of_print_fragments(struct printer *pr, uint32_t off);

/* A kind of error and its codes, or none. */
struct of_error {
    uint16_t type;
    const char *name;
    const struct code_name *codes;
    size_t count;
};

/* The codes of kinds that are the same in all versions. */
extern const struct code_name of_hello_failed[2];
extern const struct code_name of_queue_op_failed[3];

void of_print_error(struct printer *pr, const struct of_error *errors,
                    size_t count, struct span s);

/* A kind of message. Numbers without one have no name. */
struct of_message {
    const char *name;
    void (*print)(struct printer *pr, struct span body); /* NULL: nobody */
    uint16_t len; /* of the body: exactly, or at least */
    bool at_least;
};

/* The messages of a version by their numbers. */
struct of_version {
    const struct of_message *messages;
    size_t count;
};

/* The body of a message. */
void of_print_body(struct printer *pr, const struct of_version *version,
                   uint8_t type, struct span body);

#endif
