/*
 * shortage.c - the one flag, and the one sentence about it.
 */
#include "shortage.h"

#include "err.h"

bool shortage_noted;

bool shortage_err(struct err *e)
{
    return err_set(e, "not enough memory: the output ends here");
}
