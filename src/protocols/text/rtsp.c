/*
 * rtsp.c - RTSP (RFC 2326, section 10, for the methods).
 */
#include "protocol.h"
#include "txtproto.h"

static const char *const methods[] = {
    "DESCRIBE", "ANNOUNCE",      "GET_PARAMETER", "OPTIONS",
    "PAUSE",    "PLAY",          "RECORD",        "REDIRECT",
    "SETUP",    "SET_PARAMETER", "TEARDOWN",      NULL,
};

static bool print_rtsp(struct printer *pr)
{
    txtproto_print(pr,
                   &(const struct txtproto){"RTSP", "rtsp", methods, false});
    return true;
}

const struct protocol protocol_rtsp = {"rtsp", print_rtsp};
