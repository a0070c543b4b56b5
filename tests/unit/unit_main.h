/*
 * unit_main.h - what a file of unit tests is: one Check suite.
 */
#ifndef TCPLINE_TESTS_UNIT_MAIN_H
#define TCPLINE_TESTS_UNIT_MAIN_H

#include <check.h>
#include <stdlib.h>

#include "count.h"

/* The suite of this file; unit_main.c runs it. */
Suite *unit_suite(void);

#endif
