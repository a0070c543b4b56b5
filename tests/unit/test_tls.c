/*
 * test_tls.c - the look into TLS records: names found, cuts survived.
 */
#include <string.h>

#include "tls.h"
#include "unit_main.h"

/* A ClientHello for "example.com" with ALPN h2 and http/1.1. */
static const uint8_t hello[] = {
    /* record: handshake, TLS 1.0, 97 bytes */
    22, 3, 1, 0, 97,
    /* handshake: ClientHello, 93 bytes; TLS 1.2 */
    1, 0, 0, 93, 3, 3,
    /* random */
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,
    21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    /* no session id; one cipher suite; no compression */
    0, 0, 2, 0x13, 1, 1, 0,
    /* extensions, 50 bytes: an empty one of type 23 */
    0, 50, 0, 23, 0, 0,
    /* server name */
    0, 0, 0, 16, 0, 14, 0, 0, 11, 'e', 'x', 'a', 'm', 'p', 'l', 'e', '.', 'c',
    'o', 'm',
    /* ALPN */
    0, 16, 0, 14, 0, 12, 2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1',
    /* supported versions, cut down to nothing */
    0, 43, 0, 4, 3, 2, 3, 4};

static bool same(const struct tls_name *name, const char *want)
{
    return name->len == strlen(want) && memcmp(name->p, want, name->len) == 0;
}

START_TEST(names_of_a_hello)
{
    struct tls_peek peek;

    ck_assert(tls_look(hello, sizeof(hello), &peek));
    ck_assert_uint_eq(peek.content_type, TLS_HANDSHAKE);
    ck_assert_uint_eq(peek.version, 0x0301);
    ck_assert_uint_eq(peek.length, 97);
    ck_assert(peek.client_hello);
    ck_assert(same(&peek.sni, "example.com"));
    ck_assert_uint_eq(peek.n_alpn, 2);
    ck_assert(same(&peek.alpn[0], "h2"));
    ck_assert(same(&peek.alpn[1], "http/1.1"));
}
END_TEST

/* At every cut a name is either whole or not there. */
START_TEST(cut_anywhere)
{
    for (uint32_t n = 0; n < sizeof(hello); n++) {
        struct tls_peek peek;
        if (!tls_look(hello, n, &peek)) {
            ck_assert_uint_lt(n, 5);
            continue;
        }
        ck_assert(peek.sni.p == NULL || same(&peek.sni, "example.com"));
        ck_assert(peek.sni.p == NULL ||
                  (const uint8_t *)peek.sni.p + peek.sni.len <= hello + n);
        for (unsigned i = 0; i < peek.n_alpn; i++)
            ck_assert((const uint8_t *)peek.alpn[i].p + peek.alpn[i].len <=
                      hello + n);
    }
}
END_TEST

START_TEST(not_tls)
{
    static const uint8_t http[] = "GET / HTTP/1.1\r\n";
    static const uint8_t empty[] = {23, 3, 3, 0, 0, 1};
    static const uint8_t long_one[] = {23, 3, 3, 0xff, 0xff, 1};
    static const uint8_t ssl2[] = {22, 2, 0, 0, 10, 1};
    struct tls_peek peek;

    ck_assert(!tls_look(http, sizeof(http) - 1, &peek));
    ck_assert(!tls_look(empty, sizeof(empty), &peek));
    ck_assert(!tls_look(long_one, sizeof(long_one), &peek));
    ck_assert(!tls_look(ssl2, sizeof(ssl2), &peek));
}
END_TEST

/* Encrypted handshake messages have no type to read. */
START_TEST(encrypted_handshake)
{
    static const uint8_t finished[] = {22, 3, 3, 0, 8, 1, 9, 9, 9, 9, 9, 9, 9};
    struct tls_peek peek;

    ck_assert(tls_look(finished, sizeof(finished), &peek));
    ck_assert(!peek.client_hello);
}
END_TEST

Suite *unit_suite(void)
{
    Suite *s = suite_create("tls");
    TCase *t = tcase_create("look");
    tcase_add_test(t, names_of_a_hello);
    tcase_add_test(t, cut_anywhere);
    tcase_add_test(t, not_tls);
    tcase_add_test(t, encrypted_handshake);
    suite_add_tcase(s, t);
    return s;
}
