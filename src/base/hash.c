/*
 * hash.c - SipHash-1-3 over whole 64-bit words.
 *
 * Table keys are arrays of words, with half a one at most behind them: that is
 * all there is of the byte-wise tail of the published algorithm.
 */
#include "hash.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "fuzzing.h"

struct sip {
    uint64_t v0, v1, v2, v3;
};

static inline uint64_t rotl(uint64_t x, int b)
{
    return (x << b) | (x >> (64 - b));
}

static inline void sip_round(struct sip *s)
{
    s->v0 += s->v1;
    s->v1 = rotl(s->v1, 13) ^ s->v0;
    s->v0 = rotl(s->v0, 32);
    s->v2 += s->v3;
    s->v3 = rotl(s->v3, 16) ^ s->v2;
    s->v0 += s->v3;
    s->v3 = rotl(s->v3, 21) ^ s->v0;
    s->v2 += s->v1;
    s->v1 = rotl(s->v1, 17) ^ s->v2;
    s->v2 = rotl(s->v2, 32);
}

static inline void sip_word(struct sip *s, uint64_t m)
{
    s->v3 ^= m;
    sip_round(s);
    s->v0 ^= m;
}

static inline struct sip sip_begin(const struct hash_key *key)
{
    return (struct sip){
        key->k0 ^ 0x736f6d6570736575U,
        key->k1 ^ 0x646f72616e646f6dU,
        key->k0 ^ 0x6c7967656e657261U,
        key->k1 ^ 0x7465646279746573U,
    };
}

/* `last` has the number of bytes in its highest byte. */
static inline uint64_t sip_end(struct sip *s, uint64_t last)
{
    sip_word(s, last);
    s->v2 ^= 0xff;
    sip_round(s);
    sip_round(s);
    sip_round(s);
    return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

uint64_t hash_words(const struct hash_key *key, const uint64_t *w, size_t n)
{
    struct sip s = sip_begin(key);

    for (size_t i = 0; i < n; i++)
        sip_word(&s, w[i]);
    return sip_end(&s, (uint64_t)(n * 8) << 56);
}

/* Which are so few that they and their number are two words, not three. */
uint64_t hash_twelve(const struct hash_key *key, uint64_t word, uint32_t half)
{
    struct sip s = sip_begin(key);

    sip_word(&s, word);
    return sip_end(&s, (uint64_t)12 << 56 | half);
}

struct hash_key hash_key_random(void)
{
    struct hash_key key = {1, 2};

    /* What a fuzzer finds has to come again. */
    if (UNLESS_FUZZING(0, 1) ||
        getrandom(&key, sizeof(key), 0) == (ssize_t)sizeof(key))
        return key;
    /* No kernel source: still different in each run, though guessable. */
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    key.k0 = (uint64_t)now.tv_nsec * 0x9e3779b97f4a7c15U;
    key.k1 = ((uint64_t)getpid() << 32) ^ (uint64_t)now.tv_sec;
    return key;
}
