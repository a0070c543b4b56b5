/*
 * fuzz_pasted.c - the reader of text: any bytes as tcpdump's text, each packet
 * that comes of them printed.
 */
#include "packet_rig.h"
#include "pasted.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct packet_rig rig;

struct source {
    const uint8_t *at;
    size_t left;
};

static ssize_t read_source(void *ctx, void *to, size_t size)
{
    struct source *s = ctx;
    const size_t n = s->left < size ? s->left : size;

    memcpy(to, s->at, n);
    s->at += n;
    s->left -= n;
    return (ssize_t)n;
}

static void check_packet(const struct pasted_packet *p, int link_type)
{
    if (p->cap_len == 0 || p->cap_len > p->wire_len || p->ns >= 1000000000)
        abort();
    text_truncate(&rig.out, 0);
    rig.retold = p->retold;
    rig_render(&rig, link_type, p->data, p->cap_len, p->wire_len);
    rig_check(&rig);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { ETHERNET = 1, RAW = 12 };
    struct source source = {data, size};
    struct pasted_packet packet;
    struct pasted *text = pasted_new(false);

    if (rig.out.start == NULL && !text_init(&rig.out, 65536))
        abort();
    rig.style = (struct line_style){.no_names = true, .verbose = 1};
    if (text == NULL || !pasted_begin(text, read_source, &source))
        abort();
    while (pasted_next(text, &packet))
        check_packet(&packet, pasted_has_link(text) ? ETHERNET : RAW);
    pasted_free(text);
    return 0;
}
