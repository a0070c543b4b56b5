/*
 * http.c - HTTP.
 */
#include "printers.h"

void print_http(struct printer *pr)
{
    pr->label = "http";
    TEXT_LIT(pr->out, ": HTTP");
}
