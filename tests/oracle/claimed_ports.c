/*
 * claimed_ports.c - prints the rows of decode's tables of ports, for
 * port_pairs.py: "udp 53 53", transport and range.
 */
#include <stdio.h>

#include "next.h"

static void print_rows(const char *transport, const struct port_row *rows,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("%s %u %u\n", transport, rows[i].from, rows[i].to);
}

int main(void)
{
    size_t n;
    const struct port_row *rows = next_udp_rows(&n);

    print_rows("udp", rows, n);
    rows = next_tcp_rows(&n);
    print_rows("tcp", rows, n);
    return 0;
}
