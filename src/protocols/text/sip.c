/*
 * sip.c - SIP over UDP (RFC 3261, and RFC 3262 to 6665 for more methods).
 */
#include "protocol.h"
#include "txtproto.h"

static const char *const methods[] = {
    "ACK",     "BYE",      "CANCEL",  "DO",        "INFO",    "INVITE",
    "MESSAGE", "NOTIFY",   "OPTIONS", "PRACK",     "PUBLISH", "QAUTH",
    "REFER",   "REGISTER", "SPRACK",  "SUBSCRIBE", "UPDATE",  NULL,
};

static bool print_sip(struct printer *pr)
{
    txtproto_print(pr, &(const struct txtproto){.name = "SIP",
                                                .label = "sip",
                                                .methods = methods,
                                                .in_datagrams = true});
    return true;
}

const struct protocol protocol_sip = {"sip", print_sip};
