/*
 * state_forms.h - the forms of fuzz_state: what somebody could have typed, and
 * what follows from it.
 *
 * The tables of connections are let grow up to a number that few packets
 * reach: so they become bounded as they do on a machine whose memory is short.
 */
#ifndef TCPLINE_TESTS_STATE_FORMS_H
#define TCPLINE_TESTS_STATE_FORMS_H

#include <getopt.h>
#include <stdlib.h>

#include "count.h"
#include "options.h"
#include "setup.h"

enum { STATE_CONNECTIONS = 16 };

#define WORDS(...)                                                             \
    {                                                                          \
        "tcpline", "-n", "-r", "x", __VA_ARGS__, NULL                          \
    }

/* seed.py counts their rows. */
static const char *const state_forms[][14] = {
    WORDS("-tt"),
    WORDS("-v", "-e"),
    WORDS("-vvv", "-X"),
    WORDS("-q", "-S", "-xx"),
    WORDS("--json", "-v"),
    WORDS("--json", "--analyze", "--diagnose", "--conversations"),
    WORDS("--analyze", "-v"),
    WORDS("--diagnose"),
    WORDS("--conversations", "--max-connections", "2"),
    WORDS("--ladder"),
    WORDS("--ladder=utf-8", "--diagnose", "--color=always"),
    WORDS("--color=always", "--analyze", "-vv"),
    WORDS("--only", "retransmission,lost_segment", "--analyze"),
    WORDS("-w", "file"),
    WORDS("-w", "file", "--print", "--analyze"),
    WORDS("--tree"),
    WORDS("--tree=boxes", "--color=always"),
    WORDS("--tree=names", "-v", "--max-connections", "3"),
    WORDS("--canonical"),
    WORDS("--explain=all", "--diagnose"),
    WORDS("--explain=all", "--json", "--analyze"),
    WORDS("--on", "trouble", "-w", "f%c", "-v"),
    WORDS("--on", "trouble", "-w", "f%c", "--record-all", "--json"),
    WORDS("--json", "--expect", "rst==0", "--expect", "rtt_p95<20ms",
          "--fail-on", "retransmission"),
    WORDS("-A", "-#", "-t", "--skip", "1", "--sample", "2"),
    WORDS("--expect", "connections==1", "--expect", "rtt_p95<20ms", "--fail-on",
          "retransmission,lost_segment", "--max-connections", "2"),
};

enum { STATE_FORMS = COUNT_OF(state_forms) };

static struct options state_options[STATE_FORMS];
static struct setup state_setups[STATE_FORMS];

static inline void state_forms_prepare(void)
{
    for (size_t i = 0; i < STATE_FORMS; i++) {
        int argc = 0;
        struct err e = {0};

        while (state_forms[i][argc] != NULL)
            argc++;
        optind = 0;
        if (options_parse(&state_options[i], argc,
                          (char **)(uintptr_t)state_forms[i],
                          &e) != OPTIONS_RUN)
            abort();
        state_setups[i] = setup_of(&state_options[i]);
        if (state_setups[i].most_connections > STATE_CONNECTIONS ||
            state_setups[i].max_connections == 0)
            state_setups[i].most_connections = STATE_CONNECTIONS;
        if (state_setups[i].judge.apart > STATE_CONNECTIONS)
            state_setups[i].judge.apart = STATE_CONNECTIONS;
    }
}

#endif
