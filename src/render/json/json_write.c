/*
 * json_write.c - members of JSON objects (RFC 8259).
 */
#include "json_write.h"

static const char hex_digit[] = "0123456789abcdef";

char *json_long_seconds(char *at, int64_t ns)
{
    const uint64_t size = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;
    const uint32_t part = (uint32_t)(size % TL_BILLION);

    if (ns < 0)
        *at++ = '-';
    at = digits_u64(at, size / TL_BILLION);
    *at++ = '.';
    return digits_nine(at, part);
}

char *json_hex(char *at, const uint8_t *p, uint32_t n)
{
    *at++ = '"';
    for (uint32_t i = 0; i < n; i++) {
        *at++ = hex_digit[p[i] >> 4];
        *at++ = hex_digit[p[i] & 15];
    }
    *at++ = '"';
    return at;
}

/*
 * Bytes of the well-formed UTF-8 sequence at `s` (RFC 3629 section 4), 0 when
 * it is none: the second byte's range excludes overlong forms, surrogates and
 * what lies beyond U+10FFFF.
 */
static unsigned utf8_len(const uint8_t *s, size_t n)
{
    const uint8_t c = s[0];
    const unsigned len = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

    if (c < 0xc2 || c > 0xf4 || n < len)
        return 0;
    const uint8_t low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    const uint8_t high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    if (s[1] < low || s[1] > high)
        return 0;
    for (unsigned i = 2; i < len; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    return len;
}

static char *put_escaped(char *at, uint8_t c)
{
    static const char short_form[32] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};

    *at++ = '\\';
    if (c >= 0x20) {
        *at++ = (char)c;
    } else if (short_form[c] != 0) {
        *at++ = short_form[c];
    } else {
        at = DIGITS_LIT(at, "u00");
        *at++ = hex_digit[c >> 4];
        *at++ = hex_digit[c & 15];
    }
    return at;
}

void json_string(struct text *out, const char *s, size_t n)
{
    const uint8_t *p = (const uint8_t *)s;
    char *at = text_reserve(out, 6 * n + 2);

    if (at == NULL)
        return;
    *at++ = '"';
    for (size_t i = 0; i < n;) {
        if (p[i] < 0x20 || p[i] == '"' || p[i] == '\\' || p[i] == 0x7f) {
            at = p[i] == 0x7f ? DIGITS_LIT(at, "\\u007f")
                              : put_escaped(at, p[i]);
            i++;
        } else if (p[i] < 0x80) {
            *at++ = (char)p[i++];
        } else {
            const unsigned len = utf8_len(p + i, n - i);
            at = len != 0 ? digits_mem(at, s + i, len)
                          : DIGITS_LIT(at, "\xef\xbf\xbd");
            i += len != 0 ? len : 1;
        }
    }
    *at++ = '"';
    out->at = at;
}
