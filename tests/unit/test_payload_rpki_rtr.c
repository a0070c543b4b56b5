/*
 * test_payload_rpki_rtr.c - the RPKI to Router protocol.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("\x00\x00\x00\x01\x00\x00\x00\x0c\x00\x00\x00\x05" /* Notify */),
        .port = 323,
        .want = ", RPKI-RTR",
    },
    {
        PAYLOAD("\x00\x00\x00\x01\x00\x00\x00\x0c\x00\x00\x00\x05" /* Notify */
                "\x00\x02\x00\x01\x00\x00\x00\x08" /* Reset Query */
                "\x00\x03\x00\x01\x00\x00\x00\x08" /* Cache Response */),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Serial Notify PDU (0), length: 12\n"
                "\t  Session ID: 0x0001, Serial: 5\n"
                "\tRPKI-RTRv0, Reset Query PDU (2), length: 8\n"
                "\tRPKI-RTRv0, Cache Response PDU (3), length: 8\n"
                "\t  Session ID: 0x0001",
    },
    {
        PAYLOAD("\x00\x04\x00\x00\x00\x00\x00\x14\x01\x18\x18\x00"
                "\xc0\x00\x02\x00\x00\x00\xfd\xe8" /* IPv4 Prefix */
                "\x00\x06\x00\x00\x00\x00\x00\x20\x00\x20\x30\x00"
                "\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\xfd\xe8" /* IPv6 Prefix */
                "\x00\x07\x00\x01\x00\x00\x00\x0c\x00\x00\x00\x05" /* End of Data */),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, IPV4 Prefix PDU (4), length: 20\n"
                "\t  IPv4 Prefix 192.0.2.0/24-24, origin-as 65000, flags"
                " 0x01\n"
                "\tRPKI-RTRv0, IPV6 Prefix PDU (6), length: 32\n"
                "\t  IPv6 Prefix 2001:db8::/32-48, origin-as 65000, flag"
                "s 0x00\n"
                "\tRPKI-RTRv0, End of Data PDU (7), length: 12\n"
                "\t  Session ID: 0x0001, Serial: 5",
    },
    {
        PAYLOAD("\x00\x04\x00\x00\x00\x00\x00\x14\x01\x18\x18\x00"
                "\xc0\x00\x02\x00\x00\x00\xfd\xe8" /* IPv4 Prefix */
                "\x00\x08\x00\x01\x00\x00\x00\x08"),
        .port = 323,
        .verbose = 2,
        .want = "\n"
                "\tRPKI-RTRv0, IPV4 Prefix PDU (4), length: 20\n"
                "\t  IPv4 Prefix 192.0.2.0/24-24, origin-as 65000, flags"
                " 0x01\n"
                "\t  0x0000:  0004 0000 0000 0014 0118 1800 c000 0200\n"
                "\t  0x0010:  0000 fde8\n"
                "\tRPKI-RTRv0, Cache Reset PDU (8), length: 8\n"
                "\t  0x0000:  0008 0001 0000 0008",
    },
    {
        PAYLOAD("\x00\x0a\x00\x03\x00\x00\x00\x20\x00\x00\x00\x0c"
                "\x00\x01\x00\x01\x00\x00\x00\x0c\x00\x00\x00\x05"
                "\x00\x00\x00\x04\x62\x61\x64\x80" /* Error Report */),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Error Report PDU (10), length: 32\n"
                "\t  Error code: Invalid Request (3), Encapsulated PDU l"
                "ength: 12\n"
                "\t    -----encapsulated PDU-----\n"
                "\tRPKI-RTRv0, Serial Query PDU (1), length: 12\n"
                "\t    Session ID: 0x0001, Serial: 5\n"
                "\t  Error text: badM-^@",
    },
    {
        /* an error in an error, its own PDU not shown */
        PAYLOAD("\x00\x0a\x00\x00\x00\x00\x00\x2d\x00\x00\x00\x1a"
                "\x00\x0a\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x08"
                "\x00\x02\x00\x01\x00\x00\x00\x08\x00\x00\x00\x02"
                "\x69\x6e\x00\x00\x00\x03\x6f\x75\x74"),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Error Report PDU (10), length: 45\n"
                "\t  Error code: Corrupt Data (0), Encapsulated PDU leng"
                "th: 26\n"
                "\t    -----encapsulated PDU-----\n"
                "\tRPKI-RTRv0, Error Report PDU (10), length: 26\n"
                "\t    Error code: Internal Error (1), Encapsulated PDU "
                "length: 8\n"
                "\t    Error text: in\n"
                "\t  Error text: out",
    },
    {
        PAYLOAD("\x00\x0a\x00\x09\x00\x00\x00\x13\x00\x00\x00\x03"
                "\x00\x02\x00\x00\x00\x00\x07"),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Error Report PDU (10), length: 19\n"
                "\t  Error code: Unknown (9), Encapsulated PDU length: 3"
                "\n"
                "\t    -----encapsulated PDU-----(3 bytes is too few to "
                "decode) (invalid) (invalid)",
    },
    {
        /* an unknown type */
        PAYLOAD("\x00\x63\x00\x01\x00\x00\x00\x0b\x61\x62\x63\x00"
                "\x02\x00\x01\x00\x00\x00\x08"),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Unknown PDU (99), length: 11\n"
                "\t  0x0000:  0063 0001 0000 000b 6162 63\n"
                "\tRPKI-RTRv0, Reset Query PDU (2), length: 8",
    },
    {
        /* an unknown version */
        PAYLOAD("\x01\x00\x00\x01\x00\x00\x00\x08\x00\x02\x00\x01"
                "\x00\x00\x00\x08"),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv1 (unknown)",
    },
    {
        PAYLOAD("\x00\x02\x00\x01\x00\x00\x00\x09"),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Reset Query PDU (2), length: 9 (invalid)",
    },
    {
        PAYLOAD("\x00\x02\x00\x01\x00\x00\x00\x0a\x61\x62"),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Reset Query PDU (2), length: 10 (invalid)",
    },
    {
        PAYLOAD("\x00\x02\x00\x01\x00\x00\x00\x08\x00\x02"),
        .port = 323,
        .verbose = 1,
        .want = "\n"
                "\tRPKI-RTRv0, Reset Query PDU (2), length: 8(2 bytes is"
                " too few to decode) (invalid)",
    },
    {
        /* cut */
        PAYLOAD("\x00\x63\x00\x01\x00\x00\x00\x0b\x61\x62\x63"),
        .port = 323,
        .verbose = 1,
        .missing = 1,
        .cut = true,
        .want = "\n"
                "\tRPKI-RTRv0, Unknown PDU (99), length: 11 [|rpki_rtr]",
    },
    {
        PAYLOAD("\x00\x04\x00\x00\x00\x00\x00\x14\x01\x18\x18\x00"
                "\xc0\x00\x02\x00\x00\x00\xfd\xe8"),
        .port = 323,
        .verbose = 1,
        .missing = 1,
        .cut = true,
        .want = "\n"
                "\tRPKI-RTRv0, IPV4 Prefix PDU (4), length: 20 [|rpki_rt"
                "r]",
    },
    {
        PAYLOAD("\x00\x0a\x00\x03\x00\x00\x00\x14\x00\x00\x00\x00"
                "\x00\x00\x00\x04\x74\x65\x78\x74"),
        .port = 323,
        .verbose = 1,
        .missing = 2,
        .cut = true,
        .want = "\n"
                "\tRPKI-RTRv0, Error Report PDU (10), length: 20\n"
                "\t  Error code: Invalid Request (3), Encapsulated PDU l"
                "ength: 0\n"
                "\t  Error text: te [|rpki_rtr]",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload rpki_rtr", prints_as_tcpdump,
                             ROWS(cases));
}
