/*
 * test_payload_zmtp1.c - ZMTP 1.0, which only -T asks for.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("\x05\x01\x61\x62\x63\x64" /* 8-bit length, MORE
                                            */
                "\x00"
                "\xff\x00\x00\x00\x00\x00\x00\x00\x03\x00\x68"
                "\x69" /* 64-bit length */),
        .port = 5555,
        .type = TL_TYPE_ZMTP1,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body  (8-bit) length 5, flags "
                "0x01\n"
                "\t frame flags+body  (8-bit) length 0\n"
                "\t frame flags+body (64-bit) length 3, flags 0x00",
    },
    {
        PAYLOAD("\x05\x01\x61\x62\x63\x64\x02\x80\x78"),
        .port = 5555,
        .verbose = 1,
        .type = TL_TYPE_ZMTP1,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body  (8-bit) length 5, flags "
                "0x01 (-|-|"
                "-|-|-|-|-|MORE), first 4 byte(s) of body:\n"
                "\t 0x0000:  6162 6364                         "
                "       ab"
                "cd\n"
                "\t frame flags+body  (8-bit) length 2, flags "
                "0x80 (MBZ|"
                "-|-|-|-|-|-|-), first 1 byte(s) of body:\n"
                "\t 0x0000:  78                                "
                "       x",
    },
    {
        /* no more than 128 bytes at -v */
        PAYLOAD("\xff\x00\x00\x00\x00\x00\x00\x00\x83\x00"
                "0123456789012345678901234567890123456789012345"
                "678901234"
                "5678901234567890123456789012345678901234567890"
                "123456789"
                "01234567890123456789"),
        .port = 5555,
        .verbose = 1,
        .type = TL_TYPE_ZMTP1,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body (64-bit) length 131, "
                "flags 0x00 (-|"
                "-|-|-|-|-|-|-), first 128 byte(s) of body:\n"
                "\t 0x0000:  3031 3233 3435 3637 3839 3031 "
                "3233 3435  01"
                "23456789012345\n"
                "\t 0x0010:  3637 3839 3031 3233 3435 3637 "
                "3839 3031  67"
                "89012345678901\n"
                "\t 0x0020:  3233 3435 3637 3839 3031 3233 "
                "3435 3637  23"
                "45678901234567\n"
                "\t 0x0030:  3839 3031 3233 3435 3637 3839 "
                "3031 3233  89"
                "01234567890123\n"
                "\t 0x0040:  3435 3637 3839 3031 3233 3435 "
                "3637 3839  45"
                "67890123456789\n"
                "\t 0x0050:  3031 3233 3435 3637 3839 3031 "
                "3233 3435  01"
                "23456789012345\n"
                "\t 0x0060:  3637 3839 3031 3233 3435 3637 "
                "3839 3031  67"
                "89012345678901\n"
                "\t 0x0070:  3233 3435 3637 3839 3031 3233 "
                "3435 3637  23"
                "45678901234567",
    },
    {
        PAYLOAD("\x83\x00"
                "0123456789012345678901234567890123456789012345"
                "678901234"
                "5678901234567890123456789012345678901234567890"
                "123456789"
                "01234567890123456789"),
        .port = 5555,
        .verbose = 2,
        .type = TL_TYPE_ZMTP1,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body  (8-bit) length 131, "
                "flags 0x00 (-|"
                "-|-|-|-|-|-|-), first 130 byte(s) of body:\n"
                "\t 0x0000:  3031 3233 3435 3637 3839 3031 "
                "3233 3435  01"
                "23456789012345\n"
                "\t 0x0010:  3637 3839 3031 3233 3435 3637 "
                "3839 3031  67"
                "89012345678901\n"
                "\t 0x0020:  3233 3435 3637 3839 3031 3233 "
                "3435 3637  23"
                "45678901234567\n"
                "\t 0x0030:  3839 3031 3233 3435 3637 3839 "
                "3031 3233  89"
                "01234567890123\n"
                "\t 0x0040:  3435 3637 3839 3031 3233 3435 "
                "3637 3839  45"
                "67890123456789\n"
                "\t 0x0050:  3031 3233 3435 3637 3839 3031 "
                "3233 3435  01"
                "23456789012345\n"
                "\t 0x0060:  3637 3839 3031 3233 3435 3637 "
                "3839 3031  67"
                "89012345678901\n"
                "\t 0x0070:  3233 3435 3637 3839 3031 3233 "
                "3435 3637  23"
                "45678901234567\n"
                "\t 0x0080:  3839                              "
                "       89",
    },
    {
        /* longer than the payload */
        PAYLOAD("\x05\x00\x61\x62"),
        .port = 5555,
        .verbose = 1,
        .type = TL_TYPE_ZMTP1,
        .cut = true,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body  (8-bit) length 5 (3 "
                "captured), fla"
                "gs 0x00 (-|-|-|-|-|-|-|-), first 2 byte(s) of "
                "body:\n"
                "\t 0x0000:  6162                              "
                "       ab"
                " [|zmtp1]",
    },
    {
        PAYLOAD("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x61\x62"),
        .port = 5555,
        .type = TL_TYPE_ZMTP1,
        .cut = true,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body (64-bit) length "
                "1844674407370955161"
                "5 (3 captured), flags 0x00 [|zmtp1]",
    },
    {
        PAYLOAD("\xff\x00\x00"),
        .port = 5555,
        .type = TL_TYPE_ZMTP1,
        .cut = true,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body (64-bit) length [|zmtp1]",
    },
    {
        PAYLOAD("\x01"),
        .port = 5555,
        .type = TL_TYPE_ZMTP1,
        .cut = true,
        .want = ": ZMTP/1.0\n"
                "\t frame flags+body  (8-bit) length 1 [|zmtp1]",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload zmtp1", prints_as_tcpdump, ROWS(cases));
}
