/*
 * test_payload_select.c - which printer a payload goes to.
 */
#include "payload_case.h"

/* Both ports name a protocol: the row that comes first decides. */
static const struct payload_case cases[] = {
    {PAYLOAD("GET /\r\n"), .sport = 80, .port = 25, .want = ": SMTP: GET /"},
    {PAYLOAD("GET /\r\n"), .sport = 25, .port = 80, .want = ": SMTP: GET /"},
    {PAYLOAD("GET /\r\n"), .sport = 21, .port = 80, .want = ": FTP: GET /"},
    {PAYLOAD("GET /\r\n"), .sport = 53, .port = 80, .want = ": HTTP: GET /"},
    {PAYLOAD("GET /\r\n"), .sport = 6379, .port = 22,
     .want = ": RESP \"GET /\""},
    {PAYLOAD("GET /\r\n"), .sport = 22, .port = 80, .want = ""},
    {PAYLOAD("GET /\r\n"), .sport = 445, .port = 80, .want = ": HTTP: GET /"},
    {PAYLOAD("GET /\r\n"), .port = 443, .want = ""},
    {
        PAYLOAD("GET /\r\n"),
        .port = 80,
        .type = TL_TYPE_SNMP,
        .want = "",
    },
    {
        PAYLOAD("GET /\r\n"),
        .port = 80,
        .type = TL_TYPE_RESP,
        .want = ": RESP \"GET /\"",
    },
    {
        PAYLOAD("\0\1x"),
        .port = 80,
        .type = TL_TYPE_DOMAIN,
        .want = " domain [length 1 < 12] (invalid)",
    },
    {
        PAYLOAD("\0\1x"),
        .port = 80,
        .type = TL_TYPE_ZMTP1,
        .want = ": ZMTP/1.0\n\t frame flags+body  (8-bit) length 0"
                "\n\t frame flags+body  (8-bit) length 1, flags 0x78",
    },
};

START_TEST(first_row_wins)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("payload select");
    TCase *tc = tcase_create("select");

    tcase_add_loop_test(tc, first_row_wins, 0, ROWS(cases));
    suite_add_tcase(s, tc);
    SRunner *sr = srunner_create(s);
    srunner_run_all(sr, CK_NORMAL);
    const int failed = srunner_ntests_failed(sr);
    srunner_free(sr);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
