/*
 * test_payload_ssh_beep.c - SSH and BEEP, which show one line or word.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("SSH-2.0-OpenSSH_9.2\r\n"),
        .port = 22,
        .want = ": SSH: SSH-2.0-OpenSSH_9.2",
    },
    {
        /* LF will do */
        PAYLOAD("SSH-2.0-OpenSSH_9.2\n"
                "\000\000"),
        .port = 22,
        .verbose = 1,
        .want = ": SSH: SSH-2.0-OpenSSH_9.2",
    },
    {
        /* no line end */
        PAYLOAD("SSH-2.0-x\r"),
        .port = 22,
        .want = "",
    },
    {
        PAYLOAD("SSH-2.0-x\ry\n"),
        .port = 22,
        .want = "",
    },
    {
        /* a tab is not printable */
        PAYLOAD("SSH-2.0-\tx\r\n"),
        .port = 22,
        .want = "",
    },
    {
        /* too short counts as cut */
        PAYLOAD("S"),
        .port = 22,
        .cut = true,
        .want = " [|ssh]",
    },
    {
        PAYLOAD("SS"),
        .port = 22,
        .cut = true,
        .want = " [|ssh]",
    },
    {
        /* binary */
        PAYLOAD("\x00\x00\x01\x2c"),
        .port = 22,
        .want = "",
    },
    {
        /* cut in the line */
        PAYLOAD("SSH-2.0-OpenSSH\r\n"),
        .port = 22,
        .missing = 1,
        .cut = true,
        .want = " [|ssh]",
    },
    {
        PAYLOAD("SSH-2.0-OpenSSH\r\n"),
        .port = 22,
        .missing = 6,
        .cut = true,
        .want = " [|ssh]",
    },
    {
        /* BEEP: a zero byte instead of the blank */
        PAYLOAD("MSG\000"
                " 0 1"),
        .port = 10288,
        .want = " BEEP MSG",
    },
    {
        /* so a real one is unknown */
        PAYLOAD("MSG 0 1 . 0 5\r\n"),
        .port = 10288,
        .want = " BEEP (payload or undecoded)",
    },
    {
        PAYLOAD("RPY 0 1 . 0 5\r\n"),
        .port = 10288,
        .want = " BEEP RPY",
    },
    {
        PAYLOAD("END\000"),
        .port = 10288,
        .want = " BEEP END",
    },
    {
        PAYLOAD("END\r\n"),
        .port = 10288,
        .want = " BEEP (payload or undecoded)",
    },
    {
        /* too short */
        PAYLOAD("SEQ"),
        .port = 10288,
        .want = " BEEP (payload or undecoded)",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload ssh_beep", prints_as_tcpdump,
                             ROWS(cases));
}
