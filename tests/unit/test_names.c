/*
 * test_names.c - names of hosts, ports and Ethernet addresses, and what the
 * cache in front of the resolver does.
 */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "err.h"
#include "ethers.h"
#include "hosts.h"
#include "names.h"
#include "oui.h"
#include "resolver.h"
#include "services.h"
#include "unit_main.h"

static struct text t;
static unsigned asked;

static void setup(void)
{
    ck_assert(text_init(&t, 64));
    asked = 0;
}

static void teardown(void)
{
    text_free(&t);
}

static void expect(const char *want)
{
    text_char(&t, '\0');
    ck_assert_str_eq(t.start, want);
    text_truncate(&t, 0);
}

/* The helper of a test has no privileges to give up. */
static void unsettled(void *ctx)
{
    (void)ctx;
}

/* A resolver that names every address whose first byte is even. */
static void fake(void *ctx, const struct resolver_address *a)
{
    char name[32];

    asked++;
    (void)snprintf(name, sizeof(name), "v%d-%u.example.net",
                   a->bytes == 4 ? 4 : 6, a->addr[3]);
    hosts_heard(ctx, a, a->addr[0] % 2 != 0 ? NULL : name);
}

static struct hosts *fake_hosts(bool short_names)
{
    struct hosts *h = hosts_new(short_names);

    ck_assert_ptr_nonnull(h);
    hosts_ask_with(h, fake, h);
    return h;
}

START_TEST(names_are_asked_for_once)
{
    static const uint8_t named[] = {10, 0, 0, 7}, nameless[] = {11, 0, 0, 7};
    struct hosts *h = fake_hosts(false);

    for (int i = 0; i < 3; i++) {
        hosts_put(h, &t, HOSTS_IPV4, named);
        expect("v4-7.example.net");
        hosts_put(h, &t, HOSTS_IPV4, nameless);
        expect("11.0.0.7");
    }
    ck_assert_uint_eq(asked, 2);
    hosts_free(h);
}
END_TEST

START_TEST(short_names_end_at_the_dot)
{
    static const uint8_t addr[] = {10, 0, 0, 7};
    struct hosts *h = fake_hosts(true);

    hosts_put(h, &t, HOSTS_IPV4, addr);
    expect("v4-7");
    hosts_free(h);
}
END_TEST

/* 0a00:0007:: begins with the bytes of 10.0.0.7 and is another address. */
START_TEST(families_are_apart)
{
    static const uint8_t addr[16] = {10, 0, 0, 7};
    static const uint8_t nameless[16] = {0x21, 0, 0, 7};
    struct hosts *h = fake_hosts(false);

    hosts_put(h, &t, HOSTS_IPV4, addr);
    hosts_put(h, &t, HOSTS_IPV6, addr);
    hosts_put(h, &t, HOSTS_IPV6, nameless);
    expect("v4-7.example.netv6-7.example.net2100:7::");
    ck_assert_uint_eq(asked, 3);
    hosts_free(h);
}
END_TEST

/* More addresses than places: all answers stay right. */
START_TEST(cache_overflows_gracefully)
{
    enum { ADDRESSES = 100000 };
    struct hosts *h = fake_hosts(false);

    for (uint32_t i = 0; i < ADDRESSES; i++) {
        const uint8_t addr[] = {10, (uint8_t)(i >> 16), (uint8_t)(i >> 8),
                                (uint8_t)i};
        char want[32];

        hosts_put(h, &t, HOSTS_IPV4, addr);
        (void)snprintf(want, sizeof(want), "v4-%u.example.net", addr[3]);
        expect(want);
    }
    ck_assert_uint_eq(asked, ADDRESSES);
    hosts_free(h);
}
END_TEST

/* The first name the database lists for each port, and no other protocol's. */
START_TEST(services_first_name_wins)
{
    static bool seen[2][65536];
    struct services *s = services_load();

    setservent(1);
    for (struct servent *e = getservent(); e != NULL; e = getservent()) {
        const bool udp = strcmp(e->s_proto, "udp") == 0;
        const uint16_t port = ntohs((uint16_t)e->s_port);

        if ((!udp && strcmp(e->s_proto, "tcp") != 0) || seen[udp][port])
            continue;
        seen[udp][port] = true;
        ck_assert_str_eq(services_find(s, udp, port), e->s_name);
    }
    endservent();
    for (uint32_t port = 0; port < 65536; port++) {
        for (int udp = 0; udp < 2; udp++)
            ck_assert(seen[udp][port] ||
                      services_find(s, udp, (uint16_t)port) == NULL);
    }
    services_free(s);
}
END_TEST

START_TEST(ethers_by_address)
{
    static const char text[] = "2:0:0:0:0:9 last\n"
                               "# a comment\n"
                               "02:00:00:00:00:01 first.example\n"
                               "2:0:0:0:0:1 again\n"
                               "  02:00:00:00:00:05\tmiddle # remark\n"
                               "nonsense\n"
                               "\n";
    char path[] = "/tmp/tcpline-ethers-XXXXXX";
    const int fd = mkstemp(path);

    ck_assert_int_eq(write(fd, text, sizeof(text) - 1), sizeof(text) - 1);
    struct ethers *e = ethers_load(path);
    (void)close(fd);
    (void)unlink(path);
    ck_assert_str_eq(ethers_find(e, (const uint8_t[]){2, 0, 0, 0, 0, 1}),
                     "first.example");
    ck_assert_str_eq(ethers_find(e, (const uint8_t[]){2, 0, 0, 0, 0, 5}),
                     "middle");
    ck_assert_str_eq(ethers_find(e, (const uint8_t[]){2, 0, 0, 0, 0, 9}),
                     "last");
    ck_assert_ptr_null(ethers_find(e, (const uint8_t[]){2, 0, 0, 0, 0, 2}));
    ethers_free(e);
}
END_TEST

START_TEST(ethers_file_may_be_missing)
{
    struct ethers *e = ethers_load("/nonexistent/ethers");

    ck_assert_ptr_null(ethers_find(e, (const uint8_t[]){2, 0, 0, 0, 0, 1}));
    ethers_free(e);
}
END_TEST

START_TEST(vendors)
{
    ck_assert_str_eq(oui_name(0x00005e), "IANA");
    ck_assert_str_eq(oui_name(0x080009), "Hewlett-Packard");
    ck_assert_str_eq(oui_name(0x020000), "Unknown");
}
END_TEST

/* A resolver that answers with what no terminal should get. */
static void rude(void *ctx, const struct resolver_address *a)
{
    hosts_heard(ctx, a, "a\033]0;x\007\xc3\x9f.net");
}

START_TEST(names_are_made_visible)
{
    static const uint8_t addr[] = {192, 0, 2, 7};
    static const char file[] = "02:00:00:00:00:09 one\001two\n";
    char path[] = "/tmp/tcpline-ethers-XXXXXX";
    struct hosts *h = hosts_new(false);
    const int fd = mkstemp(path);

    hosts_ask_with(h, rude, h);
    hosts_put(h, &t, HOSTS_IPV4, addr);
    expect("a^[]0;x^GM-CM-^_.net");
    hosts_free(h);
    ck_assert_int_eq(write(fd, file, sizeof(file) - 1), sizeof(file) - 1);
    struct ethers *e = ethers_load(path);
    ck_assert_str_eq(ethers_find(e, (const uint8_t[]){2, 0, 0, 0, 0, 9}),
                     "one^Atwo");
    ethers_free(e);
    (void)close(fd);
    (void)unlink(path);
}
END_TEST

/* -f: an address outside the captured network is not looked up. */
START_TEST(foreign_addresses_stay_numeric)
{
    static const uint8_t foreign[] = {192, 0, 2, 1};
    struct err e = {0};
    struct names *n = names_new(
        &(struct names_style){.local_only = true, .settle = unsettled}, &e);

    ck_assert_ptr_nonnull(n);
    names_local(n, 0x0a000000, 0xff000000);

    names_addr4(n, &t, foreign);
    expect("192.0.2.1");
    names_free(n);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("names");
    TCase *tc = tcase_create("names");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, names_are_asked_for_once);
    tcase_add_test(tc, short_names_end_at_the_dot);
    tcase_add_test(tc, families_are_apart);
    tcase_add_test(tc, cache_overflows_gracefully);
    tcase_add_test(tc, services_first_name_wins);
    tcase_add_test(tc, ethers_by_address);
    tcase_add_test(tc, ethers_file_may_be_missing);
    tcase_add_test(tc, vendors);
    tcase_add_test(tc, names_are_made_visible);
    tcase_add_test(tc, foreign_addresses_stay_numeric);
    suite_add_tcase(s, tc);
    return s;
}
