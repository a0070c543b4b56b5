/*
 * telnet.c - Telnet commands (RFC 854, 855; options: the IANA registry).
 *
 * Commands are shown as long as the payload keeps starting with one; the
 * first byte of text ends the show. Each command is measured before any of
 * it is printed, so that a malformed one leaves no trace.
 */
#include "codes.h"
#include "protocol.h"

enum {
    CMD_FIRST = 236,
    CMD_SE = 240,
    CMD_SB = 250,
    CMD_WILL = 251,
    CMD_DONT = 254,
    CMD_IAC = 255,
};

enum { OPT_AUTHENTICATION = 37, OPT_ENCRYPT = 38 };

static const struct code_name commands[] = {
    {236, "EOF"},  {237, "SUSP"},  {238, "ABORT"}, {239, "EOR"},  {240, "SE"},
    {241, "NOP"},  {242, "DMARK"}, {243, "BRK"},   {244, "IP"},   {245, "AO"},
    {246, "AYT"},  {247, "EC"},    {248, "EL"},    {249, "GA"},   {250, "SB"},
    {251, "WILL"}, {252, "WONT"},  {253, "DO"},    {254, "DONT"}, {255, "IAC"},
};

static const struct code_name options[] = {
    {0, "BINARY"},
    {1, "ECHO"},
    {2, "RCP"},
    {3, "SUPPRESS GO AHEAD"},
    {4, "NAME"},
    {5, "STATUS"},
    {6, "TIMING MARK"},
    {7, "RCTE"},
    {8, "NAOL"},
    {9, "NAOP"},
    {10, "NAOCRD"},
    {11, "NAOHTS"},
    {12, "NAOHTD"},
    {13, "NAOFFD"},
    {14, "NAOVTS"},
    {15, "NAOVTD"},
    {16, "NAOLFD"},
    {17, "EXTEND ASCII"},
    {18, "LOGOUT"},
    {19, "BYTE MACRO"},
    {20, "DATA ENTRY TERMINAL"},
    {21, "SUPDUP"},
    {22, "SUPDUP OUTPUT"},
    {23, "SEND LOCATION"},
    {24, "TERMINAL TYPE"},
    {25, "END OF RECORD"},
    {26, "TACACS UID"},
    {27, "OUTPUT MARKING"},
    {28, "TTYLOC"},
    {29, "3270 REGIME"},
    {30, "X.3 PAD"},
    {31, "NAWS"},
    {32, "TSPEED"},
    {33, "LFLOW"},
    {34, "LINEMODE"},
    {35, "XDISPLOC"},
    {36, "OLD-ENVIRON"},
    {37, "AUTHENTICATION"},
    {38, "ENCRYPT"},
    {39, "NEW-ENVIRON"},
};

static const struct code_name verbs[] = {
    {0, "IS"},
    {1, "SEND"},
    {2, "INFO"},
};

/* RFC 2941: what the first and the second byte of the suboption mean. */
static const struct code_name auth_verbs[] = {
    {0, "IS"},
    {1, "SEND"},
    {2, "REPLY"},
    {3, "NAME"},
};
static const struct code_name auth_types[] = {
    {0, "NULL"},  {1, "KERBEROS_V4"}, {2, "KERBEROS_V5"}, {3, "SPX"},
    {4, "MINK"},  {5, "SRP"},         {6, "RSA"},         {7, "SSL"},
    {10, "LOKI"}, {11, "SSA"},        {12, "KEA_SJ"},     {13, "KEA_SJ_INTEG"},
    {14, "DSS"},  {15, "NTLM"},
};

/* RFC 2946; the oracle calls ENC_KEYID END_KEYID. */
static const struct code_name encrypt_verbs[] = {
    {0, "IS"},          {1, "SUPPORT"},   {2, "REPLY"},
    {3, "START"},       {4, "END"},       {5, "REQUEST-START"},
    {6, "REQUEST-END"}, {7, "END_KEYID"}, {8, "DEC_KEYID"},
};
static const struct code_name encrypt_types[] = {
    {0, "NULL"},           {1, "DES_CFB64"},     {2, "DES_OFB64"},
    {3, "DES3_CFB64"},     {4, "DES3_OFB64"},    {6, "CAST5_40_CFB64"},
    {7, "CAST5_40_OFB64"}, {8, "CAST128_CFB64"}, {9, "CAST128_OFB64"},
};

struct names {
    const struct code_name *rows;
    size_t count;
};

static const struct names option_names = {options, COUNT_OF(options)};

/* How the first two bytes of a suboption are named; the others are not. */
static const struct names plain_names[2] = {{verbs, COUNT_OF(verbs)},
                                            {NULL, 0}};
static const struct names auth_names[2] = {
    {auth_verbs, COUNT_OF(auth_verbs)},
    {auth_types, COUNT_OF(auth_types)},
};
static const struct names encrypt_names[2] = {
    {encrypt_verbs, COUNT_OF(encrypt_verbs)},
    {encrypt_types, COUNT_OF(encrypt_types)},
};

static const struct names *suboption_names(uint8_t option)
{
    if (option == OPT_AUTHENTICATION)
        return auth_names;
    return option == OPT_ENCRYPT ? encrypt_names : plain_names;
}

static void put_name(struct text *out, const struct names *names, uint8_t value)
{
    code_put(out, names->rows, names->count, value, "%#x");
}

/*
 * Bytes from `off` up to and with the IAC SE; 0 when there is none. An IAC as
 * the last byte of the payload passes for one, so that the length then goes
 * one byte too far; the next read finds out.
 */
static uint32_t measure_sb(struct printer *pr, uint32_t off)
{
    uint32_t at = off + 3;

    if (at > pr->len)
        return 0;
    uint8_t c = printer_u8(pr, at);
    for (; at < pr->len && printer_ok(pr); at++) {
        if (c == CMD_IAC && at + 1 == pr->len)
            return at + 2 - off;
        const uint8_t next = at + 1 < pr->len ? printer_u8(pr, at + 1) : 0;
        if (c == CMD_IAC && next == CMD_SE)
            return at + 2 - off;
        c = next;
    }
    return 0;
}

/* Length of the command at `off`; 0 when there is none to print. */
static uint32_t measure(struct printer *pr, uint32_t off)
{
    if (off == pr->len || printer_u8(pr, off) != CMD_IAC || off + 1 >= pr->len)
        return 0;
    const uint8_t cmd = printer_u8(pr, off + 1);
    if (cmd == CMD_SB)
        return measure_sb(pr, off);
    if (cmd < CMD_FIRST)
        return 0;
    if (cmd < CMD_WILL || cmd > CMD_DONT)
        return 2;
    if (off + 2 >= pr->len)
        return 0;
    (void)printer_need(pr, off + 2, 1);
    return 3;
}

static void put_suboption(struct printer *pr, uint8_t option, uint32_t off,
                          uint32_t n)
{
    const struct names *names = suboption_names(option);

    for (uint32_t i = 0; i < n; i++) {
        const uint8_t c = printer_u8(pr, off + i);
        text_char(pr->out, ' ');
        if (i < 2)
            put_name(pr->out, &names[i], c);
        else
            text_hex_alt(pr->out, c);
    }
}

static void put_command(struct printer *pr, uint32_t off, uint32_t len)
{
    const uint8_t cmd = printer_u8(pr, off + 1);

    text_str(pr->out, CODE_NAME(commands, cmd, ""));
    if (cmd == CMD_IAC)
        TEXT_LIT(pr->out, " IAC");
    if (len == 2)
        return;
    const uint8_t option = printer_u8(pr, off + 2);
    text_char(pr->out, ' ');
    put_name(pr->out, &option_names, option);
    if (cmd == CMD_SB) {
        put_suboption(pr, option, off + 3, len - 5);
        TEXT_LIT(pr->out, " SE");
    }
}

/* The block form's left half: the command's bytes, then a tab or a line. */
static void put_bytes(struct printer *pr, uint32_t off, uint32_t len)
{
    enum { COLUMN_BYTES = 8 };
    uint32_t row = off;

    for (; row < off + len; row += 16) {
        const uint32_t n = off + len - row < 16 ? off + len - row : 16;
        if (!printer_need(pr, row, 1))
            return; /* a row of what is not there has no offset */
        TEXT_LIT(pr->out, "\n0x");
        text_hex_pad(pr->out, row, 4);
        TEXT_LIT(pr->out, ": ");
        for (uint32_t i = 0; i < n; i++) {
            const uint8_t c = printer_u8(pr, row + i);
            if (i % 2 == 0)
                text_char(pr->out, ' ');
            text_hex_pad(pr->out, c, 2);
        }
    }
    if (len > COLUMN_BYTES) {
        TEXT_LIT(pr->out, "\n\t\t\t\t");
    } else {
        text_fill(pr->out, ' ', 3 * (COLUMN_BYTES - len));
        text_char(pr->out, '\t');
    }
}

static bool print_telnet(struct printer *pr)
{
    const bool block = pr->style->verbose > 2 && pr->style->ascii_follows;
    uint32_t off = 0;

    pr->label = "telnet";
    for (uint32_t n = measure(pr, 0); n > 0 && printer_ok(pr);
         n = measure(pr, off)) {
        if (off == 0)
            text_str(pr->out, block ? "\nTelnet:" : " [telnet ");
        else if (!block)
            TEXT_LIT(pr->out, ", ");
        if (block)
            put_bytes(pr, off, n);
        if (printer_ok(pr))
            put_command(pr, off, n);
        off += n;
    }
    if (off > 0)
        text_char(pr->out, block ? '\n' : ']');
    return true;
}

const struct protocol protocol_telnet = {"telnet", print_telnet};
