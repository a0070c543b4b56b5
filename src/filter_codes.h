/*
 * filter_codes.h - the filter's code, for every link type a run comes across.
 *
 * The same words compile to other code for another link type, and compiling
 * may ask for names: of hosts, of ports. That needs files and name servers, and
 * is done by a process of its own.
 */
#ifndef TCPLINE_FILTER_CODES_H
#define TCPLINE_FILTER_CODES_H

#include <pcap/pcap.h>
#include <stdbool.h>
#include <stddef.h>

#include "compiler.h"
#include "err.h"
#include "filter.h"
#include "options.h"

enum {
    FILTER_CODES_MAX = 64
}; /* kinds of link types in one run; then the last goes */

struct filter_code {
    int link_type;
    bool ok;
    struct bpf_program program;
    struct err why; /* unless `ok` */
};

struct filter_codes {
    struct filter_source source;
    struct compiler compiler; /* without one, this process */
    bool optimize;
    char *text; /* read when this process first needs it */
    size_t count;
    struct filter_code code[FILTER_CODES_MAX]; /* the first `count` */
};

/* Opens what the filter is read from, but reads nothing yet. */
void filter_codes_open(struct filter_codes *c, const struct options *o);

/*
 * Starts the compiler, for the `n` of `devices` or, if there are none, for
 * savefiles, unless there is nothing to compile. Before the walls; `settle`
 * raises its own. False with `e` filled.
 */
bool filter_codes_start(struct filter_codes *c, pcap_t *const *devices,
                        size_t n, void (*settle)(void *ctx), void *ctx,
                        struct err *e);

/*
 * Whether code for one more link type would take the place of another's, which
 * must not be in use any more then.
 */
bool filter_codes_full(const struct filter_codes *c, int link_type);

/* The code for packets of `p`; NULL with `e` filled. Owned by `c`. */
struct bpf_program *filter_codes_for(struct filter_codes *c, pcap_t *p,
                                     bpf_u_int32 netmask, struct err *e);

/*
 * -d: prints the code for packets of `p`, in the form that many -d ask for.
 * False with `e` filled when the filter is none.
 */
bool filter_codes_print(struct filter_codes *c, pcap_t *p, bpf_u_int32 netmask,
                        unsigned form, struct err *e);

/*
 * The same, where nothing else is done with the filter: compiled, as ever, by
 * a process of its own behind the walls that `settle` raises.
 */
bool filter_codes_dump(const struct options *o, pcap_t *p, bool is_device,
                       void (*settle)(void *ctx), void *ctx, struct err *e);

void filter_codes_free(struct filter_codes *c);

#endif
