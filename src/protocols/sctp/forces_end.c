/*
 * forces_end.c - what the paths of ForCES end in (RFC 5810 section 7.1.7 and
 * appendix A): data, whole or in parts, a key, a result. And the elements that
 * all of ForCES is made of.
 */
#include "forces_end.h"

#include <string.h>

#include "codes.h"

static const struct code_name kinds[] = {
    {0x0000, "Invalid TLV"},
    {0x0001, "REDIRECT TLV"},
    {0x0010, "ASResult TLV"},
    {0x0011, "ASTreason TLV"},
    {FORCES_PATH_DATA, "PATH-DATA TLV"},
    {FORCES_KEY_INFO, "KEYINFO TLV"},
    {FORCES_FULL_DATA, "FULLDATA TLV"},
    {FORCES_SPARSE_DATA, "SPARSEDATA TLV"},
    {FORCES_RESULT, "RESULT TLV"},
    {0x0115, "METADATA TLV"},
    {0x0116, "REDIRECTDATA TLV"},
    {0x1000, "LFBselect TLV"},
};

const char *forces_kind(uint16_t type)
{
    return type == 0 ? NULL : CODE_NAME(kinds, type, NULL);
}

void forces_put_kind(struct printer *pr, uint16_t type)
{
    CODE_PUT(pr->out, kinds, type, "#%u");
}

void forces_indent(struct printer *pr, unsigned n)
{
    text_fill(pr->out, ' ', n);
}

const char *forces_flaw(uint32_t len, uint32_t n, uint32_t header)
{
    if (n < header)
        return "Invalid total length";
    if (len < header)
        return "xLV too short";
    if (len > n)
        return "xLV too long";
    return forces_padded(len) > n ? "data padding missing" : NULL;
}

void forces_put_messy(struct printer *pr, const char *name, uint16_t type,
                      uint32_t excess)
{
    text_printf(pr->out,
                "\n\t\tMessy %s TLV header, type (0x%x)"
                "\n\t\texcess of %u Bytes ",
                name, type, excess);
}

void forces_put_hex(struct printer *pr, unsigned in, uint32_t off, uint32_t n)
{
    char start[256] = "\n";
    const unsigned width = in < sizeof(start) - 2 ? in : sizeof(start) - 2;

    memset(start + 1, ' ', width);
    start[width + 1] = '\0';
    printer_hex(pr, start, off, n);
    text_str(pr->out, start);
    text_char(pr->out, ']');
}

/* An end that the operation, or the flags of the path, have no room for. */
static void put_misplaced(struct printer *pr, uint16_t type, unsigned marks)
{
    unsigned is = 0;

    if ((marks & FORCES_KEYED) != 0) {
        if (type != FORCES_KEY_INFO)
            TEXT_LIT(pr->out, "Based on flags expected KEYINFO TLV!\n");
        return;
    }
    if (type == FORCES_FULL_DATA)
        is = FORCES_MAY_BE_FULL;
    else if (type == FORCES_SPARSE_DATA)
        is = FORCES_MAY_BE_SPARSE;
    else if (type == FORCES_RESULT)
        is = FORCES_MAY_BE_RESULT;
    if ((is & marks) == 0)
        text_printf(pr->out,
                    "Illegal DATA encoding for type 0x%x programmed %x got "
                    "%x\n",
                    type, is, marks);
}

static void put_full_data(struct printer *pr, struct span v, unsigned in)
{
    if (!forces_shows(pr))
        return;
    forces_indent(pr, in + 1);
    text_char(pr->out, '[');
    forces_put_hex(pr, in + 1, v.off, v.len);
}

static bool put_result(struct printer *pr, struct span v, unsigned in)
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

    if (v.len != 4) {
        text_printf(pr->out, "illegal RESULT-TLV: %u bytes!\n", v.len);
        return false;
    }
    const uint8_t code = printer_u8(pr, v.off);
    const char *name = CODE_NAME(codes, code, NULL);
    if (name == NULL) {
        text_printf(pr->out, "illegal reserved result code: 0x%x!\n", code);
        return false;
    }
    if (forces_shows(pr)) {
        forces_indent(pr, in + 2);
        text_printf(pr->out, "Result: %s (code 0x%x)\n", name, code);
    }
    return true;
}

/*
 * A key and its data. The oracle looks for FULLDATA behind the header of the
 * element that follows the key, takes the length from that header, and holds
 * it against the whole of KEYINFO; data as they should be satisfy it never.
 */
static bool put_key(struct printer *pr, uint32_t off, uint32_t len, unsigned in)
{
    const uint32_t key = printer_u32(pr, off);
    const uint32_t element = off + 4;
    const uint32_t inner = element + FORCES_TLV_HEADER;

    forces_indent(pr, in);
    text_printf(pr->out, "Keyinfo: Key 0x%x\n", key);
    const uint16_t type = printer_u16(pr, element);
    const uint16_t data = printer_u16(pr, element + 2);
    const char *wrong = forces_flaw(data, len, FORCES_TLV_HEADER);
    if (wrong != NULL) {
        text_printf(pr->out, "%s TLV type 0x%x len %u\n", wrong, type, data);
        return false;
    }
    if (printer_u16(pr, inner) != FORCES_FULL_DATA) {
        TEXT_LIT(pr->out, "Error: expecting FULLDATA!\n");
        return false;
    }
    const struct span v = {inner + FORCES_TLV_HEADER,
                           data - (uint32_t)FORCES_TLV_HEADER};
    put_full_data(pr, v, in);
    return true;
}

/* Values under a number and a length each, of 32 bits. */
static bool put_sparse(struct printer *pr, struct span v, unsigned in)
{
    enum { HEADER = 8 };

    if (v.len < HEADER) {
        TEXT_LIT(pr->out, "Error: BAD SPARSEDATA-TLV!\n");
        return false;
    }
    while (v.len > 0) {
        const uint32_t number = v.len < HEADER ? 0 : printer_u32(pr, v.off);
        const uint32_t len = v.len < HEADER ? 0 : printer_u32(pr, v.off + 4);
        const char *wrong = forces_flaw(len, v.len, HEADER);
        if (wrong != NULL) {
            text_printf(pr->out, "Error: %s, rlen %u\n", wrong, v.len);
            return false;
        }
        if (forces_shows(pr)) {
            text_char(pr->out, '\n');
            forces_indent(pr, in + 1);
            text_printf(pr->out, "ILV: type %x length %u\n", number, len);
            printer_hex(pr, "\t\t[", v.off + HEADER, len - HEADER);
        }
        span_skip(&v, forces_padded(len));
    }
    return true;
}

static void put_end_head(struct printer *pr, uint16_t type, uint16_t len,
                         unsigned in)
{
    if (!forces_shows(pr))
        return;
    forces_indent(pr, in);
    text_printf(pr->out, "%s (Length %u DataLen %u", CODE_NAME(kinds, type, ""),
                len, len - FORCES_TLV_HEADER);
    if (forces_padded(len) != len)
        text_printf(pr->out, " pad %u", forces_padded(len) - len);
    TEXT_LIT(pr->out, " Bytes)\n");
}

bool forces_put_end(struct printer *pr, uint16_t type, struct span element,
                    unsigned in, unsigned marks)
{
    const uint16_t len = printer_u16(pr, element.off + 2);
    struct span v = element;

    span_skip(&v, FORCES_TLV_HEADER);
    put_end_head(pr, type, len, in);
    put_misplaced(pr, type, marks);
    switch (type) {
    case FORCES_FULL_DATA:
        put_full_data(pr, v, in);
        return true;
    case FORCES_RESULT:
        return put_result(pr, v, in);
    case FORCES_KEY_INFO:
        return put_key(pr, v.off, v.len + FORCES_TLV_HEADER, in);
    default:
        return put_sparse(pr, v, in);
    }
}
