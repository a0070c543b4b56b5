#!/usr/bin/env python3
"""The two programs of a scene: peers.py serve ADDRESS PORT BYTES APP, and
peers.py APP ADDRESS PORT BYTES.

bulk: one upload. many: uploads on 20 connections, one after the other. echo:
requests and answers of growing size in both directions. requests: twelve of 200 bytes,
each answered after 30 ms with so many bytes, and the next one then. pauses: six uploads
on one connection with 0.3 s of nothing between them. slow: a receiver that
takes 4096 bytes every 20 ms.
"""
import socket
import sys
import threading
import time

PAUSES, PAUSE = 6, 0.3
CONNECTIONS = 20
REQUESTS, REQUEST, THOUGHT = 12, 200, 0.03


def take(connection, size):
    while size > 0 and (data := connection.recv(size)):
        size -= len(data)
    return size == 0


def think(connection, size):
    with connection:
        while take(connection, REQUEST):
            time.sleep(THOUGHT)
            connection.sendall(bytes(size))


def ask(address, port, size):
    with socket.create_connection((address, port)) as connection:
        for _ in range(REQUESTS):
            connection.sendall(bytes(REQUEST))
            take(connection, size)


def answer(connection, app, size):
    if app == "requests":
        think(connection, size)
        return
    with connection:
        while data := connection.recv(4096 if app == "slow" else 65536):
            if app == "slow":
                time.sleep(0.02)
            if app == "echo":
                connection.sendall(data)


def serve(address, port, app, size):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if app == "slow":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    listener.bind((address, int(port)))
    listener.listen(64)
    while True:
        threading.Thread(target=answer, args=(listener.accept()[0], app, size),
                         daemon=True).start()


def drain(connection):
    try:
        while connection.recv(65536):
            pass
    except OSError:
        pass


def upload(address, port, app, size):
    with socket.create_connection((address, port)) as connection:
        connection.settimeout(24)
        reader = threading.Thread(target=drain, args=(connection,))
        reader.start()
        if app == "pauses":
            for _ in range(PAUSES):
                connection.sendall(bytes(size // PAUSES))
                time.sleep(PAUSE)
        elif app == "echo":
            for part in range(20):
                connection.sendall(bytes(size * (part + 1) // 210))
                time.sleep(0.05)
        else:
            connection.sendall(bytes(size))
        connection.shutdown(socket.SHUT_WR)
        reader.join()


def main(what, address, port, size, app=None):
    if what == "serve":
        serve(address, port, app, int(size))
    if what == "requests":
        ask(address, int(port), int(size))
        return
    for _ in range(CONNECTIONS if what == "many" else 1):
        upload(address, int(port), what, int(size))


if __name__ == "__main__":
    main(*sys.argv[1:])
