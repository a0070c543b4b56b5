/*
 * tree_payload.c - what is behind the headers: data, or a protocol that has
 * no fields, by the words the line has for it.
 */
#include <ctype.h>
#include <string.h>

#include "protocols.h"
#include "render.h"
#include "tree.h"

enum { BYTES_SHOWN = 32, TITLE_ROOM = 24 };

/* "dns" is shown as "DNS"; what TCP carries may be any part of a message. */
static const char *title_of(const struct tree *t, const struct field_scene *s,
                            char *room)
{
    const struct tl_layer *l = s->layer;

    if (l == NULL || l->kind != TL_LEAF || l->off != t->done ||
        (l > s->pkt->layers && l[-1].kind == TL_TCP))
        return "Data";
    const char *name = protocol_of((enum tl_leaf)l->leaf.id)->name;
    size_t n = 0;
    for (; name[n] != '\0' && n < TITLE_ROOM - 1; n++)
        room[n] = (char)toupper((unsigned char)name[n]);
    room[n] = '\0';
    return room;
}

/* Where a row begins that the line breaks off with blanks before it. */
static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && strchr(" ,:\t\n", *at) != NULL)
        at++;
    return at;
}

/* Most protocols have one row. */
static void put_words(struct tree *t)
{
    const struct line *line = t->line;
    const char *name = "on the line";

    /* The line moves when more is appended to it. */
    text_truncate(&t->rows, 0);
    text_put(&t->rows, t->out->start + line->last_part,
             line->last_end - line->last_part);
    if (text_failed(&t->rows))
        t->out->failed = true;
    const char *const end = t->rows.at;
    const char *at = skip_blank(t->rows.start, end);
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL)
            stop = end;
        tree_deduced(t, name, NULL);
        text_put(t->out, at, (size_t)(stop - at));
        text_char(t->out, '\n');
        name = "";
        at = skip_blank(stop, end);
    }
}

static void put_data(struct tree *t, const uint8_t *p, uint32_t off,
                     uint32_t len)
{
    const bool dumped = t->style.dump != LINE_DUMP_NONE;

    if (dumped)
        return;
    tree_bytes(t, p, off, len < BYTES_SHOWN ? len : BYTES_SHOWN);
    if (len > BYTES_SHOWN)
        TEXT_LIT(t->out, "    ...   (-X prints all)\n");
}

static void put_block(struct tree *t, const struct field_scene *s,
                      const char *title, uint32_t off, uint32_t len)
{
    tree_title(t, title, len);
    put_data(t, s->pkt->raw.data + off, off, len);
}

void tree_payload(struct tree *t, const struct field_scene *s)
{
    char room[TITLE_ROOM];
    const uint32_t cap = s->pkt->raw.cap_len;
    const uint32_t from = t->done;
    const uint32_t stop = s->stop > from ? s->stop : from;

    if (stop > from) {
        const char *title = title_of(t, s, room);
        tree_title(t, title, stop - from);
        if (title == room)
            put_words(t);
        put_data(t, s->pkt->raw.data + from, from, stop - from);
    }
    if (cap > stop)
        put_block(t, s, "Behind the packet", stop, cap - stop);
}
