/*
 * fuzz_options.c - the command line: words separated by zero bytes, and what
 * follows from them. Run it with -close_fd_mask=2: getopt_long(3) complains.
 */
#include <getopt.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "options.h"
#include "setup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_WORDS = 64, LONGEST = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char name[] = "tcpline";
    char *words[MOST_WORDS + 2] = {name};
    struct options o;
    struct err e = {0};
    int n = 1;

    if (size > LONGEST)
        return 0;
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
