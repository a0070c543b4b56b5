/*
 * machine.h - what the machine has.
 */
#ifndef TCPLINE_BASE_MACHINE_H
#define TCPLINE_BASE_MACHINE_H

#include <stdint.h>

/*
 * Bytes of memory this process may come to have: the machine's, or less by a
 * limit of its own. UINT64_MAX where nobody says.
 */
uint64_t machine_memory(void);

#endif
