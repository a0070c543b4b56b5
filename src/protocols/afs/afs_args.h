/*
 * afs_args.h - what a call of AFS asks and a reply answers.
 *
 * Whatever the octets do not suffice for ends in the service's own mark,
 * " [|fs]", or, where a number is read, pins the output.
 */
#ifndef TCPLINE_PROTOCOLS_AFS_ARGS_H
#define TCPLINE_PROTOCOLS_AFS_ARGS_H

#include "afs_services.h"
#include "printer.h"

/* " fs call rmdir fid 1/2/3 ..." of arguments at `off` */
void afs_print_call(struct printer *pr, const struct afs_service *service,
                    uint32_t operation, uint32_t off);

/* " fs reply rmdir ..." of results at `off` */
void afs_print_reply(struct printer *pr, const struct afs_service *service,
                     uint32_t operation, uint32_t off);

/* " fs reply rmdir error ..." of the error's number at `off` */
void afs_print_abort(struct printer *pr, const struct afs_service *service,
                     uint32_t operation, uint32_t off);

#endif
