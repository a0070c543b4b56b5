/*
 * test_payload_dns_records.c - DNS records and EDNS options.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("\x00\x49"                                         /* length */
                "\x00\x07\x87\x83\x00\x01\x00\x00\x00\x01\x00\x01" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x06\x00\x01\x00\x0a\x9a\x4d\x00\x1c"
                "\x01\x6d\xc0\x0c\x01\x72\xc0\x0c\x00\x00\x00\x01"
                "\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00\x04"
                "\x00\x00\x00\x05" /* authority */
                "\x00\x00\x29\x10\x00\x00\x00\x80\x00\x00\x00" /* extra */),
        .port = 53,
        .verbose = 3,
        .want = " 7 NXDomain*| q: A? ab.c. 0/1/1 ns: ab.c. [1w1d1h1m1s] "
                "SOA m.ab.c. r.ab.c. 1 2 3 4 5 ar: . OPT UDPsize=4096 DO"
                " (73)",
    },
    {
        /* the types that are shown with their data */
        PAYLOAD("\x00\xa0"                                         /* length */
                "\x00\x07\x85\xa0\x00\x02\x00\x07\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x1c\x00\x01\x00\x00\x01\x2c\x00\x10"
                "\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x01" /* answer */
                "\xc0\x0c\x00\x0f\x00\x01\x00\x00\x01\x2c\x00\x06"
                "\x00\x0a\x01\x6d\xc0\x0c" /* answer */
                "\xc0\x0c\x00\x10\x00\x01\x00\x00\x01\x2c\x00\x07"
                "\x03\x61\x62\x63\x02\x64\x80" /* answer */
                "\xc0\x0c\x00\x21\x00\x01\x00\x00\x01\x2c\x00\x0a"
                "\x00\x01\x00\x02\x00\x50\x01\x74\xc0\x0c" /* answer */
                "\xc0\x0c\x00\x0c\x00\x01\x00\x00\x01\x2c\x00\x02"
                "\xc0\x0c" /* answer */
                "\xc0\x0c\x00\x02\x00\x04\x00\x00\x01\x2c\x00\x02"
                "\xc0\x0c" /* answer */
                "\xc0\x0c\x00\x27\x00\x01\x00\x00\x01\x2c\x00\x01"
                "\x00" /* answer */),
        .port = 53,
        .verbose = 1,
        .want = " 7*$ [2q], 7/0/0 ab.c. AAAA 2001:db8::1, ab.c. MX m.ab."
                "c. 10, ab.c. TXT \"abc\" \"dM-^@\", ab.c. SRV t.ab.c.:8"
                "0 1 2, ab.c. PTR ab.c., ab.c. HS NS ab.c., ab.c. DNAME "
                ". (160)",
    },
    {
        PAYLOAD("\x00\xca"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x09\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x26\x00\x01\x00\x00\x01\x2c\x00\x0b"
                "\x40\x00\x00\x00\x00\x00\x00\x00\x01\xc0\x0c" /* answer */
                "\xc0\x0c\x00\x26\x00\x01\x00\x00\x01\x2c\x00\x11"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x01" /* answer */
                "\xc0\x0c\x00\x26\x00\x01\x00\x00\x01\x2c\x00\x03"
                "\x80\xc0\x0c" /* answer */
                "\xc0\x0c\x00\x26\x00\x01\x00\x00\x01\x2c\x00\x01"
                "\x81" /* answer */
                "\xc0\x0c\x00\x68\x00\x01\x00\x00\x01\x2c\x00\x02"
                "\x75\x01" /* answer */
                "\xc0\x0c\x01\x00\x00\x01\x00\x00\x01\x2c\x00\x0c"
                "\x00\x01\x00\x02\x68\x74\x74\x70\x3a\x2f\x2f\x78" /* answer */
                "\xc0\x0c\x00\x2e\x00\x01\x00\x00\x01\x2c\x00\x02"
                "\x7a\x7a" /* answer */
                "\xc0\x0c\x00\x41\x00\x01\x00\x00\x01\x2c\x00\x02"
                "\x7a\x7a" /* answer */
                "\x01\x6b\x00\x00\xfa\x00\xff\x00\x00\x00\x00\x00"
                "\x15\x01\x68\x00\x00\x00\x00\x00\x00\x00\x01\x2c"
                "\x00\x02\x01\x02\x00\x07\x00\x00\x00\x00" /* answer */),
        .port = 53,
        .verbose = 1,
        .want = " 7 9/0/0 ab.c. A6 64 ::1 ab.c., ab.c. A6 0 ::1, ab.c. A"
                "6 ab.c., ab.c. A6 129(bad plen), ab.c. UNSPECAu^A, ab.c"
                ". URI 1 2 http://x, ab.c. RRSIG, ab.c. Type65, k. ANY T"
                "SIG h. fudge=300 maclen=2 origid=7 error=0 otherlen=0 ("
                "202)",
    },
    {
        /* every option */
        PAYLOAD("\x00\xa6"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x00\x00\x00\x00\x01" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\x00\x00\x29\x02\x00\x00\x00\x01\x2c\x00\x85\x00"
                "\x03\x00\x03\x6e\x73\x31\x00\x05\x00\x03\x01\x04"
                "\x08\x00\x06\x00\x02\x01\x02\x00\x07\x00\x01\x01"
                "\x00\x08\x00\x07\x00\x01\x18\x00\x01\x02\x03\x00"
                "\x08\x00\x0b\x00\x02\x38\x38\x20\x01\x0d\xb8\x00"
                "\x00\x01\x00\x08\x00\x07\x00\x01\x18\x21\x01\x02"
                "\x03\x00\x09\x00\x04\x00\x00\x01\x02\x00\x0a\x00"
                "\x08\x01\x02\x03\x04\x05\x06\x07\x08\x00\x0a\x00"
                "\x10\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a"
                "\x0b\x0c\x0d\x0e\x0f\x00\x0b\x00\x02\x00\x65\x00"
                "\x0c\x00\x03\x00\x00\x00\x00\x0e\x00\x04\x01\x02"
                "\x03\x04\x00\x63\x00\x02\x01\x02\x00\x10\x00\x00" /* extra */),
        .port = 53,
        .verbose = 2,
        .want = " 7 q: A? ab.c. 0/0/1 ar: . OPT UDPsize=512 [NSID 6e7331"
                ",DAU RSAMD5 Alg_4 RSASHA256,DHU SHA-1 SHA-256,N3U SHA-1"
                ",ECS 1.2.3.0/24/0,ECS 2001:db8:0:100::/56/56,ECS  (inva"
                "lid),EXPIRE 258 sec,COOKIE 0102030405060708,COOKIE 0001"
                "020304050607 08090a0b0c0d0e0f,KEEPALIVE 10.1 sec,PADDIN"
                "G (3),KEY-TAG 258 772,Opt99 0102,CLIENT-TAG] (166)",
    },
    {
        /* pointers in CHAIN count from behind it */
        PAYLOAD("\x00\x27"                                         /* length */
                "\x00\x07\x81\x80\x00\x00\x00\x00\x00\x00\x00\x01" /* header */
                "\x00\x00\x29\x02\x00\x00\x00\x01\x2c\x00\x10\x00"
                "\x0d\x00\x04\x01\x61\xc0\x04\x00\x02\x00\x04\x02"
                "\x7a\x7a\x00" /* extra */),
        .port = 53,
        .verbose = 2,
        .want = " 7 [0q] 0/0/1 ar: . OPT UDPsize=512 [CHAIN a.zz.,UL 027"
                "a7a00] (39)",
    },
    {
        /* options of odd lengths */
        PAYLOAD("\x00\x31"                                         /* length */
                "\x00\x07\x81\x80\x00\x00\x00\x00\x00\x00\x00\x01" /* header */
                "\x00\x00\x29\x02\x00\x00\x00\x01\x2c\x00\x1a\x00"
                "\x08\x00\x02\x00\x03\x00\x09\x00\x01\x00\x00\x0a"
                "\x00\x01\x00\x00\x0b\x00\x01\x00\x00\x0e\x00\x01"
                "\x00" /* extra */),
        .port = 53,
        .verbose = 2,
        .want = " 7 [0q] 0/0/1 ar: . OPT UDPsize=512 [ECS  (invalid),EXP"
                "IRE  (invalid),COOKIE  (invalid),KEEPALIVE  (invalid),K"
                "EY-TAG  (invalid)] (49)",
    },
    {
        PAYLOAD("\x00\x36"                                         /* length */
                "\x00\x07\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00" /* header */
                "\x02\x61\x62\x01\x63\x00\x00\x01\x00\x01" /* question */
                "\xc0\x0c\x00\x06\x00\x01\x00\x00\x01\x2c\x00\x14"
                "\xc0\x0c\xc0\x0c\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00" /* answer */),
        .port = 53,
        .verbose = 1,
        .want = " 7 1/0/0 ab.c. SOA ab.c. ab.c. [|domain]",
    },
    {
        /* a read that ends it all, in a bit label */
        PAYLOAD("\x00\x21"                                         /* length */
                "\x00\x07\x81\x80\x00\x00\x00\x01\x00\x00\x00\x00" /* header */
                "\x01\x61\x41\x0c\xab\xcd\x00\x00\x01\x00\x01\x00"
                "\x00\x01\x2c\x00\x04\x01\x02\x03\x04" /* answer */),
        .port = 53,
        .verbose = 1,
        .missing = 16,
        .cut = true,
        .want = " 7 [0q] 1/0/0 a.\\[xab [|domain]",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload dns_records", prints_as_tcpdump,
                             ROWS(cases));
}
