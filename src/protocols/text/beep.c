/*
 * beep.c - BEEP (RFC 3080 section 2.2.1): the keyword of the frame.
 */
#include "count.h"
#include "protocol.h"

/* Four bytes each: the oracle takes the zero that ends "MSG" for content. */
static const char *const keywords[] = {
    "MSG", "ERR ", "ANS ", "NUL ", "SEQ ", "END", "RPY ",
};

static bool print_beep(struct printer *pr)
{
    enum { KEYWORD = 4, NAME = 3 };

    pr->label = "beep";
    for (size_t i = 0; i < COUNT_OF(keywords); i++) {
        if (!printer_has(pr, 0, KEYWORD) ||
            memcmp(pr->base, keywords[i], KEYWORD) != 0)
            continue;
        TEXT_LIT(pr->out, " BEEP ");
        text_put(pr->out, keywords[i], NAME);
        return true;
    }
    TEXT_LIT(pr->out, " BEEP (payload or undecoded)");
    return true;
}

const struct protocol protocol_beep = {"beep", print_beep};
