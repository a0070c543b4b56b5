/*
 * fuzz_tcp_options.c - TCP options behind a sound header.
 *
 * The input is the style, a byte for flags, and the options; up to forty
 * bytes of them fill the header, what is more becomes payload.
 */
#include <pcap/dlt.h>

#include "packet_rig.h"

enum { IP = 20, TCP = 20, MAX_OPTIONS = 40, MAX_DATA = 512 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint8_t input[RIG_HEAD + IP + TCP + MAX_DATA] = {0};
    uint8_t *const ip = input + RIG_HEAD, *const tcp = ip + IP;

    if (size < RIG_HEAD + 2 || size > RIG_HEAD + 1 + MAX_DATA)
        return 0;
    const size_t n = size - RIG_HEAD - 1;
    const size_t options = n < MAX_OPTIONS ? n & ~(size_t)3 : MAX_OPTIONS;

    memcpy(input, data, RIG_HEAD);
    ip[0] = 0x45;
    ip[2] = (uint8_t)((IP + TCP + n) >> 8);
    ip[3] = (uint8_t)(IP + TCP + n);
    ip[9] = 6;
    tcp[12] = (uint8_t)((TCP + options) / 4 << 4);
    tcp[13] = data[RIG_HEAD];
    memcpy(tcp + TCP, data + RIG_HEAD + 1, n);
    return rig_one(input, RIG_HEAD + IP + TCP + n, DLT_RAW);
}
