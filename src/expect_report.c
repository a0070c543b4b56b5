/*
 * expect_report.c - expectations and what was seen instead.
 */
#include "expect_report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"
#include "tcpline/stamp.h"

/* "3", "12.345 ms", "nothing to measure" */
static void put_value(const struct expectation *x, struct text *out)
{
    if (!x->has_value)
        TEXT_LIT(out, "nothing to measure");
    else if (x->unit == EXPECT_NANOSECONDS)
        text_printf(out, "%.3f ms", (double)x->value / TL_MICRO);
    else
        text_printf(out, "%lld", (long long)x->value);
    if (x->of_connection)
        text_printf(out, ", connection %u", x->connection);
    if (x->frame != 0)
        text_printf(out, ", from packet %llu on", (unsigned long long)x->frame);
}

void expect_report_lines(const struct expectations *all)
{
    for (unsigned i = 0; i < all->count; i++) {
        const struct expectation *x = &all->one[i];
        struct text value = {0};

        if (!text_init(&value, 128))
            return;
        put_value(x, &value);
        complain("%s: %s: %.*s", expect_held(x) ? "as expected" : "UNEXPECTED",
                 x->text, (int)text_len(&value), value.start);
        text_free(&value);
    }
}

/* The text of an expectation has nothing that JSON would want escaped. */
void expect_report_json(const struct expectations *all, struct text *out)
{
    for (unsigned i = 0; i < all->count; i++) {
        const struct expectation *x = &all->one[i];

        text_printf(out,
                    "{\"event\":\"expectation\",\"expected\":\"%s\","
                    "\"held\":%s",
                    x->text, expect_held(x) ? "true" : "false");
        if (x->has_value && x->unit == EXPECT_NANOSECONDS)
            text_printf(out, ",\"value\":%.9f", (double)x->value / TL_BILLION);
        else if (x->has_value)
            text_printf(out, ",\"value\":%lld", (long long)x->value);
        if (x->of_connection)
            text_printf(out, ",\"connection\":%u", x->connection);
        if (x->frame != 0)
            text_printf(out, ",\"frame\":%llu", (unsigned long long)x->frame);
        TEXT_LIT(out, "}\n");
    }
}

/* Operators are all that XML would take for its own. */
static void put_xml(const char *s, struct text *out)
{
    for (; *s != '\0'; s++) {
        if (*s == '<')
            TEXT_LIT(out, "&lt;");
        else if (*s == '>')
            TEXT_LIT(out, "&gt;");
        else
            text_char(out, *s);
    }
}

static unsigned count_failed(const struct expectations *all)
{
    unsigned n = 0;

    for (unsigned i = 0; i < all->count; i++)
        n += !expect_held(&all->one[i]);
    return n;
}

static void put_junit(const struct expectations *all, struct text *out)
{
    text_printf(out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<testsuites>\n<testsuite name=\"tcpline\" tests=\"%u\" "
                "failures=\"%u\">\n",
                all->count, count_failed(all));
    for (unsigned i = 0; i < all->count; i++) {
        const struct expectation *x = &all->one[i];

        TEXT_LIT(out, "<testcase classname=\"tcpline\" name=\"");
        put_xml(x->text, out);
        if (expect_held(x)) {
            TEXT_LIT(out, "\"/>\n");
            continue;
        }
        TEXT_LIT(out, "\"><failure message=\"");
        put_value(x, out);
        TEXT_LIT(out, "\"/></testcase>\n");
    }
    TEXT_LIT(out, "</testsuite>\n</testsuites>\n");
}

static bool write_all(int fd, const char *at, size_t n)
{
    while (n > 0) {
        const ssize_t put = write(fd, at, n);
        if (put < 0 && errno != EINTR)
            return false;
        at += put < 0 ? 0 : put;
        n -= put < 0 ? 0 : (size_t)put;
    }
    return true;
}

bool expect_report_junit(const struct expectations *all, int fd, struct err *e)
{
    struct text xml = {0};

    if (!text_init(&xml, 4096))
        return err_set(e, "not enough memory");
    put_junit(all, &xml);
    const bool ok = write_all(fd, xml.start, text_len(&xml)) ||
                    err_set(e, "--junit: %s", strerror(errno));
    text_free(&xml);
    return ok;
}
