/*
 * pseudowire.c - types of pseudowires.
 */
#include "pseudowire.h"

#include "codes.h"

/* RFC 4446, 3.2 */
static const struct code_name types[] = {
    {0, "Reserved"},
    {1, "Frame Relay DLCI (Martini Mode)"},
    {2, "ATM AAL5 SDU VCC transport"},
    {3, "ATM transparent cell transport"},
    {4, "Ethernet VLAN"},
    {5, "Ethernet"},
    {6, "Cisco-HDLC"},
    {7, "PPP"},
    {8, "SONET/SDH Circuit Emulation Service over MPLS"},
    {9, "ATM n-to-one VCC cell transport"},
    {10, "ATM n-to-one VPC cell transport"},
    {11, "IP Layer2 Transport"},
    {12, "ATM one-to-one VCC Cell Mode"},
    {13, "ATM one-to-one VPC Cell Mode"},
    {14, "ATM AAL5 PDU VCC transport"},
    {15, "Frame-Relay Port mode"},
    {16, "SONET/SDH Circuit Emulation over Packet"},
    {17, "Structure-agnostic E1 over Packet"},
    {18, "Structure-agnostic T1 (DS1) over Packet"},
    {19, "Structure-agnostic E3 over Packet"},
    {20, "Structure-agnostic T3 (DS3) over Packet"},
    {21, "CESoPSN basic mode"},
    {22, "TDMoIP basic mode"},
    {23, "CESoPSN TDM with CAS"},
    {24, "TDMoIP TDM with CAS"},
    {25, "Frame Relay DLCI"},
    {64, "IP-interworking"},
};

const char *pseudowire_type(uint32_t type, const char *other)
{
    return CODE_NAME(types, type, other);
}
