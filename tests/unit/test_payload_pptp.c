/*
 * test_payload_pptp.c - PPTP control messages.
 */
#include "payload_case.h"

static const struct payload_case cases[] = {
    {
        PAYLOAD("\x00\x9c\x00\x01\x1a\x2b\x3c\x4d\x00\x01\x00\x00" /* header */
                "\x01\x00"                                         /* version */
                "\x00\x00"                         /* reserved */
                "\x00\x00\x00\x03\x00\x00\x00\x03" /* capabilities */
                "\x00\x07\x00\x01"                 /* channels, firmware */
                "\x68\x6f\x73\x74\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"
                "\x76\x65\x6e\x64\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=SCCRQ PROTO_VER(1.0) FRAME_CAP(AS) "
                "BEARER_CAP(DA) MAX_CHAN(7) FIRM_REV(1) HOSTNAME(host) V"
                "ENDOR(vend)",
    },
    {
        PAYLOAD("\x00\x9c\x00\x01\x1a\x2b\x3c\x4d\x00\x01\x00\x00" /* header */
                "\x01\x00"                                         /* version */
                "\x00\x00"                         /* reserved */
                "\x00\x00\x00\x03\x00\x00\x00\x03" /* capabilities */
                "\x00\x07\x00\x01"                 /* channels, firmware */
                "\x68\x6f\x73\x74\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"
                "\x76\x65\x6e\x64\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"),
        .port = 1723,
        .verbose = 1,
        .want = ": pptp Length=156 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_M"
                "SGTYPE=SCCRQ PROTO_VER(1.0) FRAME_CAP(AS) BEARER_CAP(DA"
                ") MAX_CHAN(7) FIRM_REV(1) HOSTNAME(host) VENDOR(vend)",
    },
    {
        /* wrong cookie, reserved fields in use, short */
        PAYLOAD("\x00\x10\x00\x02\x00\x00\x00\x07\x00\x01\x00\x01" /* header */
                "\x01\x02"                                         /* version */
                "\x00\x03" /* reserved */),
        .port = 1723,
        .verbose = 1,
        .cut = true,
        .want = ": pptp Length=16 MGMT-MSG UNEXPECTED Magic-Cookie!!(000"
                "00007) Magic-Cookie=00000007 CTRL_MSGTYPE=SCCRQ [ERROR:"
                " reserved=1 must be zero] PROTO_VER(1.2) [ERROR: reserv"
                "ed=3 must be zero] FRAME_CAP( [|pptp]",
    },
    {
        PAYLOAD("\x00\x9c\x00\x01\x1a\x2b\x3c\x4d\x00\x02\x00\x00" /* header */
                "\x01\x00"                                         /* version */
                "\x02\x04"                         /* result, error */
                "\x00\x00\x00\x01\x00\x00\x00\x02" /* capabilities */
                "\x00\x07\x00\x01"                 /* channels, firmware */
                "\x68\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"
                "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
                "vvvvvvvvv"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=SCCRP PROTO_VER(1.0) RESULT_CODE(2)"
                " ERR_CODE(4) FRAME_CAP(A) BEARER_CAP(D) MAX_CHAN(7) FIR"
                "M_REV(1) HOSTNAME(h^A) VENDOR(vvvvvvvvvvvvvvvvvvvvvvvvv"
                "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv)",
    },
    {
        PAYLOAD("\x00\x9c\x00\x01\x1a\x2b\x3c\x4d\x00\x02\x00\x00" /* header */
                "\x01\x00"                                         /* version */
                "\x02\x04"                         /* result, error */
                "\x00\x00\x00\x01\x00\x00\x00\x02" /* capabilities */
                "\x00\x07\x00\x01"                 /* channels, firmware */
                "\x68\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"
                "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
                "vvvvvvvvv"),
        .port = 1723,
        .verbose = 1,
        .want = ": pptp Length=156 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_M"
                "SGTYPE=SCCRP PROTO_VER(1.0) RESULT_CODE(2:General error"
                ") ERR_CODE(4:No-Resource) FRAME_CAP(A) BEARER_CAP(D) MA"
                "X_CHAN(7) FIRM_REV(1) HOSTNAME(h^A) VENDOR(vvvvvvvvvvvv"
                "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv)",
    },
    {
        PAYLOAD("\x00\x10\x00\x01\x1a\x2b\x3c\x4d\x00\x03\x00\x00" /* header */
                "\x02\x01\x00\x00"),
        .port = 1723,
        .verbose = 1,
        .want = ": pptp Length=16 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MS"
                "GTYPE=StopCCRQ REASON(2:Stop-Protocol) [ERROR: reserved"
                "=1 must be zero]",
    },
    {
        PAYLOAD("\x00\x10\x00\x01\x1a\x2b\x3c\x4d\x00\x04\x00\x00" /* header */
                "\x01\x00\x00\x00"),
        .port = 1723,
        .verbose = 1,
        .want = ": pptp Length=16 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MS"
                "GTYPE=StopCCRP RESULT_CODE(1:OK) ERR_CODE(0:None)",
    },
    {
        PAYLOAD("\x00\x10\x00\x01\x1a\x2b\x3c\x4d\x00\x05\x00\x00" /* header */
                "\x00\x00\x00\x07"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=ECHORQ ID(7)",
    },
    {
        PAYLOAD("\x00\x14\x00\x01\x1a\x2b\x3c\x4d\x00\x06\x00\x00" /* header */
                "\x00\x00\x00\x07\x02\x06\x00\x00"),
        .port = 1723,
        .verbose = 1,
        .want = ": pptp Length=20 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MS"
                "GTYPE=ECHORP ID(7) RESULT_CODE(2:General Error) ERR_COD"
                "E(6:PAC-Error)",
    },
    {
        /* the number ends where its length says */
        PAYLOAD("\x00\xa8\x00\x01\x1a\x2b\x3c\x4d\x00\x07\x00\x00" /* header */
                "\x00\x01\x00\x02\x00\x00\x01\x2c\x00\x00\x25\x80"
                "\x00\x00\x00\x03\x00\x00\x00\x01" /* types */
                "\x00\x40\x00\x00"
                "\x00\x02\x00\x00" /* length of the number */
                "\x31\x32\x33\x34\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"
                "\x73\x75\x62\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=OCRQ CALL_ID(1) CALL_SER_NUM(2) MIN"
                "_BPS(300) MAX_BPS(9600) BEARER_TYPE(Any) FRAME_TYPE(A) "
                "RECV_WIN(64) PROC_DELAY(0) PHONE_NO_LEN(2) PHONE_NO(12)"
                " SUB_ADDR(sub)",
    },
    {
        PAYLOAD("\x00\x20\x00\x01\x1a\x2b\x3c\x4d\x00\x08\x00\x00" /* header */
                "\x00\x01\x00\x02\x05\x01\x00\x10\x00\x00\x25\x80"
                "\x00\x40\x00\x00\x00\x00\x00\x09"),
        .port = 1723,
        .verbose = 1,
        .want = ": pptp Length=32 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MS"
                "GTYPE=OCRP CALL_ID(1) PEER_CALL_ID(2) RESULT_CODE(5:No "
                "Dial Tone) ERR_CODE(1:Not-Connected) CAUSE_CODE(16) CON"
                "N_SPEED(9600) RECV_WIN(64) PROC_DELAY(0) PHY_CHAN_ID(9)",
    },
    {
        PAYLOAD("\x00\xdc\x00\x01\x1a\x2b\x3c\x4d\x00\x09\x00\x00" /* header */
                "\x00\x01\x00\x02\x00\x00\x00\x02\x00\x00\x00\x09"
                "\x00\x02\x00\x46"
                "\x31\x32\x33\x34\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"
                "5555555555555555555555555555555555555555555555555555555"
                "555555555"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=ICRQ CALL_ID(1) CALL_SER_NUM(2) BEA"
                "RER_TYPE(D) PHY_CHAN_ID(9) DIALED_NO_LEN(2) DIALING_NO_"
                "LEN(70) DIALED_NO(12) DIALING_NO(5555555555555555555555"
                "555555555555555555555555555555555555555555) SUB_ADDR()",
    },
    {
        PAYLOAD("\x00\x18\x00\x01\x1a\x2b\x3c\x4d\x00\x0a\x00\x00" /* header */
                "\x00\x01\x00\x02\x03\x05\x00\x40\x00\x01\x00\x00"),
        .port = 1723,
        .verbose = 2,
        .want = ": pptp Length=24 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_MS"
                "GTYPE=ICRP CALL_ID(1) PEER_CALL_ID(2) RESULT_CODE(3:Do "
                "Not Accept) ERR_CODE(5:Bad-Call-ID) RECV_WIN(64) PROC_D"
                "ELAY(1)",
    },
    {
        PAYLOAD("\x00\x1c\x00\x01\x1a\x2b\x3c\x4d\x00\x0b\x00\x00" /* header */
                "\x00\x01\x00\x00\x00\x00\x25\x80\x00\x40\x00\x00"
                "\x00\x00\x00\x04"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=ICCN PEER_CALL_ID(1) CONN_SPEED(960"
                "0) RECV_WIN(64) PROC_DELAY(0) FRAME_TYPE(?)",
    },
    {
        PAYLOAD("\x00\x10\x00\x01\x1a\x2b\x3c\x4d\x00\x0c\x00\x00" /* header */
                "\x00\x01\x00\x00"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=CCRQ CALL_ID(1)",
    },
    {
        PAYLOAD("\x00\x94\x00\x01\x1a\x2b\x3c\x4d\x00\x0d\x00\x00" /* header */
                "\x00\x01\x04\x00\x00\x00\x00\x00"
                "sssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                "sssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                "ssssssssssssssssss"),
        .port = 1723,
        .verbose = 1,
        .want = ": pptp Length=148 CTRL-MSG Magic-Cookie=1a2b3c4d CTRL_M"
                "SGTYPE=CDN CALL_ID(1) RESULT_CODE(4:Request) ERR_CODE(0"
                ":None) CAUSE_CODE(0) CALL_STATS(sssssssssssssssssssssss"
                "sssssssssssssssssssssssssssssssssssssssssssssssssssssss"
                "ssssssssssssssssssssssssssssssssssssssssssssssssss)",
    },
    {
        PAYLOAD("\x00\x28\x00\x01\x1a\x2b\x3c\x4d\x00\x0e\x00\x00" /* header */
                "\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x02"
                "\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00\x05"
                "\x00\x00\x00\x06"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=WEN PEER_CALL_ID(1) CRC_ERR(1) FRAM"
                "ING_ERR(2) HARDWARE_OVERRUN(3) BUFFER_OVERRUN(4) TIMEOU"
                "T_ERR(5) ALIGN_ERR(6)",
    },
    {
        PAYLOAD("\x00\x18\x00\x01\x1a\x2b\x3c\x4d\x00\x0f\x00\x00" /* header */
                "\x00\x01\x00\x00\xff\xff\xff\xff\x00\x00\x00\x07"),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=SLI PEER_CALL_ID(1) SEND_ACCM(0xfff"
                "fffff) RECV_ACCM(0x00000007)",
    },
    {
        PAYLOAD("\x00\x0c\x00\x01\x1a\x2b\x3c\x4d\x00\x10\x00\x00" /* header */
                ""),
        .port = 1723,
        .want = ": pptp UNKNOWN_CTRL_MSGTYPE(16)",
    },
    {
        PAYLOAD("\x00\x0c\x00\x01\x1a\x2b\x3c\x4d\x00\x00\x00\x00" /* header */
                ""),
        .port = 1723,
        .want = ": pptp CTRL_MSGTYPE=NOT_DEFINED",
    },
    {
        /* cut */
        PAYLOAD("\x00\x10\x00\x01\x1a\x2b\x3c\x4d\x00\x05\x00\x00" /* header */
                "\x00\x00\x00\x07"),
        .port = 1723,
        .missing = 1,
        .cut = true,
        .want = ": pptp CTRL_MSGTYPE=ECHORQ [|pptp]",
    },
    {
        /* cut in a string */
        PAYLOAD("\x00\x9c\x00\x01\x1a\x2b\x3c\x4d\x00\x01\x00\x00" /* header */
                "\x01\x00"                                         /* version */
                "\x00\x00"                         /* reserved */
                "\x00\x00\x00\x03\x00\x00\x00\x03" /* capabilities */
                "\x00\x07\x00\x01"                 /* channels, firmware */
                "\x68\x6f\x73\x74\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"
                "\x76\x65\x6e\x64\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
                "\x00\x00\x00\x00"),
        .port = 1723,
        .missing = 126,
        .cut = true,
        .want = ": pptp CTRL_MSGTYPE=SCCRQ PROTO_VER(1.0) FRAME_CAP(AS) "
                "BEARER_CAP(DA) MAX_CHAN(7) FIRM_REV(1) HOSTNAME(ho [|pp"
                "tp]",
    },
};

START_TEST(prints_as_tcpdump)
{
    payload_case_check(&cases[_i]);
}
END_TEST

int main(void)
{
    return payload_suite_run("payload pptp", prints_as_tcpdump, ROWS(cases));
}
