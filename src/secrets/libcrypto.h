/*
 * libcrypto.h - the ciphers of OpenSSL, loaded when -E asks for them.
 *
 * They cost a start of two milliseconds what all else does together, and five
 * megabytes of code in the address space; without -E nothing of that is there.
 */
#ifndef TCPLINE_SECRETS_LIBCRYPTO_H
#define TCPLINE_SECRETS_LIBCRYPTO_H

#include <openssl/evp.h>
#include <openssl/provider.h>
#include <stdbool.h>

struct err;

/* The functions of libcrypto by their names without "EVP_" and "CIPHER_". */
struct libcrypto {
    __typeof__(&EVP_get_cipherbyname) cipher_by_name;
    __typeof__(&EVP_CIPHER_get_block_size) block_size;
    __typeof__(&EVP_CIPHER_get_iv_length) iv_length;
    __typeof__(&EVP_CIPHER_CTX_new) ctx_new;
    __typeof__(&EVP_CIPHER_CTX_free) ctx_free;
    __typeof__(&EVP_CIPHER_CTX_set_padding) set_padding;
    __typeof__(&EVP_DecryptInit_ex) decrypt_init;
    __typeof__(&EVP_DecryptUpdate) decrypt_update;
    __typeof__(&OSSL_PROVIDER_load) provider_load;
};

/* Before the walls. False with `e` filled when it is not installed. */
bool libcrypto_load(struct libcrypto *lib, struct err *e);

/*
 * A decryption with a cipher and its key, of which as many bytes are read as
 * the cipher wants; NULL when the library has the cipher's name only. Before
 * the walls: a provider may be a file. Release it with ctx_free().
 */
EVP_CIPHER_CTX *libcrypto_key(const struct libcrypto *lib,
                              const EVP_CIPHER *cipher, const uint8_t *key);

#endif
