/*
 * secrets.c - which key opens a packet, and opening it.
 */
#include "secrets.h"

#include <stdlib.h>
#include <string.h>

#include "secret_list.h"

struct secrets {
    struct tl_opener opener;
    struct secret_list list;
    secrets_say_fn *say;
    bool asked; /* what was wrong with the text has been said */
};

/* The newest one that is for the packet; else the newest for any. */
static const struct secret *secret_for(const struct secrets *s,
                                       const struct tl_sealed *sealed)
{
    const struct secret *any = NULL;

    for (const struct secret *k = s->list.newest; k != NULL; k = k->next) {
        if (!k->bound) {
            any = any != NULL ? any : k;
            continue;
        }
        if (k->spi == sealed->spi && k->addr_len == sealed->dst_len &&
            memcmp(k->addr, sealed->dst, k->addr_len) == 0)
            return k;
    }
    return any;
}

static void say_warnings(struct secrets *s)
{
    char *line = s->list.warnings.start;
    const char *end = s->list.warnings.at;

    s->asked = true;
    while (line < end) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        *stop = '\0';
        s->say(line);
        line = stop + 1;
    }
}

static void say_odd(const struct secrets *s, uint32_t len, uint32_t block)
{
    struct err e;

    (void)err_set(&e,
                  "WARNING: esp_print: ciphertext size %u is not a multiple of "
                  "the cipher block size %u",
                  len, block);
    s->say(e.text);
}

/* An initial vector, the ciphertext, a check value. */
static enum tl_opened open_sealed(void *ctx, const struct tl_sealed *sealed,
                                  uint8_t *out, uint32_t *n)
{
    struct secrets *s = ctx;
    int len = 0;

    if (!s->asked)
        say_warnings(s);
    const struct secret *k =
        s->list.fatal.exit_code == 0 ? secret_for(s, sealed) : NULL;
    if (k == NULL || k->ctx == NULL)
        return TL_NO_KEY;
    if (sealed->len <= k->iv_len + k->icv_len)
        return TL_SEALED_SHORT;
    *n = sealed->len - k->iv_len - k->icv_len;
    if (*n % k->block != 0) {
        say_odd(s, *n, k->block);
        return TL_SEALED_ODD;
    }
    const struct libcrypto *lib = &s->list.lib;
    if (lib->decrypt_init(k->ctx, NULL, NULL, NULL, sealed->data) != 1 ||
        lib->decrypt_update(k->ctx, out, &len, sealed->data + k->iv_len,
                            (int)*n) != 1)
        return TL_NO_KEY;
    *n = (uint32_t)len;
    return TL_OPENED;
}

struct secrets *secrets_new(const char *text, secrets_say_fn *say,
                            struct err *e)
{
    struct secrets *s = calloc(1, sizeof(*s));

    if (s == NULL) {
        (void)err_set(e, "not enough memory");
        return NULL;
    }
    s->say = say;
    s->opener = (struct tl_opener){.open = open_sealed, .ctx = s};
    if (libcrypto_load(&s->list.lib, e) && secret_list_read(&s->list, text, e))
        return s;
    secrets_free(s);
    return NULL;
}

void secrets_free(struct secrets *s)
{
    if (s == NULL)
        return;
    while (s->list.newest != NULL) {
        struct secret *k = s->list.newest;
        s->list.newest = k->next;
        s->list.lib.ctx_free(k->ctx);
        free(k);
    }
    text_free(&s->list.warnings);
    free(s);
}

const struct tl_opener *secrets_opener(const struct secrets *s)
{
    return &s->opener;
}

bool secrets_sound(const struct secrets *s, struct err *e)
{
    if (!s->asked || s->list.fatal.exit_code == 0)
        return true;
    *e = s->list.fatal;
    return false;
}
