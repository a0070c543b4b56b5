/*
 * openflow_port.c - the ports of OpenFlow.
 */
#include "openflow_port.h"

#include "values.h"

enum { PORT_NAME_LEN = 16, STATUS_HEAD_LEN = 8 };

struct of_ports {
    const struct code_name *names; /* of reserved numbers */
    struct of_bits config;
    struct of_bits features;
    void (*put_state)(struct printer *pr, uint32_t state);
    /* Offsets from the port's number. */
    uint8_t mac;
    uint8_t name; /* in a change: the new configuration */
    uint8_t config_at;
    uint8_t names_count;
    bool wide;              /* numbers of 32 bits; speeds at the end */
    const char *mod_indent; /* the oracle's, of what a change sets */
};

/* --- 1.0 --------------------------------------------------------------- */

static const struct code_name names10[] = {
    {0xff00, "MAX"},        {0xfff8, "IN_PORT"}, {0xfff9, "TABLE"},
    {0xfffa, "NORMAL"},     {0xfffb, "FLOOD"},   {0xfffc, "ALL"},
    {0xfffd, "CONTROLLER"}, {0xfffe, "LOCAL"},   {0xffff, "NONE"},
};

static const struct code_name config10[] = {
    {0x01, "PORT_DOWN"},    {0x02, "NO_STP"},   {0x04, "NO_RECV"},
    {0x08, "NO_RECV_STP"},  {0x10, "NO_FLOOD"}, {0x20, "NO_FWD"},
    {0x40, "NO_PACKET_IN"},
};

static const struct code_name features10[] = {
    {0x001, "10MB_HD"},  {0x002, "10MB_FD"}, {0x004, "100MB_HD"},
    {0x008, "100MB_FD"}, {0x010, "1GB_HD"},  {0x020, "1GB_FD"},
    {0x040, "10GB_FD"},  {0x080, "COPPER"},  {0x100, "FIBER"},
    {0x200, "AUTONEG"},  {0x400, "PAUSE"},   {0x800, "PAUSE_ASYM"},
};

/* Two bits are a number: the spanning tree's state. */
static void put_state10(struct printer *pr, uint32_t state)
{
    static const char *const tree[] = {"STP_LISTEN", "STP_LEARN", "STP_FORWARD",
                                       "STP_BLOCK"};

    text_printf(pr->out, "0x%08x (%s%s)%s", state, tree[state >> 8 & 3],
                state & 1 ? ", LINK_DOWN" : "",
                state & ~0x301u ? " (bogus)" : "");
}

const struct of_ports of_ports10 = {
    .names = names10,
    .names_count = COUNT_OF(names10),
    .config = OF_BITS(config10, 0x7f),
    .features = OF_BITS(features10, 0xfff),
    .put_state = put_state10,
    .mac = 2,
    .name = 8,
    .config_at = 24,
    .wide = false,
    .mod_indent = "\n\t ",
};

/* --- 1.3 --------------------------------------------------------------- */

static const struct code_name names13[] = {
    {0xffffff00, "MAX"},        {0xfffffff8, "IN_PORT"}, {0xfffffff9, "TABLE"},
    {0xfffffffa, "NORMAL"},     {0xfffffffb, "FLOOD"},   {0xfffffffc, "ALL"},
    {0xfffffffd, "CONTROLLER"}, {0xfffffffe, "LOCAL"},   {0xffffffff, "ANY"},
};

static const struct code_name config13[] = {
    {0x01, "PORT_DOWN"},
    {0x04, "NO_RECV"},
    {0x20, "NO_FWD"},
    {0x40, "NO_PACKET_IN"},
};

static const struct code_name features13[] = {
    {0x0001, "10MB_HD"},    {0x0002, "10MB_FD"}, {0x0004, "100MB_HD"},
    {0x0008, "100MB_FD"},   {0x0010, "1GB_HD"},  {0x0020, "1GB_FD"},
    {0x0040, "10GB_FD"},    {0x0080, "40GB_FD"}, {0x0100, "100GB_FD"},
    {0x0200, "1TB_FD"},     {0x0400, "OTHER"},   {0x0800, "COPPER"},
    {0x1000, "FIBER"},      {0x2000, "AUTONEG"}, {0x4000, "PAUSE"},
    {0x8000, "PAUSE_ASYM"},
};

static void put_state13(struct printer *pr, uint32_t state)
{
    static const struct code_name names[] = {
        {1, "LINK_DOWN"},
        {2, "BLOCKED"},
        {4, "LIVE"},
    };

    OF_PUT_BITS(pr, state, 7, 8, names);
}

const struct of_ports of_ports13 = {
    .names = names13,
    .names_count = COUNT_OF(names13),
    .config = OF_BITS(config13, 0x65),
    .features = OF_BITS(features13, 0xffff),
    .put_state = put_state13,
    .mac = 8,
    .name = 16,
    .config_at = 32,
    .wide = true,
    .mod_indent = "\n\t  ",
};

/* --- both -------------------------------------------------------------- */

void of_put_port(struct printer *pr, const struct of_ports *ports,
                 uint32_t port)
{
    code_put(pr->out, ports->names, ports->names_count, port, "%u");
}

void of_print_port_number(struct printer *pr, const struct of_ports *ports,
                          const char *words, uint32_t off)
{
    const uint32_t port =
        ports->wide ? printer_u32(pr, off) : printer_u16(pr, off);

    text_str(pr->out, words);
    of_put_port(pr, ports, port);
}

/* The 32 bits at `off` by their names, behind the `words`. */
static void print_bits(struct printer *pr, const struct of_bits *bits,
                       const char *indent, const char *words, uint32_t off)
{
    const uint32_t value = printer_u32(pr, off);

    text_printf(pr->out, "%s%s ", indent, words);
    of_put_bits(pr, bits, value, 8);
}

static void print_hw_addr(struct printer *pr, uint32_t off)
{
    if (!printer_need(pr, off, 6))
        return;
    TEXT_LIT(pr->out, ", hw_addr ");
    printer_ether(pr, off);
}

/* What stands behind the port's name. */
static void print_details(struct printer *pr, const struct of_ports *ports,
                          uint32_t off)
{
    static const char *const features[] = {"curr", "advertised", "supported",
                                           "peer"};

    print_bits(pr, &ports->config, "\n\t   ", "config", off);
    const uint32_t state = printer_u32(pr, off + 4);
    TEXT_LIT(pr->out, "\n\t   state ");
    ports->put_state(pr, state);
    for (uint32_t i = 0; i < COUNT_OF(features); i++)
        print_bits(pr, &ports->features, "\n\t   ", features[i],
                   off + 8 + 4 * i);
    if (!ports->wide)
        return;
    text_printf(pr->out, "\n\t   curr_speed %ukbps", printer_u32(pr, off + 24));
    text_printf(pr->out, "\n\t   max_speed %ukbps", printer_u32(pr, off + 28));
}

void of_print_port(struct printer *pr, const struct of_ports *ports,
                   uint32_t off)
{
    const uint32_t details = off + ports->config_at;

    of_print_port_number(pr, ports, "\n\t  port_no ", off);
    print_hw_addr(pr, off + ports->mac);
    TEXT_LIT(pr->out, ", name '");
    printer_string(pr, off + ports->name, PORT_NAME_LEN);
    text_char(pr->out, '\'');
    if (pr->style->verbose > 1)
        print_details(pr, ports, details);
    else
        printer_need(pr, details, ports->wide ? 32 : 24);
}

void of_print_port_status(struct printer *pr, const struct of_ports *ports,
                          uint32_t off)
{
    static const struct code_name reasons[] = {
        {0, "ADD"},
        {1, "DELETE"},
        {2, "MODIFY"},
    };
    const uint8_t reason = printer_u8(pr, off);

    /* For 1.3 the oracle's format lacks its percent sign. */
    TEXT_LIT(pr->out, "\n\t reason ");
    CODE_PUT(pr->out, reasons, reason,
             ports->wide ? "invalid (0x02x)" : "invalid (0x%02x)");
    of_print_port(pr, ports, off + STATUS_HEAD_LEN);
}

void of_print_port_mod(struct printer *pr, const struct of_ports *ports,
                       uint32_t off)
{
    const uint32_t config = off + ports->name;

    of_print_port_number(pr, ports, "\n\t port_no ", off);
    print_hw_addr(pr, off + ports->mac);
    print_bits(pr, &ports->config, ports->mod_indent, "config", config);
    print_bits(pr, &ports->config, ports->mod_indent, "mask", config + 4);
    print_bits(pr, &ports->features, ports->mod_indent, "advertise",
               config + 8);
}
