/*
 * radius_words.c - names of numbers in RADIUS: IANA's registries of the values
 * of attributes (RFC 2865 section 5 and later), and enterprises.
 */
#include "codes.h"
#include "count.h"
#include "radius.h"

static const struct code_name service_types[] = {
    {1, "Login"},
    {2, "Framed"},
    {3, "Callback Login"},
    {4, "Callback Framed"},
    {5, "Outbound"},
    {6, "Administrative"},
    {7, "NAS Prompt"},
    {8, "Authenticate Only"},
    {9, "Callback NAS Prompt"},
    {10, "Call Check"},
    {11, "Callback Administrative"},
    {12, "Voice"},
    {13, "Fax"},
    {14, "Modem Relay"},
    {15, "IAPP-Register"},
    {16, "IAPP-AP-Check"},
    {17, "Authorize Only"},
    {18, "Framed-Management"},
    {19, "Additional-Authorization"},
};

static const struct code_name framed_protocols[] = {
    {1, "PPP"},
    {2, "SLIP"},
    {3, "ARAP"},
    {4, "Gandalf proprietary"},
    {5, "Xylogics IPX/SLIP"},
    {6, "X.75 Synchronous"},
    {7, "GPRS PDP Context"},
};

static const struct code_name routings[] = {
    {0, "None"},
    {1, "Send"},
    {2, "Listen"},
    {3, "Send&Listen"},
};

static const struct code_name compressions[] = {
    {0, "None"},
    {1, "VJ TCP/IP"},
    {2, "IPX"},
    {3, "Stac-LZS"},
};

static const struct code_name login_services[] = {
    {0, "Telnet"},
    {1, "Rlogin"},
    {2, "TCP Clear"},
    {3, "PortMaster(proprietary)"},
    {4, "LAT"},
    {5, "X.25-PAD"},
    {6, "X.25-T3POS"},
    {7, "Unassigned"},
    {8, "TCP Clear Quiet"},
};

static const struct code_name termination_actions[] = {
    {0, "Default"},
    {1, "RADIUS-Request"},
};

static const struct code_name account_statuses[] = {
    {1, "Start"},
    {2, "Stop"},
    {3, "Interim-Update"},
    {4, "Unassigned"},
    {5, "Unassigned"},
    {6, "Unassigned"},
    {7, "Accounting-On"},
    {8, "Accounting-Off"},
    {9, "Tunnel-Start"},
    {10, "Tunnel-Stop"},
    {11, "Tunnel-Reject"},
    {12, "Tunnel-Link-Start"},
    {13, "Tunnel-Link-Stop"},
    {14, "Tunnel-Link-Reject"},
    {15, "Failed"},
};

static const struct code_name account_authentics[] = {
    {1, "RADIUS"},
    {2, "Local"},
    {3, "Remote"},
    {4, "Diameter"},
};

static const struct code_name terminate_causes[] = {
    {1, "User Request"},
    {2, "Lost Carrier"},
    {3, "Lost Service"},
    {4, "Idle Timeout"},
    {5, "Session Timeout"},
    {6, "Admin Reset"},
    {7, "Admin Reboot"},
    {8, "Port Error"},
    {9, "NAS Error"},
    {10, "NAS Request"},
    {11, "NAS Reboot"},
    {12, "Port Unneeded"},
    {13, "Port Preempted"},
    {14, "Port Suspended"},
    {15, "Service Unavailable"},
    {16, "Callback"},
    {17, "User Error"},
    {18, "Host Request"},
    {19, "Supplicant Restart"},
    {20, "Reauthentication Failure"},
    {21, "Port Reinitialized"},
    {22, "Port Administratively Disabled"},
    {23, "Lost Power"},
};

static const struct code_name ingress_filters[] = {
    {1, "Enabled"},
    {2, "Disabled"},
};

static const struct code_name port_types[] = {
    {0, "Async"},
    {1, "Sync"},
    {2, "ISDN Sync"},
    {3, "ISDN Async V.120"},
    {4, "ISDN Async V.110"},
    {5, "Virtual"},
    {6, "PIAFS"},
    {7, "HDLC Clear Channel"},
    {8, "X.25"},
    {9, "X.75"},
    {10, "G.3 Fax"},
    {11, "SDSL"},
    {12, "ADSL-CAP"},
    {13, "ADSL-DMT"},
    {14, "ISDN-DSL"},
    {15, "Ethernet"},
    {16, "xDSL"},
    {17, "Cable"},
    {18, "Wireless - Other"},
    {19, "Wireless - IEEE 802.11"},
    {20, "Token-Ring"},
    {21, "FDDI"},
    {22, "Wireless - CDMA200"},
    {23, "Wireless - UMTS"},
    {24, "Wireless - 1X-EV"},
    {25, "IAPP"},
    {26, "FTTP"},
    {27, "Wireless - IEEE 802.16"},
    {28, "Wireless - IEEE 802.20"},
    {29, "Wireless - IEEE 802.22"},
    {30, "PPPoA"},
    {31, "PPPoEoA"},
    {32, "PPPoEoE"},
    {33, "PPPoEoVLAN"},
    {34, "PPPoEoQinQ"},
    {35, "xPON"},
    {36, "Wireless - XGP"},
    {37, "WiMAX Pre-Release 8 IWK Function"},
    {38, "WIMAX-WIFI-IWK"},
    {39, "WIMAX-SFF"},
    {40, "WIMAX-HA-LMA"},
    {41, "WIMAX-DHCP"},
    {42, "WIMAX-LBS"},
    {43, "WIMAX-WVS"},
};

static const struct code_name tunnel_types[] = {
    {1, "PPTP"},  {2, "L2F"},  {3, "L2TP"},  {4, "ATMP"},
    {5, "VTP"},   {6, "AH"},   {7, "IP-IP"}, {8, "MIN-IP-IP"},
    {9, "ESP"},   {10, "GRE"}, {11, "DVS"},  {12, "IP-in-IP Tunneling"},
    {13, "VLAN"},
};

static const struct code_name tunnel_media[] = {
    {1, "IPv4"},       {2, "IPv6"},          {3, "NSAP"},
    {4, "HDLC"},       {5, "BBN 1822"},      {6, "802"},
    {7, "E.163"},      {8, "E.164"},         {9, "F.69"},
    {10, "X.121"},     {11, "IPX"},          {12, "Appletalk"},
    {13, "Decnet IV"}, {14, "Banyan Vines"}, {15, "E.164 with NSAP subaddress"},
};

static const struct code_name arap_zones[] = {
    {1, "Only access to dfl zone"},
    {2, "Use zone filter inc."},
    {3, "Not used"},
    {4, "Use zone filter exc."},
};

static const struct code_name prompts[] = {
    {0, "No Echo"},
    {1, "Echo"},
};

static const struct word_table {
    uint8_t type;
    uint8_t rows;
    const struct code_name *words;
} word_tables[] = {
    {6, COUNT_OF(service_types), service_types},
    {7, COUNT_OF(framed_protocols), framed_protocols},
    {10, COUNT_OF(routings), routings},
    {13, COUNT_OF(compressions), compressions},
    {15, COUNT_OF(login_services), login_services},
    {29, COUNT_OF(termination_actions), termination_actions},
    {40, COUNT_OF(account_statuses), account_statuses},
    {45, COUNT_OF(account_authentics), account_authentics},
    {49, COUNT_OF(terminate_causes), terminate_causes},
    {57, COUNT_OF(ingress_filters), ingress_filters},
    {61, COUNT_OF(port_types), port_types},
    {64, COUNT_OF(tunnel_types), tunnel_types},
    {65, COUNT_OF(tunnel_media), tunnel_media},
    {72, COUNT_OF(arap_zones), arap_zones},
    {76, COUNT_OF(prompts), prompts},
};

void radius_put_word(struct text *out, uint8_t type, uint32_t number)
{
    for (size_t i = 0; i < COUNT_OF(word_tables); i++) {
        const struct word_table *t = &word_tables[i];

        if (t->type == type)
            code_put(out, t->words, t->rows, number, "#%u");
    }
}
