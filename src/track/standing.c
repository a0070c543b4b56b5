/*
 * standing.c - the few flags that tell.
 */
#include "standing.h"

#include "tcpline/packet.h"

enum {
    BEGUN = 1,      /* a segment has been seen ... */
    ANSWERED = 2,   /* ... that is no SYN of whoever asked first */
    FIN_THERE = 4,  /* forward */
    FIN_BACK = 8,   /* reverse */
    RESET = 16,     /* a RST, either way */
    ASKED_BACK = 32 /* the first SYN came in reverse */
};

enum { FINS = FIN_THERE | FIN_BACK };

static bool is_over(uint8_t seen)
{
    return (seen & RESET) != 0 || (seen & FINS) == FINS;
}

/*
 * The last ACK may never come, or not be captured: with both FINs a
 * connection is over, as far as it can be said of one that is silent longest.
 */
bool standing_passed(struct standing *s, const struct segment *seg,
                     bool reverse)
{
    const bool asks = (seg->flags & (TL_SYN | TL_ACK | TL_RST)) == TL_SYN;

    if (asks && is_over(s->seen))
        s->seen = 0; /* the same ends once more */
    if ((s->seen & BEGUN) == 0)
        s->seen |= reverse ? ASKED_BACK : 0;
    if (!asks || reverse != ((s->seen & ASKED_BACK) != 0))
        s->seen |= ANSWERED;
    s->seen |= BEGUN;
    if ((seg->flags & TL_FIN) != 0)
        s->seen |= reverse ? FIN_BACK : FIN_THERE;
    if ((seg->flags & TL_RST) != 0)
        s->seen |= RESET;
    return is_over(s->seen) || (s->seen & ANSWERED) == 0;
}
