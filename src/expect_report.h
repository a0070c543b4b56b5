/*
 * expect_report.h - what of --expect and --fail-on held: for people, as JSON
 * objects, and as JUnit's XML for CI servers.
 */
#ifndef TCPLINE_EXPECT_REPORT_H
#define TCPLINE_EXPECT_REPORT_H

#include "expect.h"
#include "text.h"

/* Exit status of a run in which something was not as expected. */
enum { EXPECT_EXIT_FAILED = 3 };

/* Lines on standard error. */
void expect_report_lines(const struct expectations *all);

/* One object a line. */
void expect_report_json(const struct expectations *all, struct text *out);

/* A file that is open for writing. False with `e` filled. */
bool expect_report_junit(const struct expectations *all, int fd, struct err *e);

#endif
