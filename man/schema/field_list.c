/*
 * field_list.c - the program that says which members JSON objects may have:
 * one row a field, from the tables that write them.
 *
 *     udp  udp.srcport  integer  16  -      -
 *     dns  dns.qry.name string   0   list   -
 *
 * Header, name, type, bits of a number, whether it is a list, whether its last
 * dot is an underscore.
 */
#include <stdio.h>
#include <string.h>

#include "field.h"

static const char *type_of(const struct field *f)
{
    switch ((enum field_look)f->look) {
    case LOOK_BIT:
        return "boolean";
    case LOOK_MAC:
        return "mac";
    case LOOK_IP4:
        return "ipv4";
    case LOOK_IP6:
        return "ipv6";
    case LOOK_BYTES:
        return "hex";
    case LOOK_TEXT:
    case LOOK_SAID:
        return "string";
    default:
        return "integer";
    }
}

static unsigned bits_of(const struct field *f)
{
    enum { BYTE = 8, WORDS = 2 };
    unsigned bits = f->size * BYTE;

    if (f->bits != 0)
        bits = (unsigned)__builtin_popcount(f->bits);
    return f->look == LOOK_WORDS ? bits + WORDS : bits;
}

static void print_field(const struct header *h, const struct field *f)
{
    const size_t n = strlen(h->filter);

    if (f->filter == NULL || f->look == LOOK_PLAIN ||
        strncmp(f->filter, h->filter, n) != 0 || f->filter[n] != '.')
        return;
    printf("%s\t%s\t%s\t%u\t%s\t%s\n", h->filter, f->filter, type_of(f),
           bits_of(f), f->list ? "list" : "-", f->joined ? "joined" : "-");
}

int main(void)
{
    for (size_t i = 0; header_at(i) != NULL; i++) {
        const struct header *h = header_at(i);
        for (size_t k = 0; header_field(h, k) != NULL; k++)
            print_field(h, header_field(h, k));
    }
    return 0;
}
