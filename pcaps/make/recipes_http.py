"""The exchange shown first: an HTTP request on port 8080, SYN to close."""

import craft
from registry import capture
from talk import Talk

GET_LINES = (
    "GET /countdown HTTP/1.1",
    "Host: server1.example:8080",
    "User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language: en-GB,en;q=0.9",
    "Accept-Encoding: gzip, deflate",
    "Pragma: no-cache",
    "Connection: keep-alive",
)
REPLY_LINES = (
    "HTTP/1.1 200 OK",
    "Server: count/0.91",
    "Content-Type: text/plain",
    "Content-Length: 10",
    "Cache-Control: no-store",
    "Connection: close",
)


def message(lines, size):
    """An HTTP header, checked to be as long as the exchange needs."""
    text = "".join(line + "\r\n" for line in lines) + "\r\n"
    assert len(text) == size, len(text)
    return text.encode()


@capture("http-8080.pcap")
def http_8080(path):
    talk = Talk(client=("192.0.2.10", 52318), server=("198.51.100.2", 8080),
                isn=(2781904716, 1193720355), win=(65535, 65160), step="0.0002")
    client, server = talk.ends
    client.ts, server.ts = 1570048891, 427811514
    talk.now -= talk.step
    talk.client("S", options=lambda stamp: [
        craft.mss(1440), craft.NOP, craft.wscale(5), craft.NOP, craft.NOP,
        stamp, craft.SACK_OK, craft.EOL])
    talk.server("S.", after="0.004", options=lambda stamp: [
        craft.mss(1460), craft.SACK_OK, stamp, craft.NOP, craft.wscale(7)])
    client.win, server.win = 4105, 507
    talk.client(".")
    talk.client("P.", message(GET_LINES, 366))
    talk.server(".", after="0.0041")
    talk.server("P.", message(REPLY_LINES, 129))
    talk.client(".", win=4101, after="0.0001")
    for second in range(5, 0, -1):
        talk.server("P.", b"%d\n" % second, after="1.0007")
        talk.client(".", win=4101, after="0.0001")
    talk.server("F.")
    talk.client(".", win=4101, after="0.0001")
    talk.client("F.", win=4101)
    talk.server(".", after="0.0042")
    talk.save(path)
