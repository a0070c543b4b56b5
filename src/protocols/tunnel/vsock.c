/*
 * vsock.c - the sockets between a virtual machine and its host, as Linux's
 * monitoring device (vsockmon) hands them out: its own header, then that of
 * the transport. The only transport with one is VIRTIO's (virtio 1.2, section
 * 5.10.6). Numbers are little-endian.
 *
 * The mark of a cut stands behind the line, which needs the first header only.
 */
#include "codes.h"
#include "protocol.h"

#include <inttypes.h>

enum {
    HEADER = 32,
    VIRTIO_HEADER = 44,
    TRANSPORT_VIRTIO = 2,
    OPERATION_PAYLOAD = 4,
};

static const struct code_name transports[] = {
    {0, "UNKNOWN"},
    {1, "NO_INFO"},
    {TRANSPORT_VIRTIO, "VIRTIO"},
};

static const struct code_name operations[] = {
    {0, "UNKNOWN"},
    {1, "CONNECT"},
    {2, "DISCONNECT"},
    {3, "CONTROL"},
    {OPERATION_PAYLOAD, "PAYLOAD"},
};

static const struct code_name virtio_types[] = {{1, "STREAM"}};

static const struct code_name virtio_operations[] = {
    {0, "INVALID"},       {1, "REQUEST"},        {2, "RESPONSE"},
    {3, "RST"},           {4, "SHUTDOWN"},       {5, "RW"},
    {6, "CREDIT UPDATE"}, {7, "CREDIT REQUEST"},
};

static void put_virtio(struct text *out, const uint8_t *p)
{
    text_printf(out, " (len %u, type ", load_le32(p + 24));
    CODE_PUT(out, virtio_types, load_le16(p + 28), "Invalid type (%u)");
    TEXT_LIT(out, ", op ");
    CODE_PUT(out, virtio_operations, load_le16(p + 30), "Invalid op (%u)");
    text_printf(out, ", flags %x, buf_alloc %u, fwd_cnt %u)", load_le32(p + 32),
                load_le32(p + 36), load_le32(p + 40));
}

/* Both ends by context and port, and what was done. */
static void put_summary(struct text *out, const uint8_t *p, uint32_t cap)
{
    text_printf(out, "%" PRIu64 ".%u > %" PRIu64 ".%u ", load_le64(p),
                load_le32(p + 16), load_le64(p + 8), load_le32(p + 20));
    CODE_PUT(out, operations, load_le16(p + 24), " invalid op (%u)");
    text_printf(out, ", length %u", cap);
}

/* At -vv the octets behind both headers, also where a dump follows. */
static void put_payload(struct printer *pr, uint32_t off)
{
    if (pr->cap == off) {
        printer_mark(pr);
        return;
    }
    TEXT_LIT(pr->out, "\n");
    printer_hex(pr, "\t", off, pr->cap - off);
}

static void put_verbose(struct printer *pr, uint16_t transport)
{
    const bool virtio = transport == TRANSPORT_VIRTIO;
    const bool whole = !virtio || printer_has(pr, HEADER, VIRTIO_HEADER);

    if (virtio && whole)
        put_virtio(pr->out, pr->base + HEADER);
    if (whole)
        TEXT_LIT(pr->out, "\n\t");
    put_summary(pr->out, pr->base, pr->cap);
    if (!whole)
        printer_mark(pr);
    else if (pr->style->verbose > 1 &&
             load_le16(pr->base + 24) == OPERATION_PAYLOAD)
        put_payload(pr, virtio ? HEADER + VIRTIO_HEADER : HEADER);
}

static bool print_vsock(struct printer *pr)
{
    pr->label = "vsock";
    if (!printer_has(pr, 0, HEADER)) {
        printer_mark(pr);
        return true;
    }
    const uint16_t transport = load_le16(pr->base + 26);
    CODE_PUT(pr->out, transports, transport, "Invalid transport (%u)");
    if (pr->style->verbose > 0) {
        put_verbose(pr, transport);
        return true;
    }
    TEXT_LIT(pr->out, " ");
    put_summary(pr->out, pr->base, pr->cap);
    return true;
}

const struct protocol protocol_vsock = {.name = "vsock", .print = print_vsock};
