/*
 * count.h - how many elements an array has. Not for pointers: gcc's and
 * clang's -Wsizeof-pointer-div refuses one.
 */
#ifndef TCPLINE_BASE_COUNT_H
#define TCPLINE_BASE_COUNT_H

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
