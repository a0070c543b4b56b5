/*
 * filter_codes.h - the filter's code, for every link type a run comes across.
 *
 * The same words compile to other code for another link type, and compiling
 * may ask for names: of hosts, of ports. That needs files and name servers,
 * so a list of savefiles is gone through before the sandbox is raised.
 */
#ifndef TCPLINE_FILTER_CODES_H
#define TCPLINE_FILTER_CODES_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "options.h"

enum {
    FILTER_CODES_MAX = 16
}; /* kinds of link types in one run; then the last goes */

struct filter_code {
    int link_type;
    bool ok;
    struct bpf_program program;
    struct err why; /* unless `ok` */
};

struct filter_codes {
    char *text; /* of the filter, read when it is first needed */
    size_t count;
    struct filter_code code[FILTER_CODES_MAX];
};

/* The code for packets of `p`; NULL with `e` filled. Owned by `c`. */
struct bpf_program *filter_codes_for(struct filter_codes *c,
                                     const struct options *o, pcap_t *p,
                                     bpf_u_int32 netmask, struct err *e);

/* Compiles what the savefiles will need, as far as they can be looked into. */
void filter_codes_prepare(struct filter_codes *c, const struct options *o,
                          const char *const *paths, size_t count);

/*
 * -d: prints the code for packets of `p` and does nothing else. Returns false
 * with `e` filled when the filter is none.
 */
bool filter_codes_dump(const struct options *o, pcap_t *p, bpf_u_int32 netmask,
                       struct err *e);

void filter_codes_free(struct filter_codes *c);

#endif
