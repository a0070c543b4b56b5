/*
 * big_blocks.c - large blocks of memory, used again from one input to the
 * next.
 *
 * A run of the program asks for a megabyte or two at its beginning and gives
 * it back at its end, which costs it nothing. A fuzzer begins anew thousands
 * of times a second, and then most of its time goes into mapping fresh pages:
 * so where a target is linked with this, large blocks come from here. Their
 * ends and those given back are poisoned as the sanitizer does it; without it
 * a page that nobody may touch stands between two of them.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "big_blocks.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#endif
#endif
#ifndef ASAN_POISON_MEMORY_REGION
#define ASAN_POISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
#endif

enum {
    LARGE = 64 << 10, /* blocks from here on */
    PAGE = 4096,
    MOST = 512,
};

#define ARENA ((size_t)1 << 32) /* of addresses, not of memory */

struct block {
    uint8_t *start;
    size_t room, size; /* size 0: free */
};

static uint8_t *arena;
static size_t arena_used, in_use;
static struct block blocks[MOST];
static unsigned n_blocks;

/* The linker's names for what is called by the program, and for libc's. */
// NOLINTBEGIN(bugprone-reserved-identifier)
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
void __wrap_free(void *p);
const char *__asan_default_options(void);

/*
 * The sanitizer asks. What was given back is kept from being used again, to
 * see who uses it yet: its usual 256 MB mean fresh pages for every input.
 */
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=8";
}

size_t big_blocks_in_use(void)
{
    return in_use;
}

/* Some sizes stand for all, so that a block fits more than one wish. */
static size_t room_for(size_t size)
{
    size_t step = PAGE;

    while (step * 16 < size)
        step *= 2;
    return (size + step - 1) & ~(step - 1);
}

static struct block *find_free(size_t room)
{
    for (unsigned i = 0; i < n_blocks; i++)
        if (blocks[i].size == 0 && blocks[i].room == room)
            return &blocks[i];
    return NULL;
}

static struct block *carve(size_t room)
{
    if (arena == NULL) {
        arena = mmap(NULL, ARENA, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (arena == MAP_FAILED)
            abort();
    }
    if (n_blocks == MOST || room + PAGE > ARENA - arena_used)
        return NULL;
    struct block *b = &blocks[n_blocks++];
    b->start = arena + arena_used;
    b->room = room;
    arena_used += room + PAGE;
    ASAN_POISON_MEMORY_REGION(b->start, room + PAGE);
    if (mprotect(b->start + room, PAGE, PROT_NONE) != 0)
        abort();
    return b;
}

static void *take(size_t size, bool zeroed)
{
    const size_t room = room_for(size);
    struct block *b = find_free(room);
    const bool fresh = b == NULL;

    if (fresh && (b = carve(room)) == NULL)
        return zeroed ? __real_calloc(1, size) : __real_malloc(size);
    b->size = size;
    in_use += size;
    ASAN_UNPOISON_MEMORY_REGION(b->start, size);
    if (zeroed && !fresh)
        memset(b->start, 0, size);
    return b->start;
}

static struct block *block_at(const void *p)
{
    const uint8_t *at = p;

    if (arena == NULL || at < arena || at >= arena + arena_used)
        return NULL;
    for (unsigned i = 0; i < n_blocks; i++)
        if (blocks[i].start == at && blocks[i].size != 0)
            return &blocks[i];
    abort(); /* within a block, or of one that was given back */
}

void *__wrap_malloc(size_t size)
{
    return size < LARGE ? __real_malloc(size) : take(size, false);
}

void *__wrap_calloc(size_t n, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(n, size, &bytes) || bytes < LARGE)
        return __real_calloc(n, size);
    return take(bytes, true);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return size < LARGE || alignment > PAGE
               ? __real_aligned_alloc(alignment, size)
               : take(size, false);
}

void __wrap_free(void *p)
{
    struct block *b = block_at(p);

    if (b == NULL) {
        __real_free(p);
        return;
    }
    ASAN_POISON_MEMORY_REGION(b->start, b->size);
    in_use -= b->size;
    b->size = 0;
}

void *__wrap_realloc(void *p, size_t size)
{
    const struct block *b = block_at(p);

    if (b == NULL && (p != NULL || size < LARGE))
        return __real_realloc(p, size);
    void *bigger = __wrap_malloc(size);
    if (bigger != NULL && b != NULL) {
        memcpy(bigger, p, b->size < size ? b->size : size);
        __wrap_free(p);
    }
    return bigger;
}
// NOLINTEND(bugprone-reserved-identifier)
