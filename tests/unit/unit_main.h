/*
 * unit_main.h - runs one Check suite and turns it into an exit code.
 */
#ifndef TCPLINE_TESTS_UNIT_MAIN_H
#define TCPLINE_TESTS_UNIT_MAIN_H

#include <check.h>
#include <stdlib.h>

#include "count.h"

static inline int unit_run(Suite *s)
{
    SRunner *sr = srunner_create(s);

    srunner_run_all(sr, CK_NORMAL);
    const int failed = srunner_ntests_failed(sr);
    srunner_free(sr);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
