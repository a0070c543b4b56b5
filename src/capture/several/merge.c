/*
 * merge.c - a heap of files, by the stamp of the packet each begins with.
 */
#include "merge.h"

#include <stdlib.h>

#include "savefile.h"

struct pending {
    struct savefile *file;
    struct pcap_pkthdr head;
    const u_char *data;
};

struct merge {
    size_t count;
    size_t asked; /* files that have been asked for their first packet */
    bool given;   /* the packet at the top is the caller's until it returns */
    size_t live;  /* files in the heap */
    size_t *heap; /* their numbers */
    struct pending files[];
};

struct merge *merge_new(size_t files)
{
    struct merge *m =
        calloc(1, sizeof(*m) + files * (sizeof(*m->files) + sizeof(*m->heap)));

    if (m != NULL)
        m->heap = (size_t *)(void *)(m->files + files);
    return m;
}

void merge_free(struct merge *m)
{
    if (m == NULL)
        return;
    for (size_t i = 0; i < m->count; i++)
        savefile_close(m->files[i].file);
    free(m);
}

void merge_add(struct merge *m, struct savefile *file)
{
    m->files[m->count++].file = file;
}

size_t merge_count(const struct merge *m)
{
    return m->count;
}

struct savefile *merge_file(const struct merge *m, size_t file)
{
    return m->files[file].file;
}

static bool is_before(const struct merge *m, size_t a, size_t b)
{
    const struct timeval *x = &m->files[a].head.ts, *y = &m->files[b].head.ts;

    if (x->tv_sec != y->tv_sec)
        return x->tv_sec < y->tv_sec;
    return x->tv_usec != y->tv_usec ? x->tv_usec < y->tv_usec : a > b;
}

static void swap(size_t *a, size_t *b)
{
    const size_t was = *a;

    *a = *b;
    *b = was;
}

static void sift_up(struct merge *m, size_t at)
{
    while (at > 0 && is_before(m, m->heap[at], m->heap[(at - 1) / 2])) {
        swap(&m->heap[at], &m->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
}

static void sift_down(struct merge *m, size_t at)
{
    for (size_t child; (child = 2 * at + 1) < m->live; at = child) {
        if (child + 1 < m->live &&
            is_before(m, m->heap[child + 1], m->heap[child]))
            child++;
        if (!is_before(m, m->heap[child], m->heap[at]))
            return;
        swap(&m->heap[child], &m->heap[at]);
    }
}

static enum savefile_state pull(struct merge *m, size_t file)
{
    struct pending *f = &m->files[file];

    return savefile_next(f->file, &f->head, &f->data);
}

/* The packet at the top is done with: what follows it in its file? */
static enum savefile_state go_on(struct merge *m)
{
    const enum savefile_state state = pull(m, m->heap[0]);

    m->given = false;
    if (state != SAVEFILE_PACKET)
        m->heap[0] = m->heap[--m->live];
    sift_down(m, 0);
    return state;
}

/* A file's first packet. */
static enum savefile_state begin(struct merge *m, size_t file)
{
    const enum savefile_state state = pull(m, file);

    if (state == SAVEFILE_PACKET) {
        m->heap[m->live++] = file;
        sift_up(m, m->live - 1);
    }
    return state;
}

enum merge_state merge_next(struct merge *m, struct merge_packet *p)
{
    if (m->given) {
        p->file = m->heap[0];
        if (go_on(m) == SAVEFILE_DAMAGED)
            return MERGE_DAMAGED;
    }
    while (m->asked < m->count) {
        p->file = m->asked++;
        if (begin(m, p->file) == SAVEFILE_DAMAGED)
            return MERGE_DAMAGED;
    }
    if (m->live == 0)
        return MERGE_END;
    const struct pending *first = &m->files[m->heap[0]];
    *p = (struct merge_packet){m->heap[0], first->head, first->data};
    m->given = true;
    return MERGE_PACKET;
}
