/*
 * rsvp_object.c - RSVP's objects (RFC 2205 appendix A, RFC 3209, RFC 2961,
 * RFC 3473, RFC 4090, RFC 4875 ...): what each is called, how many octets it
 * wants, and those that are soon told.
 */
#include "rsvp_object.h"

#include "codes.h"
#include "rsvp_writers.h"
#include "values.h"

enum {
    SESSION = 1,
    HOP = 3,
    INTEGRITY = 4,
    TIME_VALUES = 5,
    ERROR_SPEC = 6,
    STYLE = 8,
    FLOWSPEC = 9,
    FILTERSPEC = 10,
    SENDER_TEMPLATE = 11,
    SENDER_TSPEC = 12,
    ADSPEC = 13,
    CONFIRM = 15,
    LABEL = 16,
    LABEL_REQUEST = 19,
    EXPLICIT_ROUTE = 20,
    RECORD_ROUTE = 21,
    HELLO = 22,
    MESSAGE_ID = 23,
    MESSAGE_ID_ACK = 24,
    MESSAGE_ID_LIST = 25,
    RECOVERY_LABEL = 34,
    UPSTREAM_LABEL = 35,
    LABEL_SET = 36,
    SUB_LSP = 50,
    DETOUR = 63,
    CLASS_TYPE = 66,
    CLASS_TYPE_OLD = 125,
    SUGGESTED_LABEL = 129,
    RESTART = 131,
    CAPABILITY = 134,
    NOTIFY_REQUEST = 195,
    ADMIN_STATUS = 196,
    PROPERTIES = 204,
    FAST_REROUTE = 205,
    SESSION_ATTRIBUTE = 207,
    UNI = 229,
};

static const struct code_name classes[] = {
    {SESSION, "Session"},
    {HOP, "RSVP Hop"},
    {INTEGRITY, "Integrity"},
    {TIME_VALUES, "Time Values"},
    {ERROR_SPEC, "Error Spec"},
    {7, "Scope"},
    {STYLE, "Style"},
    {FLOWSPEC, "Flowspec"},
    {FILTERSPEC, "FilterSpec"},
    {SENDER_TEMPLATE, "Sender Template"},
    {SENDER_TSPEC, "Sender TSpec"},
    {ADSPEC, "Adspec"},
    {14, "Policy Data"},
    {CONFIRM, "Confirm"},
    {LABEL, "Label"},
    {LABEL_REQUEST, "Label Request"},
    {EXPLICIT_ROUTE, "ERO"},
    {RECORD_ROUTE, "RRO"},
    {HELLO, "Hello"},
    {MESSAGE_ID, "Message ID"},
    {MESSAGE_ID_ACK, "Message ID Ack"},
    {MESSAGE_ID_LIST, "Message ID List"},
    {RECOVERY_LABEL, "Recovery Label"},
    {UPSTREAM_LABEL, "Upstream Label"},
    {LABEL_SET, "Label Set"},
    {37, "Protection"},
    {SUB_LSP, "Sub-LSP to LSP"},
    {DETOUR, "Detour"},
    {CLASS_TYPE, "Class Type"},
    {CLASS_TYPE_OLD, "Class Type (old)"},
    {SUGGESTED_LABEL, "Suggested Label"},
    {130, "Acceptable Label Set"},
    {RESTART, "Restart Capability"},
    {CAPABILITY, "Capability"},
    {NOTIFY_REQUEST, "Notify Request"},
    {ADMIN_STATUS, "Administrative Status"},
    {PROPERTIES, "Properties"},
    {FAST_REROUTE, "Fast Re-Route"},
    {SESSION_ATTRIBUTE, "Session Attribute"},
    {UNI, "Generalized UNI"},
    {230, "Call-ID"},
    {236, "Call Capability"},
};

const char *rsvp_class_name(uint8_t class)
{
    return CODE_NAME(classes, class, "Unknown");
}

/* A line of `what` and the address at `off`. */
static void put_addr4(const struct rsvp_object *o, const char *what,
                      uint32_t off)
{
    rsvp_line(o, 2);
    text_str(o->pr->out, what);
    rsvp_put_addr4(o, off);
}

static void put_addr6(const struct rsvp_object *o, const char *what,
                      uint32_t off)
{
    rsvp_line(o, 2);
    text_str(o->pr->out, what);
    rsvp_put_addr6(o, off);
}

static void put_destination(const struct rsvp_object *o, uint32_t at)
{
    text_printf(o->pr->out, ", Protocol ID: 0x%02x", rsvp_u8(o, at));
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Flags: [0x%02x], DestPort %u", rsvp_u8(o, at + 1),
                rsvp_u16(o, at + 2));
}

static enum rsvp_end put_session4(const struct rsvp_object *o)
{
    put_addr4(o, "IPv4 DestAddress: ", 0);
    put_destination(o, 4);
    return RSVP_DONE;
}

static enum rsvp_end put_session6(const struct rsvp_object *o)
{
    put_addr6(o, "IPv6 DestAddress: ", 0);
    put_destination(o, 16);
    return RSVP_DONE;
}

static enum rsvp_end put_session_tunnel(const struct rsvp_object *o)
{
    put_addr4(o, "IPv4 Tunnel EndPoint: ", 0);
    text_printf(o->pr->out,
                ", Tunnel ID: 0x%04x, Extended Tunnel ID: ", rsvp_u16(o, 6));
    rsvp_put_addr4(o, 8);
    return RSVP_DONE;
}

static enum rsvp_end put_session_tunnel6(const struct rsvp_object *o)
{
    put_addr6(o, "IPv6 Tunnel EndPoint: ", 0);
    text_printf(o->pr->out,
                ", Tunnel ID: 0x%04x, Extended Tunnel ID: ", rsvp_u16(o, 18));
    rsvp_put_addr6(o, 20);
    return RSVP_DONE;
}

static enum rsvp_end put_session_p2mp4(const struct rsvp_object *o)
{
    put_addr4(o, "IPv4 P2MP LSP ID: ", 0);
    text_printf(o->pr->out,
                ", Tunnel ID: 0x%04x, Extended Tunnel ID: ", rsvp_u16(o, 6));
    rsvp_put_addr4(o, 8);
    return RSVP_DONE;
}

static enum rsvp_end put_session_p2mp6(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out,
                "IPv6 P2MP LSP ID: 0x%08x, Tunnel ID: 0x%04x, "
                "Extended Tunnel ID: ",
                rsvp_u32(o, 0), rsvp_u16(o, 6));
    rsvp_put_addr6(o, 8);
    return RSVP_DONE;
}

static enum rsvp_end put_handle(const struct rsvp_object *o, uint32_t at)
{
    text_printf(o->pr->out, ", Logical Interface Handle: 0x%08x",
                rsvp_u32(o, at));
    return o->value.len > at + 4 ? RSVP_DUMP : RSVP_DONE;
}

static enum rsvp_end put_hop4(const struct rsvp_object *o)
{
    put_addr4(o, "Previous/Next Interface: ", 0);
    return put_handle(o, 4);
}

static enum rsvp_end put_hop6(const struct rsvp_object *o)
{
    put_addr6(o, "Previous/Next Interface: ", 0);
    /* The oracle counts as if the address had four octets. */
    (void)put_handle(o, 16);
    return RSVP_DUMP;
}

/* RFC 2747 section 2 */
static enum rsvp_end put_integrity(const struct rsvp_object *o)
{
    struct text *out = o->pr->out;

    rsvp_line(o, 2);
    text_printf(out, "Key-ID 0x%04x%08x, Sequence 0x%08x%08x, Flags [%s]",
                rsvp_u16(o, 2), rsvp_u32(o, 4), rsvp_u32(o, 8), rsvp_u32(o, 12),
                rsvp_u8(o, 0) & 0x80 ? "Handshake" : "none");
    rsvp_line(o, 2);
    text_printf(out, "MD5-sum 0x%08x%08x%08x%08x ", rsvp_u32(o, 16),
                rsvp_u32(o, 20), rsvp_u32(o, 24), rsvp_u32(o, 28));
    TEXT_LIT(out, " (unchecked)");
    return RSVP_DONE;
}

static enum rsvp_end put_times(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Refresh Period: %ums", rsvp_u32(o, 0));
    return RSVP_DONE;
}

static enum rsvp_end put_error4(const struct rsvp_object *o)
{
    put_addr4(o, "Error Node Address: ", 0);
    rsvp_put_error(o, 4, true);
    return RSVP_DONE;
}

static enum rsvp_end put_error6(const struct rsvp_object *o)
{
    put_addr6(o, "Error Node Address: ", 0);
    rsvp_put_error(o, 16, false);
    return RSVP_DONE;
}

static enum rsvp_end put_style(const struct rsvp_object *o)
{
    static const struct code_name styles[] = {
        {10, "Fixed Filter"},
        {17, "Wildcard Filter"},
        {18, "Shared Explicit"},
    };

    rsvp_line(o, 2);
    text_printf(o->pr->out, "Reservation Style: %s, Flags: [0x%02x]",
                CODE_NAME(styles, rsvp_u24(o, 1), "Unknown"), rsvp_u8(o, 0));
    return RSVP_DONE;
}

static enum rsvp_end put_filter4(const struct rsvp_object *o)
{
    put_addr4(o, "Source Address: ", 0);
    text_printf(o->pr->out, ", Source Port: %u", rsvp_u16(o, 6));
    return RSVP_DONE;
}

static enum rsvp_end put_filter6(const struct rsvp_object *o)
{
    put_addr6(o, "Source Address: ", 0);
    text_printf(o->pr->out, ", Source Port: %u", rsvp_u16(o, 18));
    return RSVP_DONE;
}

static enum rsvp_end put_filter_flow(const struct rsvp_object *o)
{
    put_addr6(o, "Source Address: ", 0);
    text_printf(o->pr->out, ", Flow Label: %u", rsvp_u24(o, 17));
    return RSVP_DONE;
}

static enum rsvp_end put_filter_tunnel(const struct rsvp_object *o)
{
    put_addr4(o,
              o->class == FILTERSPEC ? "Source Address: "
                                     : "IPv4 Tunnel Sender Address: ",
              0);
    text_printf(o->pr->out, ", LSP-ID: 0x%04x", rsvp_u16(o, 6));
    return RSVP_DONE;
}

/* The oracle shows a quarter of the address. */
static enum rsvp_end put_filter_tunnel6(const struct rsvp_object *o)
{
    put_addr4(o, "Source Address: ", 0);
    text_printf(o->pr->out, ", LSP-ID: 0x%04x", rsvp_u16(o, 18));
    return RSVP_DONE;
}

static enum rsvp_end put_filter_p2mp4(const struct rsvp_object *o)
{
    put_addr4(o, "IPv4 Tunnel Sender Address: ", 0);
    text_printf(o->pr->out, ", LSP ID: 0x%04x", rsvp_u16(o, 6));
    put_addr4(o, "Sub-Group Originator ID: ", 8);
    text_printf(o->pr->out, ", Sub-Group ID: 0x%04x", rsvp_u16(o, 12));
    return RSVP_DONE;
}

static enum rsvp_end put_filter_p2mp6(const struct rsvp_object *o)
{
    put_addr6(o, "IPv6 Tunnel Sender Address: ", 0);
    text_printf(o->pr->out, ", LSP ID: 0x%04x", rsvp_u16(o, 18));
    put_addr6(o, "Sub-Group Originator ID: ", 20);
    text_printf(o->pr->out, ", Sub-Group ID: 0x%04x", rsvp_u16(o, 38));
    return RSVP_DONE;
}

static enum rsvp_end put_receiver4(const struct rsvp_object *o)
{
    put_addr4(o, "IPv4 Receiver Address: ", 0);
    return RSVP_DONE;
}

static enum rsvp_end put_receiver6(const struct rsvp_object *o)
{
    put_addr6(o, "IPv6 Receiver Address: ", 0);
    return RSVP_DONE;
}

static enum rsvp_end put_hello(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out,
                "Source Instance: 0x%08x, Destination Instance: 0x%08x",
                rsvp_u32(o, 0), rsvp_u32(o, 4));
    return RSVP_DONE;
}

/* RFC 2961 section 4 */
static enum rsvp_end put_message_ids(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Flags [0x%02x], epoch: %u", rsvp_u8(o, 0),
                rsvp_u24(o, 1));
    for (uint32_t off = 4; o->value.len - off >= 4 && printer_ok(o->pr);
         off += 4) {
        rsvp_line(o, 4);
        text_printf(o->pr->out, "Message-ID 0x%08x (%u)", rsvp_u32(o, off),
                    rsvp_u32(o, off));
    }
    return RSVP_DONE;
}

static enum rsvp_end put_sub_lsp4(const struct rsvp_object *o)
{
    put_addr4(o, "Sub-LSP destination address: ", 0);
    return RSVP_DONE;
}

static enum rsvp_end put_sub_lsp6(const struct rsvp_object *o)
{
    put_addr6(o, "Sub-LSP destination address: ", 0);
    return RSVP_DONE;
}

static enum rsvp_end put_detours(const struct rsvp_object *o)
{
    for (uint32_t off = 0; o->value.len - off >= 8 && printer_ok(o->pr);
         off += 8) {
        put_addr4(o, "PLR-ID: ", off);
        TEXT_LIT(o->pr->out, ", Avoid-Node-ID: ");
        rsvp_put_addr4(o, off + 4);
    }
    return RSVP_DONE;
}

static enum rsvp_end put_class_type(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out, "CT: %u", rsvp_u32(o, 0) & 7);
    return RSVP_DONE;
}

static enum rsvp_end put_restart(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out, "Restart  Time: %ums, Recovery Time: %ums",
                rsvp_u32(o, 0), rsvp_u32(o, 4));
    return RSVP_DONE;
}

/* RFC 5063 section 4.2 */
static enum rsvp_end put_capability(const struct rsvp_object *o)
{
    static const struct code_name flags[] = {
        {0x4, "RecoveryPath Transmit Enabled"},
        {0x2, "RecoveryPath Desired"},
        {0x1, "RecoveryPath Srefresh Capable"},
    };
    const uint32_t bits = rsvp_u32(o, 0);

    if ((bits & ~7U) != 0) {
        rsvp_line(o, 2);
        text_printf(o->pr->out, "[reserved=0x%08x must be zero]", bits & ~7U);
    }
    rsvp_line(o, 2);
    TEXT_LIT(o->pr->out, "Flags: [");
    CODE_PUT_BITS_OR(o->pr->out, flags, bits, ", ", "none");
    text_char(o->pr->out, ']');
    return RSVP_DONE;
}

static enum rsvp_end put_notify4(const struct rsvp_object *o)
{
    put_addr4(o, "IPv4 Notify Node Address: ", 0);
    return RSVP_DONE;
}

static enum rsvp_end put_notify6(const struct rsvp_object *o)
{
    put_addr6(o, "IPv6 Notify Node Address: ", 0);
    return RSVP_DONE;
}

/* RFC 3473 section 7.1 */
static enum rsvp_end put_admin_status(const struct rsvp_object *o)
{
    static const struct code_name flags[] = {
        {0x80000000, "Reflect"},
        {0x4, "Testing"},
        {0x2, "Admin-down"},
        {0x1, "Delete-in-progress"},
    };

    rsvp_line(o, 2);
    TEXT_LIT(o->pr->out, "Flags [");
    CODE_PUT_BITS_OR(o->pr->out, flags, rsvp_u32(o, 0), ", ", "none");
    text_char(o->pr->out, ']');
    return RSVP_DONE;
}

/* RFC 4090 section 4.1 */
static void put_backup(const struct rsvp_object *o)
{
    rsvp_line(o, 2);
    text_printf(o->pr->out,
                "Setup Priority: %u, Holding Priority: %u, Hop-limit: %u, "
                "Bandwidth: ",
                rsvp_u8(o, 0), rsvp_u8(o, 1), rsvp_u8(o, 2));
    rsvp_put_bandwidth(o, 4);
    rsvp_line(o, 2);
}

static enum rsvp_end put_fast_reroute(const struct rsvp_object *o)
{
    put_backup(o);
    text_printf(o->pr->out,
                "Include-any: 0x%08x, Exclude-any: 0x%08x, "
                "Include-all: 0x%08x",
                rsvp_u32(o, 8), rsvp_u32(o, 12), rsvp_u32(o, 16));
    return RSVP_DONE;
}

static enum rsvp_end put_fast_reroute_old(const struct rsvp_object *o)
{
    put_backup(o);
    text_printf(o->pr->out, "Include Colors: 0x%08x, Exclude Colors: 0x%08x",
                rsvp_u32(o, 8), rsvp_u32(o, 12));
    return RSVP_DONE;
}

/* RFC 3209 section 4.7.2 */
static enum rsvp_end put_session_attribute(const struct rsvp_object *o)
{
    static const struct code_name names[] = {
        {0x01, "Local Protection"}, {0x02, "Label Recording"},
        {0x04, "SE Style"},         {0x08, "Bandwidth protection"},
        {0x10, "Node protection"},
    };
    struct text *out = o->pr->out;
    const uint8_t flags = rsvp_u8(o, 2);
    const uint8_t n = rsvp_u8(o, 3);

    if (o->value.len < 4U + n)
        return RSVP_SHORT;
    rsvp_line(o, 2);
    TEXT_LIT(out, "Session Name: ");
    printer_chars(o->pr, o->value.off + 4, n);
    rsvp_line(o, 2);
    text_printf(out, "Setup Priority: %u, Holding Priority: %u, Flags: [",
                rsvp_u8(o, 0), rsvp_u8(o, 1));
    CODE_PUT_BITS_OR(out, names, flags, ", ", "none");
    TEXT_LIT(out, "] (");
    text_hex_alt(out, flags);
    text_char(out, ')');
    return RSVP_DONE;
}

/* A class and type with a name; without a writer its octets are dumped. */
static const struct kind {
    uint8_t class, ctype;
    uint8_t least; /* octets of a value */
    const char *name;
    enum rsvp_end (*put)(const struct rsvp_object *o);
} kinds[] = {
    {SESSION, 1, 8, "IPv4", put_session4},
    {SESSION, 2, 20, "IPv6", put_session6},
    {SESSION, 7, 12, "Tunnel IPv4", put_session_tunnel},
    {SESSION, 8, 36, NULL, put_session_tunnel6},
    {SESSION, 11, 12, "UNI IPv4", put_session_tunnel},
    {SESSION, 13, 12, "IPv4 P2MP LSP Tunnel", put_session_p2mp4},
    {SESSION, 14, 26, "IPv6 P2MP LSP Tunnel", put_session_p2mp6},
    {HOP, 1, 8, "IPv4", put_hop4},
    {HOP, 2, 20, "IPv6", put_hop6},
    {HOP, 3, 8, "IPv4 plus opt. TLVs", put_hop4},
    {HOP, 4, 20, "IPv6 plus opt. TLVs", put_hop6},
    {INTEGRITY, 1, 32, NULL, put_integrity},
    {TIME_VALUES, 1, 4, "1", put_times},
    {ERROR_SPEC, 1, 8, "IPv4", put_error4},
    {ERROR_SPEC, 2, 20, "IPv6", put_error6},
    {ERROR_SPEC, 3, 8, "IPv4 plus opt. TLVs", put_error4},
    {ERROR_SPEC, 4, 20, "IPv6 plus opt. TLVs", put_error6},
    {STYLE, 1, 4, "1", put_style},
    {FLOWSPEC, 1, 0, "obsolete", NULL},
    {FLOWSPEC, 2, 4, "IntServ", rsvp_put_intserv},
    {FILTERSPEC, 1, 8, "IPv4", put_filter4},
    {FILTERSPEC, 2, 20, "IPv6", put_filter6},
    {FILTERSPEC, 3, 20, "IPv6 Flow-label", put_filter_flow},
    {FILTERSPEC, 7, 8, "Tunnel IPv4", put_filter_tunnel},
    {FILTERSPEC, 8, 20, NULL, put_filter_tunnel6},
    {FILTERSPEC, 12, 16, "IPv4 P2MP LSP Tunnel", put_filter_p2mp4},
    {FILTERSPEC, 13, 40, "IPv6 P2MP LSP Tunnel", put_filter_p2mp6},
    {SENDER_TEMPLATE, 1, 8, "IPv4", put_filter4},
    {SENDER_TEMPLATE, 2, 20, "IPv6", put_filter6},
    {SENDER_TEMPLATE, 7, 8, "Tunnel IPv4", put_filter_tunnel},
    {SENDER_TEMPLATE, 12, 16, "IPv4 P2MP LSP Tunnel", put_filter_p2mp4},
    {SENDER_TEMPLATE, 13, 40, "IPv6 P2MP LSP Tunnel", put_filter_p2mp6},
    {SENDER_TSPEC, 2, 4, "IntServ", rsvp_put_intserv},
    {ADSPEC, 2, 4, "IntServ", rsvp_put_intserv},
    {CONFIRM, 1, 4, "IPv4", put_receiver4},
    {CONFIRM, 2, 16, "IPv6", put_receiver6},
    {LABEL, 1, 0, "Label", rsvp_put_labels},
    {LABEL, 2, 4, "Generalized Label", rsvp_put_generalized_label},
    {LABEL, 3, 12, "Waveband Switching", rsvp_put_waveband},
    {LABEL_REQUEST, 1, 0, "without label range", rsvp_put_protocols},
    {LABEL_REQUEST, 2, 12, "with ATM label range", rsvp_put_atm_range},
    {LABEL_REQUEST, 3, 12, "with FR label range", rsvp_put_fr_range},
    {LABEL_REQUEST, 4, 4, "Generalized Label", rsvp_put_generalized_request},
    {EXPLICIT_ROUTE, 1, 0, "IPv4", rsvp_put_route},
    {RECORD_ROUTE, 1, 0, "IPv4", rsvp_put_route},
    {HELLO, 1, 8, "Hello Request", put_hello},
    {HELLO, 2, 8, "Hello Ack", put_hello},
    {MESSAGE_ID, 1, 4, "1", put_message_ids},
    {MESSAGE_ID, 2, 4, NULL, put_message_ids},
    {MESSAGE_ID_ACK, 1, 4, "Message id ack", put_message_ids},
    {MESSAGE_ID_ACK, 2, 4, "Message id nack", put_message_ids},
    {MESSAGE_ID_LIST, 1, 4, "1", put_message_ids},
    {MESSAGE_ID_LIST, 2, 4, NULL, put_message_ids},
    {RECOVERY_LABEL, 1, 0, "Label", rsvp_put_labels},
    {RECOVERY_LABEL, 2, 4, "Generalized Label", rsvp_put_generalized_label},
    {RECOVERY_LABEL, 3, 12, "Waveband Switching", rsvp_put_waveband},
    {UPSTREAM_LABEL, 1, 0, "Label", rsvp_put_labels},
    {UPSTREAM_LABEL, 2, 4, "Generalized Label", rsvp_put_generalized_label},
    {UPSTREAM_LABEL, 3, 12, "Waveband Switching", rsvp_put_waveband},
    {LABEL_SET, 1, 4, "1", rsvp_put_label_set},
    {SUB_LSP, 1, 4, "IPv4 sub-LSP", put_sub_lsp4},
    {SUB_LSP, 2, 16, "IPv6 sub-LSP", put_sub_lsp6},
    {DETOUR, 7, 0, "Tunnel IPv4", put_detours},
    {CLASS_TYPE, 1, 4, "1", put_class_type},
    {CLASS_TYPE_OLD, 1, 4, "1", put_class_type},
    {SUGGESTED_LABEL, 1, 0, "Label", rsvp_put_labels},
    {SUGGESTED_LABEL, 2, 4, "Generalized Label", rsvp_put_generalized_label},
    {SUGGESTED_LABEL, 3, 12, "Waveband Switching", rsvp_put_waveband},
    {RESTART, 1, 8, "IPv4", put_restart},
    {CAPABILITY, 1, 4, "1", put_capability},
    {NOTIFY_REQUEST, 1, 4, "IPv4", put_notify4},
    {NOTIFY_REQUEST, 2, 16, "IPv6", put_notify6},
    {ADMIN_STATUS, 1, 4, "1", put_admin_status},
    {PROPERTIES, 1, 4, "1", rsvp_put_properties},
    {FAST_REROUTE, 1, 20, "1", put_fast_reroute},
    {FAST_REROUTE, 7, 16, "Tunnel IPv4", put_fast_reroute_old},
    {SESSION_ATTRIBUTE, 7, 4, "Tunnel IPv4", put_session_attribute},
    {UNI, 1, 4, "1", rsvp_put_uni},
};

static const struct kind *kind_of(uint8_t class, uint8_t ctype)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].class == class && kinds[i].ctype == ctype)
            return &kinds[i];
    return NULL;
}

const char *rsvp_ctype_name(uint8_t class, uint8_t ctype)
{
    const struct kind *kind = kind_of(class, ctype);

    return kind != NULL && kind->name != NULL ? kind->name : "Unknown";
}

enum rsvp_end rsvp_put_value(const struct rsvp_object *o)
{
    const struct kind *kind = kind_of(o->class, o->ctype);

    if (kind == NULL || kind->put == NULL)
        return RSVP_DUMP;
    return o->value.len < kind->least ? RSVP_SHORT : kind->put(o);
}
