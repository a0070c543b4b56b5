/*
 * libcrypto.c - dlopen(3), the names to look up, and keys.
 */
#include "libcrypto.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "count.h"
#include "err.h"

static const struct {
    const char *name;
    size_t at;
} symbols[] = {
    {"EVP_get_cipherbyname", offsetof(struct libcrypto, cipher_by_name)},
    {"EVP_CIPHER_get_block_size", offsetof(struct libcrypto, block_size)},
    {"EVP_CIPHER_get_iv_length", offsetof(struct libcrypto, iv_length)},
    {"EVP_CIPHER_CTX_new", offsetof(struct libcrypto, ctx_new)},
    {"EVP_CIPHER_CTX_free", offsetof(struct libcrypto, ctx_free)},
    {"EVP_CIPHER_CTX_set_padding", offsetof(struct libcrypto, set_padding)},
    {"EVP_DecryptInit_ex", offsetof(struct libcrypto, decrypt_init)},
    {"EVP_DecryptUpdate", offsetof(struct libcrypto, decrypt_update)},
    {"OSSL_PROVIDER_load", offsetof(struct libcrypto, provider_load)},
};

bool libcrypto_load(struct libcrypto *lib, struct err *e)
{
    /* Everything is bound now: later it may not be possible any more. */
    void *handle = dlopen(TCPLINE_LIBCRYPTO, RTLD_NOW | RTLD_LOCAL);

    if (handle == NULL)
        return err_set(e, "-E needs libcrypto: %s", dlerror());
    for (size_t i = 0; i < COUNT_OF(symbols); i++) {
        void *found = dlsym(handle, symbols[i].name);

        if (found == NULL)
            return err_set(e, "-E needs libcrypto: %s", dlerror());
        memcpy((char *)lib + symbols[i].at, &found, sizeof(found));
    }
    return true;
}

static bool set_key(const struct libcrypto *lib, EVP_CIPHER_CTX *ctx,
                    const EVP_CIPHER *cipher, const uint8_t *key)
{
    return lib->decrypt_init(ctx, cipher, NULL, key, NULL) == 1 &&
           lib->set_padding(ctx, 0) == 1;
}

/* DES, Blowfish and their kind are kept in a provider that is not there. */
static bool load_legacy(const struct libcrypto *lib)
{
    return lib->provider_load(NULL, "legacy") != NULL &&
           lib->provider_load(NULL, "default") != NULL;
}

EVP_CIPHER_CTX *libcrypto_key(const struct libcrypto *lib,
                              const EVP_CIPHER *cipher, const uint8_t *key)
{
    EVP_CIPHER_CTX *ctx = lib->ctx_new();

    if (ctx == NULL)
        return NULL;
    if (set_key(lib, ctx, cipher, key) ||
        (load_legacy(lib) && set_key(lib, ctx, cipher, key)))
        return ctx;
    lib->ctx_free(ctx);
    return NULL;
}
