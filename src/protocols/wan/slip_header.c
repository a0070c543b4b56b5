/*
 * slip_header.c - SLIP's header as libpcap has it: the direction, and how the
 * TCP/IP header behind it was compressed (RFC 1144).
 */
#include "slip_header.h"

#include "codes.h"
#include "leaf_members.h"

enum {
    HEADER = 16,
    TYPE = 1,
    TYPE_MASK = 0xf0,
    TYPE_IP = 0x40,
    TYPE_UNCOMPRESSED = 0x70,
    TYPE_COMPRESSED = 0x80,
    CONNECTION = 10, /* where an uncompressed header has its number */
    CHECKSUM_LEN = 2,
};

/* RFC 1144 appendix A.2: what changed. */
enum {
    NEW_CONNECTION = 0x40,
    NEW_ID = 0x20,
    NEW_SEQ = 0x08,
    NEW_ACK = 0x04,
    NEW_WINDOW = 0x02,
    NEW_URGENT = 0x01,
    SPECIAL_ECHOED = NEW_SEQ | NEW_WINDOW | NEW_URGENT,
    SPECIAL_ONE_WAY = NEW_SEQ | NEW_ACK | NEW_WINDOW | NEW_URGENT,
};

/* Windows shrink, too: the oracle takes what is changed for signed. */
static void put_value(struct printer *pr, const struct code_name *name,
                      uint16_t value)
{
    if (name->code == NEW_WINDOW && value > INT16_MAX)
        text_printf(pr->out, "W%d ", (int16_t)value);
    else
        text_printf(pr->out, "%s%u ", name->name, value);
}

/*
 * One octet, or behind a zero two. The oracle goes on behind the latter, but
 * takes a single octet for the next change, too.
 */
static uint32_t put_change(struct printer *pr, const struct code_name *name,
                           uint32_t off)
{
    const uint8_t small = printer_u8(pr, off);
    const uint16_t value = small != 0 ? small : printer_u16(pr, off + 1);

    put_value(pr, name, value);
    return small != 0 ? off : off + 3;
}

static uint32_t put_changes(struct printer *pr, uint8_t changed, uint32_t off,
                            uint32_t last_len)
{
    static const struct code_name names[] = {
        {NEW_URGENT, "U="},
        {NEW_WINDOW, "W+"},
        {NEW_ACK, "A+"},
        {NEW_SEQ, "S+"},
    };
    static const struct code_name id = {NEW_ID, "I+"};
    const uint8_t sums = changed & SPECIAL_ONE_WAY;

    if (sums == SPECIAL_ECHOED)
        text_printf(pr->out, "*SA+%u ", last_len);
    else if (sums == SPECIAL_ONE_WAY)
        text_printf(pr->out, "*S+%u ", last_len);
    else
        for (size_t i = 0; i < COUNT_OF(names); i++)
            if ((changed & names[i].code) != 0)
                off = put_change(pr, &names[i], off);
    if ((changed & NEW_ID) != 0)
        off = put_change(pr, &id, off);
    return off;
}

/* The bytes behind the headers of TCP and IP, which have to be captured. */
static uint32_t data_len(struct printer *pr)
{
    enum { TCP_OFFSET = 12, TCP_MIN = 20, WORD = 4 };
    const uint32_t ip_words = printer_u8(pr, HEADER) & 15U;
    const uint32_t tcp = HEADER + ip_words * WORD;
    const uint32_t tcp_words = printer_u8(pr, tcp + TCP_OFFSET) >> 4;

    (void)printer_need(pr, tcp, TCP_MIN);
    return pr->len - HEADER - (ip_words + tcp_words) * WORD;
}

static void put_uncompressed(struct printer *pr, struct slip_memory *memory,
                             uint8_t direction)
{
    memory->connection = printer_u8(pr, CONNECTION);
    text_printf(pr->out, "utcp %u: ", memory->connection);
    if (direction >= SLIP_DIRECTIONS)
        return;
    const uint32_t len = data_len(pr);
    if (printer_ok(pr))
        memory->data_len[direction][memory->connection] = len;
}

static void put_compressed(struct printer *pr, struct slip_memory *memory,
                           uint8_t direction)
{
    const uint8_t changed = printer_u8(pr, TYPE);
    uint32_t off = TYPE + 1;

    if (direction >= SLIP_DIRECTIONS)
        return;
    TEXT_LIT(pr->out, "ctcp ");
    if ((changed & NEW_CONNECTION) != 0) {
        memory->connection = printer_u8(pr, off++);
        text_printf(pr->out, "%u ", memory->connection);
    } else {
        TEXT_LIT(pr->out, "* ");
    }
    uint32_t *last = &memory->data_len[direction][memory->connection];
    off = put_changes(pr, changed, off + CHECKSUM_LEN, *last);
    /* The blank behind the last change is the number's. */
    pr->out->at--;
    const uint32_t len = data_len(pr);
    if (!printer_ok(pr))
        return;
    *last = len;
    text_printf(pr->out, " %u (%u): ", len, off - TYPE);
}

void slip_header_print(struct printer *pr)
{
    static const struct code_name directions[] = {{0, "I "}, {1, "O "}};
    const uint8_t direction = printer_u8(pr, 0);
    const uint8_t type = printer_u8(pr, TYPE);
    struct slip_memory *memory = &pr->memory->slip;

    CODE_PUT(pr->out, directions, direction, "Invalid direction %u ");
    if ((type & TYPE_MASK) == TYPE_IP)
        text_printf(pr->out, "ip %u: ", pr->len);
    else if ((type & TYPE_MASK) == TYPE_UNCOMPRESSED)
        put_uncompressed(pr, memory, direction);
    else if ((type & TYPE_COMPRESSED) != 0)
        put_compressed(pr, memory, direction);
    else if (direction < SLIP_DIRECTIONS)
        text_printf(pr->out, "slip-%u!: ", type);
}
