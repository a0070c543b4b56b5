/*
 * tipc.c - Transparent Inter-Process Communication between the nodes of a
 * cluster, straight over Ethernet. Headers are rows of 32-bit words; which
 * words there are depends on the user, the field that names the protocol.
 * Users that are not in the table show nothing at all.
 */
#include "codes.h"
#include "protocol.h"

enum { SHORT_HEADER = 6 }; /* in words: no nodes but the previous one */

enum layout { PAYLOAD, INTERNAL, NEIGHBOURS };

static const struct user {
    const char *name;
    enum layout layout;
} users[16] = {
    [0] = {"Low Importance Data payload", PAYLOAD},
    [1] = {"Medium Importance Data payload", PAYLOAD},
    [2] = {"High Importance Data payload", PAYLOAD},
    [3] = {"Critical Importance Data payload", PAYLOAD},
    [5] = {"Broadcast Link Protocol internal", INTERNAL},
    [6] = {"Message Bundler Protocol internal", INTERNAL},
    [7] = {"Link State Protocol internal", INTERNAL},
    [8] = {"Connection Manager internal", PAYLOAD},
    [10] = {"Link Changeover Protocol internal", INTERNAL},
    [11] = {"Name Table Update Protocol internal", PAYLOAD},
    [12] = {"Message Fragmentation Protocol internal", INTERNAL},
    [13] = {"Neighbor Detection Protocol internal", NEIGHBOURS},
};

static const struct code_name message_types[] = {
    {0, "CONN_MSG"},
    {1, "MCAST_MSG"},
    {2, "NAMED_MSG"},
    {3, "DIRECT_MSG"},
};

static const struct code_name neighbour_types[] = {
    {0, "Link request"},
    {1, "Link response"},
};

/* Words are numbered from 0. */
static bool need_words(struct printer *pr, uint32_t n)
{
    return printer_need(pr, 0, n * 4);
}

static uint32_t word(struct printer *pr, uint32_t n)
{
    return printer_u32(pr, n * 4);
}

static unsigned high(struct printer *pr, uint32_t n)
{
    return printer_u16(pr, n * 4);
}

static unsigned low(struct printer *pr, uint32_t n)
{
    return printer_u16(pr, n * 4 + 2);
}

/* Zone, cluster and node. */
static void put_node(struct printer *pr, const char *before, uint32_t n)
{
    const uint32_t node = word(pr, n);

    text_printf(pr->out, "%s%u.%u.%u", before, node >> 24, node >> 12 & 0xfff,
                node & 0xfff);
}

static void put_begin(struct printer *pr)
{
    text_printf(pr->out, "TIPC v%u.0 ", word(pr, 0) >> 29);
}

/* What every line says behind the ends. */
static void put_sizes(struct printer *pr, const struct user *user)
{
    const uint32_t first = word(pr, 0);

    text_printf(pr->out, ", headerlength %u bytes, MessageSize %u bytes, %s",
                (first >> 21 & 0xf) * 4, first & 0x1ffff, user->name);
    TEXT_LIT(pr->out, ", messageType ");
}

static const char *message_type(struct printer *pr)
{
    return CODE_NAME(message_types, word(pr, 1) >> 29, "Unknown");
}

static void put_payload(struct printer *pr, const struct user *user)
{
    const bool nodes = (word(pr, 0) >> 21 & 0xf) > SHORT_HEADER;

    if (!need_words(pr, nodes ? 8 : 6))
        return;
    put_begin(pr);
    put_node(pr, "", nodes ? 6 : 3);
    text_printf(pr->out, ":%u > ", word(pr, 4));
    if (nodes) {
        put_node(pr, "", 7);
        TEXT_LIT(pr->out, ":");
    }
    text_printf(pr->out, "%u", word(pr, 5));
    put_sizes(pr, user);
    text_str(pr->out, message_type(pr));
    if (pr->style->verbose == 0 || !nodes)
        return;
    put_node(pr, "\n\tPrevious Node ", 3);
    text_printf(pr->out, ", Broadcast Ack %u, Link Ack %u, Link Sequence %u",
                low(pr, 1), high(pr, 2), low(pr, 2));
}

static void put_link_state(struct printer *pr)
{
    put_node(pr, "\n\tPrevious Node ", 3);
    text_printf(pr->out,
                ", Session No. %u, Broadcast Ack %u, Sequence Gap %u,  "
                "Broadcast Gap After %u, Broadcast Gap To %u",
                high(pr, 5), low(pr, 1), high(pr, 1) & 0x1fff, high(pr, 2),
                low(pr, 2));
    text_printf(pr->out,
                ", Last Sent Packet No. %u, Next sent Packet No. %u, "
                "Transport Sequence %u, msg_count %u, Link Tolerance %u",
                high(pr, 4), low(pr, 4), word(pr, 8), high(pr, 9), low(pr, 9));
}

static void put_internal(struct printer *pr, const struct user *user)
{
    if (!need_words(pr, 8))
        return;
    put_begin(pr);
    put_node(pr, "", 6);
    put_node(pr, " > ", 7);
    put_sizes(pr, user);
    text_printf(pr->out, "%s (0x%08x)", message_type(pr), word(pr, 1));
    if (pr->style->verbose > 0 && need_words(pr, 10))
        put_link_state(pr);
}

static void put_neighbours(struct printer *pr, const struct user *user)
{
    if (!need_words(pr, 4))
        return;
    put_begin(pr);
    put_node(pr, "", 3);
    put_node(pr, " > ", 2);
    put_sizes(pr, user);
    text_str(pr->out, CODE_NAME(neighbour_types, word(pr, 1) >> 29, "Unknown"));
    if (pr->style->verbose > 0 && need_words(pr, 6))
        text_printf(pr->out, "\n\tNodeSignature %u, network_id %u, media_id %u",
                    low(pr, 1), word(pr, 4), word(pr, 5) & 0xff);
}

static bool print_tipc(struct printer *pr)
{
    pr->label = "tipc";
    const struct user *user = &users[word(pr, 0) >> 25 & 0xf];

    if (!printer_ok(pr) || user->name == NULL)
        return true;
    switch (user->layout) {
    case PAYLOAD:
        put_payload(pr, user);
        break;
    case INTERNAL:
        put_internal(pr, user);
        break;
    case NEIGHBOURS:
        put_neighbours(pr, user);
        break;
    }
    return true;
}

const struct protocol protocol_tipc = {.name = "tipc", .print = print_tipc};
