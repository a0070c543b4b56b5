/*
 * translate.c - strings in the language of the user's locale, by GNU gettext.
 */
#include "translate.h"

#ifdef TCPLINE_LOCALE_DIR

#include <langinfo.h>
#include <libintl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "tcpline"

/*
 * Beside the program, wherever it was installed: the path it was built for is
 * told relative to the folder that the program is in.
 */
static void bind_catalogues(void)
{
    static char folder[PATH_MAX + sizeof(TCPLINE_LOCALE_DIR) + 1];
    const ssize_t n = readlink("/proc/self/exe", folder, PATH_MAX);
    char *slash = n > 0 ? memrchr(folder, '/', (size_t)n) : NULL;

    if (slash == NULL)
        return;
    memcpy(slash, "/" TCPLINE_LOCALE_DIR, sizeof("/" TCPLINE_LOCALE_DIR));
    (void)bindtextdomain(DOMAIN, folder);
}

void translation_begin(struct translation *t)
{
    *t = (struct translation){
        .ours = newlocale(LC_CTYPE_MASK | LC_MESSAGES_MASK, "", (locale_t)0),
    };
    if (t->ours == (locale_t)0)
        return;
    t->wanted = strcmp(nl_langinfo_l(CODESET, t->ours), "UTF-8") == 0;
    t->before = uselocale(t->ours);
    if (t->wanted)
        bind_catalogues();
}

const char *translate(const struct translation *t, const char *english)
{
    return t->wanted ? dgettext(DOMAIN, english) : english;
}

void translation_end(struct translation *t)
{
    if (t->ours == (locale_t)0)
        return;
    (void)uselocale(t->before);
    freelocale(t->ours);
}

#else

void translation_begin(struct translation *t)
{
    t->wanted = false;
}

const char *translate(const struct translation *t, const char *english)
{
    (void)t;
    return english;
}

void translation_end(struct translation *t)
{
    (void)t;
}

#endif
