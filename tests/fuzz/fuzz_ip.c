/*
 * fuzz_ip.c - IPv4 and IPv6 with all that they carry.
 */
#include <pcap/dlt.h>

#include "packet_rig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return rig_one(data, size, DLT_RAW);
}
