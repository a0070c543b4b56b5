/*
 * fuzz_options.c - the command line: words separated by zero bytes, and what
 * follows from them.
 */
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "err.h"
#include "options.h"
#include "setup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_WORDS = 64, LONGEST = 4096 };

/* Complaints of getopt_long(3) are no findings, but many. */
static void be_quiet(void)
{
    static bool done;

    if (!done && freopen("/dev/null", "w", stderr) == NULL)
        abort();
    done = true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[] = "tcpline";
    char *words[MOST_WORDS + 2] = {name};
    struct options o;
    struct err e = {0};
    int n = 1;

    if (size > LONGEST)
        return 0;
    be_quiet();
    char *text = malloc(size + 1);
    if (text == NULL)
        abort();
    memcpy(text, data, size);
    text[size] = '\0';
    for (char *at = text; at < text + size && n <= MOST_WORDS;
         at += strlen(at) + 1)
        words[n++] = at;
    optind = 0;
    const enum options_wish wish = options_parse(&o, n, words, &e);
    if (wish == OPTIONS_ERROR && e.text[0] == '\0')
        abort(); /* a refusal says why */
    if (wish == OPTIONS_RUN)
        (void)setup_of(&o);
    free(text);
    return 0;
}
