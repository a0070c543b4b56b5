/*
 * read_files.h - a run over files: -r, -V and --read-text.
 */
#ifndef TCPLINE_READ_FILES_H
#define TCPLINE_READ_FILES_H

#include "options.h"

/* Returns what the process should exit with. */
int read_files(const struct options *o);

#endif
