/*
 * put_fields.h - what the descriptions of headers put their rows with. Private
 * to fields.
 *
 * A place `off` counts from the first byte of the frame. Each function answers
 * false, and has put at most a row without a value, when bytes are missing;
 * from then on nothing of the header is put any more.
 */
#ifndef TCPLINE_FIELDS_PUT_FIELDS_H
#define TCPLINE_FIELDS_PUT_FIELDS_H

#include "bytes.h"
#include "field.h"
#include "tcpline/leaves.h"

/* The rows of a table, of a header or a part of one that begins at `off`. */
bool put_fields(struct field_scene *s, const struct field *fields, size_t n,
                uint32_t off);

#define PUT_FIELDS(s, table, off)                                              \
    put_fields((s), (table), COUNT_OF(table), (off))

/* One field, at `off` and `len` bytes long. */
bool put_field(struct field_scene *s, const struct field *f, uint32_t off,
               uint32_t len);

/* An option's field, by the number it begins with. */
struct option_field {
    uint8_t kind;
    struct field field;
};

/* The row of this kind, or `other`. */
const struct field *option_field(const struct option_field *table, size_t n,
                                 uint32_t kind, const struct field *other);

#define OPTION_FIELD(table, kind, other)                                       \
    option_field((table), COUNT_OF(table), (kind), (other))

/* How many of the bytes from `off` on were captured, at most `most`. */
uint32_t field_room(const struct field_scene *s, uint32_t off, uint32_t most);

/* The bytes there; read as many as field_room() grants. */
const uint8_t *field_bytes(const struct field_scene *s, uint32_t off);

/* The number that `n` bytes (1, 2 or 4) at `off` hold; 0 if they are cut. */
uint32_t field_number(const struct field_scene *s, uint32_t off, unsigned n);

const char *field_ethertype(uint32_t type);
const char *field_ip_proto(uint32_t proto);

/* " units of 8 = byte 1480" of a fragment offset that is not 0. */
field_note note_fragment;

/*
 * ", host prohibited" of the type and the code that the header at hand begins
 * with: `names` has both in one number.
 */
void note_type_and_code(const struct field_scene *s,
                        const struct code_name *names, size_t n,
                        struct text *out);

/* ", correct" and the like. */
struct checksum_verdict;
void note_checksum(const struct field_scene *s,
                   const struct checksum_verdict *v, uint64_t pseudo,
                   struct text *out);

/* The headers, by what carries them. */
extern const struct header header_ether, header_vlan, header_llc, header_snap,
    header_sll, header_sll2, header_null, header_raw, header_pppoe, header_ppp;
extern const struct header header_arp, header_ip4, header_ip6, header_hopopt,
    header_dstopt, header_routing, header_fragment, header_udp, header_tcp,
    header_icmp, header_icmp6;
extern const struct header header_dns, header_dhcp, header_ntp, header_tls;
extern const struct header header_mpls, header_gre, header_vxlan,
    header_vxlan_gpe, header_geneve;

/* Options behind the fixed part of a header, `off` to `end`. */
void put_ip4_option_rows(struct field_scene *s, uint32_t off, uint32_t end);
void put_tcp_option_rows(struct field_scene *s, uint32_t off, uint32_t end);

#endif
