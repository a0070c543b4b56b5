/*
 * fuzz_file_names.c - the names of -w's files: whatever the pattern, clock and
 * steps, each is a string of its own and begins with the pattern's directory.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "file_names.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 12, MOST_STEPS = 32 };

static void check(const struct file_names *names)
{
    if (memchr(names->name, '\0', sizeof(names->name)) == NULL)
        abort();
    if (names->name[0] != '\0' && names->directory_len > 0 &&
        strncmp(names->name, names->pattern, names->directory_len) != 0)
        abort();
    if (names->files > 0 &&
        (names->number < 0 || names->number >= names->files))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct file_names names;
    int64_t now;

    if (size < HEAD || size > HEAD + 2 * PATH_MAX)
        return 0;
    char *pattern = malloc(size - HEAD + 1);
    if (pattern == NULL)
        abort();
    memcpy(pattern, data + HEAD, size - HEAD);
    pattern[size - HEAD] = '\0';
    memcpy(&now, data + 4, sizeof(now));
    names = (struct file_names){
        .pattern = pattern,
        .numbered = (data[0] & 1) != 0,
        .timed = (data[0] & 2) != 0,
        .files = data[1] << (data[0] >> 2 & 15),
    };
    file_names_begin(&names);
    file_names_open_directory(&names);
    for (unsigned i = 0; i < data[2] % MOST_STEPS; i++) {
        const bool period = i == 0 || (data[3] >> i % 8 & 1) != 0;
        if (file_names_step(&names, period ? FILE_PERIOD : FILE_NEXT,
                            (time_t)(now / 2 + i)))
            check(&names);
    }
    file_names_end(&names);
    free(pattern);
    return 0;
}
