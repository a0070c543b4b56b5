/*
 * machine.h - what the machine has.
 */
#ifndef TCPLINE_BASE_MACHINE_H
#define TCPLINE_BASE_MACHINE_H

#include <stdint.h>

/*
 * Bytes of memory this process may come to have: the machine's, or less by a
 * limit of its own or of its control group. UINT64_MAX where nobody says.
 * Reads files: before the walls.
 */
uint64_t machine_memory(void);

/*
 * The least limit of the control group this process is in and of those above,
 * UINT64_MAX for none. `root` is what stands before "/proc" and "/sys": "".
 */
uint64_t machine_group_memory(const char *root);

#endif
