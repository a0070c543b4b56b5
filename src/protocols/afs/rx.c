/*
 * rx.c - Rx, the remote procedure calls of AFS: its header, acknowledgments,
 * and which reply answers which call. What is called stands in afs_*.c.
 */
#include "rx.h"

#include "afs_args.h"
#include "afs_services.h"
#include "codes.h"
#include "leaf_members.h"
#include "protocol.h"

enum {
    HDR = 28,
    OFF_CONNECTION = 4,
    OFF_CALL = 8,
    OFF_SEQUENCE = 12,
    OFF_SERIAL = 16,
    OFF_TYPE = 20,
    OFF_FLAGS = 21,
    OFF_SECURITY = 23,
    OFF_SERVICE = 26,
};

enum { TYPE_DATA = 1, TYPE_ACK = 2, TYPE_ABORT = 4 };

enum { FROM_CLIENT = 1, SLOW_START_OR_JUMBO = 32 };

static const struct code_name types[] = {
    {1, "data"},   {2, "ack"},       {3, "busy"},     {4, "abort"},
    {5, "ackall"}, {6, "challenge"}, {7, "response"}, {8, "debug"},
    {9, "params"}, {13, "version"},
};

static const struct code_name flag_names[] = {
    {1, "<client-init>"}, {2, "<req-ack>"},    {4, "<last-pckt>"},
    {8, "<more-pckts>"},  {16, "<free-pckt>"},
};

/* The last flag means another thing in another type. */
static void put_flags(struct printer *pr, uint8_t type, uint8_t flags)
{
    const char *last = NULL;
    uint8_t named = flags & 0x1f;

    if ((flags & SLOW_START_OR_JUMBO) != 0 && type == TYPE_DATA)
        last = "<jumbogram>";
    else if ((flags & SLOW_START_OR_JUMBO) != 0 && type == TYPE_ACK)
        last = "<slow-start>";
    if (named != 0 || last != NULL)
        text_char(pr->out, ' ');
    CODE_PUT_BITS(pr->out, flag_names, named, ",");
    if (last != NULL) {
        if (named != 0)
            text_char(pr->out, ',');
        text_str(pr->out, last);
    }
}

static void put_header(struct printer *pr, uint8_t type)
{
    const unsigned verbose = pr->style->verbose;

    text_char(pr->out, ' ');
    CODE_PUT(pr->out, types, type, "type %u");
    if (verbose > 1)
        text_printf(pr->out, " cid %08x call# %u",
                    printer_u32(pr, OFF_CONNECTION), printer_u32(pr, OFF_CALL));
    if (verbose > 0)
        text_printf(pr->out, " seq %u ser %u", printer_u32(pr, OFF_SEQUENCE),
                    printer_u32(pr, OFF_SERIAL));
    if (verbose > 2)
        text_printf(pr->out, " secindex %u serviceid %u",
                    printer_u8(pr, OFF_SECURITY), printer_u16(pr, OFF_SERVICE));
    if (verbose > 1)
        put_flags(pr, type, printer_u8(pr, OFF_FLAGS));
}

/* --- acknowledgments --------------------------------------------------- */

enum {
    ACK_SKEW = HDR + 2,
    ACK_FIRST = HDR + 4,
    ACK_SERIAL = HDR + 12,
    ACK_REASON = HDR + 16,
    ACK_COUNT = HDR + 17,
    ACK_LIST = HDR + 18,
    ACK_PADDING = 3,
};

/* " acked 20-22,25": those of the `n` packets whose octet is `wanted`. */
static void put_acked(struct printer *pr, const char *word, uint8_t wanted,
                      uint32_t first, uint32_t n)
{
    const char *between = word;
    const uint8_t *list = pr->base + ACK_LIST;

    for (uint32_t i = 0; i < n; i++) {
        if (list[i] != wanted)
            continue;
        uint32_t last = i;
        while (last + 1 < n && list[last + 1] == wanted)
            last++;
        text_printf(pr->out, "%s%u", between, first + i);
        if (last > i)
            text_printf(pr->out, "-%u", first + last);
        between = ",";
        i = last;
    }
}

/* What later versions of Rx have behind the list, as much as is there. */
static void put_ack_trailer(struct printer *pr, uint32_t off)
{
    static const char *const names[] = {" ifmtu", " maxmtu", " rwind",
                                        " maxpackets"};

    for (uint32_t i = 0; i < COUNT_OF(names); i++, off += 4)
        if (printer_has(pr, off, 4))
            text_printf(pr->out, "%s %u", names[i], printer_u32(pr, off));
}

static void print_ack(struct printer *pr)
{
    static const struct code_name reasons[] = {
        {1, "ack requested"},
        {2, "duplicate packet"},
        {3, "out of sequence"},
        {4, "exceeds window"},
        {5, "no buffer space"},
        {6, "ping"},
        {7, "ping response"},
        {8, "delay"},
        {9, "idle"},
    };

    if (!printer_has(pr, HDR, ACK_LIST - HDR)) {
        TEXT_LIT(pr->out, " [|ack]");
        return;
    }
    if (pr->style->verbose > 2)
        text_printf(pr->out, " bufspace %u maxskew %u", printer_u16(pr, HDR),
                    printer_u16(pr, ACK_SKEW));
    const uint32_t first = printer_u32(pr, ACK_FIRST);
    text_printf(pr->out, " first %u serial %u reason ", first,
                printer_u32(pr, ACK_SERIAL));
    CODE_PUT(pr->out, reasons, printer_u8(pr, ACK_REASON), "#%u");
    const uint32_t n = printer_u8(pr, ACK_COUNT);
    if (!printer_has(pr, ACK_LIST, n)) {
        TEXT_LIT(pr->out, " [|ack]");
        return;
    }
    put_acked(pr, " acked ", 1, first, n);
    put_acked(pr, " nacked ", 0, first, n);
    if (pr->style->verbose > 1)
        put_ack_trailer(pr, ACK_LIST + n + ACK_PADDING);
}

/* --- calls and replies ------------------------------------------------- */

/*
 * The oracle takes every IP header for one of IPv4, so of IPv6 it sees the
 * middle of the sender's address where the two would be.
 */
static const uint8_t *from_addr(const struct printer *pr)
{
    return pr->addr_len == 16 ? pr->src_addr + 4 : pr->src_addr;
}

static const uint8_t *to_addr(const struct printer *pr)
{
    return pr->addr_len == 16 ? pr->src_addr + 8 : pr->dst_addr;
}

static void remember(const struct printer *pr, uint32_t number,
                     uint16_t service, uint32_t operation)
{
    if (pr->memory == NULL || pr->addr_len == 0)
        return;
    struct rx_ring *ring = &pr->memory->rx;
    struct rx_call *call = &ring->calls[ring->next];

    ring->next = (ring->next + 1) % RX_RING_SIZE;
    *call = (struct rx_call){.number = number,
                             .port = pr->dport,
                             .service = service,
                             .operation = operation};
    memcpy(call->client, from_addr(pr), sizeof(call->client));
    memcpy(call->server, to_addr(pr), sizeof(call->server));
}

/* The oracle looks from the last hit on, so of two equal calls it stays. */
static bool recall(const struct printer *pr, uint32_t number, uint16_t service,
                   uint32_t *operation)
{
    if (pr->memory == NULL || pr->addr_len == 0)
        return false;
    struct rx_ring *ring = &pr->memory->rx;
    for (unsigned i = 0; i < RX_RING_SIZE; i++) {
        const unsigned at = (ring->hint + i) % RX_RING_SIZE;
        const struct rx_call *call = &ring->calls[at];
        if (call->number == number && call->service == service &&
            call->port == pr->sport &&
            memcmp(call->client, to_addr(pr), sizeof(call->client)) == 0 &&
            memcmp(call->server, from_addr(pr), sizeof(call->server)) == 0) {
            ring->hint = at;
            *operation = call->operation;
            return true;
        }
    }
    return false;
}

static void print_call(struct printer *pr)
{
    const struct afs_service *service = afs_service_at(pr->dport);

    if (pr->len <= HDR || (service == NULL && !printer_has(pr, HDR, 4)))
        return;
    const uint32_t operation = printer_u32(pr, HDR);
    if (!printer_ok(pr))
        return;
    remember(pr, printer_u32(pr, OFF_CALL), printer_u16(pr, OFF_SERVICE),
             operation);
    if (service != NULL)
        afs_print_call(pr, service, operation, HDR + 4);
}

static void print_reply(struct printer *pr, bool abort)
{
    uint32_t operation;

    if (!recall(pr, printer_u32(pr, OFF_CALL), printer_u16(pr, OFF_SERVICE),
                &operation))
        return;
    const struct afs_service *service = afs_service_at(pr->sport);
    if (service == NULL || (!service->answers_empty && pr->len <= HDR))
        return;
    if (abort)
        afs_print_abort(pr, service, operation, HDR);
    else
        afs_print_reply(pr, service, operation, HDR);
}

static void print_body(struct printer *pr, uint8_t type)
{
    const bool from_client = (printer_u8(pr, OFF_FLAGS) & FROM_CLIENT) != 0;
    const bool opens = type == TYPE_DATA && printer_u32(pr, OFF_SEQUENCE) == 1;

    if (opens && from_client)
        print_call(pr);
    else if (opens || (type == TYPE_ABORT && !from_client))
        print_reply(pr, !opens);
    else if (type == TYPE_ACK)
        print_ack(pr);
}

static bool print_rx(struct printer *pr)
{
    pr->label = "rx";
    if (printer_has(pr, 0, HDR)) {
        const uint8_t type = printer_u8(pr, OFF_TYPE);
        TEXT_LIT(pr->out, " rx");
        put_header(pr, type);
        print_body(pr, type);
    } else {
        printer_mark(pr);
    }
    text_printf(pr->out, " (%u)", pr->len);
    return true;
}

const struct protocol protocol_rx = {.name = "rx", .print = print_rx};
