/*
 * stream_list.h - which connections --stream lets through, by the number that
 * Wireshark calls tcp.stream.
 */
#ifndef TCPLINE_ANALYSE_STREAM_LIST_H
#define TCPLINE_ANALYSE_STREAM_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"

enum { STREAM_LIST_MAX = 64 };

/* Empty: all of them. */
struct stream_list {
    uint32_t count;
    struct {
        uint32_t from, to;
    } range[STREAM_LIST_MAX];
};

/* Reads "0,3,7-9". False with `e` filled for anything else. */
bool stream_list_parse(struct stream_list *list, const char *words,
                       struct err *e);

bool stream_list_has(const struct stream_list *list, uint32_t stream);

#endif
