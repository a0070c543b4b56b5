/*
 * carriage_row.h - one Ethernet frame and its line as tcpdump 4.99.3 prints
 * it with -n -t and the letters of `options`.
 */
#ifndef TCPLINE_TESTS_CARRIAGE_ROW_H
#define TCPLINE_TESTS_CARRIAGE_ROW_H

struct carriage_row {
    const char *what, *options;
    unsigned cap; /* bytes captured, 0 for all */
    const char *hex, *text;
};

#endif
