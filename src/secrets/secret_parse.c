/*
 * secret_parse.c - the text of -E:
 *
 *     SPI@ADDRESS CIPHER:KEY, CIPHER:KEY, file NAME, ikev2 ...
 *
 * with line ends for commas. CIPHER may end with -cbc, and -hmac96 where a
 * check value of twelve bytes ends the packet. KEY is text, or 0x and digits.
 * Ciphers are whatever libcrypto knows by that name.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "secret_list.h"

enum {
    EXIT_NO_FILE = 13,
    EXIT_NO_DIGIT = 15,
    LINE_MAX_LEN = 1023, /* tcpdump reads lines of files in such pieces */
    MOST_FILES = 16,     /* in files */
    ICV_HMAC96 = 12,
    IKE_SPI_LEN = SECRET_SPIS_LEN / 2,
};

/* Where a text comes from. */
struct origin {
    const char *file;
    unsigned line, depth;
};

struct key {
    uint8_t bytes[SECRET_KEY_MAX];
    size_t len;
};

static bool give_up(struct secret_list *list, int code)
{
    list->fatal.exit_code = code;
    return false;
}

static int digit_of(struct secret_list *list, char c)
{
    if (isxdigit((unsigned char)c))
        return isdigit((unsigned char)c) ? c - '0'
                                         : tolower((unsigned char)c) - 'a' + 10;
    (void)err_set(&list->fatal, "invalid hex digit %c in espsecret", c);
    (void)give_up(list, EXIT_NO_DIGIT);
    return -1;
}

/* Pairs of digits; an odd one at the end does not count. */
static bool read_digits(struct secret_list *list, const char *s,
                        struct key *key)
{
    const size_t n = strlen(s) / 2;

    key->len = 0;
    if (n > SECRET_KEY_MAX) {
        text_printf(&list->warnings, "WARNING: secret is too big: %zu\n", n);
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        const int high = digit_of(list, s[2 * i]);
        const int low = high < 0 ? -1 : digit_of(list, s[2 * i + 1]);
        if (low < 0)
            return false;
        key->bytes[key->len++] = (uint8_t)(high << 4 | low);
    }
    return true;
}

/* Cuts a longer `name` that ends with `end`, at the first place it has it. */
static bool cut_end(char *name, const char *end)
{
    const size_t n = strlen(name), m = strlen(end);

    if (n <= m || strcmp(name + n - m, end) != 0)
        return false;
    *strstr(name, end) = '\0';
    return true;
}

/* As libcrypto knows it, but for one name that is tcpdump's. */
static const EVP_CIPHER *find_cipher(const struct libcrypto *lib,
                                     const char *name)
{
    return lib->cipher_by_name(strcmp(name, "3des") == 0 ? "des3" : name);
}

/* A key of digits has to have some; what is missing at its end is zeros. */
static bool read_key(struct secret_list *list, const char *s, struct key *key,
                     bool *usable)
{
    static const char hex[] = "0x";
    const size_t skip = sizeof(hex) - 1;

    *key = (struct key){.len = 0};
    if (strncmp(s, hex, skip) == 0) {
        const bool sound = read_digits(list, s + skip, key);
        *usable = key->len > 0;
        return sound;
    }
    key->len = strlen(s);
    memcpy(key->bytes, s,
           key->len < SECRET_KEY_MAX ? key->len : (size_t)SECRET_KEY_MAX);
    *usable = true;
    return true;
}

/* CIPHER:KEY; a secret that cannot be used has no block. */
static bool read_cipher(struct secret_list *list, char *s, struct secret *out)
{
    char *colon = strchr(s, ':');
    struct key key;
    bool usable;

    if (colon == NULL) {
        text_printf(&list->warnings,
                    "WARNING: failed to decode espsecret: %s\n", s);
        return true;
    }
    *colon = '\0';
    out->icv_len = cut_end(s, "-hmac96") ? ICV_HMAC96 : 0;
    (void)cut_end(s, "-cbc");
    const EVP_CIPHER *cipher = find_cipher(&list->lib, s);
    if (cipher == NULL) {
        text_printf(&list->warnings, "WARNING: failed to find cipher algo %s\n",
                    s);
        return true;
    }
    if (!read_key(list, colon + 1, &key, &usable) || !usable)
        return list->fatal.exit_code == 0;
    out->ctx = libcrypto_key(&list->lib, cipher, key.bytes);
    if (out->ctx == NULL)
        text_printf(&list->warnings,
                    "WARNING: failed to set up cipher algo %s\n", s);
    out->block = (uint32_t)list->lib.block_size(cipher);
    out->iv_len = (uint32_t)list->lib.iv_length(cipher);
    return true;
}

static bool read_address(struct secret *out, const char *s)
{
    out->addr_len = 16;
    if (inet_pton(AF_INET6, s, out->addr) == 1)
        return true;
    out->addr_len = 4;
    return inet_pton(AF_INET, s, out->addr) == 1;
}

/* SPI@ADDRESS; what follows the number, up to the sign, does not matter. */
static bool read_binding(struct secret_list *list, char *s, struct secret *out)
{
    char *address = strchr(s, '@');
    char *end;

    if (address != NULL)
        *address++ = '\0';
    out->use = SECRET_ESP;
    out->spi = (uint32_t)strtoul(s, &end, 0);
    if (end == s || address == NULL) {
        text_printf(&list->warnings,
                    "WARNING: print_esp: failed to decode spi# %s\n", end);
        return false;
    }
    if (read_address(out, address))
        return true;
    text_printf(&list->warnings, "WARNING: print_esp: can not decode IP# %s\n",
                address);
    return false;
}

/* A copy of `made` becomes the newest. */
static bool keep(struct secret_list *list, const struct secret *made)
{
    struct secret *s;

    if (made->block == 0)
        return true;
    s = malloc(sizeof(*s));
    if (s == NULL) {
        list->lib.ctx_free(made->ctx);
        list->warnings.failed = true;
        return false;
    }
    *s = *made;
    s->next = list->newest;
    list->newest = s;
    return true;
}

/* Eight bytes, in digits. */
static bool read_ike_spi(struct secret_list *list, const char *s, uint8_t *out)
{
    struct key key;

    if (!read_digits(list, s + 2, &key))
        return false;
    memcpy(out, key.bytes, IKE_SPI_LEN);
    return true;
}

static bool is_ike_spi(const char *s)
{
    return strlen(s) == 2 + 2 * (size_t)IKE_SPI_LEN && strncmp(s, "0x", 2) == 0;
}

/*
 * HASH:KEY, of which only the length of the check value matters. A hash that
 * nobody knows makes none.
 */
static bool read_hash(struct secret_list *list, char *s, struct secret *out)
{
    char *colon = strchr(s, ':');

    if (colon == NULL) {
        text_printf(&list->warnings,
                    "WARNING: failed to decode espsecret: %s\n", s);
        return false;
    }
    *colon = '\0';
    if (strcasecmp(s, "sha1") == 0 || strcasecmp(s, "md5") == 0)
        out->icv_len = ICV_HMAC96;
    return true;
}

enum field { ROLE, INITIATOR, RESPONDER, HASH, CIPHER, FIELDS };

/* False with a warning unless there are as many fields as there should be. */
static bool split_exchange(struct secret_list *list, char *s,
                           const struct origin *from, char **field)
{
    size_t n = 0;

    while (n < FIELDS && s != NULL)
        field[n++] = strsep(&s, " \t");
    if (n < FIELDS) {
        text_printf(&list->warnings,
                    "WARNING: print_esp: failed to find all fields for ikev2 "
                    "at %s:%u\n",
                    from->file, from->line);
        return false;
    }
    /* One letter decides; tcpdump looks at no other. */
    if ((field[ROLE][0] == 'I' || field[ROLE][0] == 'R') &&
        is_ike_spi(field[INITIATOR]) && is_ike_spi(field[RESPONDER]))
        return true;
    text_printf(&list->warnings,
                "WARNING: print_esp: line %s:%u improperly formatted.\n"
                "WARNING: init=%s icookie=%s(%zu) rcookie=%s(%zu)\n",
                from->file, from->line, field[ROLE], field[INITIATOR],
                strlen(field[INITIATOR]), field[RESPONDER],
                strlen(field[RESPONDER]));
    return false;
}

/*
 * "ikev2 I 0x0011223344556677 0x8899aabbccddeeff HASH:KEY CIPHER:KEY": the
 * keys of those messages of an exchange that its initiator sends, or with R
 * the responder.
 */
static bool read_exchange(struct secret_list *list, char *s,
                          const struct origin *from)
{
    char *field[FIELDS];
    struct secret made = {.use = SECRET_EXCHANGE};

    if (!split_exchange(list, s, from, field))
        return true;
    made.by_initiator = field[ROLE][0] == 'I';
    if (!read_ike_spi(list, field[INITIATOR], made.spis) ||
        !read_ike_spi(list, field[RESPONDER], made.spis + IKE_SPI_LEN) ||
        !read_cipher(list, field[CIPHER], &made))
        return false;
    if (made.block == 0)
        return true;
    if (!read_hash(list, field[HASH], &made)) {
        list->lib.ctx_free(made.ctx);
        return true;
    }
    list->has_exchange = true;
    return keep(list, &made);
}

static bool read_item(struct secret_list *list, char *s, struct origin from);

/* The end of a line is no part of it, nor is what follows in longer ones. */
static bool read_file(struct secret_list *list, const char *name,
                      struct origin from)
{
    char line[LINE_MAX_LEN];
    bool sound = true;
    FILE *f = from.depth < MOST_FILES ? fopen(name, "re") : NULL;

    if (f == NULL) {
        (void)err_set(&list->fatal,
                      "esp_print_decode_onesecret: can't open %s: %s", name,
                      strerror(errno));
        return give_up(list, EXIT_NO_FILE);
    }
    from = (struct origin){.file = name, .depth = from.depth + 1};
    while (sound && fgets(line, sizeof(line), f) != NULL) {
        from.line++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#' && line[0] != '\0')
            sound = read_item(list, line, from);
    }
    (void)fclose(f);
    return sound;
}

static bool read_item(struct secret_list *list, char *s, struct origin from)
{
    static const char file[] = "file ";
    struct secret made = {.use = SECRET_ANY_ESP};

    if (strncasecmp(s, file, sizeof(file) - 1) == 0)
        return read_file(list, s + sizeof(file) - 1, from);
    char *first = strsep(&s, " \t");
    if (s == NULL) {
        s = first;
    } else if (strcasecmp(first, "ikev2") == 0) {
        return read_exchange(list, s, &from);
    } else if (!read_binding(list, first, &made)) {
        return true;
    }
    while (isspace((unsigned char)*s))
        s++;
    return read_cipher(list, s, &made) && keep(list, &made);
}

bool secret_list_read(struct secret_list *list, const char *text, struct err *e)
{
    const struct origin from = {.file = "cmdline"};
    char *copy = strdup(text);
    char *rest = copy;

    if (copy != NULL && text_init(&list->warnings, LINE_MAX_LEN)) {
        while (rest != NULL && *rest != '\0' &&
               read_item(list, strsep(&rest, "\n,"), from))
            continue;
        /* It is what tcpdump dies of; a key may not be told. */
        explicit_bzero(copy, strlen(text));
    }
    free(copy);
    if (copy != NULL && !text_failed(&list->warnings))
        return true;
    return err_set(e, "not enough memory");
}
