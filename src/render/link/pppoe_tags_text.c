/*
 * pppoe_tags_text.c - the tags of PPPoE discovery (RFC 2516 appendix A).
 */
#include "bytes.h"
#include "render.h"

static const char *tag_name(uint16_t type)
{
    switch (type) {
    case 0x0000:
        return "EOL";
    case 0x0101:
        return "Service-Name";
    case 0x0102:
        return "AC-Name";
    case 0x0103:
        return "Host-Uniq";
    case 0x0104:
        return "AC-Cookie";
    case 0x0105:
        return "Vendor-Specific";
    case 0x0110:
        return "Relay-Session-ID";
    case 0x0201:
        return "Service-Name-Error";
    case 0x0202:
        return "AC-System-Error";
    case 0x0203:
        return "Generic-Error";
    default:
        return NULL;
    }
}

static void put_tag_value(struct line *line, const uint8_t *p, uint32_t n)
{
    uint32_t printable = 0;

    for (uint32_t i = 0; i < n; i++)
        printable += p[i] >= 0x20 && p[i] < 0x7f;
    if (printable * 2 > n) {
        TEXT_LIT(line->out, "\"");
        for (uint32_t i = 0; i < n; i++)
            text_char(line->out,
                      p[i] >= 0x20 && p[i] < 0x7f ? (char)p[i] : '.');
        TEXT_LIT(line->out, "\"");
        return;
    }
    TEXT_LIT(line->out, "0x");
    for (uint32_t i = 0; i < n; i++)
        text_printf(line->out, "%02X", p[i]);
}

enum part_end put_pppoe_tags(struct line *line, const struct tl_layer *l)
{
    enum { HDR = 6, TAG_HDR = 4 };
    const uint8_t *p = line->pkt->raw.data + l->off + HDR;
    uint32_t cap = l->cap - HDR, len = 0;
    uint16_t type = 1;

    for (uint32_t at = 0; type != 0 && at < l->pppoe.length;
         at += TAG_HDR + len) {
        if (at + TAG_HDR > cap)
            return part_mark(line, PART_CUT);
        type = load_be16(p + at);
        len = load_be16(p + at + 2);
        if (at + TAG_HDR + len > cap)
            return part_mark(line, PART_CUT);
        const char *name = tag_name(type);
        if (name != NULL)
            text_printf(line->out, " [%s", name);
        else
            text_printf(line->out, " [TAG-0x%x", type);
        if (len > 0) {
            TEXT_LIT(line->out, " ");
            put_tag_value(line, p + at + TAG_HDR, len);
        }
        text_char(line->out, ']');
    }
    return PART_END;
}
