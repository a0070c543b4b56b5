/*
 * replay.c - an engine that invents nothing: it runs a target on the files that
 * it is given, or on the files of folders. So any compiler can build the
 * targets, and a finding can be looked at without a fuzzer.
 */
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned long runs;

static void run_bytes(FILE *file)
{
    uint8_t *data = NULL;
    size_t size = 0, room = 0;

    do {
        room = room * 2 + 4096;
        data = realloc(data, room);
        if (data == NULL)
            abort();
        size += fread(data + size, 1, room - size, file);
    } while (size == room);
    (void)LLVMFuzzerTestOneInput(data, size);
    runs++;
    free(data);
}

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        perror(path);
        return EXIT_FAILURE;
    }
    run_bytes(file);
    (void)fclose(file);
    return EXIT_SUCCESS;
}

static int run_path(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int status = EXIT_SUCCESS;

    if (folder == NULL)
        return run_file(path);
    while (status == EXIT_SUCCESS && (entry = readdir(folder)) != NULL) {
        char file[PATH_MAX];
        const int n =
            snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);

        if (entry->d_name[0] != '.' && n > 0 && n < (int)sizeof(file))
            status = run_file(file);
    }
    (void)closedir(folder);
    return status;
}

int main(int argc, char **argv)
{
    int status = EXIT_SUCCESS;

    for (int i = 1; i < argc && status == EXIT_SUCCESS; i++)
        status = run_path(argv[i]);
    (void)fprintf(stderr, "%lu executions\n", runs);
    return status;
}
