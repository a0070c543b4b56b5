/*
 * fuzz_line.c - whole lines at random option sets, and the rule of cuts: the
 * more of a packet is captured, the further its line agrees with the line of
 * the whole packet, up to "length N".
 */
#include <pcap/dlt.h>

#include "packet_rig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* How far the two texts agree. */
static size_t agreement(const char *a, size_t a_len, const struct text *b)
{
    const size_t n = a_len < text_len(b) ? a_len : text_len(b);
    size_t i = 0;

    while (i < n && a[i] == b->start[i])
        i++;
    return i;
}

static void check_cuts(struct packet_rig *rig, const uint8_t *bytes, size_t n)
{
    static char whole[4096];
    const uint32_t len = (uint32_t)n;
    size_t best = 0;

    /* Plain style: -v shows checksums only of whole segments. */
    rig->style = (struct line_style){.no_names = true, .time = LINE_TIME_NONE};
    text_truncate(&rig->out, 0);
    rig_render(rig, DLT_RAW, bytes, n, len);
    text_char(&rig->out, '\0');
    const char *end = strstr(rig->out.start, ", length ");
    if (rig->pkt.tcp_layer == TL_NO_LAYER || end == NULL ||
        text_len(&rig->out) > sizeof(whole))
        return;
    const size_t whole_len = (size_t)(end - rig->out.start);
    memcpy(whole, rig->out.start, whole_len);
    for (size_t cap = 1; cap <= n && cap < 200; cap++) {
        text_truncate(&rig->out, 0);
        rig_render(rig, DLT_RAW, bytes, cap, len);
        const size_t now = agreement(whole, whole_len, &rig->out);
        if (now < best)
            abort();
        best = now;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct packet_rig rig;

    rig_one(data, size, DLT_EN10MB);
    if (size < RIG_HEAD + 1 || size > 512)
        return 0;
    if (rig.out.start == NULL && !text_init(&rig.out, 65536))
        abort();
    check_cuts(&rig, data + RIG_HEAD, size - RIG_HEAD);
    return 0;
}
