/*
 * forces_path.c - operations on logical function blocks (RFC 5810 section
 * 7.1.7), and the paths to the data they are about, which may hold paths.
 */
#include "forces_path.h"

#include "codes.h"
#include "forces_end.h"

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
    {SET, " Set"},
    {SET_PROPERTY, " SetProp"},
    {SET_RESPONSE, " SetResp"},
    {SET_PROPERTY_RESPONSE, " SetPropResp"},
    {DELETE, " Del"},
    {DELETE_RESPONSE, " DelResp"},
    {GET, " Get"},
    {GET_PROPERTY, " GetProp"},
    {GET_RESPONSE, " GetResp"},
    {GET_PROPERTY_RESPONSE, " GetPropResp"},
    {REPORT, " Report"},
    {COMMIT, " Commit"},
    {COMMIT_RESPONSE, " RCommit"},
    {COMPLETE, " RTRCOMP"},
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

static unsigned ends_allowed(uint16_t operation)
{
    switch (operation) {
    case SET:
    case SET_PROPERTY:
    case REPORT:
        return FORCES_MAY_BE_FULL | FORCES_MAY_BE_SPARSE;
    case GET_RESPONSE:
        return FORCES_MAY_BE_FULL | FORCES_MAY_BE_SPARSE | FORCES_MAY_BE_RESULT;
    case GET_PROPERTY_RESPONSE:
        return FORCES_MAY_BE_FULL | FORCES_MAY_BE_RESULT;
    case SET_RESPONSE:
    case SET_PROPERTY_RESPONSE:
    case DELETE_RESPONSE:
    case COMMIT_RESPONSE:
        return FORCES_MAY_BE_RESULT;
    default:
        return 0;
    }
}

/* What holds for a path: marks of forces_end.h, and how deep it is. */
struct way {
    unsigned marks;
    unsigned depth;
};

enum { MAX_DEPTH = 64, LFB_HEADER = 8, PATH_HEADER = 4, ID = 4 };

static bool put_paths(struct printer *pr, struct span v, unsigned in,
                      struct way way);

static bool put_end(struct printer *pr, uint16_t type, struct span element,
                    unsigned in, struct way way)
{
    return type == FORCES_PATH_DATA
               ? put_paths(pr, element, in, way)
               : forces_put_end(pr, type, element, in, way.marks);
}

/*
 * The end of a path, and what else is in it. Where the end is wrong the path
 * is over, which is no matter to whoever holds it.
 */
static bool put_content(struct printer *pr, struct span v, unsigned in,
                        struct way way)
{
    if (v.len == 0)
        return true;
    const uint16_t type = printer_u16(pr, v.off);
    const uint16_t len = printer_u16(pr, v.off + 2);
    const char *wrong = forces_flaw(len, v.len, FORCES_TLV_HEADER);
    const bool known = type >= FORCES_PATH_DATA && type <= FORCES_RESULT;
    if (wrong == NULL && known) {
        const struct span element = {v.off, forces_padded(len)};
        span_skip(&v, element.len);
        return !put_end(pr, type, element, in, way) ||
               put_paths(pr, v, in - 1, way);
    }
    if (wrong != NULL)
        text_printf(pr->out,
                    "%s Outstanding bytes %u for TLV type 0x%x TLV len %u\n",
                    wrong, v.len, type, len);
    else
        text_printf(pr->out, "Invalid path data content type 0x%x len %u\n",
                    type, len);
    if (len == 0)
        return put_paths(pr, v, in - 1, way);
    printer_hex(pr, "Bad Data val\n\t  [", v.off, v.len);
    TEXT_LIT(pr->out, "]\n");
    return true;
}

static void put_missing_ids(struct printer *pr, struct span v, unsigned count)
{
    text_printf(pr->out, "\t\t\ttruncated IDs expected %uB got %uB\n",
                count * ID, v.len);
    printer_hex(pr, "\t\t\tID Data[", v.off, v.len);
    TEXT_LIT(pr->out, "]\n");
}

static void put_ids(struct printer *pr, struct span *v, uint16_t count,
                    unsigned in)
{
    for (unsigned i = 1; i <= count; i++, span_skip(v, ID)) {
        if (!forces_shows(pr))
            continue;
        forces_indent(pr, in);
        text_printf(pr->out, "ID#%02u: %u\n", i, printer_u32(pr, v->off));
    }
}

/* The key or range that the flags announce; false ends the path. */
static bool put_selector(struct printer *pr, struct span *v, unsigned in,
                         const struct way *way)
{
    enum { LEAST = 12, COUNTED = 4 };

    if ((way->marks & (FORCES_KEYED | FORCES_RANGED)) == 0)
        return true;
    if (v->len < LEAST) {
        text_printf(pr->out, "pathlength %u with key/range too short %u\n",
                    v->len, LEAST);
        return false;
    }
    span_skip(v, FORCES_TLV_HEADER);
    if ((way->marks & FORCES_RANGED) != 0) {
        if (forces_shows(pr)) {
            forces_indent(pr, in);
            text_printf(pr->out, "Table range: [%u,%u]\n",
                        printer_u32(pr, v->off), printer_u32(pr, v->off + 4));
        }
        span_skip(v, 8);
        return true;
    }
    const uint16_t len = (uint16_t)printer_u32(pr, v->off);
    if (len < COUNTED) {
        text_printf(pr->out, "key content length %u < %u\n", len, COUNTED);
        return false;
    }
    if (len > v->len) {
        TEXT_LIT(pr->out, "key content too short\n");
        return false;
    }
    span_skip(v, len);
    return true;
}

/* False where it has ended before its content. */
static bool put_path(struct printer *pr, struct span v, unsigned in,
                     struct way way)
{
    enum { SELECT_KEY = 1, SELECT_RANGE = 2, APPEND = 4 };

    if (v.len < PATH_HEADER) {
        printer_mark(pr);
        return false;
    }
    const uint16_t flags = printer_u16(pr, v.off);
    const uint16_t count = printer_u16(pr, v.off + 2);
    if (forces_shows(pr)) {
        text_char(pr->out, '\n');
        forces_indent(pr, in + 1);
        text_printf(pr->out, "Pathdata: Flags 0x%x ID count %u\n", flags,
                    count);
    }
    span_skip(&v, PATH_HEADER);
    if (v.len / ID < count) {
        put_missing_ids(pr, v, count);
        return false;
    }
    way.marks |= (flags & SELECT_KEY) != 0 ? FORCES_KEYED : 0;
    way.marks |= (flags & SELECT_RANGE) != 0 ? FORCES_RANGED : 0;
    way.marks |= (flags & APPEND) != 0 ? FORCES_APPENDED : 0;
    if ((way.marks & FORCES_KEYED) != 0 && (way.marks & FORCES_RANGED) != 0) {
        TEXT_LIT(pr->out, "\t\t\tIllegal to have both Table ranges and keys\n");
        return false;
    }
    if ((way.marks & FORCES_APPENDED) != 0 && forces_shows(pr)) {
        forces_indent(pr, in + 1);
        TEXT_LIT(pr->out, "TABLE APPEND\n");
    }
    put_ids(pr, &v, count, in + 1);
    return !put_selector(pr, &v, in + 1, &way) ||
           put_content(pr, v, in + 3, way);
}

/*
 * Paths one behind the other; other elements are taken for paths. Those
 * inside a path stand three columns to the right of it, and all but the first
 * one column less. False where one of them is wrong, which ends them.
 */
static bool put_paths(struct printer *pr, struct span v, unsigned in,
                      struct way way)
{
    if (way.depth++ >= MAX_DEPTH)
        return false;
    while (v.len > 0) {
        const uint16_t type = printer_u16(pr, v.off);
        const uint16_t len = printer_u16(pr, v.off + 2);
        if (forces_flaw(len, v.len, FORCES_TLV_HEADER) != NULL) {
            forces_put_messy(pr, "PATHDATA", type, v.len - len);
            return false;
        }
        if (forces_shows(pr)) {
            forces_indent(pr, in);
            forces_put_kind(pr, type);
            text_printf(pr->out, ", length %u (data encapsulated %u Bytes)",
                        len, len - FORCES_TLV_HEADER);
        }
        const struct span value = {v.off + FORCES_TLV_HEADER,
                                   len - (uint32_t)FORCES_TLV_HEADER};
        if (!put_path(pr, value, in, way))
            return false;
        span_skip(&v, forces_padded(len));
    }
    return true;
}

/* The one path of an answer to a commit, which need not be one either. */
static void put_general(struct printer *pr, struct span v, unsigned in)
{
    const uint16_t type = printer_u16(pr, v.off);
    const uint16_t len = printer_u16(pr, v.off + 2);

    TEXT_LIT(pr->out, "genoptlvprint - ");
    forces_put_kind(pr, type);
    text_printf(pr->out, " TLV type 0x%x len %u\n", type, len);
    if (forces_flaw(len, v.len, FORCES_TLV_HEADER) != NULL) {
        text_printf(pr->out, "\t\t\tInvalid ForCES TLV type=%x", type);
        return;
    }
    if (forces_kind(type) == NULL) {
        text_printf(pr->out, "#0 TLV type 0x%x len %u\n", type, len);
        return;
    }
    if (forces_shows(pr)) {
        forces_indent(pr, in);
        forces_put_kind(pr, type);
        text_printf(pr->out, ", length %u (data length %u Bytes)", len,
                    len - FORCES_TLV_HEADER);
    }
    const struct way way = {.marks = FORCES_MAY_BE_RESULT};
    put_path(pr,
             (struct span){v.off + FORCES_TLV_HEADER,
                           len - (uint32_t)FORCES_TLV_HEADER},
             in, way);
}

/* Bytes of an operation that has no business here, and of those behind. */
static void put_data(struct printer *pr, unsigned in, uint32_t off, uint32_t n)
{
    if (!forces_shows(pr))
        return;
    forces_indent(pr, in);
    TEXT_LIT(pr->out, "Data[");
    forces_put_hex(pr, in, off, n);
    text_char(pr->out, '\n');
}

static void put_misplaced_operation(struct printer *pr, uint16_t type,
                                    uint16_t len)
{
    if (!forces_shows(pr))
        text_char(pr->out, '\n');
    text_printf(pr->out,
                "\t\tINValid oper-TLV type 0x%x length %u for this ForCES "
                "message\n",
                type, len);
}

/*
 * One operation of `len` bytes with its header, of which `v` are behind that;
 * `behind` bytes of the block follow it.
 */
static void put_operation(struct printer *pr, uint8_t message, uint16_t type,
                          uint16_t len, struct span v, uint32_t behind)
{
    enum { LEAST = 8, COLUMN = 10, NEGATIVE = 0x8000 };
    const bool known = type <= COMPLETE && (allowed_in(message) & BIT(type));
    const char *name = CODE_NAME(operations, type, "Invalid OPTLV");

    /* To the oracle these are smaller than the last it knows. */
    if (!known && type < NEGATIVE) {
        put_misplaced_operation(pr, type, len);
        put_data(pr, COLUMN - 1, v.off - FORCES_TLV_HEADER,
                 forces_padded(len) + behind);
        return;
    }
    if (forces_shows(pr)) {
        forces_indent(pr, COLUMN);
        text_printf(pr->out, "Oper TLV %s(0x%x) length %u\n", name, type, len);
    }
    if (v.len < LEAST) {
        text_printf(pr->out,
                    "\t\tOper TLV %s(0x%x) length %u\n"
                    "\t\tTruncated data size %u minimum required %u\n",
                    name, type, len, v.len, LEAST);
        put_data(pr, COLUMN - 1, v.off, v.len);
    } else if (!known) {
        put_data(pr, COLUMN, v.off, v.len);
    } else if (type == COMMIT_RESPONSE) {
        put_general(pr, v, COLUMN + 1);
    } else if (type != COMMIT && type != COMPLETE) {
        const struct way way = {.marks = ends_allowed(type)};
        put_paths(pr, v, COLUMN + 1, way);
    }
}

static void put_block(struct printer *pr, uint32_t class, uint32_t instance)
{
    static const struct code_name classes[] = {
        {0, "Invalid TLV"},
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

    if (v.len < LEAST) {
        text_printf(pr->out, "\n\t\ttruncated lfb selector: %u bytes missing! ",
                    LEAST - 1 - v.len);
        return false;
    }
    if (forces_shows(pr))
        put_block(pr, printer_u32(pr, v.off), printer_u32(pr, v.off + 4));
    span_skip(&v, LFB_HEADER);
    while (v.len > 0) {
        const uint16_t type = printer_u16(pr, v.off);
        const uint16_t len = printer_u16(pr, v.off + 2);
        if (forces_flaw(len, v.len, FORCES_TLV_HEADER) != NULL) {
            forces_put_messy(pr, "oper", type, v.len - len);
            return false;
        }
        const struct span value = {v.off + FORCES_TLV_HEADER,
                                   len - (uint32_t)FORCES_TLV_HEADER};
        span_skip(&v, forces_padded(len));
        put_operation(pr, message, type, len, value, v.len);
    }
    return true;
}
