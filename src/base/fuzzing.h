/*
 * fuzzing.h - sizes that are small where fuzzers look.
 *
 * What is meant for a million connections no input of a fuzzer would ever
 * fill; small tables are filled, grown and given up within a few packets, and
 * to begin with empty ones, thousands of times a second, costs little. The
 * macro's name is the one that all fuzzers' builds share.
 */
#ifndef TCPLINE_BASE_FUZZING_H
#define TCPLINE_BASE_FUZZING_H

#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#define UNLESS_FUZZING(usual, small) (small)
#else
#define UNLESS_FUZZING(usual, small) (usual)
#endif

#endif
