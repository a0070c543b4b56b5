/*
 * test_payload_dns.c - DNS over TCP and UDP, multicast DNS.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("\x00\x16"                                         /* length */
                "\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */),
        .port = 53,
        .want = " 4660+ A? ab.c. (22)",
    },
    {
        PAYLOAD("\x00\x21"                                         /* length */
                "\x00\x07\x01\x10\x00\x01\x00\x00\x00\x00\x00\x01" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x1c\x00\x03" /* question */
                "\x00\x00\x29\x04\xd0\x00\x00\x01\x2c\x00\x00" /* extra */),
        .port = 53,
        .want = " 7+% [1au] AAAA CHAOS? ab.c. (33)",
    },
    {
        /* an inverse query with every flag */
        PAYLOAD("\x00\x18"                                         /* length */
                "\x00\x07\x09\xff\x00\x02\x00\x00\x00\x00\x00\x00" /* header */
                "\x00\x00\xff\x00\xff" /* question */
                "\x01\x61\x00\x00\x09\x00\x4d" /* question */),
        .port = 53,
        .want = " 7 inv_q+% [b2&3=0x9ff] [2q] [0a] ANY ANY? . MR (Class "
                "77)? a. (24)",
    },
    {
        /* an update */
        PAYLOAD("\x00\x34"                                         /* length */
                "\x00\x07\x28\x00\x00\x01\x00\x01\x00\x01\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\x01\x78\x00\x00\x01\x00\xff\x00\x00\x01\x2c\x00"
                "\x00" /* answer */
                "\x01\x79\x00\x00\x01\x00\x01\x00\x00\x01\x2c\x00"
                "\x04\x01\x02\x03\x04" /* authority */),
        .port = 53,
        .verbose = 2,
        .want = " 7 update [1a] [1n] A? ab.c. x. ANY A 1.121.0.0 ns: y. "
                "A 1.2.3.4 (52)",
    },
    {
        PAYLOAD("\x00\x38"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x02\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x05\x00\x01\x00\x00\x01\x2c\x00\x04"
                "\x01\x78\xc0\x0c" /* answer */
                "\x01\x78\xc0\x0c\x00\x01\x00\x01\x00\x00\x01\x2c"
                "\x00\x04\xc0\x00\x02\x01" /* answer */),
        .port = 53,
        .want = " 7 2/0/0 CNAME x.ab.c., A 192.0.2.1 (56)",
    },
    {
        PAYLOAD("\x00\x38"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x02\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x05\x00\x01\x00\x00\x01\x2c\x00\x04"
                "\x01\x78\xc0\x0c" /* answer */
                "\x01\x78\xc0\x0c\x00\x01\x00\x01\x00\x00\x01\x2c"
                "\x00\x04\xc0\x00\x02\x01" /* answer */),
        .port = 53,
        .verbose = 1,
        .want = " 7 2/0/0 ab.c. CNAME x.ab.c., x.ab.c. A 192.0.2.1 (56)",
    },
    {
        /* an extended code without its blank */
        PAYLOAD("\x00\x21"                                         /* length */
                "\x00\x07\x81\x81\x00\x01\x00\x00\x00\x00\x00\x01" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\x00\x00\x29\x00\x01\x01\x00\x00\x00\x00\x00" /* extra */),
        .port = 53,
        .want = " 7Resp17 0/0/1 (33)",
    },
    {
        PAYLOAD("\x00\x21"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x00\x00\x00\x00\x01" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\x00\x00\x29\x00\x01\x01\x00\x00\x00\x00\x00" /* extra */),
        .port = 53,
        .want = " 7 BadVers 0/0/1 (33)",
    },
    {
        PAYLOAD("\x00\x21"                                         /* length */
                "\x00\x07\x81\x87\x00\x01\x00\x00\x00\x00\x00\x01" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\x00\x00\x29\x00\x01\xff\x00\x00\x00\x00\x00" /* extra */),
        .port = 53,
        .want = " 7 Resp4087 0/0/1 (33)",
    },
    {
        /* a pointer to itself */
        PAYLOAD("\x00\x12"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\xc0\x0c\x00\x01\x00\x01" /* question */),
        .port = 53,
        .want = " 7+ A? <BAD PTR> [|domain]",
    },
    {
        PAYLOAD("\x00\x14"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x01\x61\xc0\x0c\x00\x01\x00\x01" /* question */),
        .port = 53,
        .want = " 7+ A? a.<BAD PTR> [|domain]",
    },
    {
        /* into a label, and ahead */
        PAYLOAD("\x00\x38"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x02\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\x01\x7a\xc0\x0d\x00\x01\x00\x01\x00\x00\x01\x2c"
                "\x00\x04\x01\x02\x03\x04" /* answer */
                "\xc0\x40\x00\x01\x00\x01\x00\x00\x01\x2c\x00\x04"
                "\x01\x02\x03\x04" /* answer */),
        .port = 53,
        .verbose = 1,
        .want = " 7 2/0/0 z.<ELT 33> [|domain]",
    },
    {
        /* a bit label */
        PAYLOAD("\x00\x17"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x41\x0c\xab\xcd\x01\x62\x00\x00\x01\x00\x01" /* question */),
        .port = 53,
        .want = " 7+ A? \\[xabc/12].b. (23)",
    },
    {
        PAYLOAD("\x00\x1e"                                         /* length */
                "\x00\x07\x81\x80\x00\x00\x00\x01\x00\x00\x00\x00" /* header */
                "\x01\x61\x42\x00\x00\x01\x00\x01\x00\x00\x01\x2c"
                "\x00\x04\x01\x02\x03\x04" /* answer */),
        .port = 53,
        .verbose = 1,
        .want = " 7 [0q] 1/0/0 a.<ELT 2> [|domain]",
    },
    {
        PAYLOAD("\x00\x1e"                                         /* length */
                "\x00\x07\x81\x80\x00\x00\x00\x01\x00\x00\x00\x00" /* header */
                "\x01\x61\x80\x00\x00\x01\x00\x01\x00\x00\x01\x2c"
                "\x00\x04\x01\x02\x03\x04" /* answer */),
        .port = 53,
        .verbose = 1,
        .want = " 7 [0q] 1/0/0 a.<BAD LABEL TYPE> [|domain]",
    },
    {
        /* a name too long */
        PAYLOAD("\x01\x11"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header
                                                                    */
                "?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaa?bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                "bbbbbbbbbbbbbbbbbb?cccccccccccccccccccccccccccccccccccc"
                "ccccccccccccccccccccccccccc?ddddddddddddddddddddddddddd"
                "dddddddddddddddddddddddddddddddddddd\000\000\001\000\001"),
        .port = 53,
        .want = " 7+ A? aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                "aaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                "bbbbbbbbbbbbbbbbbbbbbbbb.cccccccccccccccccccccccccccccc"
                "ccccccccccccccccccccccccccccccccc.ddddddddddddddddddddd"
                "dddddddddddddddddddddddddddddddddddddddddd.<DOMAIN NAME"
                " TOO LONG> (273)",
    },
    {
        /* made visible */
        PAYLOAD("\x00\x15"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x03\x77\x01\x80\x00\x00\x01\x00\x01" /* question */),
        .port = 53,
        .want = " 7+ A? w^AM-^@. (21)",
    },
    {
        /* fewer records than announced */
        PAYLOAD("\x00\x26"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x03\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x01\x00\x01\x00\x00\x01\x2c\x00\x04"
                "\x01\x02\x03\x04" /* answer */),
        .port = 53,
        .want = " 7 3/0/0 A 1.2.3.4 [|domain]",
    },
    {
        PAYLOAD("\x00\x26"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x01\x00\x01\x00\x00\x01\x2c\x01\x90"
                "\x01\x02\x03\x04" /* answer */),
        .port = 53,
        .want = " 7 1/0/0 A [|domain]",
    },
    {
        /* a read that ends it all */
        PAYLOAD("\x00\x24"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x01\x00\x00\x01\x00\x00\x01\x2c\x00\x02"
                "\x00\x01" /* answer */),
        .port = 53,
        .verbose = 1,
        .cut = true,
        .want = " 7 1/0/0 ab.c. URI [|domain]",
    },
    {
        /* not one whole message */
        PAYLOAD("\x00\x01" /* length */
                "abc"),
        .port = 53,
        .want = " [prefix length(1) != length(3)] (invalid)",
    },
    {
        PAYLOAD("\x00"),
        .port = 53,
        .want = " [DNS over TCP: length 1 < 2] (invalid)",
    },
    {
        PAYLOAD("\x00\x05\x61\x62\x63\x64\x65"),
        .port = 53,
        .want = " domain [length 5 < 12] (invalid)",
    },
    {
        /* cut */
        PAYLOAD("\x00\x16"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */),
        .port = 53,
        .missing = 9,
        .want = " 7+ [|domain]",
    },
    {
        /* cut in a record */
        PAYLOAD("\x00\x26"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x01\x00\x01\x00\x00\x01\x2c\x00\x04"
                "\x01\x02\x03\x04" /* answer */),
        .port = 53,
        .missing = 6,
        .want = " 7 1/0/0 (38)",
    },
    {
        PAYLOAD("\x00\x16"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */),
        .port = 53,
        .missing = 23,
        .cut = true,
        .want = " [|domain]",
    },
    {
        /* -T domain */
        PAYLOAD("\x00\x16"                                         /* length */
                "\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */),
        .port = 99,
        .type = TL_TYPE_DOMAIN,
        .want = " 7+ A? ab.c. (22)",
    },
    {
        PAYLOAD("\x00\x07\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */),
        .port = 53,
        .udp = true,
        .want = "7+ A? ab.c. (22)",
    },
    {
        PAYLOAD("abc"),
        .port = 53,
        .udp = true,
        .want = "domain [length 3 < 12] (invalid)",
    },
    {
        /* multicast DNS */
        PAYLOAD("\x00\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00" /* header */
                "\x02\x5f\x78\x04\x5f\x74\x63\x70\x05\x6c\x6f\x63"
                "\x61\x6c\x00\x00\x0c\x80\x01" /* question */
                "\x01\x79\x05\x6c\x6f\x63\x61\x6c\x00\x00\xff\x00"
                "\xff" /* question */),
        .port = 5353,
        .udp = true,
        .want = "0 [2q] PTR (QU)? _x._tcp.local. ANY ANY (QM)? y.local. "
                "(44)",
    },
    {
        PAYLOAD("\x00\x00\x84\x00\x00\x00\x00\x01\x00\x00\x00\x01" /* header */
                "\x01\x61\x05\x6c\x6f\x63\x61\x6c\x00\x00\x01\x80"
                "\x01\x00\x00\x00\x78\x00\x04\x01\x02\x03\x04" /* answer */
                "\x00\x00\x29\x85\xa0\x00\x00\x01\x2c\x00\x00" /* extra */),
        .port = 5353,
        .udp = true,
        .verbose = 3,
        .want = "0*- [0q] 1/0/1 a.local. (Cache flush) [2m] A 1.2.3.4 ar"
                ": . (Cache flush) OPT UDPsize=1440 (46)",
    },
    {
        /* LLMNR is not printed */
        PAYLOAD("\x00\x07\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00" /* header */
                "\x01\x61\x00\x00\x01\x80\x01" /* question */),
        .port = 5355,
        .udp = true,
        .want = "",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload dns", prints_as_tcpdump, ROWS(cases));
}
