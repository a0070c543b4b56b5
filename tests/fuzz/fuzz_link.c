/*
 * fuzz_link.c - every link-layer header type, to packet and line.
 */
#include "packet_rig.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { LAST_DLT = 300 };

    if (size < 3)
        return 0;
    const int link_type = (data[0] << 8 | data[1]) % LAST_DLT;
    return rig_one(data + 2, size - 2, link_type);
}
