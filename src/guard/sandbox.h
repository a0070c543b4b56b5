/*
 * sandbox.h - what this process may still ask of the kernel.
 *
 * Raised after everything is open and before the first byte of a file or of a
 * packet is looked at. Two walls, one behind the other: a list of allowed
 * system calls (seccomp; any other kills the process), and a list of paths
 * (Landlock; none but those named here). Neither can be taken down again.
 */
#ifndef TCPLINE_GUARD_SANDBOX_H
#define TCPLINE_GUARD_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/* The process' role; each has its own list of system calls. */
enum guard_role {
    GUARD_READER,   /* decodes packets */
    GUARD_RESOLVER, /* looks names up, and never sees a packet */
    GUARD_OPENER,   /* opens files for reading, and hands them on */
    GUARD_UNPACKER, /* decompresses what it is sent */
    GUARD_LOOKER,   /* looks at a file, and answers one byte */
    GUARD_FILER,    /* creates files in one directory, and hands them on */
    GUARD_ROLE_COUNT
};

struct guard_plan {
    enum guard_role role;
    /* Directory where savefiles are created while packets come; -1: none. */
    int write_dir;
    /*
     * Sockets that may be read and asked, but never written: what is written
     * to a packet socket goes out on the wire.
     */
    const int *devices;
    size_t device_count;
    /*
     * It is no packet socket: netfilter wants verdicts, USB monitors and D-Bus
     * are asked for each packet.
     */
    bool device_module;
    /* Whether it talks to helpers: with messages, and descriptors in them. */
    bool has_helpers;
};

struct guard_report {
    bool stands;
    char text[160]; /* one line for -v: what is in force */
};

/*
 * Raises the sandbox. False, with the reason, when this kernel cannot enforce
 * the plan. On systems without one: true, and the report says so.
 */
bool guard_sandbox(const struct guard_plan *plan, struct guard_report *report,
                   struct err *e);

/*
 * Whether this kernel can enforce a plan, `creates`: with a `write_dir`. If
 * not, the reason; known before a process is made for one.
 */
bool guard_possible(bool creates, struct err *e);

/* What it is made of here, as --version has it: "seccomp, Landlock 4". */
void guard_describe(char *text, size_t size);

#endif
