/*
 * libarchive.h - the library that decompresses, loaded when it is needed.
 *
 * It brings some twenty other libraries along, which a plain savefile should
 * neither wait for nor have in its address space.
 */
#ifndef TCPLINE_CAPTURE_LIBARCHIVE_H
#define TCPLINE_CAPTURE_LIBARCHIVE_H

#include <archive.h>
#include <stdbool.h>

struct err;

/* The functions of archive_read(3), by their names without "archive_". */
struct libarchive {
    __typeof__(&archive_read_new) read_new;
    __typeof__(&archive_read_free) read_free;
    __typeof__(&archive_read_open) read_open;
    __typeof__(&archive_read_next_header) read_next_header;
    __typeof__(&archive_read_data) read_data;
    __typeof__(&archive_read_support_format_raw) read_support_format_raw;
    __typeof__(&archive_read_support_filter_gzip) read_support_filter_gzip;
    __typeof__(&archive_read_support_filter_bzip2) read_support_filter_bzip2;
    __typeof__(&archive_read_support_filter_compress)
        read_support_filter_compress;
    __typeof__(&archive_read_support_filter_xz) read_support_filter_xz;
    __typeof__(&archive_read_support_filter_lzma) read_support_filter_lzma;
    __typeof__(&archive_read_support_filter_lzip) read_support_filter_lzip;
    __typeof__(&archive_read_support_filter_lz4) read_support_filter_lz4;
    __typeof__(&archive_read_support_filter_zstd) read_support_filter_zstd;
    __typeof__(&archive_filter_count) filter_count;
    __typeof__(&archive_set_error) set_error;
    __typeof__(&archive_errno) error_number;
    __typeof__(&archive_error_string) error_string;
};

/* Before the walls. False with `e` filled when it is not installed. */
bool libarchive_load(struct libarchive *lib, struct err *e);

/* A reader of raw files through every filter it has; NULL without memory. */
struct archive *libarchive_reader(const struct libarchive *lib);

#endif
