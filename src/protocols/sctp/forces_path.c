/*
 * forces_path.c - operations on logical function blocks (RFC 5810 section
 * 7.1.7), and the paths to the data they are about, which may hold paths.
 */
#include "forces_path.h"

#include <string.h>

#include "codes.h"

enum operation {
    SET = 1,
    SET_PROPERTY,
    SET_RESPONSE,
    SET_PROPERTY_RESPONSE,
    DELETE,
    DELETE_RESPONSE,
    GET,
    GET_PROPERTY,
    GET_RESPONSE,
    GET_PROPERTY_RESPONSE,
    REPORT,
    COMMIT,
    COMMIT_RESPONSE,
    COMPLETE,
};

static const struct code_name operations[] = {
    {SET, "Set"},
    {SET_PROPERTY, "SetProp"},
    {SET_RESPONSE, "SetResp"},
    {SET_PROPERTY_RESPONSE, "SetPropResp"},
    {DELETE, "Del"},
    {DELETE_RESPONSE, "DelResp"},
    {GET, "Get"},
    {GET_PROPERTY, "GetProp"},
    {GET_RESPONSE, "GetResp"},
    {GET_PROPERTY_RESPONSE, "GetPropResp"},
    {REPORT, "Report"},
    {COMMIT, "Commit"},
    {COMMIT_RESPONSE, "RCommit"},
    {COMPLETE, "RTRCOMP"},
};

#define BIT(operation) (1U << (operation))

/* By message: which of them it may hold. */
static uint32_t allowed_in(uint8_t message)
{
    enum { SETUP = 1, CONFIG = 3, QUERY = 4, EVENT = 5 };
    enum { CONFIG_RESPONSE = 0x13, QUERY_RESPONSE = 0x14 };

    switch (message) {
    case SETUP:
    case EVENT:
        return BIT(REPORT);
    case CONFIG:
        return BIT(SET) | BIT(SET_PROPERTY) | BIT(DELETE) | BIT(COMMIT) |
               BIT(COMPLETE);
    case QUERY:
        return BIT(GET) | BIT(GET_PROPERTY);
    case CONFIG_RESPONSE:
        return BIT(SET_RESPONSE) | BIT(SET_PROPERTY_RESPONSE) |
               BIT(DELETE_RESPONSE) | BIT(COMMIT_RESPONSE);
    case QUERY_RESPONSE:
        return BIT(GET_RESPONSE) | BIT(GET_PROPERTY_RESPONSE);
    default:
        return 0;
    }
}

/* What may stand at a path's end, by operation. */
enum { MAY_BE_FULL = 1, MAY_BE_SPARSE = 2, MAY_BE_RESULT = 4 };

static unsigned ends_allowed(uint16_t operation)
{
    switch (operation) {
    case SET:
    case SET_PROPERTY:
    case REPORT:
        return MAY_BE_FULL | MAY_BE_SPARSE;
    case GET_RESPONSE:
        return MAY_BE_FULL | MAY_BE_SPARSE | MAY_BE_RESULT;
    case GET_PROPERTY_RESPONSE:
        return MAY_BE_FULL | MAY_BE_RESULT;
    case SET_RESPONSE:
    case SET_PROPERTY_RESPONSE:
    case DELETE_RESPONSE:
    case COMMIT_RESPONSE:
        return MAY_BE_RESULT;
    default:
        return 0;
    }
}

enum { PATH_DATA = 0x0110, FULL_DATA = 0x0112, RESULT = 0x0114 };
enum { MAX_DEPTH = 16, LFB_HEADER = 8, PATH_HEADER = 4, ID = 4 };

static void indent(struct printer *pr, unsigned n)
{
    text_fill(pr->out, ' ', n);
}

static void put_hex(struct printer *pr, unsigned in, uint32_t off, uint32_t n)
{
    static const char rows[] = "\n"
                               "                                        "
                               "                                        ";
    char start[sizeof(rows)];
    const unsigned width = in < sizeof(rows) - 2 ? in : sizeof(rows) - 2;

    memcpy(start, rows, width + 1);
    start[width + 1] = '\0';
    printer_hex(pr, start, off, n);
    text_str(pr->out, start);
    text_char(pr->out, ']');
}

static void put_misplaced(struct printer *pr, uint16_t type, unsigned is,
                          unsigned allowed)
{
    if ((is & allowed) == 0)
        text_printf(pr->out,
                    "Illegal DATA encoding for type 0x%x programmed %x got "
                    "%x\n",
                    type, is, allowed);
}

static void put_full_data(struct printer *pr, struct span v, uint16_t len,
                          unsigned in, unsigned allowed)
{
    const uint32_t pad = ((len + 3U) & ~3U) - len;

    if (forces_shows(pr)) {
        text_printf(pr->out, "FULLDATA TLV (Length %u DataLen %u", len, v.len);
        if (pad != 0)
            text_printf(pr->out, " pad %u", pad);
        TEXT_LIT(pr->out, " Bytes)\n");
    }
    put_misplaced(pr, FULL_DATA, MAY_BE_FULL, allowed);
    if (!forces_shows(pr))
        return;
    indent(pr, in + 1);
    text_char(pr->out, '[');
    put_hex(pr, in + 1, v.off, v.len + pad);
}

static void put_result(struct printer *pr, struct span v, uint16_t len,
                       unsigned in, unsigned allowed)
{
    static const struct code_name codes[] = {
        {0x00, "SUCCESS"},
        {0x01, "INVALID HEADER"},
        {0x02, "LENGTH MISMATCH"},
        {0x03, "VERSION MISMATCH"},
        {0x04, "INVALID DESTINATION PID"},
        {0x05, "LFB UNKNOWN"},
        {0x06, "LFB NOT FOUND"},
        {0x07, "LFB INSTANCE ID NOT FOUND"},
        {0x08, "INVALID PATH"},
        {0x09, "COMPONENT DOES NOT EXIST"},
        {0x0a, "EXISTS ALREADY"},
        {0x0b, "NOT FOUND"},
        {0x0c, "READ ONLY"},
        {0x0d, "INVALID ARRAY CREATION"},
        {0x0e, "VALUE OUT OF RANGE"},
        {0x0f, "CONTENTS TOO LONG"},
        {0x10, "INVALID PARAMETERS"},
        {0x11, "INVALID MESSAGE TYPE"},
        {0x12, "INVALID FLAGS"},
        {0x13, "INVALID TLV"},
        {0x14, "EVENT ERROR"},
        {0x15, "NOT SUPPORTED"},
        {0x16, "MEMORY ERROR"},
        {0x17, "INTERNAL ERROR"},
        {0xff, "UNSPECIFIED ERROR"},
    };
    const uint8_t code = printer_u8(pr, v.off);

    if (forces_shows(pr))
        text_printf(pr->out, "RESULT TLV (Length %u DataLen %u Bytes)\n", len,
                    v.len);
    put_misplaced(pr, RESULT, MAY_BE_RESULT, allowed);
    const char *name = CODE_NAME(codes, code, NULL);
    if (name == NULL) {
        text_printf(pr->out, "illegal reserved result code: 0x%x!\n", code);
        return;
    }
    if (!forces_shows(pr))
        return;
    indent(pr, in + 2);
    text_printf(pr->out, "Result: %s (code 0x%x)\n", name, code);
}

/* The element at the front of `v`; false where it is not one. */
static bool take(struct printer *pr, struct span *v, uint16_t *type,
                 uint16_t *len, struct span *value)
{
    if (v->len < FORCES_TLV_HEADER)
        return false;
    *type = printer_u16(pr, v->off);
    *len = printer_u16(pr, v->off + 2);
    const uint32_t padded = (*len + 3U) & ~3U;
    if (*len < FORCES_TLV_HEADER || padded > v->len)
        return false;
    *value = (struct span){v->off + FORCES_TLV_HEADER,
                           *len - (uint32_t)FORCES_TLV_HEADER};
    span_skip(v, padded);
    return true;
}

static bool put_ids(struct printer *pr, struct span *v, unsigned in)
{
    if (v->len < PATH_HEADER)
        return false;
    const uint16_t count = printer_u16(pr, v->off + 2);
    if (forces_shows(pr)) {
        indent(pr, in);
        text_printf(pr->out, "Pathdata: Flags 0x%x ID count %u\n",
                    printer_u16(pr, v->off), count);
    }
    span_skip(v, PATH_HEADER);
    if (v->len / ID < count)
        return false;
    for (unsigned i = 1; i <= count; i++, span_skip(v, ID)) {
        if (!forces_shows(pr))
            continue;
        indent(pr, in);
        text_printf(pr->out, "ID#%02u: %u\n", i, printer_u32(pr, v->off));
    }
    return true;
}

/*
 * Paths one behind the other. Those inside a path stand three columns to the
 * right of it, and all but the first one column less.
 */
static bool put_paths(struct printer *pr, struct span v, unsigned in,
                      unsigned allowed, unsigned depth)
{
    bool first = true;
    uint16_t type, len;
    struct span value;

    while (v.len > 0) {
        if (!take(pr, &v, &type, &len, &value))
            return false;
        if (forces_shows(pr))
            indent(pr, in);
        if (type == FULL_DATA) {
            put_full_data(pr, value, len, in, allowed);
        } else if (type == RESULT && value.len == 4) {
            put_result(pr, value, len, in, allowed);
        } else if (type == PATH_DATA && depth < MAX_DEPTH) {
            if (forces_shows(pr))
                text_printf(pr->out,
                            "PATH-DATA TLV, length %u (data encapsulated %u "
                            "Bytes)\n",
                            len, value.len);
            if (!put_ids(pr, &value, in + 1) ||
                !put_paths(pr, value, in + 3, allowed, depth + 1))
                return false;
        } else {
            return false;
        }
        if (depth > 0 && first)
            in--;
        first = false;
    }
    return true;
}

/* Bytes of an operation that has no business here, and of those behind. */
static void put_data(struct printer *pr, uint32_t off, uint32_t n)
{
    if (!forces_shows(pr))
        return;
    TEXT_LIT(pr->out, "         Data[");
    put_hex(pr, 9, off, n);
    text_char(pr->out, '\n');
}

static bool put_operation(struct printer *pr, uint8_t message, uint16_t type,
                          uint16_t len, struct span v, uint32_t behind)
{
    enum { LEAST = 8, COLUMN = 10 };

    if (type > COMPLETE || (allowed_in(message) & BIT(type)) == 0) {
        if (!forces_shows(pr))
            text_char(pr->out, '\n');
        text_printf(pr->out,
                    "\t\tINValid oper-TLV type 0x%x length %u for this ForCES "
                    "message\n",
                    type, len);
        put_data(pr, v.off - FORCES_TLV_HEADER, ((len + 3U) & ~3U) + behind);
        return true;
    }
    const char *name = CODE_NAME(operations, type, "");
    if (forces_shows(pr)) {
        indent(pr, COLUMN);
        text_printf(pr->out, "Oper TLV  %s(0x%x) length %u\n", name, type, len);
    }
    if (v.len < LEAST) {
        text_printf(pr->out,
                    "\t\tOper TLV  %s(0x%x) length %u\n"
                    "\t\tTruncated data size %u minimum required %u\n",
                    name, type, len, v.len, LEAST);
        put_data(pr, v.off, v.len);
        return true;
    }
    if (type == COMMIT || type == COMPLETE)
        return true;
    if (type == COMMIT_RESPONSE)
        text_printf(pr->out,
                    "genoptlvprint - PATH-DATA TLV TLV type 0x%x len %u\n",
                    printer_u16(pr, v.off), printer_u16(pr, v.off + 2));
    return put_paths(pr, v, COLUMN + 1, ends_allowed(type), 0);
}

static void put_block(struct printer *pr, uint32_t class, uint32_t instance)
{
    static const struct code_name classes[] = {
        {1, "FEObj LFB"},
        {2, "FEProtoObj LFB"},
    };
    const char *name = CODE_NAME(classes, class, NULL);

    TEXT_LIT(pr->out, "\n         ");
    if (name != NULL)
        text_str(pr->out, name);
    else
        text_printf(pr->out, "#%d", (int32_t) class);
    text_printf(pr->out, "(Classid %x) instance %x\n", class, instance);
}

bool forces_put_lfb(struct printer *pr, uint8_t message, struct span v)
{
    enum { LEAST = 13 };
    uint16_t type, len;
    struct span value;

    if (v.len < LEAST) {
        text_printf(pr->out, "\n\t\ttruncated lfb selector: %u bytes missing! ",
                    LEAST - 1 - v.len);
        return false;
    }
    if (forces_shows(pr))
        put_block(pr, printer_u32(pr, v.off), printer_u32(pr, v.off + 4));
    span_skip(&v, LFB_HEADER);
    while (v.len > 0)
        if (!take(pr, &v, &type, &len, &value) ||
            !put_operation(pr, message, type, len, value, v.len))
            return false;
    return true;
}
