/*
 * usage.h - what the program says about itself, made from the option table.
 */
#ifndef TCPLINE_CLI_USAGE_H
#define TCPLINE_CLI_USAGE_H

#include <stdio.h>

/* The versions of the program and of the libraries it runs with. */
void usage_version(FILE *f);

/*
 * What tcpdump's own tests ask for before they expect a text with fractions:
 * how this machine rounds one. Lines here have no floating-point numbers.
 */
void usage_fp_type(FILE *f);

/* The synopsis of the command line, wrapped. */
void usage_synopsis(FILE *f);

/* Versions, how it is called, every option in its group, examples. */
void usage_help(FILE *f);

#endif
