/*
 * tcp_md5.c - checking a TCP MD5 signature (RFC 2385) with the secret of -M.
 *
 * The digest covers the pseudo-header, the fixed TCP header with its checksum
 * zeroed, the payload and the secret; options are left out.
 */
#include <md5.h>

#include "bytes.h"
#include "render.h"

enum { TCP_FIXED = 20, CHECKSUM_AT = 16, TCP_PROTO = 6 };

static void add_pseudo_header(MD5_CTX *md5, const struct tl_layer *ip,
                              const struct tl_tcp *tcp)
{
    const uint32_t len =
        ip->kind == TL_IPV4 ? tcp->seg_len : ip->ip6.payload_len;
    const uint8_t len_be[4] = {(uint8_t)(len >> 24), (uint8_t)(len >> 16),
                               (uint8_t)(len >> 8), (uint8_t)len};

    if (ip->kind == TL_IPV4) {
        MD5Update(md5, ip->ip4.src, 4);
        MD5Update(md5, ip->ip4.dst, 4);
        MD5Update(md5, (const uint8_t[]){0, TCP_PROTO}, 2);
        MD5Update(md5, len_be + 2, 2);
    } else {
        MD5Update(md5, ip->ip6.src, 16);
        MD5Update(md5, ip->ip6.dst, 16);
        MD5Update(md5, len_be, 4);
        MD5Update(md5, (const uint8_t[]){0, 0, 0, TCP_PROTO}, 4);
    }
}

bool tcp_md5_valid(const struct tl_packet *pkt, const char *secret,
                   const uint8_t signature[static 16])
{
    const struct tl_tcp *tcp = &pkt->tcp;
    const struct tl_layer *ip = &pkt->layers[pkt->layers[pkt->tcp_layer].ip];
    uint8_t fixed[TCP_FIXED], digest[MD5_DIGEST_LENGTH];
    MD5_CTX md5;

    memcpy(fixed, tcp->hdr, sizeof(fixed));
    fixed[CHECKSUM_AT] = fixed[CHECKSUM_AT + 1] = 0;
    MD5Init(&md5);
    add_pseudo_header(&md5, ip, tcp);
    MD5Update(&md5, fixed, sizeof(fixed));
    MD5Update(&md5, tcp->hdr + tcp->hdr_len, tcp->data_len);
    MD5Update(&md5, (const uint8_t *)secret, strlen(secret));
    MD5Final(digest, &md5);
    return memcmp(digest, signature, sizeof(digest)) == 0;
}
