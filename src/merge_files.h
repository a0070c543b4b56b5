/*
 * merge_files.h - a run over several files of -r, merged by time.
 */
#ifndef TCPLINE_MERGE_FILES_H
#define TCPLINE_MERGE_FILES_H

#include "options.h"

/* Returns what the process should exit with. */
int merge_files(const struct options *o);

#endif
