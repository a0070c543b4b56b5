/*
 * compiler.h - the filter, compiled by a process of its own.
 *
 * What the filter of savefiles compiles to depends on the link type, which only
 * the file says, and the file is read behind walls. Compiling may ask for
 * names, which those walls do not allow. So a process that may ask, and that
 * never sees a byte of a packet, compiles for the link types it is told. For a
 * device the process is forked when that is open: the file of -F is read and
 * parsed without the privileges that this took.
 */
#ifndef TCPLINE_CAPTURE_COMPILER_H
#define TCPLINE_CAPTURE_COMPILER_H

#include <pcap/pcap.h>
#include <stdbool.h>

#include "filter.h"
#include "helper.h"

struct err;

/* What code depends on beside the words. */
struct compiler_target {
    int link_type;
    int snaplen;
    bpf_u_int32 netmask;
};

struct compiler {
    struct helper helper;
    const struct filter_source *source;
    bool optimize;
    /* To compile for, by their link type; none of them: for savefiles. */
    pcap_t *const *devices;
    size_t device_count;
    /* Raises the walls in the process, which ends if they do not stand. */
    void (*settle)(void *ctx);
    void *ctx;
};

/* Forks the process. All above but `helper` is set. False with `e` filled. */
bool compiler_start(struct compiler *c, struct err *e);
void compiler_finish(struct compiler *c);

/*
 * Code for packets of the device, or of savefiles that are `target`; release
 * it with pcap_freecode(3PCAP). False with `e` filled in libpcap's words.
 */
bool compiler_compile(const struct compiler *c, struct bpf_program *code,
                      const struct compiler_target *target, struct err *e);

#endif
