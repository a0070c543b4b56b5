/*
 * afs_services.h - the services of AFS: who listens where, what can be called,
 * and of what arguments and results are made.
 *
 * These are written in a short notation that afs_args.c reads: text is shown
 * as it stands, and
 *
 *     %u %d %q      a number: unsigned, signed, of 64 bits
 *     %t            a time
 *     %s %n         a string with its length, a name of fixed width
 *     %f %v %y      a file, a pair of numbers, a kind of volume
 *     %i            a UUID
 *     %_ %K         a number, a string, that is not shown
 *     %B            whether a vote is for the site itself
 *     %A %S %D      an access list, a file's new status, a destination
 *     %F %C %M %I %N %V  lists: of files, of callbacks, of destinations, of
 *                   numbers, of names, of volumes
 *     %1 %2 %3      an entry of the volume database: as it was first, with
 *                   more servers, with servers by UUID
 */
#ifndef TCPLINE_PROTOCOLS_AFS_SERVICES_H
#define TCPLINE_PROTOCOLS_AFS_SERVICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct afs_operation {
    uint32_t number;
    const char *name, *arguments, *results; /* NULL: nothing to show */
};

struct afs_service {
    uint16_t port;
    bool has_ubik;       /* its database is shared by Ubik's calls */
    bool answers_empty;  /* a reply of no octets is shown, too */
    bool explains;       /* errors have names */
    uint16_t string_max; /* of a string's length */
    uint16_t name_width; /* of a name of fixed width, in numbers */
    const char *name;
    const struct afs_operation *operations; /* by number */
    size_t count;
};

/* NULL where nobody listens. */
const struct afs_service *afs_service_at(uint16_t port);

extern const struct afs_service afs_ubik;

/* NULL when the service has no such operation. */
const struct afs_operation *afs_operation_of(const struct afs_service *service,
                                             uint32_t number);

#endif
