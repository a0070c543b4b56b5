/*
 * lmp.c - the Link Management Protocol (RFC 4204), with OIF's objects for
 * services (UNI 1.0).
 */
#include "codes.h"
#include "gmpls.h"
#include "printer.h"
#include "protocol.h"
#include "span.h"

enum { OFF_FLAGS = 2, OFF_TYPE = 3, OFF_LENGTH = 4, HDR = 8, OBJECT_HDR = 4 };

enum object_class {
    CONTROL_CHANNEL_ID = 1,
    NODE_ID = 2,
    LINK_ID = 3,
    INTERFACE_ID = 4,
    MESSAGE_ID = 5,
    CONFIGURATION = 6,
    HELLO = 7,
    VERIFY_BEGIN = 8,
    VERIFY_BEGIN_ACK = 9,
    VERIFY_ID = 10,
    TE_LINK = 11,
    DATA_LINK = 12,
    CHANNEL_STATUS = 13,
    CHANNEL_STATUS_REQUEST = 14,
    ERROR_CODE = 20,
    SERVICE_CONFIG = 51,
};

static const char *const ends[] = {"Local", "Remote"};
static const char *const addresses[] = {
    "IPv4 Local",  "IPv4 Remote",      "IPv6 Local",
    "IPv6 Remote", "Unnumbered Local", "Unnumbered Remote"};
static const char *const families[] = {"IPv4", "IPv6", "Unnumbered"};

/* How many of the class types 1 and up there are, and what they are called. */
static const struct object_kind {
    uint8_t class;
    const char *name;
    uint8_t n_types;
    const char *const *types; /* NULL: by number */
} kinds[] = {
    {CONTROL_CHANNEL_ID, "Control Channel ID", 2, ends},
    {NODE_ID, "Node ID", 2, ends},
    {LINK_ID, "Link ID", 6, addresses},
    {INTERFACE_ID, "Interface ID", 6, addresses},
    {MESSAGE_ID, "Message ID", 2, NULL},
    {CONFIGURATION, "Configuration", 1, NULL},
    {HELLO, "Hello", 1, NULL},
    {VERIFY_BEGIN, "Verify Begin", 1, NULL},
    {VERIFY_BEGIN_ACK, "Verify Begin ACK", 1, NULL},
    {VERIFY_ID, "Verify ID", 1, NULL},
    {TE_LINK, "TE Link", 3, families},
    {DATA_LINK, "Data Link", 3, families},
    {CHANNEL_STATUS, "Channel Status", 3, families},
    {CHANNEL_STATUS_REQUEST, "Channel Status Request", 3, families},
    {ERROR_CODE, "Error Code", 2, NULL},
    {SERVICE_CONFIG, "Service Config", 4, NULL},
};

/* One object, whole: its value. */
struct object {
    uint8_t class, type;
    struct span value;
};

enum family { FAMILY_IP4 = 1, FAMILY_IP6 = 2, FAMILY_UNNUMBERED = 3 };

static uint32_t width_of(uint8_t family)
{
    return family == FAMILY_IP6 ? 16 : 4;
}

/* Says so where the value is of another length than `n`. */
static bool has_length(struct printer *pr, const struct object *object,
                       uint32_t n)
{
    if (object->value.len == n)
        return true;
    TEXT_LIT(pr->out, " (not correct for object)");
    return false;
}

/* "~    Link ID: 10.0.0.1 (0x0a000001)"; of an IPv6 address the first word */
static void put_id(struct printer *pr, const char *what, uint8_t family,
                   uint32_t off)
{
    text_printf(pr->out, "\n\t    %s: ", what);
    if (family == FAMILY_IP4)
        printer_addr4(pr, off);
    else if (family == FAMILY_IP6)
        printer_addr6(pr, off);
    else
        text_u32(pr->out, printer_u32(pr, off));
    text_printf(pr->out, " (0x%08x)", printer_u32(pr, off));
}

static void print_address(struct printer *pr, const struct object *object)
{
    static const char *const names[] = {"IPv4 Link ID", "IPv6 Link ID",
                                        "Link ID"};
    const uint8_t family = (uint8_t)((object->type + 1) / 2);

    if (has_length(pr, object, width_of(family)))
        put_id(pr, names[family - 1], family, object->value.off);
}

static void print_verify(struct printer *pr, const struct object *object)
{
    static const struct code_name flags[] = {{1, "Verify all links"},
                                             {2, "Data link type"}};
    enum { PAYLOAD = 8000 };
    const uint32_t off = object->value.off;

    if (!has_length(pr, object, 20))
        return;
    TEXT_LIT(pr->out, "\n\t    Flags: ");
    CODE_PUT_BITS_OR(pr->out, flags, printer_u16(pr, off), ", ", "none");
    text_printf(pr->out,
                "\n\t    Verify Interval: %u\n\t    Data links: %u"
                "\n\t    Encoding type: %s",
                printer_u16(pr, off + 2), printer_u32(pr, off + 4),
                gmpls_encoding(printer_u8(pr, off + 8)));
    const uint16_t transport = printer_u16(pr, off + 10);
    text_printf(pr->out, "\n\t    Verify Transport Mechanism: %u (0x%x)",
                transport, transport);
    /* The oracle takes RFC 4204's bit 0x8000 for a decimal number. */
    if (transport & PAYLOAD)
        TEXT_LIT(pr->out, " (Payload test messages capable)");
    TEXT_LIT(pr->out, "\n\t    Transmission Rate: ");
    gmpls_put_bandwidth(pr, off + 12);
    text_printf(pr->out, "\n\t    Wavelength: %u", printer_u32(pr, off + 16));
}

static void print_te_link(struct printer *pr, const struct object *object)
{
    static const struct code_name flags[] = {
        {1, "Fault Management Supported"}, {2, "Link Verification Supported"}};
    const uint32_t width = width_of(object->type), off = object->value.off;

    if (!has_length(pr, object, 4 + 2 * width))
        return;
    TEXT_LIT(pr->out, "\n\t    Flags: [");
    CODE_PUT_BITS_OR(pr->out, flags, printer_u8(pr, off), ", ", "none");
    text_char(pr->out, ']');
    put_id(pr, "Local Link-ID", object->type, off + 4);
    put_id(pr, "Remote Link-ID", object->type, off + 4 + width);
}

/* --- data links -------------------------------------------------------- */

/* False for a type that is not known. */
static bool print_subobject(struct printer *pr, uint8_t type, uint32_t off)
{
    enum { SWITCHING = 1, WAVELENGTH = 2 };

    if (type == WAVELENGTH) {
        text_printf(pr->out, "\n\t      Wavelength: %u",
                    printer_u32(pr, off + 4));
        return true;
    }
    if (type != SWITCHING)
        return false;
    const uint8_t capability = printer_u8(pr, off + 2);
    const uint8_t encoding = printer_u8(pr, off + 3);
    text_printf(pr->out, "\n\t      Switching Type: %s (%u)",
                gmpls_switching(capability), capability);
    text_printf(pr->out, "\n\t      Encoding Type: %s (%u)",
                gmpls_encoding(encoding), encoding);
    if (printer_need(pr, off + 4, 4)) {
        TEXT_LIT(pr->out, "\n\t      Min Reservable Bandwidth: ");
        gmpls_put_bandwidth(pr, off + 4);
    }
    if (printer_need(pr, off + 8, 4)) {
        TEXT_LIT(pr->out, "\n\t      Max Reservable Bandwidth: ");
        gmpls_put_bandwidth(pr, off + 8);
    }
    return true;
}

/* What is wrong with an element's length, NULL where nothing is. */
static const char *complaint(uint32_t len, uint32_t left)
{
    if (len < 4)
        return " (too short)";
    if (len % 4 != 0)
        return " (not a multiple of 4)";
    return len > left ? " (goes past the end of the object)" : NULL;
}

/* False at the first that is not known. */
static bool print_subobjects(struct printer *pr, struct span list)
{
    static const struct code_name names[] = {{1, "Interface Switching Type"},
                                             {2, "Wavelength"}};

    while (list.len > 0 && printer_ok(pr)) {
        const uint8_t type = printer_u8(pr, list.off);
        const uint8_t len = printer_u8(pr, list.off + 1);
        text_printf(pr->out, "\n\t    Subobject, Type: %s (%u), Length: %u",
                    CODE_NAME(names, type, "Unknown"), type, len);
        const char *wrong = complaint(len, list.len);
        if (wrong != NULL) {
            text_str(pr->out, wrong);
            break;
        }
        if (!print_subobject(pr, type, list.off))
            return false;
        span_skip(&list, len);
    }
    return true;
}

static bool print_data_link(struct printer *pr, const struct object *object)
{
    static const struct code_name flags[] = {
        {1, "Data Link Port"},
        {2, "Allocated for user traffic"},
        {4, "Failed link"},
    };
    const uint32_t width = width_of(object->type);
    struct span rest = object->value;

    if (rest.len < 4 + 2 * width) {
        TEXT_LIT(pr->out, " (not correct for object)");
        return true;
    }
    TEXT_LIT(pr->out, "\n\t    Flags: [");
    CODE_PUT_BITS_OR(pr->out, flags, printer_u8(pr, rest.off), ", ", "none");
    text_char(pr->out, ']');
    put_id(pr, "Local Interface ID", object->type, rest.off + 4);
    put_id(pr, "Remote Interface ID", object->type, rest.off + 4 + width);
    span_skip(&rest, 4 + 2 * width);
    return print_subobjects(pr, rest);
}

/* --- channels ---------------------------------------------------------- */

static void put_state(struct printer *pr, uint32_t off)
{
    static const struct code_name states[] = {
        {1, "Signal Okay"}, {2, "Signal Degraded"}, {3, "Signal Fail"}};
    const uint32_t word = printer_u32(pr, off), state = word & 0x3ffffff;

    text_printf(pr->out,
                "\n\t\t    Active: %s (%u)\n\t\t    Direction: %s (%u)"
                "\n\t\t    Channel Status: %s (%u)",
                word >> 31 ? "Allocated" : "Non-allocated", word >> 31,
                word >> 30 & 1 ? "Transmit" : "Receive", word >> 30 & 1,
                CODE_NAME(states, state, "Unknown"), state);
}

/* Which channels are asked for, or how they are. */
static void print_channels(struct printer *pr, const struct object *object)
{
    const bool told = object->class == CHANNEL_STATUS;
    const uint32_t width = width_of(object->type);
    const uint32_t step = width + (told ? 4 : 0);
    struct span rest = object->value;

    for (; rest.len >= step; span_skip(&rest, step)) {
        put_id(pr, "Interface ID", object->type, rest.off);
        if (told)
            put_state(pr, rest.off + width);
    }
}

static void print_error(struct printer *pr, const struct object *object)
{
    static const struct code_name of_verification[] = {
        {1, "Link Verification Procedure Not supported"},
        {2, "Unwilling to verify"},
        {4, "Unsupported verification transport mechanism"},
        {8, "Link-Id configuration error"},
        {16, "Unknown object c-type"},
    };
    static const struct code_name of_summary[] = {
        {1, "Unacceptable non-negotiable LINK-SUMMARY parameters"},
        {2, "Renegotiate LINK-SUMMARY parameters"},
        {4, "Invalid TE-LINK Object"},
        {8, "Invalid DATA-LINK Object"},
        {16, "Unknown TE-LINK Object c-type"},
        {32, "Unknown DATA-LINK Object c-type"},
    };

    if (!has_length(pr, object, 4))
        return;
    const uint32_t bits = printer_u32(pr, object->value.off);
    TEXT_LIT(pr->out, "\n\t    Error Code: ");
    if (object->type == 1)
        CODE_PUT_BITS_OR(pr->out, of_verification, bits, ", ", "none");
    else
        CODE_PUT_BITS_OR(pr->out, of_summary, bits, ", ", "none");
}

/* --- services ---------------------------------------------------------- */

/* What an SDH or a SONET port offers. */
static void put_signal(struct printer *pr, uint8_t link, uint8_t signal)
{
    static const struct code_name sdh[] = {
        {5, "VC-3"},  {6, "VC-4"},    {7, "STM-0"},   {8, "STM-1"},
        {9, "STM-4"}, {10, "STM-16"}, {11, "STM-64"}, {12, "STM-256"}};
    static const struct code_name sonet[] = {
        {5, "STS-1 SPE"}, {6, "STS-3c SPE"}, {7, "STS-1"},    {8, "STM-3"},
        {9, "STM-12"},    {10, "STM-48"},    {11, "STM-192"}, {12, "STM-768"}};
    enum { SDH = 5, SONET = 6 };

    if (link == SDH)
        text_printf(pr->out, "\n\t Signal Type: %s (%u)",
                    CODE_NAME(sdh, signal, "Unknown"), signal);
    else if (link == SONET)
        text_printf(pr->out, "\n\t Signal Type: %s (%u)",
                    CODE_NAME(sonet, signal, "Unknown"), signal);
}

static void print_port_service(struct printer *pr, const struct object *object)
{
    static const struct code_name types[] = {{5, "SDH ITU-T G.707"},
                                             {6, "SONET ANSI T1.105"}};
    static const struct code_name transparency[] = {
        {1, "Path/VC Overhead Transparency Supported"},
        {2, "Line/MS Overhead Transparency Supported"},
        {4, "Section/RS Overhead Transparency Supported"},
    };
    static const struct code_name concatenation[] = {
        {1, "Contiguous Concatenation Types Supported"}};
    const uint32_t off = object->value.off;

    if (!has_length(pr, object, 16))
        return;
    const uint8_t type = printer_u8(pr, off);
    text_printf(pr->out, "\n\t Link Type: %s (%u)",
                CODE_NAME(types, type, "Unknown"), type);
    put_signal(pr, type, printer_u8(pr, off + 1));
    TEXT_LIT(pr->out, "\n\t Transparency: ");
    CODE_PUT_BITS_OR(pr->out, transparency, printer_u8(pr, off + 2), ", ",
                     "none");
    TEXT_LIT(pr->out, "\n\t Contiguous Concatenation Types: ");
    CODE_PUT_BITS_OR(pr->out, concatenation, printer_u8(pr, off + 3), ", ",
                     "none");
    text_printf(pr->out,
                "\n\t Minimum NCC: %u\n\t Maximum NCC: %u"
                "\n\t Minimum NVC:%u\n\t Maximum NVC:%u",
                printer_u16(pr, off + 4), printer_u16(pr, off + 6),
                printer_u16(pr, off + 8), printer_u16(pr, off + 10));
    put_id(pr, "Local Interface ID", FAMILY_IP4, off + 12);
}

static void print_service(struct printer *pr, const struct object *object)
{
    static const struct code_name signalling[] = {{1, "RSVP Supported"},
                                                  {2, "LDP Supported"}};
    static const struct code_name transparency[] = {
        {1, "Standard SOH/RSOH Transparency Supported"},
        {2, "Standard LOH/MSOH Transparency Supported"},
    };
    static const struct code_name monitoring[] = {
        {1, "Transparent Tandem Connection Monitoring Supported"}};
    static const struct code_name diversity[] = {
        {1, "Node Diversity Supported"},
        {2, "Link Diversity Supported"},
        {4, "SRLG Diversity Supported"},
    };
    enum { PROTOCOLS = 1, PORT = 2, TRANSPARENCY = 3 };
    const uint32_t off = object->value.off;

    if (object->type == PORT) {
        print_port_service(pr, object);
    } else if (!has_length(pr, object, object->type == TRANSPARENCY ? 8 : 4)) {
        return;
    } else if (object->type == PROTOCOLS) {
        TEXT_LIT(pr->out, "\n\t Flags: ");
        CODE_PUT_BITS_OR(pr->out, signalling, printer_u8(pr, off), ", ",
                         "none");
        text_printf(pr->out, "\n\t  UNI Version: %u", printer_u8(pr, off + 1));
    } else if (object->type == TRANSPARENCY) {
        TEXT_LIT(pr->out, "\n\t Transparency Flags: ");
        CODE_PUT_BITS_OR(pr->out, transparency, printer_u32(pr, off), ", ",
                         "none");
        TEXT_LIT(pr->out, "\n\t TCM Monitoring Flags: ");
        CODE_PUT_BITS_OR(pr->out, monitoring, printer_u8(pr, off + 7), ", ",
                         "none");
    } else {
        TEXT_LIT(pr->out, "\n\t Diversity: Flags: ");
        CODE_PUT_BITS_OR(pr->out, diversity, printer_u8(pr, off + 3), ", ",
                         "none");
    }
}

/* --- objects ----------------------------------------------------------- */

/* Objects of one or two numbers. */
static void print_numbers(struct printer *pr, const struct object *object)
{
    const uint32_t off = object->value.off;

    if (!has_length(pr, object, object->class == HELLO ? 8 : 4))
        return;
    const uint32_t word = printer_u32(pr, off);
    switch (object->class) {
    case CONTROL_CHANNEL_ID:
        text_printf(pr->out, "\n\t    Control Channel ID: %u (0x%08x)", word,
                    word);
        break;
    case NODE_ID:
        put_id(pr, "Node ID", FAMILY_IP4, off);
        break;
    case MESSAGE_ID:
        text_printf(pr->out, "\n\t    Message ID%s: %u (0x%08x)",
                    object->type == 2 ? " Ack" : "", word, word);
        break;
    case CONFIGURATION:
        text_printf(pr->out,
                    "\n\t    Hello Interval: %u\n\t    Hello Dead Interval: %u",
                    word >> 16, word & 0xffff);
        break;
    case HELLO:
        text_printf(pr->out, "\n\t    Tx Seq: %u, Rx Seq: %u", word,
                    printer_u32(pr, off + 4));
        break;
    case VERIFY_BEGIN_ACK:
        text_printf(pr->out,
                    "\n\t    Verify Dead Interval: %u"
                    "\n\t    Verify Transport Response: %u",
                    word >> 16, word & 0xffff);
        break;
    default:
        text_printf(pr->out, "\n\t    Verify ID: %u", word);
    }
}

/* True when nothing is left to be shown in hexadecimal. */
static bool print_body(struct printer *pr, const struct object *object)
{
    switch (object->class) {
    case LINK_ID:
    case INTERFACE_ID:
        print_address(pr, object);
        return true;
    case VERIFY_BEGIN:
        print_verify(pr, object);
        return true;
    case TE_LINK:
        print_te_link(pr, object);
        return true;
    case DATA_LINK:
        return print_data_link(pr, object);
    case CHANNEL_STATUS:
    case CHANNEL_STATUS_REQUEST:
        print_channels(pr, object);
        return true;
    case ERROR_CODE:
        print_error(pr, object);
        return true;
    case SERVICE_CONFIG:
        print_service(pr, object);
        return true;
    default:
        print_numbers(pr, object);
        return true;
    }
}

static const struct object_kind *kind_of(uint8_t class)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kinds[i].class == class)
            return &kinds[i];
    return NULL;
}

/* The object's length, 0 where it ends the message. */
static uint32_t print_object(struct printer *pr, uint32_t off)
{
    enum { NEGOTIABLE = 0x80 };

    if (!printer_need(pr, off, OBJECT_HDR))
        return 0;
    const uint8_t first = printer_u8(pr, off);
    const uint32_t len = printer_u16(pr, off + 2);
    struct object object = {printer_u8(pr, off + 1), first & 0x7f, {0, 0}};
    const struct object_kind *kind = kind_of(object.class);
    const bool known =
        kind != NULL && object.type >= 1 && object.type <= kind->n_types;

    text_printf(pr->out, "\n\t  %s Object (%u), Class-Type: ",
                kind != NULL ? kind->name : "Unknown", object.class);
    if (known && kind->types != NULL)
        text_str(pr->out, kind->types[object.type - 1]);
    else if (known)
        text_u32(pr->out, object.type);
    else
        TEXT_LIT(pr->out, "Unknown");
    text_printf(pr->out, " (%u) Flags: [%snegotiable], length: %u", object.type,
                first & NEGOTIABLE ? "" : "non-", len);
    if (len < OBJECT_HDR) {
        TEXT_LIT(pr->out, " (too short)");
        return 0;
    }
    if (len % 4 != 0) {
        TEXT_LIT(pr->out, " (not a multiple of 4)");
        return 0;
    }
    if (!printer_need(pr, off, len))
        return 0;
    object.value = (struct span){off + OBJECT_HDR, len - OBJECT_HDR};
    const bool shown = known && print_body(pr, &object);
    if (!shown || pr->style->verbose > 1)
        printer_hex(pr, "\n\t    ", object.value.off, object.value.len);
    return printer_ok(pr) ? len : 0;
}

static void print_objects(struct printer *pr, uint32_t left)
{
    uint32_t off = HDR;

    while (left > 0) {
        const uint32_t len = print_object(pr, off);
        if (len == 0)
            return;
        if (len > left) {
            text_printf(pr->out,
                        " [remaining objects length %u < %u] (invalid)", left,
                        len);
            return;
        }
        off += len;
        left -= len;
    }
}

static const struct code_name messages[] = {{1, "Config"},
                                            {2, "Config ACK"},
                                            {3, "Config NACK"},
                                            {4, "Hello"},
                                            {5, "Begin Verify"},
                                            {6, "Begin Verify ACK"},
                                            {7, "Begin Verify NACK"},
                                            {8, "End Verify"},
                                            {9, "End Verify ACK"},
                                            {10, "Test"},
                                            {11, "Test Status Success"},
                                            {12, "Test Status Failure"},
                                            {13, "Test Status ACK"},
                                            {14, "Link Summary"},
                                            {15, "Link Summary ACK"},
                                            {16, "Link Summary NACK"},
                                            {17, "Channel Status"},
                                            {18, "Channel Status ACK"},
                                            {19, "Channel Status Request"},
                                            {20, "Channel Status Response"},
                                            {50, "Service Config"},
                                            {51, "Service Config ACK"},
                                            {52, "Service Config NACK"}};

static void print_message(struct printer *pr)
{
    static const struct code_name flags[] = {{1, "Control Channel Down"},
                                             {2, "LMP restart"}};
    const uint8_t type = printer_u8(pr, OFF_TYPE);
    uint32_t len = printer_u16(pr, OFF_LENGTH);

    TEXT_LIT(pr->out, "\n\tLMPv1, msg-type: ");
    CODE_PUT(pr->out, messages, type, "unknown, type: %u");
    TEXT_LIT(pr->out, ", Flags: [");
    CODE_PUT_BITS_OR(pr->out, flags, printer_u8(pr, OFF_FLAGS), ", ", "none");
    text_printf(pr->out, "], length: %u", len);
    if (len < HDR) {
        TEXT_LIT(pr->out, " (too short)");
        return;
    }
    if (len > pr->len) {
        TEXT_LIT(pr->out, " (too long)");
        len = pr->len;
    }
    print_objects(pr, len - HDR);
}

static bool print_lmp(struct printer *pr)
{
    pr->label = "lmp";
    if (!printer_need(pr, 0, HDR))
        return true;
    const uint8_t version = printer_u8(pr, 0) >> 4;
    if (version != 1) {
        text_printf(pr->out, "LMP version %u packet not supported", version);
    } else if (pr->style->verbose == 0) {
        TEXT_LIT(pr->out, "LMPv1 ");
        CODE_PUT(pr->out, messages, printer_u8(pr, OFF_TYPE), "unknown (%u)");
        text_printf(pr->out, " Message, length: %u", pr->len);
    } else {
        print_message(pr);
    }
    return true;
}

const struct protocol protocol_lmp = {.name = "lmp", .print = print_lmp};
