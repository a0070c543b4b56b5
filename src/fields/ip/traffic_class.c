/*
 * traffic_class.c - names of differentiated services (RFC 2474, 2597, 3246,
 * 5865, 8622) and of congestion marks (RFC 3168).
 */
#include "traffic_class.h"

#include "codes.h"

/* 0, best effort, is what needs no remark. */
static const struct code_name services[] = {
    {1, "LE"},    {8, "CS1"},   {10, "AF11"}, {12, "AF12"},        {14, "AF13"},
    {16, "CS2"},  {18, "AF21"}, {20, "AF22"}, {22, "AF23"},        {24, "CS3"},
    {26, "AF31"}, {28, "AF32"}, {30, "AF33"}, {32, "CS4"},         {34, "AF41"},
    {36, "AF42"}, {38, "AF43"}, {40, "CS5"},  {44, "VOICE-ADMIT"}, {46, "EF"},
    {48, "CS6"},  {56, "CS7"},
};

static const struct code_name marks[] = {
    {0, "not ECN-capable"},
    {1, "ECT(1)"},
    {2, "ECT(0)"},
    {3, "congestion experienced"},
};

const char *name_of_dscp(uint32_t dscp)
{
    return CODE_NAME(services, dscp, NULL);
}

const char *name_of_ecn(uint32_t ecn)
{
    return CODE_NAME(marks, ecn, NULL);
}
