/*
 * openflow_port.h - the ports of OpenFlow. The versions describe them alike,
 * 1.0 with 16-bit numbers and closer together.
 */
#ifndef TCPLINE_PROTOCOLS_OPENFLOW_PORT_H
#define TCPLINE_PROTOCOLS_OPENFLOW_PORT_H

#include "openflow_kit.h"

/* How a version writes its ports. */
struct of_ports;
extern const struct of_ports of_ports10, of_ports13;

enum { OF10_PORT_LEN = 48 };

/* "CONTROLLER", "17" */
void of_put_port(struct printer *pr, const struct of_ports *ports,
                 uint32_t port);

/* The number at `off` behind `words`, which are printed once it is read. */
void of_print_port_number(struct printer *pr, const struct of_ports *ports,
                          const char *words, uint32_t off);

/* A port's description. */
void of_print_port(struct printer *pr, const struct of_ports *ports,
                   uint32_t off);

/* The bodies of the messages about a port. */
void of_print_port_status(struct printer *pr, const struct of_ports *ports,
                          uint32_t off);
void of_print_port_mod(struct printer *pr, const struct of_ports *ports,
                       uint32_t off);

#endif
