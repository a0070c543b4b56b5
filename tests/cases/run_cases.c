/*
 * run_cases.c - prints packets and compares with what tcpdump printed.
 *
 * In, on standard input: cases as cases.py hands them over. Each is printed
 * whole and compared; then again with each packet cut at every length, every
 * packet ending at a page that must not be touched: whatever is missing, the
 * text must be a clean record.
 */
#include <check.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>

#include "guard_page.h"
#include "hex_bytes.h"
#include "render_packet.h"

enum { MAX_PACKETS = 32, SECONDS_FOR_ONE = 120 };

struct case_packet {
    int link_type; /* DLT_ */
    uint32_t cap_len, wire_len;
    uint8_t *data;
};

struct print_case {
    char *title;       /* file:line: title [options] */
    char *option_line; /* the words that `options` borrows */
    struct options options;
    unsigned n_packets;
    struct case_packet packets[MAX_PACKETS];
    const char *text;
    size_t text_len;
};

/* Ends the program: the input is not what cases.py writes. */
static _Noreturn void die(const char *why, const char *line)
{
    fprintf(stderr, "run_cases: %s: %s\n", why, line);
    exit(2);
}

/* The bytes of `hex`, on the heap; their number goes to *n. */
static uint8_t *unhex(const char *hex, uint32_t *n)
{
    uint8_t *out = malloc(strlen(hex) / 2 + 1);

    if (out == NULL)
        die("no memory", "");
    *n = (uint32_t)hex_bytes(hex, out);
    return out;
}

/* The DLT_ value libpcap gives a savefile of a LINKTYPE_ value. */
static int link_type_of(uint32_t file_type)
{
    uint32_t head[6] = {0xa1b2c3d4, 4U << 16 | 2, 0, 0, 65535, file_type};
    char why[PCAP_ERRBUF_SIZE];
    pcap_t *p = pcap_fopen_offline(fmemopen(head, sizeof(head), "rb"), why);

    if (p == NULL)
        die(why, "link type");
    const int type = pcap_datalink(p);
    pcap_close(p);
    return type;
}

static void add_packet(struct print_case *c, const char *line)
{
    struct case_packet *p = &c->packets[c->n_packets];
    char *rest;

    if (c->n_packets++ == MAX_PACKETS)
        die("too many packets", c->title);
    p->link_type = link_type_of((uint32_t)strtoul(line, &rest, 10));
    p->wire_len = (uint32_t)strtoul(rest, &rest, 10);
    p->data = unhex(rest + 1, &p->cap_len);
}

#if defined(__SANITIZE_ADDRESS__)
/*
 * A process under AddressSanitizer costs more to fork, and to search for leaks
 * at its end, than most cases to print. There all share one, which the
 * sanitizers leave alive until something is wrong; then it says where it was.
 */
#include <sanitizer/common_interface_defs.h>

static const enum fork_status forking = CK_NOFORK;

static const char *case_at_work; /* its title, or NULL */

static void say_where(void)
{
    if (case_at_work != NULL)
        fprintf(stderr, "while printing %s\n", case_at_work);
}

static void watch_case(const char *title)
{
    case_at_work = title;
    __sanitizer_set_death_callback(say_where);
}
#else
static const enum fork_status forking = CK_FORK_GETENV;

static void watch_case(const char *title)
{
    (void)title;
}
#endif

/* What stands behind `word` at the start of `line`, or NULL. */
static char *behind(char *line, const char *word)
{
    const size_t n = strlen(word);

    if (strncmp(line, word, n) != 0)
        return NULL;
    return line + n + (line[n] == ' ');
}

/* Takes one line of a case, without its newline; true for the last. */
static bool take_line(struct print_case *c, char *line)
{
    char *rest;

    if ((rest = behind(line, "case")) != NULL)
        c->title = strdup(rest);
    else if ((rest = behind(line, "packet")) != NULL)
        add_packet(c, rest);
    else if ((rest = behind(line, "options")) != NULL) {
        c->option_line = strdup(rest);
        if (!renderer_options(&c->options, c->option_line))
            die("options that cannot be", c->title);
    } else if ((rest = behind(line, "text")) != NULL)
        c->text_len = strtoul(rest, NULL, 10);
    else
        die("what is this", line);
    return behind(line, "text") != NULL;
}

/* Reads the next case; false at the end of the input. */
static bool read_case(struct print_case *c)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    bool last = false;

    *c = (struct print_case){0};
    while (!last && (n = getline(&line, &room, stdin)) > 0) {
        line[n - 1] = '\0';
        last = take_line(c, line);
    }
    free(line);
    if (!last && c->title != NULL)
        die("the input ends in a case", c->title);
    if (!last)
        return false;
    char *text = calloc(1, c->text_len + 1);
    if (text == NULL || fread(text, 1, c->text_len, stdin) != c->text_len)
        die("the text is short", c->title);
    c->text = text;
    return true;
}

static struct print_case *cases;
static int n_cases;
static struct guard_page page;

/* Appends the records of all packets, packet `which` cut to `cap` bytes. */
static void print_cut(struct renderer *r, const struct print_case *c,
                      unsigned which, uint32_t cap, struct text *out)
{
    for (unsigned i = 0; i < c->n_packets; i++) {
        const struct case_packet *p = &c->packets[i];
        const uint32_t n = i == which ? cap : p->cap_len;
        render_packet(r, p->link_type, guard_page_put(&page, p->data, n), n,
                      p->wire_len, out);
    }
}

static void print_whole(const struct print_case *c, struct text *out)
{
    static struct renderer r;

    ck_assert(renderer_open(&r, &c->options));
    print_cut(&r, c, 0, c->packets[0].cap_len, out);
    renderer_close(&r);
}

/*
 * A record is whole, and no byte of a packet reaches a terminal as anything
 * but text. One assertion for all: Check talks to its parent in each.
 */
static bool is_clean(const struct text *out)
{
    for (const char *s = out->start; s < out->at; s++)
        if ((*s < ' ' || *s > '~') && *s != '\t' && *s != '\n')
            return false;
    return !text_failed(out) && text_len(out) > 0 && out->at[-1] == '\n';
}

static void check_cuts(const struct print_case *c,
                       const struct options *options, struct text *out)
{
    static struct renderer r;

    ck_assert(renderer_open(&r, options));
    for (unsigned which = 0; which < c->n_packets; which++)
        for (uint32_t cap = 1; cap <= c->packets[which].cap_len; cap++) {
            text_truncate(out, 0);
            print_cut(&r, c, which, cap, out);
            if (!is_clean(out))
                ck_abort_msg("%s\npacket %u cut to %u bytes prints: %.*s",
                             c->title, which + 1, cap, (int)text_len(out),
                             out->start);
        }
    renderer_close(&r);
}

static void open_page(const struct print_case *c)
{
    uint32_t most = 0;

    for (unsigned i = 0; i < c->n_packets; i++)
        if (c->packets[i].cap_len > most)
            most = c->packets[i].cap_len;
    ck_assert(guard_page_open(&page, most));
}

START_TEST(prints_as_tcpdump)
{
    const struct print_case *c = &cases[_i];
    struct options wordy = c->options;
    struct text out;

    watch_case(c->title);
    open_page(c);
    ck_assert(text_init(&out, 4096));
    print_whole(c, &out);
    text_char(&out, '\0');
    ck_assert_msg(strcmp(out.start, c->text) == 0, "%s\nprints:  %stcpdump: %s",
                  c->title, out.start, c->text);
    wordy.verbose = 3;
    wordy.link_header = true;
    wordy.dump_hex_ascii = 1;
    check_cuts(c, &c->options, &out);
    check_cuts(c, &wordy, &out);
    text_free(&out);
    guard_page_close(&page);
    watch_case(NULL);
}
END_TEST

/* Each case is a Check case of its own, so that what fails has its title. */
static Suite *suite(void)
{
    Suite *s = suite_create("cases");

    for (int i = 0; i < n_cases; i++) {
        TCase *tc = tcase_create(cases[i].title);
        tcase_set_timeout(tc, SECONDS_FOR_ONE);
        tcase_add_loop_test(tc, prints_as_tcpdump, i, i + 1);
        suite_add_tcase(s, tc);
    }
    return s;
}

int main(void)
{
    struct print_case c;

    while (read_case(&c)) {
        cases = realloc(cases, ((size_t)n_cases + 1) * sizeof(*cases));
        if (cases == NULL)
            die("no memory", c.title);
        cases[n_cases++] = c;
    }
    if (n_cases == 0)
        die("no cases", "on standard input");
    SRunner *sr = srunner_create(suite());
    srunner_set_fork_status(sr, forking);
    srunner_run_all(sr, CK_NORMAL);
    watch_case(NULL);
    const int failed = srunner_ntests_failed(sr);
    srunner_free(sr);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
