/*
 * completions.c - writes the shell completions, at build time, from the
 * table the program parses with: completions bash|zsh|fish > FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "option_table.h"
#include "option_words.h"

/* An option's one or two spellings as words: "-r", "--interface". */
static void put_words(const struct option_row *row, const char *before)
{
    if (row->letter != 0)
        (void)printf("%s-%c", before, row->letter);
    if (row->name != NULL)
        (void)printf("%s--%s", before, row->name);
}

/* "-i|--interface", the pattern of a shell's case. */
static void put_pattern(const struct option_row *row)
{
    if (row->letter != 0)
        (void)printf("-%c", row->letter);
    if (row->name != NULL)
        (void)printf("%s--%s", row->letter != 0 ? "|" : "", row->name);
}

/* The words of a closed list, with blanks between; false if it is open. */
static bool put_list(const struct option_row *row)
{
    char buf[OPTION_WORD_BYTES];
    const char *word;
    size_t i = 0;

    for (; (word = option_word(row, i, buf)) != NULL; i++)
        (void)printf("%s%s", i > 0 ? " " : "", word);
    return i > 0;
}

static bool has_list(const struct option_row *row)
{
    char buf[OPTION_WORD_BYTES];
    return option_word(row, 0, buf) != NULL;
}

/* For compgen; files have functions of their own. */
static const char *const bash_words[] = {
    [OPTION_ARG_NONE] = "",
    [OPTION_ARG_TEXT] = "",
    [OPTION_ARG_INTERFACE] = "-W \"any $(ls /sys/class/net)\"",
    [OPTION_ARG_USER] = "-u",
    [OPTION_ARG_COMMAND] = "-c",
};

static const char bash_head[] =
    "# bash completion for tcpline\n"
    "_tcpline_files()\n"
    "{\n"
    "    mapfile -t COMPREPLY < <(compgen -f -- \"$1\")\n"
    "    compopt -o filenames 2> /dev/null\n"
    "}\n"
    "_tcpline_captures()\n"
    "{\n"
    "    local end\n"
    "    mapfile -t COMPREPLY < <(\n"
    "        {\n"
    "            compgen -d -- \"$1\"\n"
    "            for end in pcap pcapng cap dump dmp; do\n"
    "                compgen -f -X \"!*.$end\" -- \"$1\"\n"
    "                compgen -f -X \"!*.$end.*\" -- \"$1\"\n"
    "            done\n"
    "        } | sort -u)\n"
    "    compopt -o filenames 2> /dev/null\n"
    "    ((${#COMPREPLY[@]})) || _tcpline_files \"$1\"\n"
    "}\n"
    "_tcpline_several()\n"
    "{\n"
    "    local before=\n"
    "    [[ $2 == *,* ]] && before=${2%,*},\n"
    "    COMPREPLY=($(compgen -P \"$before\" -W \"$1\" -- \"${2##*,}\"))\n"
    "    compopt -o nospace 2> /dev/null\n"
    "}\n"
    "_tcpline()\n"
    "{\n"
    "    local word=${COMP_WORDS[COMP_CWORD]}\n"
    "    local before=${COMP_WORDS[COMP_CWORD-1]} equals=\n"
    "    if [[ $word == = ]]; then\n"
    "        word= equals=1\n"
    "    elif [[ $before == = ]]; then\n"
    "        before=${COMP_WORDS[COMP_CWORD-2]} equals=1\n"
    "    fi\n"
    "    case $before$equals in";

static void put_bash_row(const struct option_row *row)
{
    (void)fputs("    ", stdout);
    if (row->how == OPTION_CHOICE)
        (void)printf("--%s1", row->name); /* behind "=" only */
    else if (row->name != NULL && row->letter != 0)
        (void)printf("-%c|--%s|--%s1", row->letter, row->name, row->name);
    else if (row->name != NULL)
        (void)printf("--%s|--%s1", row->name, row->name);
    else
        put_pattern(row);
    if (row->arg == OPTION_ARG_CAPTURE) {
        (void)puts(")\n        _tcpline_captures \"$word\"\n        return ;;");
    } else if (row->arg == OPTION_ARG_FILE) {
        (void)puts(")\n        _tcpline_files \"$word\"\n        return ;;");
    } else if (option_takes_several(row)) {
        (void)fputs(")\n        _tcpline_several '", stdout);
        (void)put_list(row);
        (void)puts("' \"$word\"\n        return ;;");
    } else {
        (void)fputs(")\n        COMPREPLY=($(compgen ", stdout);
        (void)fputs(bash_words[row->arg], stdout);
        if (bash_words[row->arg][0] == '\0') {
            (void)fputs("-W '", stdout);
            (void)put_list(row);
            (void)putchar('\'');
        }
        (void)puts(" -- \"$word\"))\n        return ;;");
    }
}

static void put_bash(void)
{
    (void)puts(bash_head);
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].arg != OPTION_ARG_NONE ||
            option_rows[i].how == OPTION_CHOICE)
            put_bash_row(&option_rows[i]);
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
    [OPTION_ARG_CAPTURE] = "_files -g \"*.(pcap|pcapng|cap|dump|dmp)*(-.)\"",
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

/* Behind the second colon: what completes the argument. */
static void put_zsh_action(const struct option_row *row)
{
    if (!has_list(row)) {
        (void)fputs(zsh_actions[row->arg], stdout);
        return;
    }
    (void)fputs(option_takes_several(row) ? "_values -s , word " : "(", stdout);
    (void)put_list(row);
    if (!option_takes_several(row))
        (void)putchar(')');
}

static void put_zsh_row(const struct option_row *row, const char *word)
{
    (void)printf("  '*%s[", word);
    put_quoted(row->help, "[]\\");
    (void)putchar(']');
    if (row->how == OPTION_CHOICE) {
        (void)printf("::%s:", row->name);
        put_zsh_action(row);
    } else if (row->arg != OPTION_ARG_NONE) {
        (void)putchar(':');
        put_quoted(row->arg_name, ":\\");
        (void)putchar(':');
        put_zsh_action(row);
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
                           row->how == OPTION_CHOICE     ? "=-"
                           : row->arg != OPTION_ARG_NONE ? "="
                                                         : "");
            put_zsh_row(row, word);
        }
    }
    (void)puts("  '*:filter:(tcp port host net src dst and or not portrange ip "
               "ip6 udp icmp icmp6 vlan)'");
}

static const char *const fish_arguments[] = {
    [OPTION_ARG_NONE] = "",
    [OPTION_ARG_TEXT] = " -x",
    [OPTION_ARG_FILE] = " -r -F",
    [OPTION_ARG_CAPTURE] = " -x -k -a '(__tcpline_captures)'",
    [OPTION_ARG_INTERFACE] = " -x -a '(__fish_print_interfaces)'",
    [OPTION_ARG_USER] = " -x -a '(__fish_complete_users)'",
    [OPTION_ARG_COMMAND] = " -x -a '(__fish_complete_command)'",
};

static void put_fish_argument(const struct option_row *row)
{
    if (!has_list(row)) {
        (void)fputs(fish_arguments[row->arg], stdout);
        return;
    }
    (void)fputs(row->how == OPTION_CHOICE ? " -f" : " -x", stdout);
    (void)fputs(option_takes_several(row) ? " -a '(__fish_append , " : " -a '",
                stdout);
    (void)put_list(row);
    (void)fputs(option_takes_several(row) ? ")'" : "'", stdout);
}

static const char fish_head[] =
    "function __tcpline_captures\n"
    "    set -l files (complete -C \"__fish_command_without_completions \""
    "(commandline -ct))\n"
    "    string match --entire -r -- \\\n"
    "        '\\.(pcap|pcapng|cap|dump|dmp)(\\.[a-z0-9]+)?$' $files\n"
    "    printf '%s\\n' $files\n"
    "end";

static void put_fish(void)
{
    (void)puts(fish_head);
    (void)puts("complete -c tcpline -f");
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];

        (void)fputs("complete -c tcpline", stdout);
        if (row->letter != 0)
            (void)printf(" -s '%c'", row->letter);
        if (row->name != NULL)
            (void)printf(" -l %s", row->name);
        put_fish_argument(row);
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

    for (size_t i = 0; i < COUNT_OF(shells); i++) {
        if (argc == 2 && strcmp(argv[1], shells[i].shell) == 0) {
            shells[i].put();
            return EXIT_SUCCESS;
        }
    }
    (void)fputs("usage: completions bash|zsh|fish\n", stderr);
    return EXIT_FAILURE;
}
