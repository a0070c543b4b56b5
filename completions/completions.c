/*
 * completions.c - writes the shell completions, at build time, from the
 * table the program parses with: completions bash|zsh|fish > FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "option_table.h"

/* An option's one or two spellings as words: "-r", "--interface". */
static void put_words(const struct option_row *row, const char *before)
{
    if (row->letter != 0)
        (void)printf("%s-%c", before, row->letter);
    if (row->name != NULL)
        (void)printf("%s--%s", before, row->name);
}

/* The patterns of a shell's case: "-i|--interface". */
static void put_pattern(enum option_arg kind)
{
    const char *between = "";

    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];

        if (row->arg != kind)
            continue;
        if (row->letter != 0) {
            (void)printf("%s-%c", between, row->letter);
            between = "|";
        }
        if (row->name != NULL) {
            (void)printf("%s--%s", between, row->name);
            between = "|";
        }
    }
}

static const char *const bash_words[] = {
    [OPTION_ARG_TEXT] = "",
    [OPTION_ARG_FILE] = "-f",
    [OPTION_ARG_INTERFACE] = "-W \"any $(ls /sys/class/net)\"",
    [OPTION_ARG_USER] = "-u",
    [OPTION_ARG_COMMAND] = "-c",
};

static void put_bash(void)
{
    (void)puts("# bash completion for tcpline\n"
               "_tcpline()\n"
               "{\n"
               "    local word=${COMP_WORDS[COMP_CWORD]}\n"
               "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
               "    case $before in");
    for (int kind = OPTION_ARG_TEXT; kind <= OPTION_ARG_COMMAND; kind++) {
        (void)fputs("    ", stdout);
        put_pattern((enum option_arg)kind);
        (void)printf(")\n        COMPREPLY=($(compgen %s -- \"$word\"))\n"
                     "        return ;;\n",
                     kind == OPTION_ARG_TEXT ? "-W ''" : bash_words[kind]);
    }
    (void)fputs("    esac\n"
                "    [[ $word == -* ]] || return\n"
                "    COMPREPLY=($(compgen -W '",
                stdout);
    for (size_t i = 0; i < option_row_count; i++)
        put_words(&option_rows[i], i == 0 ? "" : " ");
    (void)puts("' -- \"$word\"))\n"
               "}\n"
               "complete -o default -F _tcpline tcpline");
}

static const char *const zsh_actions[] = {
    [OPTION_ARG_TEXT] = " ",
    [OPTION_ARG_FILE] = "_files",
    [OPTION_ARG_INTERFACE] = "_net_interfaces",
    [OPTION_ARG_USER] = "_users",
    [OPTION_ARG_COMMAND] = "_command_names",
};

/* Text within '[...]': quotes and brackets would end it. */
static void put_quoted(const char *s, const char *special)
{
    for (; *s != '\0'; s++) {
        if (*s == '\'')
            (void)fputs("'\\''", stdout);
        else if (strchr(special, *s) != NULL)
            (void)printf("\\%c", *s);
        else
            (void)putchar(*s);
    }
}

static void put_zsh_row(const struct option_row *row, const char *word)
{
    (void)printf("  '*%s[", word);
    put_quoted(row->help, "[]\\");
    (void)putchar(']');
    if (row->arg != OPTION_ARG_NONE) {
        (void)putchar(':');
        put_quoted(row->arg_name, ":\\");
        (void)printf(":%s", zsh_actions[row->arg]);
    }
    (void)puts("' \\");
}

static void put_zsh(void)
{
    (void)puts("#compdef tcpline\n_arguments -s -S \\");
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        char word[64];

        if (row->letter != 0) {
            (void)snprintf(word, sizeof(word), "-%c%s", row->letter,
                           row->arg != OPTION_ARG_NONE ? "+" : "");
            put_zsh_row(row, word);
        }
        if (row->name != NULL) {
            (void)snprintf(word, sizeof(word), "--%s%s", row->name,
                           row->arg != OPTION_ARG_NONE ? "=" : "");
            put_zsh_row(row, word);
        }
    }
    (void)puts("  '*:filter expression: '");
}

static const char *const fish_arguments[] = {
    [OPTION_ARG_NONE] = "",
    [OPTION_ARG_TEXT] = " -x",
    [OPTION_ARG_FILE] = " -r -F",
    [OPTION_ARG_INTERFACE] = " -x -a '(__fish_print_interfaces)'",
    [OPTION_ARG_USER] = " -x -a '(__fish_complete_users)'",
    [OPTION_ARG_COMMAND] = " -x -a '(__fish_complete_command)'",
};

static void put_fish(void)
{
    (void)puts("complete -c tcpline -f");
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];

        (void)fputs("complete -c tcpline", stdout);
        if (row->letter != 0)
            (void)printf(" -s '%c'", row->letter);
        if (row->name != NULL)
            (void)printf(" -l %s", row->name);
        (void)fputs(fish_arguments[row->arg], stdout);
        (void)fputs(" -d '", stdout);
        for (const char *s = row->help; *s != '\0'; s++) {
            if (*s == '\'' || *s == '\\')
                (void)putchar('\\');
            (void)putchar(*s);
        }
        (void)puts("'");
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *shell;
        void (*put)(void);
    } shells[] = {{"bash", put_bash}, {"zsh", put_zsh}, {"fish", put_fish}};

    for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
        if (argc == 2 && strcmp(argv[1], shells[i].shell) == 0) {
            shells[i].put();
            return EXIT_SUCCESS;
        }
    }
    (void)fputs("usage: completions bash|zsh|fish\n", stderr);
    return EXIT_FAILURE;
}
