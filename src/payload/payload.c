/*
 * payload.c - the one table that says which port goes to which printer.
 *
 * The order of the rows is tcpdump's order of precedence: either port may
 * match, and the first row that does wins.
 */
#include "payload.h"

#include "printers.h"

struct port_row {
    uint16_t port;
    void (*print)(struct printer *pr);
};

static const struct port_row tcp_ports[] = {
    {80, print_http},
    {8080, print_http},
};

static void (*find_tcp(const struct printer *pr))(struct printer *)
{
    const size_t rows = sizeof(tcp_ports) / sizeof(tcp_ports[0]);

    for (size_t i = 0; i < rows; i++) {
        const uint16_t port = tcp_ports[i].port;
        if (pr->sport == port || pr->dport == port)
            return tcp_ports[i].print;
    }
    return NULL;
}

static enum payload_end run(struct printer *pr, void (*print)(struct printer *))
{
    if (print == NULL)
        return PAYLOAD_NONE;
    print(pr);
    return printer_finish(pr) ? PAYLOAD_CUT : PAYLOAD_DONE;
}

enum payload_end payload_print_tcp(struct printer *pr, enum payload_type type)
{
    if (type != PAYLOAD_TYPE_NONE)
        return PAYLOAD_NONE;
    return run(pr, find_tcp(pr));
}

enum payload_end payload_print_udp(struct printer *pr, enum payload_type type)
{
    (void)pr;
    (void)type;
    return PAYLOAD_NONE;
}
