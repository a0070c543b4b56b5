/*
 * complain.h - a line on standard error, with the program's name before it.
 */
#ifndef TCPLINE_CLI_COMPLAIN_H
#define TCPLINE_CLI_COMPLAIN_H

void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
