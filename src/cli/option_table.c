/*
 * option_table.c - the options, in the order the usage shows them.
 */
#include "option_table.h"

#include <assert.h>

#include "count.h"

#define FIELD(f) offsetof(struct options, f)

/* One letter option without argument: a bool, or a count of repetitions. */
#define FLAG(c, name, f, help)                                                 \
    {                                                                          \
        c, name, OPTION_ARG_NONE, NULL, OPTION_FLAG, FIELD(f), NULL, help      \
    }
#define TALLY(c, name, f, help)                                                \
    {                                                                          \
        c, name, OPTION_ARG_NONE, NULL, OPTION_TALLY, FIELD(f), NULL, help     \
    }
/* With argument: kept as a word, or given to a reader. */
#define WORD(c, name, kind, arg, f, help)                                      \
    {                                                                          \
        c, name, OPTION_ARG_##kind, arg, OPTION_WORD, FIELD(f), NULL, help     \
    }
#define VALUE(c, name, arg, read, help)                                        \
    {                                                                          \
        c, name, OPTION_ARG_TEXT, arg, OPTION_VALUE, 0, read, help             \
    }

/* A long option whose argument may be left out. */
#define CHOICE(name, arg, read, help)                                          \
    {                                                                          \
        0, name, OPTION_ARG_NONE, arg, OPTION_CHOICE, 0, read, help            \
    }

/*
 * Among long names that share a beginning the order shows: getopt lists them
 * so when an abbreviation is ambiguous.
 */
/* clang-format off */
const struct option_row option_rows[] = {
    FLAG('a', NULL, old_a, "accepted for old scripts; does nothing"),
    TALLY('A', NULL, dump_ascii,
          "dump each packet in ASCII; -AA with its link header"),
    FLAG('b', NULL, as_dot, "print BGP AS numbers as high.low"),
    VALUE('B', "buffer-size", "size", option_buffer_size,
          "size of the kernel's capture buffer in KiB"),
    VALUE('c', NULL, "count", option_count, "stop after this many packets"),
    FLAG(0, "count", count_only,
         "with -r or -V, print only the number of packets"),
    VALUE('C', NULL, "file_size", option_file_size,
          "with -w, begin a new file past this many million bytes"),
    TALLY('d', NULL, dump_code,
          "print the filter's code and stop; -dd as C, -ddd as numbers"),
    FLAG('D', "list-interfaces", list_interfaces,
         "list the interfaces and stop"),
    FLAG('e', NULL, link_header, "print the link-level header"),
    WORD('E', NULL, TEXT, "algo:secret", esp_secret,
         "decrypt ESP and IKEv2 with these keys"),
    {0, "fp-type", OPTION_ARG_NONE, NULL, OPTION_FP_TYPE, 0, NULL,
     "print how a fraction is rounded and stop"},
    FLAG('f', NULL, local_names_only,
         "name only addresses of the interface's own network"),
    WORD('F', NULL, FILE, "file", filter_file, "read the filter from a file"),
    VALUE('G', NULL, "seconds", option_seconds,
          "with -w, begin a new file every so many seconds"),
    {'h', "help", OPTION_ARG_NONE, NULL, OPTION_HELP, 0, NULL,
     "print this help and stop"},
    FLAG('H', NULL, mesh_headers, "look for mesh headers in 802.11 data frames"),
    {'i', "interface", OPTION_ARG_INTERFACE, "interface", OPTION_VALUE, 0,
     option_interface,
     "capture on this interface, by name or number of -D; also on several"},
    FLAG(0, "immediate-mode", immediate_mode,
         "deliver packets at once instead of buffering"),
    FLAG('I', "monitor-mode", monitor_mode, "put a Wi-Fi interface in monitor mode"),
    VALUE('j', "time-stamp-type", "tstamptype", option_tstamp_type,
          "who stamps the packets (see -J)"),
    FLAG('J', "list-time-stamp-types", list_tstamp_types,
         "list the interface's time stamp types and stop"),
    FLAG('K', "dont-verify-checksums", no_checksums,
         "do not verify IP, TCP and UDP checksums"),
    FLAG('l', NULL, line_buffered, "write out every line at once"),
    FLAG('L', "list-data-link-types", list_link_types,
         "list the interface's link types and stop"),
    VALUE('m', NULL, "module", option_module, "ignored, with a warning"),
    VALUE(0, "max-connections", "count", option_connections,
          "remember at most this many connections"),
    WORD('M', NULL, TEXT, "secret", md5_secret,
         "validate TCP MD5 signatures with this secret"),
    {0, "micro", OPTION_ARG_NONE, NULL, OPTION_VALUE, 0, option_micro,
     "microsecond time stamps (the default)"},
    FLAG('n', NULL, no_names, "print addresses and ports as numbers"),
    FLAG('N', NULL, short_names, "print host names without their domain"),
    FLAG(0, "nano", nanoseconds, "nanosecond time stamps"),
    FLAG('O', "no-optimize", no_optimize, "do not optimise the filter's code"),
    FLAG('p', "no-promiscuous-mode", no_promisc,
         "do not put the interface into promiscuous mode"),
    FLAG('#', "number", number, "number the lines"),
    VALUE('Q', "direction", "in|out|inout", option_direction,
          "capture only this direction"),
    TALLY('q', NULL, quiet, "print less of each packet"),
    {'r', NULL, OPTION_ARG_CAPTURE, "file", OPTION_VALUE, 0, option_read,
     "read packets from a savefile; from several, merged by time"},
    VALUE('s', "snapshot-length", "snaplen", option_snaplen,
          "capture at most this many bytes of a packet"),
    VALUE(0, "sandbox", "strict|off", option_sandbox,
          "what to do about the system-call sandbox (strict)"),
    FLAG('S', "absolute-tcp-sequence-numbers", absolute_seq,
         "print TCP sequence numbers as they are on the wire"),
    TALLY('t', NULL, time_letters,
          "no time; -tt epoch, -ttt delta, -tttt date, -ttttt since start"),
    VALUE('T', NULL, "type", option_packet_type,
          "take payloads for this protocol"),
    VALUE(0, "time-stamp-precision", "precision", option_precision,
          "micro or nano"),
    FLAG('u', NULL, raw_handles, "print NFS file handles undecoded"),
    VALUE(0, "unpack-memory", "MiB", option_unpack_memory,
          "let decompressing a savefile use this much memory (256; 0: any)"),
    FLAG('U', "packet-buffered", packet_buffered,
         "write out every packet at once"),
    TALLY('v', NULL, verbose, "print more of each packet; also -vv, -vvv"),
    {0, "version", OPTION_ARG_NONE, NULL, OPTION_VERSION, 0, NULL,
     "print the version and stop"},
    WORD('V', NULL, FILE, "file", read_list,
         "read the savefiles whose names are listed in a file"),
    WORD('w', NULL, FILE, "file", write_file,
         "write the packets to a savefile instead of printing them"),
    FLAG(0, "print", print, "print the packets also with -w"),
    VALUE('W', NULL, "filecount", option_files,
          "limit the number of files that -C or -G make"),
    TALLY('x', NULL, dump_hex,
          "dump each packet in hex; -xx with its link header"),
    TALLY('X', NULL, dump_hex_ascii,
          "dump each packet in hex and ASCII; -XX with its link header"),
    VALUE('y', "linktype", "datalinktype", option_link_type,
          "link type to capture, or to compile a filter for"),
    WORD('z', NULL, COMMAND, "command", rotate_command,
         "run this command on every file that -C or -G close"),
    WORD('Z', "relinquish-privileges", USER, "user", user,
         "become this user once the capture is open"),
    FLAG(0, "analyze", analyze,
         "name retransmissions, lost segments and the like; -v: why"),
    FLAG(0, "diagnose", diagnose,
         "say what happened to segments, and where the time went; -v: why"),
    FLAG(0, "json", json, "print each packet as a JSON object"),
    FLAG(0, "conversations", conversations,
         "at the end, list the connections, those in trouble first"),
    FLAG(0, "canonical", canonical,
         "print what does not differ from run to run, for comparing"),
    CHOICE("color", "[=auto|always|never]", option_color,
           "colours, where standard output is a terminal"),
    CHOICE("explain", "[=all]", option_explain,
           "say below each segment what it does, and at first what that means"),
    WORD(0, "diff", FILE, "file", diff_from,
         "and a second file: what differs in --canonical, as unified diff"),
    CHOICE("ladder", "[=ascii|utf-8]", option_ladder,
           "show connections as arrows between their two ends"),
    VALUE(0, "duration", "time", option_duration,
          "stop after this long: 90, 90s, 15m, 2h"),
    CHOICE("tree", "[=fields|names|boxes]", option_tree,
           "show every header below the line, one row a field"),
    VALUE(0, "expect", "figure", option_expect,
          "exit with 3 unless it holds: 'rst==0', 'rtt_p95<20ms'"),
    VALUE(0, "fail-on", "list", option_fail_on,
          "exit with 3 if any of these is seen: names as for --only"),
    WORD(0, "junit", FILE, "file", junit_file,
         "write what was expected, and whether it held, for a CI server"),
    VALUE(0, "on", "list", option_on,
          "with -w NAME%c, write connections that show one of these"),
    VALUE(0, "only", "list", option_only,
          "print only segments with these verdicts or events, any, trouble"),
    VALUE(0, "record-after", "time", option_record_after,
          "and so much of what follows (10s)"),
    FLAG(0, "record-all", record_all, "and of all connections meanwhile"),
    VALUE(0, "record-before", "time|size", option_record_before,
          "and so much of what led up to it: 30s, 100M (64M)"),
    VALUE(0, "sample", "count", option_sample,
          "print one packet in so many"),
    VALUE(0, "skip", "count", option_skip,
          "leave out so many packets at the beginning"),
    WORD(0, "read-text", FILE, "file", read_text,
         "read packets from tcpdump's text, pasted from anywhere"),
    VALUE(0, "split", "count", option_split,
          "with -w NAME%d, part whole connections into so many files"),
    VALUE(0, "stream", "list", option_stream,
          "print only these connections, as --json numbers them"),
    VALUE(0, "time", "form", option_time,
          "clock, none, epoch, delta, date, elapsed (as -t), iso8601"),
    FLAG(0, "utc", utc, "print times of UTC, whatever zone is set"),
};
/* clang-format on */

static_assert(COUNT_OF(option_rows) <= OPTION_MAX_ROWS,
              "the parser's tables are too small");
const size_t option_row_count = COUNT_OF(option_rows);
