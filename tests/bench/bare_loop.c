/*
 * bare_loop.c - what libpcap alone needs to read a savefile: the floor under
 * every reader that is built on it.
 */
#include <pcap/pcap.h>
#include <stdio.h>

static void count(u_char *user, const struct pcap_pkthdr *h, const u_char *data)
{
    (void)h;
    (void)data;
    ++*(unsigned long *)(void *)user;
}

int main(int argc, char **argv)
{
    char errbuf[PCAP_ERRBUF_SIZE];
    unsigned long packets = 0;

    if (argc != 2)
        return 2;
    pcap_t *p = pcap_open_offline(argv[1], errbuf);
    if (p == NULL) {
        fprintf(stderr, "bare_loop: %s\n", errbuf);
        return 1;
    }
    pcap_loop(p, -1, count, (u_char *)&packets);
    pcap_close(p);
    fprintf(stderr, "%lu packets\n", packets);
    return 0;
}
