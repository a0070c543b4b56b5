/*
 * hash.h - keyed hash for tables whose keys an attacker chooses.
 *
 * SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF"):
 * without the 128-bit key nobody can pick addresses and ports that collide.
 */
#ifndef TCPLINE_BASE_HASH_H
#define TCPLINE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash_key {
    uint64_t k0, k1;
};

/* A key from the kernel's random source, made once per run. */
struct hash_key hash_key_random(void);

/* Hash of `n` 64-bit words in host order. */
uint64_t hash_words(const struct hash_key *key, const uint64_t *w, size_t n);

/* The same of twelve bytes: a word and half a one. */
uint64_t hash_twelve(const struct hash_key *key, uint64_t word, uint32_t half);

/*
 * Of two words, in few steps and without a key: for memories in which a
 * collision costs no more than what was remembered. The upper bits are the
 * mixed ones.
 */
static inline uint64_t hash_quickly(uint64_t a, uint64_t b)
{
    const uint64_t odd = 0x9e3779b97f4a7c15U;

    return (a ^ b * odd) * odd;
}

#endif
