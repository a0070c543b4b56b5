/*
 * juniper_names.h - words for the numbers in Juniper's headers.
 */
#ifndef TCPLINE_RENDER_JUNIPER_NAMES_H
#define TCPLINE_RENDER_JUNIPER_NAMES_H

#include <stdint.h>

enum juniper_ext_type {
    JUNIPER_EXT_INDEX = 1,
    JUNIPER_EXT_NAME,
    JUNIPER_EXT_MEDIA,
    JUNIPER_EXT_LOGICAL_INDEX,
    JUNIPER_EXT_UNIT,
    JUNIPER_EXT_ENCAPS,
    JUNIPER_EXT_TTP_MEDIA,
    JUNIPER_EXT_TTP_ENCAPS,
};

/* "Unknown" when there is no name. */
const char *juniper_media(uint32_t value);
const char *juniper_encaps(uint32_t value);
const char *juniper_ext_name(uint8_t type);

#endif
