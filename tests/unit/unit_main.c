/*
 * unit_main.c - runs one Check suite and turns it into an exit code.
 */
#include "unit_main.h"

int main(void)
{
    SRunner *runner = srunner_create(unit_suite());

    srunner_run_all(runner, CK_NORMAL);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
