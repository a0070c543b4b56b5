/*
 * json.c - a packet as one JSON object, and its frame.
 */
#include "json.h"

#include "json_layers.h"
#include "json_usual.h"
#include "notes.h"

enum {
    SECONDS_A_DAY = 86400,
    PROTOCOLS_MOST = 48, /* of those that are written only once */
};

static char *put_padded(char *at, unsigned v, unsigned width)
{
    for (unsigned i = width; i-- > 0; v /= 10)
        at[i] = (char)('0' + v % 10);
    return at + width;
}

/*
 * "2023-11-14" of a day counted from 1970-01-01, by the proleptic Gregorian
 * calendar: years are counted from March, so that the leap day is their last.
 */
static char *put_day(char *at, int64_t day)
{
    const int64_t from_march_0 = day + 719468;
    const int64_t era =
        (from_march_0 >= 0 ? from_march_0 : from_march_0 - 146096) / 146097;
    const unsigned in_era = (unsigned)(from_march_0 - era * 146097);
    const unsigned year_of_era =
        (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const unsigned in_year =
        in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned m = (5 * in_year + 2) / 153;
    const int64_t year = (int64_t)year_of_era + era * 400 + (m >= 10);

    if (year < 0)
        *at++ = '-';
    at = put_padded(at, (unsigned)(year < 0 ? -year : year), 4);
    *at++ = '-';
    at = put_padded(at, m < 10 ? m + 3 : m - 9, 2);
    *at++ = '-';
    return put_padded(at, in_year - (153 * m + 2) / 5 + 1, 2);
}

/* Of a packet, but for the nanoseconds. */
static void set_times(struct json *j, int64_t sec)
{
    const uint64_t size = sec < 0 ? 0 - (uint64_t)sec : (uint64_t)sec;
    char *at =
        digits_mem(DIGITS_LIT(j->times, ",\"time\":\""), j->date, j->date_len);

    *at++ = '.';
    j->times_len = (unsigned)(at - j->times);
    at = DIGITS_LIT(j->epoch, "Z\",\"time_epoch\":\"");
    if (sec < 0)
        *at++ = '-';
    at = digits_u64(at, size);
    *at++ = '.';
    j->epoch_len = (unsigned)(at - j->epoch);
    j->date_ns = (uint64_t)sec * TL_BILLION;
    j->in_second = (uint64_t)sec <= UINT32_MAX &&
                           j->times_len <= JSON_PREPARED &&
                           j->epoch_len <= JSON_PREPARED
                       ? TL_BILLION
                       : 0;
}

/* Years of five digits do not come in savefiles: seconds are 32 bits wide. */
static void set_date(struct json *j, int64_t sec)
{
    int64_t day = sec / SECONDS_A_DAY;
    int64_t rest = sec % SECONDS_A_DAY;

    if (rest < 0) {
        rest += SECONDS_A_DAY;
        day--;
    }
    char *at = put_day(j->date, day);
    *at++ = 'T';
    at = put_padded(at, (unsigned)rest / 3600, 2);
    *at++ = ':';
    at = put_padded(at, (unsigned)rest / 60 % 60, 2);
    *at++ = ':';
    at = put_padded(at, (unsigned)rest % 60, 2);
    j->date_len = (unsigned)(at - j->date);
    j->date_sec = sec;
    j->have_date = true;
    set_times(j, sec);
}

/* A time stamp with its nanoseconds within the second. */
struct moment {
    int64_t sec;
    uint32_t nanosec;
};

static struct moment moment_of(int64_t sec, int64_t nanosec)
{
    int64_t rest = nanosec % TL_BILLION;

    /* At the end of 64-bit seconds a second goes round: dates do as well. */
    sec = (int64_t)((uint64_t)sec + (uint64_t)(nanosec / TL_BILLION));
    if (rest < 0) {
        rest += TL_BILLION;
        sec = (int64_t)((uint64_t)sec - 1);
    }
    return (struct moment){sec, (uint32_t)rest};
}

static void know_date(struct json *j, int64_t sec)
{
    if (!j->have_date || j->date_sec != sec)
        set_date(j, sec);
}

char *json_put_date(struct json *j, char *at, int64_t ns)
{
    const struct moment t = moment_of(0, ns);

    know_date(j, t.sec);
    at = digits_mem(at, j->date, j->date_len);
    *at++ = '.';
    at = digits_nine(at, t.nanosec);
    *at++ = 'Z';
    return at;
}

char *json_write_times(struct json *j, char *at, struct tl_stamp when)
{
    const struct moment t = moment_of(when.sec, tl_stamp_part(when));

    know_date(j, t.sec);
    at = digits_nine(digits_mem(at, j->times, j->times_len), t.nanosec);
    return digits_nine(digits_mem(at, j->epoch, j->epoch_len), t.nanosec);
}

static char *put_direction(char *at, unsigned packet_type)
{
    enum { TO_US = 0, FROM_US = 4 };

    if (packet_type == FROM_US)
        return DIGITS_LIT(at, ",\"direction\":\"out\"");
    return packet_type == TO_US ? DIGITS_LIT(at, ",\"direction\":\"in\"") : at;
}

/* What the capture, or a cooked header, says of interface and direction. */
static char *put_interface(char *at, const struct tl_packet *pkt)
{
    const struct tl_layer *l = &pkt->layers[0];
    const struct tl_via *via = pkt->raw.via;

    if (via != NULL)
        return put_direction(JSON_U32(at, "interface_id", via->ifindex),
                             via->packet_type);
    if (pkt->n_layers == 0 || l->end != TL_WHOLE ||
        (l->kind != TL_SLL && l->kind != TL_SLL2))
        return at;
    if (l->kind == TL_SLL2)
        at = JSON_U32(at, "interface_id", l->sll.ifindex);
    return put_direction(at, l->sll.packet_type);
}

/* The protocols are those of the layers' kinds, but for leaves. */
static bool kinds_of(const struct tl_packet *pkt, uint64_t *kinds)
{
    *kinds = 0;
    if (pkt->n_layers > sizeof(*kinds))
        return false;
    for (unsigned i = 0; i < pkt->n_layers; i++) {
        if (pkt->layers[i].kind == TL_LEAF)
            return false;
        *kinds = *kinds << 8 | pkt->layers[i].kind;
    }
    return true;
}

static void write_protocols(struct json_piece *p, const struct tl_packet *pkt,
                            struct text *out)
{
    const size_t from = text_len(out);

    json_put_protocols(pkt, out);
    const size_t n = text_len(out) - from;
    if (p == NULL || n > PROTOCOLS_MOST)
        return;
    memcpy(p->text, out->start + from, n);
    json_piece_ends(p, p->text + n);
}

static char *put_protocols(const struct json *j, char *at,
                           const struct tl_packet *pkt, struct text *out)
{
    struct json_piece *p = NULL;
    uint64_t kinds;

    if (kinds_of(pkt, &kinds))
        p = json_piece_of(&j->pieces->protocols, kinds, 0);
    if (p != NULL && p->len > 0)
        return json_piece_put(at, p, PROTOCOLS_MOST);
    out->at = at;
    write_protocols(p, pkt, out);
    return out->at;
}

char *json_write_number(struct json *j, char *at, uint64_t number)
{
    const uint64_t thousands = number / DIGITS_SHORT;
    char *const from = at;

    at = DIGITS_LIT(at, "{\"frame\":{\"number\":");
    if (thousands == 0)
        return digits_u64(at, number);
    at = digits_u64(at, thousands);
    j->number_len = (unsigned)(at - from);
    memcpy(j->number, from, j->number_len);
    j->thousand = thousands * DIGITS_SHORT;
    j->in_thousand = j->number_len <= JSON_PREPARED ? DIGITS_SHORT : 0;
    return digits_three(at, (uint32_t)(number % DIGITS_SHORT));
}

/* The names of what --explain says. */
static void put_notes(const struct tl_explanation *e, struct text *out)
{
    const char *before = ",\"explain\":[\"";

    for (enum tl_note note = 0; note < TL_NOTES; note++) {
        if (!tl_note_has(e, note))
            continue;
        text_str(out, before);
        text_str(out, note_name(note));
        before = "\",\"";
    }
    if (before[0] == '"')
        TEXT_LIT(out, "\"]");
}

void json_put_any(const struct json *j, char *at, const struct record *rec,
                  struct text *out)
{
    const struct tl_layer *ip = json_ip_layer(rec);

    at = digits_u32(DIGITS_LIT(at, "\",\"len\":"), rec->pkt->raw.wire_len);
    at = JSON_U32(at, "cap_len", rec->pkt->raw.cap_len);
    at = DIGITS_LIT(at, ",\"protocols\":\"");
    at = put_protocols(j, at, rec->pkt, out);
    *at++ = '"';
    at = put_interface(at, rec->pkt);
    *at++ = '}';
    at = json_put_headers(at, j, rec, ip, out);
    out->at = json_put_tcp(at, j, rec);
    json_put_layers(j->layers, rec, ip, out);
}

void json_put_rare(const struct record *rec, const struct text *info,
                   struct text *out)
{
    if (rec->tls != NULL)
        json_put_tls(rec->tls, out);
    if (rec->explanation != NULL)
        put_notes(rec->explanation, out);
    if (text_len(info) > 0) {
        TEXT_LIT(out, ",\"info\":");
        json_string(out, info->start, text_len(info));
    }
}
