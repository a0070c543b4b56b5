/*
 * nfs.c - SunRPC's headers (RFC 5531), and which reply answers which call.
 *
 * The record mark (RFC 5531, 11) only lends its length: the oracle takes the
 * first record of the segment for a whole message.
 */
#include "nfs.h"

#include "codes.h"
#include "leaf_members.h"
#include "nfs_call.h"
#include "nfs_kit.h"
#include "nfs_reply.h"
#include "protocol.h"

enum {
    NFS_PORT = 2049,
    PORTMAP_PORT = 111,
    RPC_VERSION = 2,
    MARK_LEN = 4,
    /* Offsets from the message's first octet. */
    OFF_XID = 0,
    OFF_DIRECTION = 4,
    OFF_REPLY_STAT = 8,
    OFF_REPLY_BODY = 12,
    OFF_VERSION = 16,
    OFF_PROC = 20,
    OFF_CREDENTIALS = 24,

    V3_NOP = 25,
};

enum direction { CALL = 0, REPLY = 1 };

static const struct code_name proc_names[] = {
    {NFS_NULL, "null"},         {NFS_GETATTR, "getattr"},
    {NFS_SETATTR, "setattr"},   {NFS_LOOKUP, "lookup"},
    {NFS_ACCESS, "access"},     {NFS_READLINK, "readlink"},
    {NFS_READ, "read"},         {NFS_WRITE, "write"},
    {NFS_CREATE, "create"},     {NFS_MKDIR, "mkdir"},
    {NFS_SYMLINK, "symlink"},   {NFS_MKNOD, "mknod"},
    {NFS_REMOVE, "remove"},     {NFS_RMDIR, "rmdir"},
    {NFS_RENAME, "rename"},     {NFS_LINK, "link"},
    {NFS_READDIR, "readdir"},   {NFS_READDIRPLUS, "readdirplus"},
    {NFS_FSSTAT, "fsstat"},     {NFS_FSINFO, "fsinfo"},
    {NFS_PATHCONF, "pathconf"}, {NFS_COMMIT, "commit"},
    {NFS_NOP, "nop"},
};

/* Version 2's procedures (RFC 1094, 2.2); the oracle has room for more. */
static const uint8_t v2_procs[] = {
    NFS_NULL, NFS_GETATTR, NFS_SETATTR, NFS_NOP,    NFS_LOOKUP,  NFS_READLINK,
    NFS_READ, NFS_NOP,     NFS_WRITE,   NFS_CREATE, NFS_REMOVE,  NFS_RENAME,
    NFS_LINK, NFS_SYMLINK, NFS_MKDIR,   NFS_RMDIR,  NFS_READDIR, NFS_FSSTAT,
    NFS_NOP,  NFS_NOP,     NFS_NOP,     NFS_NOP,    NFS_NOP,     NFS_NOP,
    NFS_NOP,  NFS_NOP,
};

/*
 * Moves past a call's credentials or verifier; `left` octets of the record
 * have not been taken yet. A length that rounds up to 2^32 escapes the
 * oracle's checks, then its pointer is beyond the packet.
 */
static bool skip_call_auth(struct nfs_cursor *c, uint32_t *left)
{
    if (*left < 8)
        return false;
    const uint32_t len = printer_u32(c->pr, c->off + 4);
    const uint32_t taken = 8 + (len + 3) / 4 * 4;
    if (!printer_ok(c->pr) || taken < 8 || taken >= *left || !nfs_has(c, taken))
        return false;
    if (len > 0xfffffffc) {
        printer_cut(c->pr);
        return false;
    }
    c->off += taken;
    *left -= taken;
    return true;
}

/* Moves past the verifier of a reply. */
static bool skip_reply_auth(struct nfs_cursor *c, uint32_t record_len)
{
    const uint32_t len = printer_u32(c->pr, c->off + 4);

    if (len >= record_len)
        return false;
    c->off += 8 + (len + 3) / 4 * 4;
    return true;
}

static void put_proc(struct printer *pr, uint32_t proc)
{
    const char *name = CODE_NAME(proc_names, proc, NULL);

    if (name != NULL)
        text_printf(pr->out, " %s", name);
    else
        text_printf(pr->out, " proc-%u", proc - NFS_PROC_COUNT);
}

/* --- calls ------------------------------------------------------------- */

/*
 * Unknown numbers go behind the known ones. Version 3 ends at 21; the oracle
 * counts a few more, the last of them by a name.
 */
static uint32_t map_proc(uint32_t proc, bool v3)
{
    if (!v3 && proc < COUNT_OF(v2_procs))
        return v2_procs[proc];
    if (v3 && proc == V3_NOP)
        return NFS_NOP;
    if (v3 && proc < NFS_NOP)
        return proc;
    return NFS_PROC_COUNT + proc;
}

static void remember(const struct printer *pr, uint32_t xid, uint32_t proc,
                     bool v3)
{
    if (pr->memory == NULL)
        return;
    struct nfs_ring *ring = &pr->memory->nfs;
    struct nfs_call *call = &ring->calls[ring->next];
    ring->next = (ring->next + 1) % NFS_RING_SIZE;
    *call = (struct nfs_call){.xid = xid, .proc = proc, .v3 = v3};
    call->addr_len = pr->addr_len;
    memcpy(call->client, pr->src_addr, pr->addr_len);
    memcpy(call->server, pr->dst_addr, pr->addr_len);
}

static bool print_call(struct printer *pr, uint32_t xid, uint32_t len)
{
    if (!printer_has(pr, OFF_PROC, 4))
        return false;
    struct nfs_cursor c = {
        .pr = pr,
        .off = OFF_CREDENTIALS,
        .v3 = printer_u32(pr, OFF_VERSION) == 3,
    };
    const uint32_t proc = map_proc(printer_u32(pr, OFF_PROC), c.v3);
    remember(pr, xid, proc, c.v3);
    put_proc(pr, proc);
    if (proc == NFS_NULL || proc >= NFS_NOP)
        return true;
    for (int i = 0; i < 2; i++) { /* credentials, verifier */
        if (!skip_call_auth(&c, &len))
            return false;
    }
    return nfs_print_arguments(&c, proc);
}

/* --- replies ----------------------------------------------------------- */

/* The oracle looks from the last hit on, so of two equal calls it stays. */
static const struct nfs_call *recall(const struct printer *pr, uint32_t xid)
{
    const uint8_t n = pr->addr_len;

    if (pr->memory == NULL)
        return NULL;
    struct nfs_ring *ring = &pr->memory->nfs;
    for (unsigned i = 0; i < NFS_RING_SIZE; i++) {
        const unsigned at = (ring->hint + i) % NFS_RING_SIZE;
        const struct nfs_call *call = &ring->calls[at];
        if (call->xid == xid && call->addr_len == n &&
            memcmp(call->client, pr->dst_addr, n) == 0 &&
            memcmp(call->server, pr->src_addr, n) == 0) {
            ring->hint = at;
            return call;
        }
    }
    return NULL;
}

static bool print_accepted(struct printer *pr, uint32_t xid, uint32_t len)
{
    static const struct code_name states[] = {
        {1, "PROG_UNAVAIL"}, {2, "PROG_MISMATCH"}, {3, "PROC_UNAVAIL"},
        {4, "GARBAGE_ARGS"}, {5, "SYSTEM_ERR"},
    };
    const struct nfs_call *call = recall(pr, xid);

    if (call == NULL)
        return true;
    put_proc(pr, call->proc);
    if (call->proc == NFS_NULL || call->proc >= NFS_NOP)
        return true;
    struct nfs_cursor c = {.pr = pr, .off = OFF_REPLY_BODY, .v3 = call->v3};
    if (!skip_reply_auth(&c, len))
        return false;
    const uint32_t state = nfs_u32(&c);
    if (state == 0)
        return nfs_print_results(&c, call->proc);
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, states, state, "ar_stat %u");
    return true;
}

static bool print_rejected(struct printer *pr)
{
    static const struct code_name reasons[] = {
        {0, "OK"},
        {1, "Bogus Credentials (seal broken)"},
        {2, "Rejected Credentials (client should begin new session)"},
        {3, "Bogus Verifier (seal broken)"},
        {4, "Verifier expired or was replayed"},
        {5, "Credentials are too weak"},
        {6, "Bogus response verifier"},
        {7, "Unknown failure"},
    };

    const uint32_t off = OFF_REPLY_BODY;

    if (!printer_has(pr, off, 4))
        return false;
    const uint32_t stat = printer_u32(pr, off);
    if (stat > 1) {
        text_printf(pr->out, "Unknown reason for rejecting rpc message %u",
                    stat);
        return true;
    }
    if (!printer_has(pr, off + 4, stat == 0 ? 8 : 4))
        return false;
    const uint32_t why = printer_u32(pr, off + 4);
    if (stat == 0) {
        text_printf(pr->out, "RPC Version mismatch (%u-%u)", why,
                    printer_u32(pr, off + 8));
        return true;
    }
    TEXT_LIT(pr->out, "Auth ");
    CODE_PUT(pr->out, reasons, why, "Invalid failure code %u");
    return true;
}

static bool print_reply(struct printer *pr, uint32_t xid, uint32_t len)
{
    if (!printer_has(pr, OFF_REPLY_STAT, 4))
        return false;
    const uint32_t stat = printer_u32(pr, OFF_REPLY_STAT);
    switch (stat) {
    case 0:
        text_printf(pr->out, "reply ok %u", len);
        return print_accepted(pr, xid, len);
    case 1:
        text_printf(pr->out, "reply ERR %u: ", len);
        return print_rejected(pr);
    default:
        text_printf(pr->out, "reply Unknown rpc response code=%u %u", stat,
                    len);
        return true;
    }
}

/* A message of `len` octets, unless the ports say otherwise. */
static bool print_message(struct printer *pr, uint32_t len, const char *before)
{
    const uint32_t xid = printer_u32(pr, OFF_XID);
    const uint32_t direction = printer_u32(pr, OFF_DIRECTION);
    bool whole;

    if (direction == CALL && pr->dport == NFS_PORT) {
        text_printf(pr->out, "%sNFS request xid %u %u", before, xid, len);
        whole = print_call(pr, xid, len);
    } else if (direction == REPLY && pr->sport == NFS_PORT) {
        text_printf(pr->out, "%sNFS reply xid %u ", before, xid);
        whole = print_reply(pr, xid, len);
    } else {
        return false;
    }
    if (!whole)
        printer_mark(pr);
    return true;
}

static bool print_nfs(struct printer *pr)
{
    pr->label = "nfs";
    if (!printer_has(pr, 0, MARK_LEN + OFF_REPLY_STAT))
        return true;
    const uint32_t mark = printer_u32(pr, 0) & 0x7fffffff;
    pr->base += MARK_LEN;
    pr->cap -= MARK_LEN;
    pr->len -= MARK_LEN;
    (void)print_message(pr, mark < pr->len ? mark : pr->len, ": ");
    return true;
}

static bool print_nfs_udp(struct printer *pr)
{
    pr->label = "nfs";
    if (!printer_has(pr, 0, OFF_REPLY_STAT))
        return false;
    return print_message(pr, pr->len, "");
}

static void put_end(struct printer *pr, const uint8_t *addr)
{
    if (pr->addr_len == 4)
        pr->host->addr4(pr->host->ctx, pr->out, addr);
    else if (pr->addr_len != 0)
        pr->host->addr6(pr->host->ctx, pr->out, addr);
}

/* By its service's name, with -n by its number. */
static void put_port(struct printer *pr, uint16_t port)
{
    text_char(pr->out, '.');
    if (!pr->style->no_names)
        pr->host->service(pr->host->ctx, pr->out, port);
    else
        text_printf(pr->out, port == PORTMAP_PORT ? "0x%x" : "%u", port);
}

/*
 * RFC 1833 section 3: every call is taken for one of the port mapper. Names of
 * programs are not asked for: they have a "#" instead, without -n.
 */
static void print_portmap_call(struct printer *pr, uint32_t xid)
{
    enum { HEAD = 32, OFF_RPC_VERSION = 8, OFF_PROGRAM = 12, DUMP = 4 };
    static const struct code_name procs[] = {
        {0, "null"},    {1, "set"},     {2, "unset"},
        {3, "getport"}, {DUMP, "dump"}, {5, "call"},
    };

    if (!printer_need(pr, 0, HEAD))
        return;
    put_end(pr, pr->src_addr);
    text_printf(pr->out, ".0x%x > ", xid);
    put_end(pr, pr->dst_addr);
    put_port(pr, PORTMAP_PORT);
    text_printf(pr->out, ": %u", pr->len);
    const uint32_t proc = printer_u32(pr, OFF_PROC);
    text_char(pr->out, ' ');
    CODE_PUT(pr->out, procs, proc, " proc #%u");
    const uint32_t version = printer_u32(pr, OFF_RPC_VERSION);
    if (version != RPC_VERSION)
        text_printf(pr->out, " [rpcver %u]", version);
    if (proc != 0 && proc != DUMP && CODE_NAME(procs, proc, NULL) != NULL)
        text_printf(pr->out, pr->style->no_names ? " %u.%u" : " #%u.%u",
                    printer_u32(pr, OFF_PROGRAM), printer_u32(pr, OFF_VERSION));
}

/* The ends stand in the text with the transaction for a port. */
static bool print_sunrpc(struct printer *pr)
{
    if (!printer_need(pr, 0, OFF_REPLY_STAT))
        return true;
    const uint32_t xid = printer_u32(pr, OFF_XID);
    pr->label = "sunrpc";
    if (printer_u32(pr, OFF_DIRECTION) == CALL) {
        print_portmap_call(pr, xid);
        return true;
    }
    pr->label = "nfs";
    put_end(pr, pr->src_addr);
    put_port(pr, NFS_PORT);
    TEXT_LIT(pr->out, " > ");
    put_end(pr, pr->dst_addr);
    text_printf(pr->out, ".%u: ", xid);
    if (!print_reply(pr, xid, pr->len))
        printer_mark(pr);
    return true;
}

const struct protocol protocol_nfs = {.name = "nfs", .print = print_nfs};
const struct protocol protocol_nfs_udp = {.name = "nfs",
                                          .print = print_nfs_udp};
const struct protocol protocol_sunrpc = {.name = "rpc", .print = print_sunrpc};
