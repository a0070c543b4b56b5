/*
 * openflow_port.c - the ports of OpenFlow.
 */
#include "openflow_port.h"

void of10_put_port(struct printer *pr, uint16_t port)
{
    static const struct code_name names[] = {
        {0xff00, "MAX"},        {0xfff8, "IN_PORT"}, {0xfff9, "TABLE"},
        {0xfffa, "NORMAL"},     {0xfffb, "FLOOD"},   {0xfffc, "ALL"},
        {0xfffd, "CONTROLLER"}, {0xfffe, "LOCAL"},   {0xffff, "NONE"},
    };

    OF_PUT_CODE(pr, names, port, "%u");
}
