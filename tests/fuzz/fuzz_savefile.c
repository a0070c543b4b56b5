/*
 * fuzz_savefile.c - the savefile front end: any bytes as a file, read to the
 * end as the program does, the classic reader and libpcap taking turns.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "packet_rig.h"
#include "savefile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct packet_rig rig;

static void on_packet(u_char *user, const struct pcap_pkthdr *h,
                      const u_char *bytes)
{
    const int link_type = pcap_datalink(*(pcap_t **)(void *)user);

    if (h->caplen == 0 || h->caplen > 65536)
        return;
    text_truncate(&rig.out, 0);
    rig_render(&rig, link_type, bytes, h->caplen, h->len);
    rig_check(&rig);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    struct err e = {0};
    const int fd = memfd_create("fuzz", MFD_CLOEXEC);

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    (void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    if (rig.out.start == NULL && !text_init(&rig.out, 65536))
        abort();
    rig.style = (struct line_style){.no_names = true, .verbose = 1};
    struct savefile *s =
        savefile_open(savefile_descriptor(path, &e), false, NULL, &e);
    if (s != NULL) {
        pcap_t *p = savefile_pcap(s);
        (void)savefile_loop(s, 1000, on_packet, (u_char *)&p);
        savefile_close(s);
    }
    close(fd);
    return 0;
}
