/*
 * txtproto.c - the engine shared by the line-based protocols.
 */
#include "txtproto.h"

#include <strings.h>

#include "protocol.h"

enum { TOKEN_MAX = 128 };

enum line_kind {
    LINE_WHOLE,   /* ended by LF or CRLF */
    LINE_UNENDED, /* the payload ends first */
    LINE_CUT,     /* the capture ends first */
    LINE_BAD,     /* a byte no such protocol would send */
};

struct line {
    enum line_kind kind;
    uint32_t off;  /* first byte */
    uint32_t len;  /* without the line end */
    uint32_t next; /* first byte of the next line */
};

static bool is_text(uint8_t c)
{
    return (c >= 0x20 && c < 0x7f) || c == '\t';
}

/* The captured bytes from `off` that may stand in a line. */
static uint32_t text_run(const struct printer *pr, uint32_t off)
{
    uint32_t end = off;
    while (end < pr->cap && is_text(pr->base[end]))
        end++;
    return end - off;
}

static enum line_kind line_end(const struct printer *pr, uint32_t end,
                               uint32_t *eol_bytes)
{
    if (end >= pr->len)
        return LINE_UNENDED;
    if (end >= pr->cap)
        return LINE_CUT;
    *eol_bytes = 1;
    if (pr->base[end] != '\r')
        return pr->base[end] == '\n' ? LINE_WHOLE : LINE_BAD;
    if (end + 1 >= pr->len)
        return LINE_BAD;
    if (end + 1 >= pr->cap)
        return LINE_CUT;
    *eol_bytes = 2;
    return pr->base[end + 1] == '\n' ? LINE_WHOLE : LINE_BAD;
}

static struct line find_line(const struct printer *pr, uint32_t off)
{
    struct line line = {.off = off, .len = text_run(pr, off)};
    uint32_t eol_bytes = 0;

    line.kind = line_end(pr, off + line.len, &eol_bytes);
    line.next = off + line.len + eol_bytes;
    return line;
}

/* Appends the line behind `prefix`; true when another may follow. */
static bool put_line(struct printer *pr, const char *prefix, struct line line)
{
    switch (line.kind) {
    case LINE_CUT:
        printer_cut(pr);
        return false;
    case LINE_BAD:
        return false;
    case LINE_WHOLE:
    case LINE_UNENDED:
        break;
    }
    text_str(pr->out, prefix);
    text_put(pr->out, pr->base + line.off, line.len);
    if (line.kind == LINE_UNENDED)
        printer_mark(pr);
    return line.kind == LINE_WHOLE;
}

static bool is_token_end(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/*
 * Length of the word at `off`; 0 when there is none, or when it is too long,
 * not wholly captured, or followed by a byte that ends no word.
 */
static uint32_t token_len(const struct printer *pr, uint32_t off)
{
    uint32_t end = off;

    while (end < pr->cap && pr->base[end] > 0x20 && pr->base[end] < 0x7f)
        end++;
    if (end - off > TOKEN_MAX)
        return 0;
    if (end >= pr->len)
        return end - off;
    if (end >= pr->cap || !is_token_end(pr->base[end]))
        return 0;
    return end - off;
}

static bool is_method(const struct txtproto *proto, const char *word,
                      uint32_t len)
{
    for (const char *const *m = proto->methods; *m != NULL; m++) {
        if (strlen(*m) == len && strncasecmp(*m, word, len) == 0)
            return true;
    }
    return false;
}

/* Three digits after the first word and its spaces, as "HTTP/1.1 200". */
static bool has_status(const struct printer *pr, uint32_t off)
{
    while (off < pr->cap && pr->base[off] == ' ')
        off++;
    if (token_len(pr, off) != 3)
        return false;
    for (uint32_t i = off; i < off + 3; i++) {
        if (pr->base[i] < '0' || pr->base[i] > '9')
            return false;
    }
    return true;
}

static bool is_recognised(const struct printer *pr,
                          const struct txtproto *proto)
{
    if (proto->methods == NULL)
        return true;
    const uint32_t len = token_len(pr, 0);
    if (len == 0)
        return false;
    return is_method(proto, (const char *)pr->base, len) || has_status(pr, len);
}

static void put_all_lines(struct printer *pr)
{
    uint32_t off = 0;

    TEXT_LIT(pr->out, ", length: ");
    text_u32(pr->out, pr->len);
    while (off < pr->len) {
        const struct line line = find_line(pr, off);
        if (!put_line(pr, "\n\t", line))
            return;
        off = line.next;
    }
}

void txtproto_print(struct printer *pr, const struct txtproto *proto)
{
    pr->label = proto->label;
    if (!proto->in_datagrams)
        TEXT_LIT(pr->out, ": ");
    text_str(pr->out, proto->name);
    if (!is_recognised(pr, proto))
        return;
    if (pr->style->verbose > 0)
        put_all_lines(pr);
    else
        (void)put_line(pr, ": ", find_line(pr, 0));
}

static bool print_ftp(struct printer *pr)
{
    txtproto_print(pr, &(const struct txtproto){"FTP", "ftp", NULL, false});
    return true;
}

const struct protocol protocol_ftp = {"ftp", print_ftp};

static bool print_smtp(struct printer *pr)
{
    txtproto_print(pr, &(const struct txtproto){"SMTP", "smtp", NULL, false});
    return true;
}

const struct protocol protocol_smtp = {"smtp", print_smtp};

static bool print_whois(struct printer *pr)
{
    txtproto_print(pr, &(const struct txtproto){"WHOIS", "whois", NULL, false});
    return true;
}

const struct protocol protocol_whois = {"whois", print_whois};
