/*
 * secrets.c - which key opens a packet, and opening it.
 */
#include "secrets.h"

#include <stdlib.h>
#include <string.h>

#include "secret_list.h"

enum { PAYLOAD_MAX = UINT16_MAX };

struct secrets {
    struct tl_opener opener;
    struct secret_list list;
    secrets_say_fn *say;
    bool asked;    /* what was wrong with the text has been said */
    uint8_t *room; /* for a payload of IKE; NULL without keys for one */
};

/* Something encrypted: an initial vector, the ciphertext, a check value. */
struct box {
    const uint8_t *data;
    uint32_t len;
    const char *asker; /* as complaints name it */
};

/* The newest one that is for the packet; else the newest for any. */
static const struct secret *secret_for(const struct secrets *s,
                                       const struct tl_sealed *sealed)
{
    const struct secret *any = NULL;

    for (const struct secret *k = s->list.newest; k != NULL; k = k->next) {
        if (k->use == SECRET_ANY_ESP)
            any = any != NULL ? any : k;
        if (k->use == SECRET_ESP && k->spi == sealed->spi &&
            k->addr_len == sealed->dst_len &&
            memcmp(k->addr, sealed->dst, k->addr_len) == 0)
            return k;
    }
    return any;
}

static const struct secret *
secret_for_payload(const struct secrets *s,
                   const struct tl_sealed_payload *sealed)
{
    for (const struct secret *k = s->list.newest; k != NULL; k = k->next)
        if (k->use == SECRET_EXCHANGE &&
            k->by_initiator == sealed->by_initiator &&
            memcmp(k->spis, sealed->spis, SECRET_SPIS_LEN) == 0)
            return k;
    return NULL;
}

static void say_warnings(struct secrets *s)
{
    char *line = s->list.warnings.start;
    const char *end = s->list.warnings.at;

    while (line < end) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        *stop = '\0';
        s->say(line);
        line = stop + 1;
    }
}

static void ask(void *ctx)
{
    struct secrets *s = ctx;

    if (s->asked)
        return;
    s->asked = true;
    say_warnings(s);
    s->opener.is_over = s->list.fatal.exit_code != 0;
}

static void say_odd(const struct secrets *s, const struct box *box,
                    uint32_t len, uint32_t block)
{
    struct err e;

    (void)err_set(&e,
                  "WARNING: %s: ciphertext size %u is not a multiple of "
                  "the cipher block size %u",
                  box->asker, len, block);
    s->say(e.text);
}

/* Ciphers that authenticate, for one, want what -E cannot say. */
static void say_failed(const struct secrets *s, const struct box *box,
                       const char *what)
{
    struct err e;

    (void)err_set(&e, "WARNING: %s: EVP_Decrypt%s failed", box->asker, what);
    s->say(e.text);
}

/* `out` is elsewhere, or where the ciphertext is. */
static enum tl_opened open_box(const struct secrets *s, const struct secret *k,
                               const struct box *box, uint8_t *out, uint32_t *n)
{
    const struct libcrypto *lib = &s->list.lib;
    int len = 0;

    if (k == NULL || k->ctx == NULL)
        return TL_NO_KEY;
    if (box->len < k->iv_len + k->icv_len)
        return TL_SEALED_SHORT;
    *n = box->len - k->iv_len - k->icv_len;
    if (*n % k->block != 0) {
        say_odd(s, box, *n, k->block);
        return TL_SEALED_ODD;
    }
    if (lib->decrypt_init(k->ctx, NULL, NULL, NULL, box->data) != 1) {
        say_failed(s, box, "Init");
        return TL_NO_KEY;
    }
    if (lib->decrypt_update(k->ctx, out, &len, box->data + k->iv_len,
                            (int)*n) != 1) {
        say_failed(s, box, "Update");
        return TL_NO_KEY;
    }
    *n = (uint32_t)len;
    return TL_OPENED;
}

static enum tl_opened open_sealed(void *ctx, const struct tl_sealed *sealed,
                                  uint8_t *out, uint32_t *n)
{
    const struct secrets *s = ctx;
    const struct box box = {sealed->data, sealed->len, "esp_print"};

    ask(ctx);
    if (s->opener.is_over)
        return TL_NO_KEY;
    return open_box(s, secret_for(s, sealed), &box, out, n);
}

/*
 * Opened where the ciphertext is, after a copy of the outermost payload: one
 * room is enough, however many lie in each other.
 */
static const uint8_t *
open_payload(void *ctx, const struct tl_sealed_payload *sealed, uint32_t *n)
{
    const struct secrets *s = ctx;
    const struct secret *k = secret_for_payload(s, sealed);

    if (k == NULL || sealed->len <= k->iv_len + k->icv_len)
        return NULL;
    uint8_t *at =
        s->room + (sealed->inside ? (size_t)(sealed->data - s->room) : 0);
    if (!sealed->inside)
        memcpy(at, sealed->data, sealed->len);
    const struct box box = {at, sealed->len,
                            "esp_decrypt_buffer_by_ikev2_print"};
    uint8_t *out = at + k->iv_len;
    return open_box(s, k, &box, out, n) == TL_OPENED ? out : NULL;
}

static bool has_room(struct secrets *s, struct err *e)
{
    /* Some ciphers keep bytes back and deliver them with later ones. */
    if (s->list.has_exchange)
        s->room = malloc(PAYLOAD_MAX + EVP_MAX_BLOCK_LENGTH);
    return !s->list.has_exchange || s->room != NULL ||
           err_set(e, "not enough memory");
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
    s->opener = (struct tl_opener){
        .open = open_sealed,
        .ask = ask,
        .open_payload = open_payload,
        .ctx = s,
    };
    if (libcrypto_load(&s->list.lib, e) &&
        secret_list_read(&s->list, text, e) && has_room(s, e))
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
    free(s->room);
    text_free(&s->list.warnings);
    free(s);
}

const struct tl_opener *secrets_opener(const struct secrets *s)
{
    return &s->opener;
}

bool secrets_sound(const struct secrets *s, struct err *e)
{
    if (!s->opener.is_over)
        return true;
    *e = s->list.fatal;
    return false;
}
