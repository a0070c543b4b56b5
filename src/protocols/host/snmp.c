/*
 * snmp.c - SNMP: versions 1 (RFC 1157), 2c (RFC 1901, RFC 3416) and 3
 * (RFC 3412, with the user-based security model of RFC 3414).
 *
 * With -v braces stand around the layers of a message. The outer ones are
 * closed even where an inner layer could not be read.
 */
#include "codes.h"
#include "protocol.h"
#include "snmp_ber.h"

enum version { VERSION_1 = 0, VERSION_2C = 1, VERSION_3 = 3 };

enum pdu {
    GET_REQUEST,
    GET_NEXT,
    GET_RESPONSE,
    SET_REQUEST,
    TRAP,
    GET_BULK,
    INFORM,
    TRAP_2,
    REPORT,
};

static const struct code_name errors[] = {
    {0, "noError"},
    {1, "tooBig"},
    {2, "noSuchName"},
    {3, "badValue"},
    {4, "readOnly"},
    {5, "genErr"},
    {6, "noAccess"},
    {7, "wrongType"},
    {8, "wrongLength"},
    {9, "wrongEncoding"},
    {10, "wrongValue"},
    {11, "noCreation"},
    {12, "inconsistentValue"},
    {13, "resourceUnavailable"},
    {14, "commitFailed"},
    {15, "undoFailed"},
    {16, "authorizationError"},
    {17, "notWritable"},
    {18, "inconsistentName"},
};

static void verbosely(struct printer *pr, const char *text)
{
    if (pr->style->verbose > 0)
        text_str(pr->out, text);
}

static void put_extra(struct printer *pr, struct span rest, const char *what)
{
    if (rest.len > 0)
        text_printf(pr->out, "[%u extra after %s]", rest.len, what);
}

/* A name and its value, which requests leave out. False: no more of them. */
static bool put_binding(struct printer *pr, struct span v, bool is_request)
{
    struct ber e;

    if (!ber_expect(pr, &v, BER_OID, "objName!=OID", &e))
        return false;
    ber_put(pr, &e);
    if (!is_request)
        text_char(pr->out, '=');
    if (!ber_next(pr, &v, &e))
        return false;
    if (is_request && e.type != BER_NULL)
        TEXT_LIT(pr->out, "[objVal!=NULL]");
    ber_put(pr, &e);
    return true;
}

static void put_bindings(struct printer *pr, struct span v, bool is_request)
{
    struct ber list, e;

    if (!ber_expect(pr, &v, BER_SEQUENCE, "!SEQ of varbind", &list))
        return;
    put_extra(pr, v, "SEQ of varbind");
    while (list.value.len > 0) {
        text_char(pr->out, ' ');
        if (!ber_expect(pr, &list.value, BER_SEQUENCE, "!varbind", &e) ||
            !put_binding(pr, e.value, is_request))
            return;
    }
}

/* A response has an error, a bulk request other numbers, the rest zeros. */
static void put_status(struct printer *pr, enum pdu pdu, int32_t status)
{
    if (pdu == GET_BULK) {
        text_printf(pr->out, " N=%d", status);
        return;
    }
    if (status == 0)
        return;
    text_str(pr->out, pdu == GET_RESPONSE ? " " : "[errorStatus(");
    CODE_PUT(pr->out, errors, (uint32_t)status, "err=%u");
    if (pdu != GET_RESPONSE)
        TEXT_LIT(pr->out, ")!=0]");
}

static void put_index(struct printer *pr, enum pdu pdu, int32_t status,
                      int32_t index)
{
    if (pdu == GET_BULK)
        text_printf(pr->out, " M=%d", index);
    else if (pdu != GET_RESPONSE && index != 0)
        text_printf(pr->out, "[errorIndex(%d)!=0]", index);
    else if (pdu == GET_RESPONSE && status != 0 && index == 0)
        TEXT_LIT(pr->out, "[errorIndex==0]");
    else if (pdu == GET_RESPONSE && status != 0)
        text_printf(pr->out, "@%d", index);
    else if (index != 0)
        text_printf(pr->out, "[errorIndex(%d) w/o errorStatus]", index);
}

static void put_plain_pdu(struct printer *pr, struct span v, enum pdu pdu)
{
    struct ber id, status, index;

    if (!ber_expect(pr, &v, BER_INTEGER, "reqId!=INT", &id))
        return;
    if (pr->style->verbose > 0)
        text_printf(pr->out, "R=%d ", id.number);
    if (!ber_expect(pr, &v, BER_INTEGER, "errorStatus!=INT", &status))
        return;
    put_status(pr, pdu, status.number);
    if (!ber_expect(pr, &v, BER_INTEGER, "errorIndex!=INT", &index))
        return;
    put_index(pr, pdu, status.number, index.number);
    put_bindings(pr, v,
                 pdu == GET_REQUEST || pdu == GET_NEXT || pdu == GET_BULK);
}

/* RFC 1157 section 4.1.6: what happened in general, and in particular. */
static bool put_cause(struct printer *pr, struct span *v)
{
    enum { ENTERPRISE = 6 };
    static const struct code_name traps[] = {
        {0, "coldStart"},
        {1, "warmStart"},
        {2, "linkDown"},
        {3, "linkUp"},
        {4, "authenticationFailure"},
        {5, "egpNeighborLoss"},
        {ENTERPRISE, "enterpriseSpecific"},
    };
    struct ber e;

    if (!ber_expect(pr, v, BER_INTEGER, "generic-trap!=INT", &e))
        return false;
    const int32_t generic = e.number;
    const char *name = CODE_NAME(traps, (uint32_t)generic, NULL);
    if (name != NULL)
        text_printf(pr->out, " %s", name);
    else
        text_printf(pr->out, " gt=%d", generic);
    if (!ber_expect(pr, v, BER_INTEGER, "specific-trap!=INT", &e))
        return false;
    if (generic == ENTERPRISE)
        text_printf(pr->out, " s=%d", e.number);
    else if (e.number != 0)
        text_printf(pr->out, "[specific-trap(%d)!=0]", e.number);
    return true;
}

static void put_trap(struct printer *pr, struct span v)
{
    struct ber e;

    text_char(pr->out, ' ');
    if (!ber_expect(pr, &v, BER_OID, "enterprise!=OID", &e))
        return;
    ber_put(pr, &e);
    text_char(pr->out, ' ');
    if (!ber_expect(pr, &v, BER_ADDRESS, "agent-addr!=INETADDR", &e))
        return;
    ber_put(pr, &e);
    if (!put_cause(pr, &v))
        return;
    text_char(pr->out, ' ');
    if (!ber_expect(pr, &v, BER_UNSIGNED, "time-stamp!=TIMETICKS", &e))
        return;
    ber_put(pr, &e);
    put_bindings(pr, v, false);
}

/* What an older or newer version does not know; version 3 takes all. */
static const char *misplaced(enum version version, enum pdu pdu)
{
    if (version == VERSION_1 && pdu >= GET_BULK)
        return "[v2 PDU in v1 message]";
    if (version == VERSION_2C && pdu == TRAP)
        return "[v1 PDU in v2 message]";
    return NULL;
}

static void put_pdu(struct printer *pr, struct span v, enum version version)
{
    struct ber pdu;

    if (!ber_next(pr, &v, &pdu))
        return;
    if (pdu.type != BER_PDU) {
        TEXT_LIT(pr->out, "[no PDU]");
        return;
    }
    put_extra(pr, v, "PDU");
    verbosely(pr, "{ ");
    ber_put(pr, &pdu);
    text_char(pr->out, ' ');
    const char *wrong = misplaced(version, pdu.id);
    if (wrong != NULL) {
        text_str(pr->out, wrong);
        return;
    }
    if (pdu.id == TRAP)
        put_trap(pr, pdu.value);
    else
        put_plain_pdu(pr, pdu.value, (enum pdu)pdu.id);
    verbosely(pr, " } ");
}

/* The usual community is not worth saying. */
static bool is_public(const struct printer *pr, struct span v)
{
    return v.len == 6 && memcmp(pr->base + v.off, "public", 6) == 0;
}

static void put_community_message(struct printer *pr, struct span v,
                                  enum version version)
{
    struct ber e;

    if (!ber_expect(pr, &v, BER_STRING, "comm!=STR", &e))
        return;
    if (!is_public(pr, e.value)) {
        TEXT_LIT(pr->out, "C=");
        ber_put(pr, &e);
        text_char(pr->out, ' ');
    }
    put_pdu(pr, v, version);
}

static void put_engine(struct printer *pr, struct span v)
{
    TEXT_LIT(pr->out, "E=");
    for (uint32_t i = 0; i < v.len; i++)
        text_printf(pr->out, "_%02x", printer_u8(pr, v.off + i));
    text_char(pr->out, ' ');
}

static void put_scoped_pdu(struct printer *pr, struct span v)
{
    struct ber e;

    if (!ber_expect(pr, &v, BER_SEQUENCE, "!scoped PDU", &e))
        return;
    v = e.value;
    if (!ber_expect(pr, &v, BER_STRING, "contextEngineID!=STR", &e))
        return;
    put_engine(pr, e.value);
    if (!ber_expect(pr, &v, BER_STRING, "contextName!=STR", &e))
        return;
    TEXT_LIT(pr->out, "C=");
    ber_put(pr, &e);
    text_char(pr->out, ' ');
    put_pdu(pr, v, VERSION_3);
}

/* What is left behind the last element, which the oracle takes off twice. */
static void put_extra_twice(struct printer *pr, struct span v, uint32_t last,
                            const char *what)
{
    span_skip(&v, last < v.len ? last : v.len);
    put_extra(pr, v, what);
}

/* RFC 3414 section 2.4 */
static void put_usm(struct printer *pr, struct span v)
{
    struct ber e;

    if (!ber_expect(pr, &v, BER_SEQUENCE, "!usm", &e))
        return;
    v = e.value;
    if (!ber_expect(pr, &v, BER_STRING, "msgAuthoritativeEngineID!=STR", &e) ||
        !ber_expect(pr, &v, BER_INTEGER, "msgAuthoritativeEngineBoots!=INT",
                    &e))
        return;
    if (pr->style->verbose > 0)
        text_printf(pr->out, "B=%d ", e.number);
    if (!ber_expect(pr, &v, BER_INTEGER, "msgAuthoritativeEngineTime!=INT", &e))
        return;
    if (pr->style->verbose > 0)
        text_printf(pr->out, "T=%d ", e.number);
    if (!ber_expect(pr, &v, BER_STRING, "msgUserName!=STR", &e))
        return;
    TEXT_LIT(pr->out, "U=");
    ber_put(pr, &e);
    text_char(pr->out, ' ');
    if (!ber_expect(pr, &v, BER_STRING, "msgAuthenticationParameters!=STR", &e))
        return;
    const uint32_t before = v.len;
    if (!ber_expect(pr, &v, BER_STRING, "msgPrivacyParameters!=STR", &e))
        return;
    put_extra_twice(pr, v, before - v.len, "usm SEQ");
}

/*
 * The flags, of which privacy asks for authentication; then the model. What
 * follows in the message, `rest`, is looked for right behind that.
 */
static bool put_header(struct printer *pr, struct span v, struct span *rest)
{
    enum { AUTH = 1, PRIV = 2, REPORTABLE = 4, USM = 3 };
    static const struct code_name flags[] = {
        {AUTH, "a"}, {PRIV, "p"}, {REPORTABLE, "r"}};
    struct ber e;

    if (!ber_expect(pr, &v, BER_INTEGER, "msgID!=INT", &e) ||
        !ber_expect(pr, &v, BER_INTEGER, "msgMaxSize!=INT", &e) ||
        !ber_expect(pr, &v, BER_STRING, "msgFlags!=STR", &e))
        return false;
    if (e.value.len != 1) {
        text_printf(pr->out, "[msgFlags size %u]", e.value.len);
        return false;
    }
    const uint8_t bits = printer_u8(pr, e.value.off);
    if (bits > 7 || (bits & (AUTH | PRIV)) == PRIV) {
        text_printf(pr->out, "[msgFlags=0x%02X]", bits);
        return false;
    }
    TEXT_LIT(pr->out, "F=");
    (void)CODE_PUT_BITS(pr->out, flags, bits, "");
    text_char(pr->out, ' ');
    const uint32_t before = v.len;
    if (!ber_expect(pr, &v, BER_INTEGER, "msgSecurityModel!=INT", &e))
        return false;
    put_extra_twice(pr, v, before - v.len, "message SEQ");
    rest->len += rest->off - v.off;
    rest->off = v.off;
    verbosely(pr, "} ");
    if (e.number == USM)
        return true;
    text_printf(pr->out, "[security model %d]", e.number);
    return false;
}

static void put_version3(struct printer *pr, struct span v)
{
    struct ber e;

    if (!ber_expect(pr, &v, BER_SEQUENCE, "!message", &e))
        return;
    verbosely(pr, "{ ");
    if (!put_header(pr, e.value, &v))
        return;
    verbosely(pr, "{ USM ");
    if (!ber_expect(pr, &v, BER_STRING, "msgSecurityParameters!=STR", &e))
        return;
    put_usm(pr, e.value);
    verbosely(pr, "} { ScopedPDU ");
    put_scoped_pdu(pr, v);
    verbosely(pr, "} ");
}

static bool print_snmp(struct printer *pr)
{
    struct span v = {0, pr->len};
    struct ber e;

    pr->label = "snmp";
    text_char(pr->out, ' ');
    if (!ber_expect(pr, &v, BER_SEQUENCE, "!init SEQ", &e)) {
        if (!printer_ok(pr) && e.value.len > 0)
            printer_settle(pr);
        return true;
    }
    put_extra(pr, v, "iSEQ");
    v = e.value;
    if (!ber_expect(pr, &v, BER_INTEGER, "version!=INT", &e))
        return true;
    switch (e.number) {
    case VERSION_1:
        verbosely(pr, "{ SNMPv1 ");
        put_community_message(pr, v, VERSION_1);
        break;
    case VERSION_2C:
        verbosely(pr, "{ SNMPv2c ");
        put_community_message(pr, v, VERSION_2C);
        break;
    case VERSION_3:
        verbosely(pr, "{ SNMPv3 ");
        put_version3(pr, v);
        break;
    default:
        text_printf(pr->out, "SNMP [version = %d]", e.number);
        return true;
    }
    verbosely(pr, "} ");
    return true;
}

const struct protocol protocol_snmp = {.name = "snmp", .print = print_snmp};
