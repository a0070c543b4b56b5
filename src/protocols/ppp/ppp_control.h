/*
 * ppp_control.h - the options of PPP's control protocols.
 *
 * ppp_control.c prints their packets, ppp_options.c what is negotiated.
 */
#ifndef TCPLINE_PROTOCOLS_PPP_CONTROL_H
#define TCPLINE_PROTOCOLS_PPP_CONTROL_H

#include "printer.h"

enum {
    PPP_IPCP = 0x8021,
    PPP_IP6CP = 0x8057,
    PPP_CCP = 0x80fd,
    PPP_LCP = 0xc021,
    PPP_BACP = 0xc02b,
};

/*
 * The option at `off` of a packet of `len` bytes. Answers the length it says
 * it has, or 0 when nothing behind it is looked at.
 */
uint32_t ppp_put_option(struct printer *pr, uint32_t off, uint32_t len);

#endif
