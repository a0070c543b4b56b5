/*
 * name_modules.c - reads nsswitch.conf(5) and loads what it names.
 *
 * "hosts: files mdns4_minimal [NOTFOUND=return] dns" means libnss_files.so.2
 * and so on. Some are part of the C library by now; what cannot be loaded here
 * the C library could not load either, and goes without.
 */
#include "name_modules.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "count.h"

static bool is_ours(const char *database)
{
    static const char *const ours[] = {"hosts", "networks", "protocols",
                                       "services", "ethers"};

    for (size_t i = 0; i < COUNT_OF(ours); i++)
        if (strcmp(database, ours[i]) == 0)
            return true;
    return false;
}

/* The part of glibc's interface number that has been 2 since its beginning. */
static void load(const char *service)
{
    char name[80];

    (void)snprintf(name, sizeof(name), "libnss_%.60s.so.2", service);
    (void)dlopen(name, RTLD_NOW | RTLD_LOCAL); /* for as long as it runs */
}

static void load_line(char *line)
{
    char *rest = line;

    line[strcspn(line, "#")] = '\0';
    const char *database = strtok_r(rest, ": \t\r\n", &rest);
    if (database == NULL || !is_ours(database))
        return;
    for (const char *word; (word = strtok_r(rest, " \t\r\n", &rest)) != NULL;)
        if (word[0] != '[' && word[strlen(word) - 1] != ']')
            load(word);
}

void name_modules_load(void)
{
    char line[1024];
    FILE *f = fopen("/etc/nsswitch.conf", "re");

    if (f == NULL)
        return;
    while (fgets(line, sizeof(line), f) != NULL)
        load_line(line);
    (void)fclose(f);
}
