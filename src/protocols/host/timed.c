/*
 * timed.c - the Time Synchronization Protocol of 4.3BSD's timed.
 */
#include "codes.h"
#include "printer.h"
#include "protocol.h"

enum type {
    ADJTIME = 1,
    SETTIME = 5,
    SETDATE = 22,
    SETDATEREQ = 23,
    LOOP = 24
};

static const struct code_name types[] = {
    {0, "TSP_ANY"},           {ADJTIME, "TSP_ADJTIME"},
    {2, "TSP_ACK"},           {3, "TSP_MASTERREQ"},
    {4, "TSP_MASTERACK"},     {SETTIME, "TSP_SETTIME"},
    {6, "TSP_MASTERUP"},      {7, "TSP_SLAVEUP"},
    {8, "TSP_ELECTION"},      {9, "TSP_ACCEPT"},
    {10, "TSP_REFUSE"},       {11, "TSP_CONFLICT"},
    {12, "TSP_RESOLVE"},      {13, "TSP_QUIT"},
    {14, "TSP_DATE"},         {15, "TSP_DATEREQ"},
    {16, "TSP_DATEACK"},      {17, "TSP_TRACEON"},
    {18, "TSP_TRACEOFF"},     {19, "TSP_MSITE"},
    {20, "TSP_MSITEREQ"},     {21, "TSP_TEST"},
    {SETDATE, "TSP_SETDATE"}, {SETDATEREQ, "TSP_SETDATEREQ"},
    {LOOP, "TSP_LOOP"},
};

static bool has_time(uint8_t type)
{
    return type == ADJTIME || type == SETTIME || type == SETDATE ||
           type == SETDATEREQ;
}

/* A difference may be negative; parts of a second never are. */
static bool put_time(struct printer *pr, uint32_t off)
{
    const int64_t sec = (int32_t)printer_u32(pr, off);
    const int32_t usec = (int32_t)printer_u32(pr, off + 4);

    if (!printer_ok(pr) || usec < 0)
        return false;
    TEXT_LIT(pr->out, " time ");
    if (sec < 0 && usec > 0)
        text_printf(pr->out, "-%u.%06d", (uint32_t)(-sec - 1), 1000000 - usec);
    else
        text_printf(pr->out, "%d.%06d", (int)sec, usec);
    return true;
}

static bool print_timed(struct printer *pr)
{
    enum { SEQUENCE = 2, TIME = 4, NAME = 12 };

    pr->label = "timed";
    const uint8_t type = printer_u8(pr, 0);
    CODE_PUT(pr->out, types, type, "(tsp_type %#x)");
    text_printf(pr->out, " vers %u", printer_u8(pr, 1));
    text_printf(pr->out, " seq %u", printer_u16(pr, SEQUENCE));
    if (type == LOOP)
        text_printf(pr->out, " hopcnt %u", printer_u8(pr, TIME));
    else if (has_time(type) && !put_time(pr, TIME))
        return true;
    TEXT_LIT(pr->out, " name ");
    for (uint32_t off = NAME; printer_ok(pr); off++) {
        const uint8_t c = printer_u8(pr, off);

        if (c == 0)
            break;
        text_visible(pr->out, c);
    }
    return true;
}

const struct protocol protocol_timed = {.name = "tsp", .print = print_timed};
