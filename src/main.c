/*
 * main.c - options, open, loop.
 */
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "conn.h"
#include "decode.h"
#include "line.h"

enum { FLUSH_AT = 256 * 1024 };

struct run {
    int link_type;
    bool quoted_too;
    uint64_t count;
    struct line *line;
    struct conn_table *conns;
    struct text out;
    struct tl_packet pkt;
};

static void flush(struct text *out)
{
    size_t done = 0;

    while (done < text_len(out)) {
        const ssize_t n =
            write(STDOUT_FILENO, out->start + done, text_len(out) - done);
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    text_truncate(out, 0);
}

static void on_packet(u_char *user, const struct pcap_pkthdr *h,
                      const u_char *data)
{
    struct run *run = (struct run *)(void *)user;
    const struct tl_raw raw = {
        .data = data,
        .cap_len = h->caplen,
        .wire_len = h->len,
        .sec = h->ts.tv_sec,
        .frac = h->ts.tv_usec,
        .link_type = run->link_type,
        .number = ++run->count,
    };
    struct conn_step step;

    decode_packet(&raw, &run->pkt);
    conn_track(run->conns, &run->pkt, run->quoted_too, &step);
    line_record(run->line, &run->pkt, &step, &run->out);
    if (text_len(&run->out) >= FLUSH_AT)
        flush(&run->out);
}

static void add_dump(struct line_style *style, enum line_dump kind, int *level)
{
    if (kind == style->dump)
        style->dump_link = ++*level > 1;
    else if (style->dump == LINE_DUMP_NONE || kind == LINE_DUMP_HEX_ASCII ||
             (kind == LINE_DUMP_HEX && style->dump == LINE_DUMP_ASCII)) {
        style->dump = kind;
        style->dump_link = false;
        *level = 1;
    }
}

int main(int argc, char **argv)
{
    char errbuf[PCAP_ERRBUF_SIZE];
    struct line_style style = {0};
    struct run run = {0};
    const char *path = NULL;
    int c, t = 0, level = 0;

    while ((c = getopt(argc, argv, "r:nveqSKtxXA#buZ:")) != -1) {
        switch (c) {
        case 'r':
            path = optarg;
            break;
        case 'n':
            style.no_names = true;
            break;
        case 'v':
            style.verbose++;
            break;
        case 'e':
            style.link_header = true;
            break;
        case 'q':
            style.quiet++;
            break;
        case 'S':
            style.absolute = true;
            break;
        case 'K':
            style.no_checksums = true;
            break;
        case 't':
            t++;
            break;
        case 'x':
            add_dump(&style, LINE_DUMP_HEX, &level);
            break;
        case 'X':
            add_dump(&style, LINE_DUMP_HEX_ASCII, &level);
            break;
        case 'A':
            add_dump(&style, LINE_DUMP_ASCII, &level);
            break;
        case '#':
            style.number = true;
            break;
        case 'Z':
            break;
        case 'b':
            style.as_dot = true;
            break;
        case 'u':
            style.raw_handles = true;
            break;
        default:
            return 1;
        }
    }
    style.time = (enum line_time)t;
    if (path == NULL)
        return 1;
    pcap_t *p = pcap_open_offline(path, errbuf);
    if (p == NULL) {
        fprintf(stderr, "tcpline: %s\n", errbuf);
        return 1;
    }
    run.link_type = pcap_datalink(p);
    run.quoted_too = style.verbose > 0;
    run.line = line_new(&style, NULL);
    run.conns = conn_table_new(0);
    if (run.line == NULL || run.conns == NULL ||
        !text_init(&run.out, 2 * FLUSH_AT))
        return 1;
    const int rc = pcap_loop(p, -1, on_packet, (u_char *)&run);
    flush(&run.out);
    if (rc == -1)
        fprintf(stderr, "tcpline: pcap_loop: %s\n", pcap_geterr(p));
    pcap_close(p);
    line_free(run.line);
    conn_table_free(run.conns);
    text_free(&run.out);
    return rc == -1;
}
