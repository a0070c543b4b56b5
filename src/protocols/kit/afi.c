/*
 * afi.c - names of address family numbers.
 */
#include "afi.h"

#include "codes.h"

static const struct code_name afi_names[] = {
    {0, "Reserved"},      {AFI_IP4, "IPv4"},
    {AFI_IP6, "IPv6"},    {AFI_NSAP, "NSAP"},
    {4, "HDLC"},          {5, "BBN 1822"},
    {6, "802"},           {7, "E.163"},
    {8, "E.164"},         {9, "F.69"},
    {10, "X.121"},        {11, "Novell IPX"},
    {12, "Appletalk"},    {13, "Decnet IV"},
    {14, "Banyan Vines"}, {15, "E.164 with NSAP subaddress"},
    {AFI_VPLS, "VPLS"},   {AFI_L2VPN, "Layer-2 VPN"},
};

const char *afi_name(uint16_t afi, const char *other)
{
    return CODE_NAME(afi_names, afi, other);
}

void afi_put(struct text *out, uint16_t afi, const char *other)
{
    CODE_PUT(out, afi_names, afi, other);
}
