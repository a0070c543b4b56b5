/*
 * afs_reader.h - the values AFS's calls are made of, in XDR (RFC 4506), read
 * one behind the other.
 *
 * Each function shows a value with a blank before it and moves behind it.
 * False: it was not all there, the mark or the pin has been set, and nothing
 * is to follow.
 */
#ifndef TCPLINE_PROTOCOLS_AFS_READER_H
#define TCPLINE_PROTOCOLS_AFS_READER_H

#include "afs_services.h"
#include "printer.h"

struct afs_reader {
    struct printer *pr;
    const struct afs_service *service; /* whose widths count */
    const char *mark;                  /* behind what is not all there */
    uint32_t off;
};

/* A number, not shown; 0 where it is not captured, which pins. */
uint32_t afs_take(struct afs_reader *r);

/* True when `n` octets are captured, else the mark is set. */
bool afs_has(struct afs_reader *r, uint32_t n);

/* "\"root.cell\"", each character in a number of its own. */
bool afs_put_name(struct afs_reader *r);

bool afs_put_uuid(struct afs_reader *r);

/* "1999/11/11 21:46:24", where the user is */
bool afs_put_time(struct afs_reader *r);

/* " +{system:anyuser rl} -{nobody w}" of an access list's text */
bool afs_put_access(struct afs_reader *r);

/* A volume's servers, partitions and forms, in three versions. */
bool afs_put_entry(struct afs_reader *r);
bool afs_put_entry_n(struct afs_reader *r);
bool afs_put_entry_u(struct afs_reader *r);

#endif
