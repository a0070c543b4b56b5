#!/usr/bin/env python3
"""Two ends of a connection for `live.sh`: `ends.py server|client SCENE`.

A scene is one thing a kernel's TCP does when a program asks for it.  Each
scene is a pair of functions over a listening and a connecting socket; every
wait is bounded, so a missing peer ends the program rather than hanging it.
"""

import socket
import struct
import sys
import time

PORT = 12345
SERVER = "192.0.2.2"
CLIENT = "192.0.2.1"
PATIENCE = 10
IPPROTO_MPTCP = 262
TCP_MD5SIG = 14
KEY = b"secret"
SCENES = {}


def scene(name, protocol=socket.IPPROTO_TCP, before=None):
    """Marks a class with `server(conn)` and `client(sock)`; `before(sock,
    peer)` readies either socket before it listens or connects."""
    def keep(cls):
        cls.protocol, cls.before = protocol, staticmethod(before)
        SCENES[name] = cls
        return cls
    return keep


def ready(cls, peer):
    """A socket as the scene wants it."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, cls.protocol)
    sock.settimeout(PATIENCE)
    if cls.before:
        cls.before(sock, peer)
    return sock


def drain(conn):
    """Reads up to the end of the peer's half."""
    size = 0
    while data := conn.recv(65536):
        size += len(data)
    return size


def talk_once(conn):
    """Echoes one message, then waits for the end."""
    conn.sendall(conn.recv(4096).upper())
    drain(conn)


def ask_once(sock):
    """The other side of `talk_once`."""
    sock.connect((SERVER, PORT))
    sock.sendall(b"a short question\n")
    sock.recv(4096)


@scene("out-of-band")
class OutOfBand:
    """Urgent data, alone and amid ordinary data."""

    @staticmethod
    def server(conn):
        drain(conn)

    @staticmethod
    def client(sock):
        sock.connect((SERVER, PORT))
        for ordinary, urgent in (
                (b"before", b"!"), (b"", b"x"), (b"more", b"yz")):
            sock.send(ordinary)
            time.sleep(0.05)
            sock.send(urgent, socket.MSG_OOB)
            time.sleep(0.05)
        sock.send(b"after")


def small_buffer(sock, peer):
    """A receive buffer that fills at once, on the server's side."""
    if peer == CLIENT:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)


@scene("zero-window", before=small_buffer)
class ZeroWindow:
    """A reader that sleeps until the window has been shut for a while."""

    @staticmethod
    def server(conn):
        time.sleep(2)
        drain(conn)

    @staticmethod
    def client(sock):
        sock.connect((SERVER, PORT))
        sock.sendall(bytes(16384))
        sock.shutdown(socket.SHUT_WR)
        drain(sock)


@scene("keep-alive")
class KeepAlive:
    """An idle connection kept alive by the kernel."""

    @staticmethod
    def server(conn):
        drain(conn)

    @staticmethod
    def client(sock):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
        sock.connect((SERVER, PORT))
        sock.sendall(b"and then silence")
        time.sleep(3.5)


def abort(sock):
    """Closes by RST."""
    linger = struct.pack("ii", 1, 0)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    sock.close()


@scene("abort")
class Abort:
    """Three resets: by the client's wish, by the server's closing with data
    unread, and in answer to data sent to a socket that is gone."""

    connections = 3

    @staticmethod
    def server(conn):
        word = conn.recv(1)
        if word == b"c":
            drain_until_reset(conn)
        elif word == b"g":
            conn.recv(4096)

    @classmethod
    def client(cls, sock):
        for word in (b"client", b"server leaves this unread", b"gone"):
            sock.connect((SERVER, PORT))
            sock.sendall(word)
            time.sleep(0.2)
            if word == b"client":
                abort(sock)
            elif word == b"gone":
                sock.sendall(b"too late")
                time.sleep(0.1)
            sock.close()
            sock = ready(cls, SERVER)
        sock.close()


def drain_until_reset(conn):
    """Reads until the peer is gone, in whatever way."""
    try:
        drain(conn)
    except ConnectionResetError:
        pass


def fast_open_ready(sock, peer):
    """The server's queue for connections whose SYN carries data."""
    if peer == CLIENT:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_FASTOPEN, 5)


@scene("fast-open", before=fast_open_ready)
class FastOpen:
    """Twice: the first time for the cookie, the second time with it."""

    connections = 2
    server = staticmethod(talk_once)

    @classmethod
    def client(cls, sock):
        for _ in range(cls.connections):
            sock.settimeout(None)  # a socket with a timeout does not wait here
            sock.sendto(b"data in the SYN\n",
                        socket.MSG_FASTOPEN, (SERVER, PORT))
            sock.recv(4096)
            sock.close()
            time.sleep(0.2)
            sock = ready(cls, SERVER)


def peer_address(peer):
    """A sockaddr_storage for the peer, as the key option wants it."""
    return struct.pack("HH4s", socket.AF_INET, 0,
                       socket.inet_aton(peer)).ljust(128, b"\0")


def md5_key(sock, peer):
    """struct tcp_md5sig."""
    value = struct.pack("BBHi", 0, 0, len(KEY), 0) + KEY.ljust(80, b"\0")
    sock.setsockopt(socket.IPPROTO_TCP, TCP_MD5SIG, peer_address(peer) + value)


@scene("md5", before=md5_key)
class Md5:
    server, client = staticmethod(talk_once), staticmethod(ask_once)


@scene("mptcp", protocol=IPPROTO_MPTCP)
class Mptcp:
    """Long enough for a second subflow to join and carry data."""

    @staticmethod
    def server(conn):
        while data := conn.recv(4096):
            conn.sendall(data)

    @staticmethod
    def client(sock):
        sock.connect((SERVER, PORT))
        for _ in range(8):
            sock.sendall(b"over either path")
            sock.recv(4096)
            time.sleep(0.05)
        sock.shutdown(socket.SHUT_WR)
        drain(sock)


@scene("bulk")
class Bulk:
    """Forty full segments, for loss and reordering to happen to."""

    @staticmethod
    def server(conn):
        drain(conn)

    @staticmethod
    def client(sock):
        sock.connect((SERVER, PORT))
        sock.sendall(bytes(40 * 1448))
        sock.shutdown(socket.SHUT_WR)
        drain(sock)


def main(role, name):
    """Plays one role of a scene."""
    cls = SCENES[name]
    if role == "client":
        with ready(cls, SERVER) as sock:
            cls.client(sock)
        return
    with ready(cls, CLIENT) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("0.0.0.0", PORT))
        listener.listen()
        for _ in range(getattr(cls, "connections", 1)):
            conn, _ = listener.accept()
            with conn:
                conn.settimeout(PATIENCE)
                cls.server(conn)


if __name__ == "__main__":
    main(*sys.argv[1:])
