/*
 * forces.c - ForCES messages (RFC 5810): what a control element and a
 * forwarding element ask and tell each other about logical function blocks
 * (LFBs), as elements inside elements.
 *
 * Below -vvv only headers are shown, and with -vvvv the bytes once more.
 * What is not as it should be ends the message with its bytes.
 */
#include "forces.h"

#include <inttypes.h>

#include "codes.h"
#include "forces_end.h"
#include "forces_path.h"
#include "span.h"

enum {
    HEADER = 24,
    SETUP = 0x01,
    TEARDOWN = 0x02,
    CONFIG = 0x03,
    QUERY = 0x04,
    EVENT = 0x05,
    REDIRECT = 0x06,
    HEARTBEAT = 0x0f,
    SETUP_RESPONSE = 0x11,
    CONFIG_RESPONSE = 0x13,
    QUERY_RESPONSE = 0x14,
};

static const struct code_name messages[] = {
    {SETUP, "Association Setup"},
    {TEARDOWN, "Association TearDown"},
    {CONFIG, "Config"},
    {QUERY, "Query"},
    {EVENT, "Event Notification"},
    {REDIRECT, "Packet Redirect"},
    {HEARTBEAT, "HeartBeat"},
    {SETUP_RESPONSE, "Association Response"},
    {CONFIG_RESPONSE, "Config Response"},
    {QUERY_RESPONSE, "Query Response"},
};

enum { TLV_METADATA = 0x0115, TLV_REDIRECTED = 0x0116 };

/* RFC 5810 section 6.1. */
static const char *element_kind(uint32_t id)
{
    static const struct code_name broadcasts[] = {
        {0xfffffffd, "AllCEsBroadcast"},
        {0xfffffffe, "AllFEsBroadcast"},
        {0xffffffff, "AllBroadcast"},
    };
    enum { FORWARDING, CONTROL, MULTICAST = 3 };

    switch (id >> 30) {
    case FORWARDING:
        return "FE";
    case CONTROL:
        return "CE";
    case MULTICAST:
        return CODE_NAME(broadcasts, id,
                         id < 0xfffffff0 ? "AllMulticast" : "ForCESreserved");
    default:
        return "ForCESreserved";
    }
}

static void put_flags(struct printer *pr, uint32_t flags)
{
    static const char *const acks[] = {"NoACK", "SuccessACK", "FailureACK",
                                       "AlwaysACK"};
    static const char *const modes[] = {"EMReserved", "execute-all-or-none",
                                        "execute-until-failure",
                                        "continue-execute-on-failure"};
    static const char *const phases[] = {"StartofTransaction",
                                         "MiddleofTransaction",
                                         "EndofTransaction", "abort"};
    const uint32_t ack = flags >> 30, mode = flags >> 22 & 3;
    const uint32_t atomic = flags >> 21 & 1, phase = flags >> 19 & 3;

    text_printf(pr->out, "\n\tForCES flags:\n\t  %s(0x%x), prio=%u, %s(0x%x),",
                acks[ack], ack, flags >> 27 & 7, modes[mode], mode);
    text_printf(pr->out, "\n\t  %s(0x%x), %s(0x%x)",
                atomic != 0 ? "2PCtransaction" : "Standalone", atomic,
                phases[phase], phase);
    text_printf(pr->out, "\n\t  Extra flags: rsv(b5-7) 0x%x rsv(b13-31) 0x%x\n",
                flags >> 24 & 7, flags & 0x7ffff);
}

static void put_header(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint32_t from = printer_u32(pr, off + 4);
    const uint32_t to = printer_u32(pr, off + 8);
    const uint32_t flags = printer_u32(pr, off + 20);

    text_printf(pr->out, "\n\tForCES Version %u len %uB flags 0x%08x ",
                printer_u8(pr, off) >> 4, len, flags);
    text_printf(pr->out,
                "\n\tSrcID 0x%x(%s) DstID 0x%x(%s) Correlator 0x%" PRIx64, from,
                element_kind(from), to, element_kind(to),
                printer_u64(pr, off + 12));
    if (pr->style->verbose > 1)
        put_flags(pr, flags);
}

/* The bytes of a message that is not as it should be. */
static void put_bad(struct printer *pr, uint32_t off, uint32_t n)
{
    printer_hex(pr, "\n\t[", off, n);
    TEXT_LIT(pr->out, "\n\t]");
}

static bool put_result(struct printer *pr, struct span v)
{
    static const struct code_name results[] = {
        {0, "Success"},
        {1, "FE ID invalid"},
        {2, "permission denied"},
    };
    enum { LAST = 3 };

    if (v.len != 4) {
        text_printf(pr->out, "illegal ASRresult-TLV: %u bytes!\n", v.len);
        return false;
    }
    const uint32_t code = printer_u32(pr, v.off);
    if (code > LAST) {
        text_printf(pr->out, "illegal ASRresult result code: %u!\n", code);
        return false;
    }
    if (forces_shows(pr))
        text_printf(pr->out, "\n         %s (%u)\n         ",
                    CODE_NAME(results, code, "Unknown"), code);
    return true;
}

static bool put_reason(struct printer *pr, struct span v)
{
    static const struct code_name reasons[] = {
        {0, "Normal Teardown"},   {1, "Loss of Heartbeats"},
        {2, "Out of bandwidth"},  {3, "Out of Memory"},
        {4, "Application Crash"},
    };
    enum { LAST = 255 };

    if (v.len != 4) {
        text_printf(pr->out, "illegal ASTresult-TLV: %u bytes!\n", v.len);
        return false;
    }
    const uint32_t code = printer_u32(pr, v.off);
    if (code > LAST) {
        text_printf(pr->out, "illegal ASTresult result code: %u!\n", code);
        return false;
    }
    if (forces_shows(pr))
        text_printf(pr->out, "Teardown reason:\n         %s(%x)\n         ",
                    CODE_NAME(reasons, code, "Unknown Teardown reason"), code);
    return true;
}

static void put_redirected(struct printer *pr, uint32_t off, uint32_t n)
{
    if (!forces_shows(pr))
        return;
    TEXT_LIT(pr->out, "\t\t[");
    printer_hex(pr, "\n\t\t", off, n);
    TEXT_LIT(pr->out, "\n\t\t]");
}

/* A packet that an element has no use for, behind what is known of it. */
static bool put_redirect(struct printer *pr, struct span v)
{
    enum { LEAST = 9 };

    if (v.len < LEAST) {
        text_printf(pr->out, "\n\t\ttruncated Redirect TLV: %u bytes missing! ",
                    LEAST - 1 - v.len);
        return false;
    }
    while (v.len > 0) {
        const uint16_t type = printer_u16(pr, v.off);
        const uint16_t len = printer_u16(pr, v.off + 2);
        if (forces_flaw(len, v.len, FORCES_TLV_HEADER) != NULL) {
            TEXT_LIT(pr->out, "Bad Redirect data\n");
            forces_put_messy(pr, "Redirect", type, v.len - len);
            return false;
        }
        const uint32_t n = len - FORCES_TLV_HEADER;
        if (type == TLV_METADATA) {
            text_printf(pr->out, "\n           METADATA length %u\n", n);
        } else if (type == TLV_REDIRECTED) {
            text_printf(pr->out, "\n           Redirect Data length %u\n", n);
            put_redirected(pr, v.off + FORCES_TLV_HEADER, n);
        } else {
            text_printf(pr->out, "Unknown REDIRECT TLV 0x%x len %u\n", type,
                        len);
        }
        span_skip(&v, forces_padded(len));
    }
    return true;
}

static bool put_element(struct printer *pr, uint8_t message, struct span v)
{
    switch (message) {
    case TEARDOWN:
        return put_reason(pr, v);
    case SETUP_RESPONSE:
        return put_result(pr, v);
    case REDIRECT:
        return put_redirect(pr, v);
    default:
        return forces_put_lfb(pr, message, v);
    }
}

/* Elements of the message itself; false where one of them is wrong. */
static bool put_elements(struct printer *pr, uint8_t message, struct span rest)
{
    while (rest.len > 0) {
        const uint16_t type =
            rest.len < FORCES_TLV_HEADER ? 0 : printer_u16(pr, rest.off);
        const uint16_t len =
            rest.len < FORCES_TLV_HEADER ? 0 : printer_u16(pr, rest.off + 2);
        if (len < FORCES_TLV_HEADER || len > rest.len) {
            text_printf(pr->out,
                        "\tMess TopTLV header: min %u, total %u advertised %u ",
                        FORCES_TLV_HEADER, rest.len, len);
            return false;
        }
        const char *name = forces_kind(type);
        if (name == NULL) {
            text_printf(pr->out, "\n\tInvalid ForCES Top TLV type=0x%x", type);
            return false;
        }
        const struct span v = {rest.off + FORCES_TLV_HEADER,
                               len - FORCES_TLV_HEADER};
        if (forces_shows(pr))
            text_printf(pr->out, "\t%s, length %u (data length %u Bytes)", name,
                        len, v.len);
        if (!put_element(pr, message, v))
            return false;
        const uint32_t padded = forces_padded(len);
        span_skip(&rest, padded < rest.len ? padded : rest.len);
    }
    return true;
}

/* What goes into the message, as far as its kind allows. */
static bool put_content(struct printer *pr, uint8_t message, struct span rest)
{
    if (rest.len == 0 && (message == SETUP || message == HEARTBEAT))
        return true;
    if (rest.len <= FORCES_TLV_HEADER) {
        TEXT_LIT(pr->out, "\tTop level TLV Data missing!\n");
        return false;
    }
    if (message == HEARTBEAT) {
        TEXT_LIT(pr->out, "<0x1>Illegal Top level TLV!\n");
        return false;
    }
    return put_elements(pr, message, rest);
}

static bool put_message(struct printer *pr, uint32_t off, uint32_t n)
{
    const uint8_t type = printer_u8(pr, off + 1);
    const uint32_t len = printer_u16(pr, off + 2) * 4U;
    const char *name = CODE_NAME(messages, type, NULL);
    const bool in_range = (type >= SETUP && type <= REDIRECT) ||
                          type == HEARTBEAT ||
                          (type >= SETUP_RESPONSE && type <= QUERY_RESPONSE);

    if (!in_range) {
        text_printf(pr->out, "Invalid ForCES message type %u\n", type);
        return false;
    }
    if (name == NULL) {
        text_printf(pr->out, "\n\tUnknown ForCES message type=0x%x", type);
        return false;
    }
    text_printf(pr->out, "\n\tForCES %s ", name);
    if (len != n || len < HEADER) {
        text_printf(pr->out,
                    "Illegal ForCES pkt len - min %u, total recvd %u, "
                    "advertised %u ",
                    HEADER, n, len);
        return false;
    }
    if (pr->style->verbose > 0)
        put_header(pr, off, len);
    if (!put_content(pr, type, (struct span){off + HEADER, n - HEADER}))
        return false;
    if (pr->style->verbose > 3) {
        TEXT_LIT(pr->out, "\n\t  Raw ForCES message\n\t [");
        printer_hex(pr, "\n\t ", off, n);
        TEXT_LIT(pr->out, "\n\t ]");
    }
    return true;
}

void forces_print(struct printer *pr, uint32_t off, uint32_t n)
{
    if (!printer_has(pr, off, HEADER))
        printer_mark(pr);
    else if (!put_message(pr, off, n))
        put_bad(pr, off, n);
}
