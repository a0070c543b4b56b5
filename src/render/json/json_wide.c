/*
 * json_wide.c - the record of a usual packet, where the processor copies 32
 * bytes at once: this file alone is compiled for AVX2 (src/CMakeLists.txt).
 */
#include "json_usual.h"

__attribute__((hot)) void json_record_wide(void *ctx, const struct record *rec,
                                           struct text *out)
{
    usual_record(ctx, rec, out);
}
