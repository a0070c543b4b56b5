/*
 * test_payload_telnet.c - Telnet commands, in both forms.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("\xff\xfd\x03" /* DO */
                "\xff\xfb\x18" /* WILL */
                "login: "      /* text ends it */
                "\xff\xf1"),
        .port = 23,
        .want = " [telnet DO SUPPRESS GO AHEAD, WILL TERMINAL TYPE]",
    },
    {
        PAYLOAD("\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0" /* SB NAWS */
                "\xff\xf1" /* NOP */),
        .port = 23,
        .want = " [telnet SB NAWS IS 0x50 0 0x18 SE, NOP]",
    },
    {
        PAYLOAD("\xff\xfa\x25\x01\x02\x00\xff\xf0" /* SB AUTHENTICATION */),
        .port = 23,
        .want = " [telnet SB AUTHENTICATION SEND KERBEROS_V5 0 SE]",
    },
    {
        PAYLOAD("\xff\xfa\x26\x03\x02\x07\xff\xf0" /* SB ENCRYPT */),
        .port = 23,
        .want = " [telnet SB ENCRYPT START DES_OFB64 0x7 SE]",
    },
    {
        /* unknown options */
        PAYLOAD("\xff\xfe\x63\xff\xfc\xff"),
        .port = 23,
        .want = " [telnet DONT 0x63, WONT 0xff]",
    },
    {
        /* an escaped IAC */
        PAYLOAD("\xff\xff\x61"),
        .port = 23,
        .want = " [telnet IAC IAC]",
    },
    {
        /* text */
        PAYLOAD("login: "),
        .port = 23,
        .want = "",
    },
    {
        /* not a command */
        PAYLOAD("\xff\x00"),
        .port = 23,
        .want = "",
    },
    {
        /* half a command */
        PAYLOAD("\xff\xf1\xff"),
        .port = 23,
        .want = " [telnet NOP]",
    },
    {
        /* an unended suboption reads on */
        PAYLOAD("\xff\xfa\x1f"),
        .port = 23,
        .cut = true,
        .want = " [|telnet]",
    },
    {
        PAYLOAD("\xff\xfa\x1f\x00\x50"),
        .port = 23,
        .want = "",
    },
    {
        /* a final IAC passes for IAC SE */
        PAYLOAD("\xff\xfa\x1f\x00\x50\xff"),
        .port = 23,
        .cut = true,
        .want = " [telnet SB NAWS IS 0x50 SE [|telnet]",
    },
    {
        /* cut */
        PAYLOAD("\xff\xf1\xff\xfd\x01"),
        .port = 23,
        .missing = 1,
        .cut = true,
        .want = " [telnet NOP [|telnet]",
    },
    {
        /* the block form */
        PAYLOAD("\xff\xfd\x03\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0"
                "\xff\xf1"),
        .port = 23,
        .verbose = 3,
        .dump = true,
        .want = "\n"
                "Telnet:\n"
                "0x0000:  fffd 03               \tDO SUPPRESS GO AHEAD\n"
                "0x0003:  fffa 1f00 5000 18ff f0\n"
                "\t\t\t\tSB NAWS IS 0x50 0 0x18 SE\n"
                "0x000c:  fff1                  \tNOP\n",
    },
    {
        /* more than a row */
        PAYLOAD("\xff\xfa\x1f"
                "\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07"
                "\x07\x07"
                "\xff\xf0"),
        .port = 23,
        .verbose = 3,
        .dump = true,
        .want = "\n"
                "Telnet:\n"
                "0x0000:  fffa 1f07 0707 0707 0707 0707 0707 0707\n"
                "0x0010:  07ff f0\n"
                "\t\t\t\tSB NAWS 0x7 0x7 0x7 0x7 0x7 0x7 0x7 0x7 0x7 0x7"
                " 0x7 0x7 0x7 0x7 SE\n",
    },
    {
        /* the end it does not have */
        PAYLOAD("\xff\xfa\x02\x03\x01\x02\xff"),
        .port = 23,
        .verbose = 3,
        .dump = true,
        .cut = true,
        .want = "\n"
                "Telnet:\n"
                "0x0000:  fffa 0203 0102 ff [|telnet]",
    },
    {
        PAYLOAD("\xff\xf1\x61\x62"),
        .port = 23,
        .verbose = 3,
        .want = " [telnet NOP]",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload telnet", prints_as_tcpdump, ROWS(cases));
}
