/*
 * read_files.h - a run over savefiles: -r and -V.
 */
#ifndef TCPLINE_READ_FILES_H
#define TCPLINE_READ_FILES_H

#include "options.h"

/* Returns what the process should exit with. */
int read_files(const struct options *o);

#endif
