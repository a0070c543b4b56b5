/*
 * secret_list.h - the keys, and what reading them had to say. Private to
 * secrets.
 */
#ifndef TCPLINE_SECRETS_SECRET_LIST_H
#define TCPLINE_SECRETS_SECRET_LIST_H

#include "err.h"
#include "libcrypto.h"
#include "text.h"

enum { SECRET_KEY_MAX = 256, SECRET_ADDR_MAX = 16, SECRET_SPIS_LEN = 16 };

/* What a key is for. */
enum secret_use { SECRET_ANY_ESP, SECRET_ESP, SECRET_EXCHANGE };

struct secret {
    struct secret *next; /* one that was given before */
    enum secret_use use;
    uint8_t spis[SECRET_SPIS_LEN]; /* of an exchange, the initiator's first */
    bool by_initiator;             /* its messages, not the answers */
    uint32_t spi;                  /* of ESP, sent to this address */
    uint8_t addr[SECRET_ADDR_MAX];
    uint8_t addr_len;
    EVP_CIPHER_CTX *ctx; /* NULL: the cipher cannot be had */
    uint32_t block, iv_len, icv_len;
};

struct secret_list {
    struct libcrypto lib;
    struct secret *newest;
    bool has_exchange;
    struct text warnings; /* lines */
    struct err fatal;     /* exit_code 0: none */
};

/*
 * Reads what -E says. False with `e` filled when memory ran out; what else is
 * wrong stands in the list afterwards.
 */
bool secret_list_read(struct secret_list *list, const char *text,
                      struct err *e);

#endif
