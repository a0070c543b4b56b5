/*
 * bgp.c - BGP (RFC 4271): framing, notification, route refresh and the frame
 * of the update message.
 *
 * Without -v the oracle only names the protocol. With it, messages are found
 * by their marker wherever they begin in the segment.
 */
#include "bgp_attr.h"
#include "bgp_open.h"
#include "bgp_prefix.h"
#include "codes.h"
#include "protocol.h"

enum {
    MARKER_LEN = 16,
    HEADER_LEN = 19, /* marker, length, type */
    NOTIFICATION_LEN = 21,
    REFRESH_LEN = 23,
};

enum message_type {
    MSG_OPEN = 1,
    MSG_UPDATE,
    MSG_NOTIFICATION,
    MSG_KEEPALIVE,
    MSG_ROUTE_REFRESH,
};

/* One whole captured message, its marker at `off`. */
struct message {
    uint32_t off;
    uint32_t len;
};

static const struct code_name message_names[] = {
    {MSG_OPEN, "Open"},
    {MSG_UPDATE, "Update"},
    {MSG_NOTIFICATION, "Notification"},
    {MSG_KEEPALIVE, "Keepalive"},
    {MSG_ROUTE_REFRESH, "Route Refresh"},
};

/* --- update ------------------------------------------------------------ */

static bool print_routes(struct printer *pr, uint32_t *off, uint32_t end)
{
    struct nlri it = {
        .off = *off,
        .end = end,
        .add_path = bgp_guess_add_path(pr, *off, end - *off, 32),
    };

    while (it.off < end) {
        const enum nlri_end how = bgp_nlri_update(pr, &it);
        *off = it.off;
        if (how == NLRI_ILLEGAL)
            TEXT_LIT(pr->out, "\n\t    (illegal prefix length)");
        if (how != NLRI_OK)
            return how == NLRI_ILLEGAL;
        it.off += it.used;
    }
    *off = it.off;
    return true;
}

/* Takes a list's length field; false when the message has not that much. */
static bool take_list(struct printer *pr, uint32_t *off, uint32_t end,
                      uint16_t *len)
{
    if (end - *off < 2)
        return false;
    *len = printer_u16(pr, *off);
    *off += 2;
    return *len <= end - *off;
}

static bool print_update(struct printer *pr, const struct message *msg)
{
    const uint32_t end = msg->off + msg->len;
    uint32_t off = msg->off + HEADER_LEN;
    uint16_t len;

    if (!take_list(pr, &off, end, &len))
        return false;
    const bool odd = len == 1; /* passed over without a word */
    if (odd) {
        off++;
    } else if (len > 0) {
        TEXT_LIT(pr->out, "\n\t  Withdrawn routes:");
        if (!print_routes(pr, &off, off + len))
            return false;
    }
    if (!take_list(pr, &off, end, &len))
        return false;
    struct bgp_attr_list attrs = {
        .off = off,
        .end = off + len,
        .bound = end,
    };
    if (!bgp_print_attrs(pr, &attrs))
        return false;
    off = attrs.end;
    if (off < end) {
        TEXT_LIT(pr->out, "\n\t  Updated routes:");
        return print_routes(pr, &off, end);
    }
    if (len == 0 && !odd)
        TEXT_LIT(pr->out, "\n\t  End-of-Rib Marker (empty NLRI)");
    return true;
}

/* --- notification ------------------------------------------------------ */

static const struct code_name header_errors[] = {
    {1, "Connection Not Synchronized"},
    {2, "Bad Message Length"},
    {3, "Bad Message Type"},
};

static const struct code_name open_errors[] = {
    {1, "Unsupported Version Number"}, {2, "Bad Peer AS"},
    {3, "Bad BGP Identifier"},         {4, "Unsupported Optional Parameter"},
    {5, "Authentication Failure"},     {6, "Unacceptable Hold Time"},
    {7, "Capability Message Error"},
};

static const struct code_name update_errors[] = {
    {1, "Malformed Attribute List"},
    {2, "Unrecognized Well-known Attribute"},
    {3, "Missing Well-known Attribute"},
    {4, "Attribute Flags Error"},
    {5, "Attribute Length Error"},
    {6, "Invalid ORIGIN Attribute"},
    {7, "AS Routing Loop"},
    {8, "Invalid NEXT_HOP Attribute"},
    {9, "Optional Attribute Error"},
    {10, "Invalid Network Field"},
    {11, "Malformed AS_PATH"},
};

static const struct code_name state_errors[] = {
    {0, "Unspecified Error"},
    {1, "In OpenSent State"},
    {2, "In OpenConfirm State"},
    {3, "In Established State"},
};

static const struct code_name cease_reasons[] = {
    {1, "Maximum Number of Prefixes Reached"},
    {2, "Administrative Shutdown"},
    {3, "Peer Unconfigured"},
    {4, "Administrative Reset"},
    {5, "Connection Rejected"},
    {6, "Other Configuration Change"},
    {7, "Connection Collision Resolution"},
};

static const struct code_name capability_errors[] = {
    {1, "Invalid Action Value"},
    {2, "Invalid Capability Length"},
    {3, "Malformed Capability Value"},
    {4, "Unsupported Capability Code"},
};

#define SUBCODES(table) (table), COUNT_OF(table)

static const struct {
    const char *name;
    const char *before; /* what stands before the word "subcode" */
    const struct code_name *subcodes;
    size_t count;
} notifications[] = {
    [0] = {"Unknown Error", NULL, NULL, 0},
    [1] = {"Message Header Error", ",", SUBCODES(header_errors)},
    [2] = {"OPEN Message Error", ",", SUBCODES(open_errors)},
    [3] = {"UPDATE Message Error", ",", SUBCODES(update_errors)},
    [4] = {"Hold Timer Expired", NULL, NULL, 0},
    [5] = {"Finite State Machine Error", "", SUBCODES(state_errors)},
    [6] = {"Cease", ",", SUBCODES(cease_reasons)},
    [7] = {"Capability Message Error", "", SUBCODES(capability_errors)},
};

/* RFC 8203. The oracle adds up the shown bytes in one octet: 255 gives 0. */
static void print_shutdown(struct printer *pr, uint32_t off, uint32_t data_len)
{
    struct text *out = pr->out;
    const uint8_t len = printer_u8(pr, off);
    uint8_t shown = 0;

    if (len == 0) {
        TEXT_LIT(out, ", empty Shutdown Communication");
        shown = 1;
    } else if (len > data_len - 1) {
        TEXT_LIT(out, ", invalid Shutdown Communication length");
    } else {
        text_printf(out, ", Shutdown Communication (length: %u): \"", len);
        printer_visible(pr, off + 1, len);
        text_char(out, '"');
        shown = (uint8_t)(len + 1);
    }
    if (data_len > shown) {
        text_printf(out, ", Data: (length: %u)", data_len - shown);
        printer_hex(pr, "\n\t\t", off + shown, data_len - shown);
    }
}

static void print_cease(struct printer *pr, uint8_t subcode, uint32_t off,
                        uint32_t data_len)
{
    if (subcode == 1 && data_len >= 7) {
        TEXT_LIT(pr->out, ", ");
        bgp_put_family(pr, printer_u16(pr, off), printer_u8(pr, off + 2));
        text_printf(pr->out, ", Max Prefixes: %u", printer_u32(pr, off + 3));
    }
    if ((subcode == 2 || subcode == 4) && data_len >= 1)
        print_shutdown(pr, off, data_len);
}

static bool print_notification(struct printer *pr, const struct message *msg)
{
    const size_t known = COUNT_OF(notifications);

    if (!printer_has(pr, msg->off, NOTIFICATION_LEN))
        return false;
    if (msg->len < NOTIFICATION_LEN)
        return true;
    const uint8_t code = printer_u8(pr, msg->off + 19);
    const uint8_t subcode = printer_u8(pr, msg->off + 20);
    const size_t row = code < known ? code : 0;
    text_printf(pr->out, ", %s (%u)", notifications[row].name, code);
    if (notifications[row].before != NULL) {
        text_printf(pr->out, "%s subcode %s (%u)", notifications[row].before,
                    code_find(notifications[row].subcodes,
                              notifications[row].count, subcode, "Unknown"),
                    subcode);
    }
    if (code == 6)
        print_cease(pr, subcode, msg->off + NOTIFICATION_LEN,
                    msg->len - NOTIFICATION_LEN);
    return true;
}

/* --- framing ----------------------------------------------------------- */

/* RFC 2918. Route filters (RFC 5291) behind it are not shown. */
static bool print_refresh(struct printer *pr, const struct message *msg)
{
    if (!printer_has(pr, msg->off, REFRESH_LEN))
        return false;
    if (msg->len < REFRESH_LEN)
        return true;
    TEXT_LIT(pr->out, "\n\t  ");
    bgp_put_family(pr, printer_u16(pr, msg->off + 19),
                   printer_u8(pr, msg->off + 22));
    if (pr->style->verbose > 1)
        printer_hex(pr, "\n\t  ", msg->off, msg->len);
    return true;
}

static bool print_body(struct printer *pr, uint8_t type,
                       const struct message *msg)
{
    switch (type) {
    case MSG_OPEN:
        return bgp_print_open(pr, msg->off, msg->len);
    case MSG_UPDATE:
        return print_update(pr, msg);
    case MSG_NOTIFICATION:
        return print_notification(pr, msg);
    case MSG_KEEPALIVE:
        return true;
    case MSG_ROUTE_REFRESH:
        return print_refresh(pr, msg);
    default:
        text_printf(pr->out, "\n\t  no Message %u decoder", type);
        printer_hex(pr, "\n\t  ", msg->off, msg->len);
        return true;
    }
}

static void print_message(struct printer *pr, const struct message *msg)
{
    const uint8_t type = pr->base[msg->off + 18];

    text_printf(pr->out, "\n\t%s Message (%u), length: %u",
                CODE_NAME(message_names, type, "Unknown"), type, msg->len);
    if (!print_body(pr, type, msg))
        printer_mark(pr);
}

static bool at_marker(const struct printer *pr, uint32_t off)
{
    static const uint8_t marker[MARKER_LEN] = {
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    };

    return memcmp(pr->base + off, marker, MARKER_LEN) == 0;
}

/* Moves to the next marker; false when the rest has none. */
static bool find_marker(const struct printer *pr, uint32_t *off)
{
    while (printer_has(pr, *off, MARKER_LEN)) {
        if (at_marker(pr, *off))
            return true;
        (*off)++;
    }
    return false;
}

/* The message at `off`; false when no further one can be found. */
static bool print_one(struct printer *pr, struct message *msg)
{
    msg->len = printer_u16(pr, msg->off + MARKER_LEN);
    if (msg->len < HEADER_LEN) {
        text_printf(pr->out, "\nmessage length %u < %u (invalid)", msg->len,
                    HEADER_LEN);
        return false;
    }
    if (!printer_has(pr, msg->off, msg->len)) {
        const char *name = CODE_NAME(message_names, pr->base[msg->off + 18],
                                     "Unknown Message Type");
        text_printf(pr->out, "\n[|BGP %s]", name);
        return false;
    }
    print_message(pr, msg);
    return printer_ok(pr);
}

static bool print_bgp(struct printer *pr)
{
    struct message msg = {.off = 0};
    uint32_t after_last = 0;

    pr->label = "bgp";
    TEXT_LIT(pr->out, ": BGP");
    if (pr->style->verbose == 0)
        return true;
    while (find_marker(pr, &msg.off)) {
        if (!printer_has(pr, msg.off, HEADER_LEN)) {
            printer_mark(pr);
            return true;
        }
        if (msg.off != after_last)
            printer_mark(pr);
        if (!print_one(pr, &msg))
            return true;
        msg.off += msg.len;
        after_last = msg.off;
    }
    return true;
}

const struct protocol protocol_bgp = {"bgp", print_bgp};
