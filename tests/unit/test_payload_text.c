/*
 * test_payload_text.c - HTTP, RTSP, FTP, SMTP and WHOIS.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("GET /index.html HTTP/1.1\r\n"
                "Host: www.example.com\r\n"
                "\r\n"),
        .port = 80,
        .want = ": HTTP: GET /index.html HTTP/1.1",
    },
    {
        /* every line at -v */
        PAYLOAD("GET /index.html HTTP/1.1\r\n"
                "Host: www.example.com\r\n"
                "\r\n"),
        .port = 80,
        .verbose = 1,
        .want = ": HTTP, length: 51\n"
                "\tGET /index.html HTTP/1.1\n"
                "\tHost: www.example.com\n"
                "\t",
    },
    {
        /* cut in the first line */
        PAYLOAD("GET /index.html HTTP/1.1\r\n"
                "Host: www.example.com\r\n"
                "\r\n"),
        .port = 8080,
        .missing = 40,
        .cut = true,
        .want = ": HTTP [|http]",
    },
    {
        /* cut in the second line */
        PAYLOAD("GET /index.html HTTP/1.1\r\n"
                "Host: www.example.com\r\n"
                "\r\n"),
        .port = 80,
        .verbose = 1,
        .missing = 9,
        .cut = true,
        .want = ": HTTP, length: 51\n"
                "\tGET /index.html HTTP/1.1 [|http]",
    },
    {
        /* a status */
        PAYLOAD("HTTP/1.1 404 Not Found\r\n"),
        .port = 80,
        .want = ": HTTP: HTTP/1.1 404 Not Found",
    },
    {
        /* any word and three digits are a status */
        PAYLOAD("anything 404 x\r\n"),
        .port = 80,
        .want = ": HTTP: anything 404 x",
    },
    {
        /* a tab hides it */
        PAYLOAD("HTTP/1.1\t200 OK\r\n"),
        .port = 80,
        .want = ": HTTP",
    },
    {
        /* four digits */
        PAYLOAD("HTTP/1.1 2000 OK\r\n"),
        .port = 80,
        .want = ": HTTP",
    },
    {
        /* methods in either case */
        PAYLOAD("get / HTTP/1.1\r\n"),
        .port = 80,
        .want = ": HTTP: get / HTTP/1.1",
    },
    {
        /* not a method here */
        PAYLOAD("PATCH / HTTP/1.1\r\n"),
        .port = 80,
        .verbose = 1,
        .want = ": HTTP",
    },
    {
        /* the payload ends in the line */
        PAYLOAD("GET"),
        .port = 80,
        .want = ": HTTP: GET [|http]",
    },
    {
        /* the capture ends behind the method */
        PAYLOAD("GET "),
        .port = 80,
        .missing = 1,
        .want = ": HTTP",
    },
    {
        /* a line with another byte is not shown */
        PAYLOAD("GET / \200\r\n"),
        .port = 80,
        .want = ": HTTP",
    },
    {
        PAYLOAD("GET / \200\r\n"),
        .port = 80,
        .verbose = 1,
        .want = ": HTTP, length: 9",
    },
    {
        /* nor one with a lone CR */
        PAYLOAD("GET /\rx\r\n"),
        .port = 80,
        .want = ": HTTP",
    },
    {
        PAYLOAD("GET /\r"),
        .port = 80,
        .want = ": HTTP",
    },
    {
        /* the first bad line ends it */
        PAYLOAD("GET /\r\n"
                "A: 1\tb\r\n"
                "binary\001\r\n"
                "C: d\r\n"),
        .port = 80,
        .verbose = 1,
        .want = ": HTTP, length: 30\n"
                "\tGET /\n"
                "\tA: 1\tb",
    },
    {
        /* the longest word */
        PAYLOAD("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaaaaa 200 OK\r\n"),
        .port = 80,
        .want = ": HTTP: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaaaaaaaaaaaaa 200 OK",
    },
    {
        /* and one longer */
        PAYLOAD("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaaaaaa 200 OK\r\n"),
        .port = 80,
        .want = ": HTTP",
    },
    {
        /* RTSP */
        PAYLOAD("SETUP rtsp://h/t RTSP/1.0\r\n"
                "CSeq: 2\r\n"
                "\r\n"),
        .port = 554,
        .verbose = 1,
        .want = ": RTSP, length: 38\n"
                "\tSETUP rtsp://h/t RTSP/1.0\n"
                "\tCSeq: 2\n"
                "\t",
    },
    {
        PAYLOAD("RTSP/1.0 200 OK\r\n"),
        .port = 8554,
        .want = ": RTSP: RTSP/1.0 200 OK",
    },
    {
        /* a method of HTTP only */
        PAYLOAD("POST / RTSP/1.0\r\n"),
        .port = 554,
        .want = ": RTSP",
    },
    {
        /* FTP */
        PAYLOAD("220 hi\r\n"),
        .port = 21,
        .want = ": FTP: 220 hi",
    },
    {
        PAYLOAD("USER a\r\n"
                "PASS b\r\n"),
        .port = 21,
        .verbose = 1,
        .want = ": FTP, length: 16\n"
                "\tUSER a\n"
                "\tPASS b",
    },
    {
        /* binary */
        PAYLOAD("\x00\x01"),
        .port = 21,
        .want = ": FTP",
    },
    {
        PAYLOAD("\x00\x01"),
        .port = 21,
        .verbose = 1,
        .want = ": FTP, length: 2",
    },
    {
        /* an empty line */
        PAYLOAD("\r\n"),
        .port = 21,
        .want = ": FTP: ",
    },
    {
        PAYLOAD("no newline"),
        .port = 21,
        .want = ": FTP: no newline [|ftp]",
    },
    {
        /* nothing captured */
        PAYLOAD("USER a\r\n"),
        .port = 21,
        .missing = 8,
        .cut = true,
        .want = ": FTP [|ftp]",
    },
    {
        /* SMTP */
        PAYLOAD("EHLO example.com\r\n"),
        .port = 25,
        .want = ": SMTP: EHLO example.com",
    },
    {
        /* WHOIS */
        PAYLOAD("example.com\r\n"),
        .port = 43,
        .want = ": WHOIS: example.com",
    },
    {
        PAYLOAD("example.com\n"
                "\tx\n"),
        .port = 43,
        .verbose = 2,
        .want = ": WHOIS, length: 15\n"
                "\texample.com\n"
                "\t\tx",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload text", prints_as_tcpdump, ROWS(cases));
}
