/*
 * usage.h - what the program says about itself, made from the option table.
 */
#ifndef TCPLINE_CLI_USAGE_H
#define TCPLINE_CLI_USAGE_H

#include <stdio.h>

/* The versions of the program and of the libraries it runs with. */
void usage_version(FILE *f);

/* The synopsis of the command line, wrapped. */
void usage_synopsis(FILE *f);

/* Versions, how it is called, every option in its group, examples. */
void usage_help(FILE *f);

#endif
