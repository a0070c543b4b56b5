/*
 * test_payload_msdp.c - MSDP, and packets inside of payloads.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("\x01\x00\x14\x01\x0a\x01\x02\x03" /* SA */
                "\x00\x00\x00\x20\xef\x01\x02\x03\x0a\x01\x02\x03"),
        .port = 639,
        .want = ": msdp SA 1 entries",
    },
    {
        PAYLOAD("\x01\x00\x20\x02\x0a\x01\x02\x03" /* SA */
                "\x00\x00\x00\x20\xef\x01\x02\x03\x0a\x01\x02\x03"
                "\x00\x00\x00\x20\xef\x01\x02\x03\x0a\x01\x02\x03"
                "\x04\x00\x03" /* keepalive */),
        .port = 639,
        .verbose = 1,
        .want = ": msdp [len 32] SA 2 entries [len 3] Keepalive",
    },
    {
        PAYLOAD("\x01\x00\x28\x01\x0a\x01\x02\x03" /* SA */
                "\x00\x00\x00\x20\xef\x01\x02\x03\x0a\x01\x02\x03"
                "EEEEEEEEEEEEEEEEEEEE" /* a packet */),
        .port = 639,
        .want = ": msdp SA 1 entries [w/data]",
    },
    {
        PAYLOAD("\x02\x00\x08\x00\xef\x01\x02\x03" /* SA request */),
        .port = 639,
        .verbose = 2,
        .want = ": msdp [len 8] SA-Request for 239.1.2.3",
    },
    {
        PAYLOAD("\x03\x00\x14\x01\x0a\x01\x02\x03\x00\x00\x00\x20"
                "\xef\x01\x02\x03\x0a\x01\x02\x03"),
        .port = 639,
        .want = ": msdp SA-Response 1 entries",
    },
    {
        PAYLOAD("\x04\x00\x05\x61\x62"),
        .port = 639,
        .want = ": msdp Keepalive[len=5] ",
    },
    {
        PAYLOAD("\x05\x00\x05\x01\x01"),
        .port = 639,
        .want = ": msdp Notification",
    },
    {
        PAYLOAD("\x06\x00\x04\x61"),
        .port = 639,
        .want = ": msdp [type=6 len=4]",
    },
    {
        /* odd types are shown behind a good one */
        PAYLOAD("\x04\x00\x03\x08\x00\x03\x00\x00\x03"),
        .port = 639,
        .want = ": msdp Keepalive [type=8 len=3] [type=0 len=3]",
    },
    {
        /* but not in front */
        PAYLOAD("\x08\x00\x03"),
        .port = 639,
        .want = ": msdp [|msdp]",
    },
    {
        PAYLOAD("\x04\x00\x02"),
        .port = 639,
        .want = ": msdp [|msdp]",
    },
    {
        PAYLOAD("\x04\x05\xdd"),
        .port = 639,
        .want = ": msdp [|msdp]",
    },
    {
        /* a long length is shown */
        PAYLOAD("\x04\x05\xdc"),
        .port = 639,
        .want = ": msdp [len 1500] [|msdp]",
    },
    {
        PAYLOAD("\x04\x00\x03\x04\x00\x00"),
        .port = 639,
        .verbose = 1,
        .want = ": msdp [len 3] Keepalive [len 0] [|msdp]",
    },
    {
        PAYLOAD("\x04\x00\x03\x04\x00"),
        .port = 639,
        .cut = true,
        .want = ": msdp Keepalive [|msdp]",
    },
    {
        /* cut */
        PAYLOAD("\x01\x00\x14\x01\x0a\x01\x02\x03\x00\x00\x00\x20"
                "\xef\x01\x02\x03\x0a\x01\x02\x03"),
        .port = 639,
        .missing = 16,
        .want = ": msdp SA 1 entries",
    },
    {
        PAYLOAD("\x02\x00\x08\x00\xef\x01\x02\x03"),
        .port = 639,
        .missing = 1,
        .cut = true,
        .want = ": msdp SA-Request [|msdp]",
    },
    {
        /* the packet is for the host to print */
        PAYLOAD("\x01\x00\x28\x01\x0a\x01\x02\x03" /* SA */
                "\x00\x00\x00\x20\xef\x01\x02\x03\x0a\x01\x02\x03"
                "EEEEEEEEEEEEEEEEEEEE" /* a packet */
                "\x04\x00" /* cut */),
        .port = 639,
        .verbose = 2,
        .cut = true,
        .want = ": msdp [len 40] SA 1 entries [w/data] IP<45454545454545"
                "454545454545454545454545450400 of 20> [|ip]",
    },
    {
        /* where the capture may end */
        PAYLOAD("\x01\x00\x28\x01\x0a\x01\x02\x03" /* SA */
                "\x00\x00\x00\x20\xef\x01\x02\x03\x0a\x01\x02\x03"
                "EEEEEEEEEEEEEEEEEEEE" /* a packet */
                "\x04\x00\x03" /* not captured */),
        .port = 639,
        .verbose = 2,
        .missing = 23,
        .cut = true,
        .want = ": msdp [len 40] SA 1 entries [w/data] IP< of 20>",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload msdp", prints_as_tcpdump, ROWS(cases));
}
