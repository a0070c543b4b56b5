/*
 * ipx_sap.h - names of IPX's services.
 */
#ifndef TCPLINE_PROTOCOLS_IPX_SAP_H
#define TCPLINE_PROTOCOLS_IPX_SAP_H

#include <stdint.h>

/* NULL when the service has none. */
const char *ipx_service_name(uint16_t service);

#endif
