/*
 * stp.c - bridges' spanning trees: STP (IEEE 802.1D), Rapid STP (802.1w),
 * Multiple STP (802.1s) and Shortest Path Bridging (802.1aq).
 */
#include "codes.h"
#include "protocol.h"
#include "values.h"

enum {
    PROTOCOL_ID = 0,
    VERSION = 2,
    TYPE = 3,
    FLAGS = 4,
    ROOT_ID = 5,
    ROOT_COST = 13,
    BRIDGE_ID = 17,
    PORT_ID = 25,
    TIMES = 27,
    V1_LENGTH = 35,
    V3_LENGTH = 36,
    MST_NAME = 39,
    MST_REVISION = 71,
    MST_DIGEST = 73,
    INTERNAL_COST = 89,
    CIST_BRIDGE_ID = 93,
    CIST_HOPS = 101,
    MSTI = 102,
    CONFIG_LEN = 35,
    RAPID_LEN = 36,
    MST_NAME_LEN = 32,
    MSTI_LEN = 16,
};

enum { TYPE_CONFIG = 0x00, TYPE_RAPID = 0x02, TYPE_TOPOLOGY = 0x80 };
enum { VERSION_STP = 0, VERSION_RSTP = 2, VERSION_MSTP = 3, VERSION_SPB = 4 };

static const struct code_name versions[] = {
    {VERSION_STP, "802.1d"},
    {VERSION_RSTP, "802.1w"},
    {VERSION_MSTP, "802.1s"},
    {VERSION_SPB, "802.1aq"},
};

static const struct code_name types[] = {
    {TYPE_CONFIG, "Config"},
    {TYPE_RAPID, "Rapid STP"},
    {TYPE_TOPOLOGY, "Topology Change"},
};

static const struct code_name flag_names[] = {
    {0x01, "Topology change"}, {0x02, "Proposal"},
    {0x10, "Learn"},           {0x20, "Forward"},
    {0x40, "Agreement"},       {0x80, "Topology change ACK"},
};

static const char *role(uint8_t flags)
{
    static const char *const roles[] = {"Unknown", "Alternate", "Root",
                                        "Designated"};

    return roles[flags >> 2 & 3];
}

static void put_flags(struct printer *pr, const char *before, uint8_t flags)
{
    text_str(pr->out, before);
    CODE_PUT_BITS_OR(pr->out, flag_names, flags, ", ", "none");
    text_char(pr->out, ']');
}

/* "8000.02:00:00:00:00:01": priority and address. */
static void put_id(struct printer *pr, const char *before, uint32_t off)
{
    if (!printer_need(pr, off, 8))
        return;
    text_str(pr->out, before);
    text_printf(pr->out, "%.4x.", printer_u16(pr, off));
    printer_mac(pr, off + 2);
}

/* Times are in seconds and 256ths of them. */
static void put_times(struct printer *pr)
{
    static const char *const names[] = {"message-age", "max-age", "hello-time",
                                        "forwarding-delay"};

    for (uint32_t i = 0; i < COUNT_OF(names); i++)
        text_printf(pr->out, "%s%s %.2fs", i == 0 ? "\n\t" : ", ", names[i],
                    printer_u16(pr, TIMES + 2 * i) / 256.0);
}

static void print_config(struct printer *pr, bool rapid)
{
    const uint8_t flags = printer_u8(pr, FLAGS);

    put_flags(pr, ", Flags [", flags);
    if (!printer_need(pr, BRIDGE_ID, 10))
        return;
    put_id(pr, ", bridge-id ", BRIDGE_ID);
    text_printf(pr->out, ".%04x, length %u", printer_u16(pr, PORT_ID), pr->len);
    if (pr->style->verbose == 0 || !printer_need(pr, 0, CONFIG_LEN))
        return;
    put_times(pr);
    put_id(pr, "\n\troot-id ", ROOT_ID);
    text_printf(pr->out, ", root-pathcost %u", printer_u32(pr, ROOT_COST));
    if (rapid)
        text_printf(pr->out, ", port-role %s", role(flags));
}

static void put_digest(struct printer *pr, uint32_t off)
{
    TEXT_LIT(pr->out, "\n\t\tdigest ");
    if (printer_need(pr, off, 16))
        text_hex_bytes(pr->out, pr->base + off, 16);
}

static void put_cist(struct printer *pr)
{
    text_printf(pr->out, "\n\tport-role %s", role(printer_u8(pr, FLAGS)));
    put_id(pr, ", CIST root-id ", ROOT_ID);
    text_printf(pr->out, ", CIST ext-pathcost %u", printer_u32(pr, ROOT_COST));
    put_id(pr, "\n\tCIST regional-root-id ", BRIDGE_ID);
    text_printf(pr->out, ", CIST port-id %04x,", printer_u16(pr, PORT_ID));
    put_times(pr);
    text_printf(pr->out, "\n\tv3len %u, MCID Name ",
                printer_u16(pr, V3_LENGTH));
    printer_string(pr, MST_NAME, MST_NAME_LEN);
    if (!printer_need(pr, MST_REVISION, 18))
        return;
    text_printf(pr->out, ", rev %u,", printer_u16(pr, MST_REVISION));
    put_digest(pr, MST_DIGEST);
    if (printer_need(pr, MST_DIGEST, 16))
        TEXT_LIT(pr->out, ", ");
    text_printf(pr->out, "CIST int-root-pathcost %u,",
                printer_u32(pr, INTERNAL_COST));
    put_id(pr, "\n\tCIST bridge-id ", CIST_BRIDGE_ID);
    TEXT_LIT(pr->out, ", ");
    text_printf(pr->out, "CIST remaining-hops %u", printer_u8(pr, CIST_HOPS));
}

static void put_msti(struct printer *pr, uint32_t off)
{
    enum { ROOT = 1, COST = 9, BRIDGE_PRIO = 13, PORT_PRIO = 14, HOPS = 15 };
    const uint16_t id = printer_u16(pr, off + ROOT);
    const uint8_t flags = printer_u8(pr, off);

    text_printf(pr->out, "\n\tMSTI %u, ", id & 0xfff);
    put_flags(pr, "Flags [", flags);
    text_printf(pr->out, ", port-role %s", role(flags));
    printer_need(pr, off + ROOT, COST - ROOT + 4);
    put_id(pr, "\n\t\tMSTI regional-root-id ", off + ROOT);
    text_printf(pr->out, ", pathcost %u", printer_u32(pr, off + COST));
    printer_need(pr, off + BRIDGE_PRIO, 3);
    text_printf(pr->out, "\n\t\tMSTI bridge-prio %u, port-prio %u, hops %u",
                printer_u8(pr, off + BRIDGE_PRIO) >> 4,
                printer_u8(pr, off + PORT_PRIO) >> 4,
                printer_u8(pr, off + HOPS));
}

/* Version 4: what shortest path bridging adds behind the MSTIs. */
static void put_spb(struct printer *pr, uint32_t off)
{
    enum { NAME = 3, REVISION = 35, DIGEST = 37, AGREEMENT = 53 };
    enum { FORMAT = 55, CONVENTION = 56, EDGES = 57, AGREEMENT_DIGEST = 67 };
    enum { AGREEMENT_DIGEST_LEN = 20 };

    text_printf(pr->out, "\n\tv4len %u, AUXMCID Name ", printer_u16(pr, off));
    printer_string(pr, off + NAME, MST_NAME_LEN);
    printer_need(pr, off + REVISION, 18);
    text_printf(pr->out, ", Rev %u,", printer_u16(pr, off + REVISION));
    put_digest(pr, off + DIGEST);
    if (!printer_need(pr, off + AGREEMENT,
                      AGREEMENT_DIGEST + AGREEMENT_DIGEST_LEN - AGREEMENT))
        return;
    const uint8_t b = printer_u8(pr, off + AGREEMENT);
    const uint8_t format = printer_u8(pr, off + FORMAT);
    const uint8_t convention = printer_u8(pr, off + CONVENTION);
    text_printf(pr->out,
                "\n\tAgreement num %u, Discarded Agreement num %u, "
                "Agreement valid-flag %u,"
                "\n\tRestricted role-flag: %u, Format id %u cap %u, "
                "Convention id %u cap %u,"
                "\n\tEdge count %u, Agreement digest ",
                b >> 6, b >> 4 & 3, b >> 3 & 1, b >> 2 & 1, format >> 4, format,
                convention >> 4, convention, printer_u16(pr, off + EDGES));
    text_hex_bytes(pr->out, pr->base + off + AGREEMENT_DIGEST,
                   AGREEMENT_DIGEST_LEN);
}

/* Whether there is room for version 4's part; it says itself how much. */
static bool has_spb(struct printer *pr, uint32_t off)
{
    enum { SPB_MIN = 85 };

    if (pr->len < off + 2) {
        printer_cut(pr);
        return false;
    }
    const uint16_t len = printer_u16(pr, off);
    if (!printer_ok(pr))
        return false;
    if (len >= SPB_MIN && off + 2 + len <= pr->len)
        return true;
    TEXT_LIT(pr->out, " (invalid)");
    return false;
}

static void print_multiple(struct printer *pr, uint8_t version)
{
    if (!printer_need(pr, 0, V3_LENGTH + 2))
        return;
    const uint32_t v3_len = printer_u16(pr, V3_LENGTH);
    put_flags(pr, ", CIST Flags [", printer_u8(pr, FLAGS));
    text_printf(pr->out, ", length %u", pr->len);
    const bool verbose = pr->style->verbose > 0;
    const uint32_t end = V3_LENGTH + 2 + v3_len;
    uint32_t off = MSTI;
    if (verbose)
        put_cist(pr);
    for (; off + MSTI_LEN <= end && printer_ok(pr); off += MSTI_LEN)
        if (verbose)
            put_msti(pr, off);
    if (version == VERSION_SPB && printer_ok(pr)) {
        if (has_spb(pr, end) && verbose)
            put_spb(pr, end);
    }
}

static void print_rapid(struct printer *pr, uint8_t version)
{
    if (version == VERSION_STP)
        return;
    if (pr->len < RAPID_LEN) {
        TEXT_LIT(pr->out, " (invalid)");
        return;
    }
    if (version == VERSION_RSTP) {
        print_config(pr, true);
        return;
    }
    if (pr->len < MSTI) {
        TEXT_LIT(pr->out, " (invalid)");
        return;
    }
    if (printer_u8(pr, V1_LENGTH) != 0 ||
        V3_LENGTH + 2u + printer_u16(pr, V3_LENGTH) > pr->len) {
        TEXT_LIT(pr->out, " (invalid)");
        return;
    }
    print_multiple(pr, version);
}

static bool print_stp(struct printer *pr)
{
    pr->label = "stp";
    if (pr->len < FLAGS) {
        TEXT_LIT(pr->out, " (invalid)");
        return true;
    }
    const uint16_t id = printer_u16(pr, PROTOCOL_ID);
    if (!printer_ok(pr))
        return true;
    if (id != 0) {
        text_printf(pr->out, "unknown STP version, length %u", pr->len);
        return true;
    }
    const uint8_t version = printer_u8(pr, VERSION);
    TEXT_LIT(pr->out, "STP ");
    CODE_PUT(pr->out, versions, version, "Unknown STP protocol (0x%02x)");
    if (CODE_NAME(versions, version, NULL) == NULL)
        return true;
    const uint8_t type = printer_u8(pr, TYPE);
    TEXT_LIT(pr->out, ", ");
    CODE_PUT(pr->out, types, type, "Unknown BPDU Type (0x%02x)");
    if (type == TYPE_RAPID)
        print_rapid(pr, version);
    else if (type == TYPE_CONFIG && pr->len < CONFIG_LEN)
        TEXT_LIT(pr->out, " (invalid)");
    else if (type == TYPE_CONFIG)
        print_config(pr, version == VERSION_RSTP);
    return true;
}

const struct protocol protocol_stp = {.name = "stp", .print = print_stp};
