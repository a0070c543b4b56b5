/*
 * terminal.c - the environment's word for it: no locale is set up, since the
 * line must not change with one.
 */
#include "terminal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "count.h"

/* The locale of characters, by POSIX's order of precedence. */
static const char *locale_name(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return value;
    }
    return "C";
}

bool terminal_boxes(void)
{
    static const char *const wide[] = {"ja", "ko", "zh"};
    const char *name = locale_name();

    if (!isatty(STDOUT_FILENO) ||
        (strcasestr(name, "utf-8") == NULL && strcasestr(name, "utf8") == NULL))
        return false;
    for (size_t i = 0; i < COUNT_OF(wide); i++)
        if (strncmp(name, wide[i], 2) == 0)
            return false;
    return true;
}

/* The value of a variable that is set to something, else NULL. */
static const char *setting(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

unsigned terminal_columns(void)
{
    const char *columns = setting("COLUMNS");
    const long n = columns != NULL ? strtol(columns, NULL, 10) : 0;

    return n > 0 && n < USHRT_MAX ? (unsigned)n : 0;
}

bool terminal_colors(void)
{
    const char *forced = setting("CLICOLOR_FORCE");
    const char *term = getenv("TERM");

    if (forced != NULL && strcmp(forced, "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) && setting("NO_COLOR") == NULL &&
           term != NULL && strcmp(term, "dumb") != 0;
}
