/*
 * test_payload_resp.c - RESP, the protocol of Redis.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("*2\r\n"
                "$3\r\n"
                "GET\r\n"
                "$1\r\n"
                "a\r\n"),
        .port = 6379,
        .want = ": RESP \"GET\" \"a\"",
    },
    {
        /* inline commands */
        PAYLOAD("PING\r\n"
                "PING\r\n"),
        .port = 6379,
        .want = ": RESP \"PING\" \"PING\"",
    },
    {
        PAYLOAD("\r\n"
                "SET a \"b\"\n"),
        .port = 6379,
        .want = ": RESP \"SET a \"b\"\"",
    },
    {
        PAYLOAD("+OK\r\n"
                "-ERR x\r\n"
                ":1000\r\n"),
        .port = 6379,
        .want = ": RESP \"OK\" \"ERR x\" \"1000\"",
    },
    {
        /* made visible */
        PAYLOAD("\x2b\x61\x80\x01\x0d\x0a"),
        .port = 6379,
        .want = ": RESP \"aM-^@^A\"",
    },
    {
        PAYLOAD("$-1\r\n"
                "*-1\r\n"),
        .port = 6379,
        .want = ": RESP null null",
    },
    {
        PAYLOAD("$0\r\n"
                "\r\n"
                "*0\r\n"),
        .port = 6379,
        .want = ": RESP empty empty",
    },
    {
        /* its own line end is missing */
        PAYLOAD("$0\r\n"),
        .port = 6379,
        .want = ": RESP empty [|resp]",
    },
    {
        PAYLOAD("$-5\r\n"
                "abc\r\n"),
        .port = 6379,
        .want = ": RESP length negative and not -1 \"abc\"",
    },
    {
        PAYLOAD("$99999999999\r\n"),
        .port = 6379,
        .want = ": RESP length too large",
    },
    {
        PAYLOAD("$2147483648\r\n"),
        .port = 6379,
        .want = ": RESP length too large",
    },
    {
        /* fits an int, not the payload */
        PAYLOAD("$2147483647\r\n"),
        .port = 6379,
        .want = ": RESP [|resp]",
    },
    {
        PAYLOAD("$x\r\n"
                "+OK\r\n"),
        .port = 6379,
        .want = ": RESP invalid \"+OK\"",
    },
    {
        PAYLOAD("$1a\r\n"
                "+OK\r\n"),
        .port = 6379,
        .want = ": RESP invalid \"+OK\"",
    },
    {
        PAYLOAD("$1\rb\r\n"
                "+OK\r\n"),
        .port = 6379,
        .want = ": RESP invalid \"+OK\"",
    },
    {
        /* an item of the outer array is owed */
        PAYLOAD("*2\r\n"
                "*1\r\n"
                ":1\r\n"),
        .port = 6379,
        .want = ": RESP \"1\" [|resp]",
    },
    {
        PAYLOAD("*2\r\n"
                "*1\r\n"
                ":1\r\n"
                ":2\r\n"),
        .port = 6379,
        .want = ": RESP \"1\" \"2\"",
    },
    {
        /* depth */
        PAYLOAD("*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                "*1\r\n"
                ":1\r\n"),
        .port = 6379,
        .want = ": RESP \"1\"",
    },
    {
        /* counts that add up beyond 32 bits */
        PAYLOAD("*2147483647\r\n"
                "*2147483647\r\n"
                ":1\r\n"),
        .port = 6379,
        .want = ": RESP \"1\" [|resp]",
    },
    {
        PAYLOAD("$2\r\n"
                "ab"),
        .port = 6379,
        .want = ": RESP \"ab\" [|resp]",
    },
    {
        PAYLOAD("$5\r\n"
                "ab"),
        .port = 6379,
        .want = ": RESP [|resp]",
    },
    {
        /* bytes before the line end are skipped */
        PAYLOAD("$2\r\n"
                "abcd\r\n"
                "+x\r\n"),
        .port = 6379,
        .want = ": RESP \"ab\" \"x\"",
    },
    {
        /* cut */
        PAYLOAD("*2\r\n"
                "$3\r\n"
                "GET\r\n"
                "$1\r\n"
                "a\r\n"),
        .port = 6379,
        .missing = 3,
        .want = ": RESP \"GET\" [|resp]",
    },
    {
        /* -T resp */
        PAYLOAD("PING\r\n"),
        .port = 80,
        .type = TL_TYPE_RESP,
        .want = ": RESP \"PING\"",
    },
    {
        /* cut where a byte is read rather than looked for */
        PAYLOAD("*2\r\n"
                "$3\r\n"),
        .port = 6379,
        .cut = true,
        .missing = 2,
        .want = ": RESP [|resp]",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload resp", prints_as_tcpdump, ROWS(cases));
}
