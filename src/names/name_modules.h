/*
 * name_modules.h - the C library's modules that look names up.
 */
#ifndef TCPLINE_NAMES_NAME_MODULES_H
#define TCPLINE_NAMES_NAME_MODULES_H

/*
 * Loads those nsswitch.conf(5) names for what this program looks up, as the C
 * library would when it first needs each: afterwards it finds them loaded, and
 * the process can do without memory that can be executed.
 */
void name_modules_load(void);

#endif
