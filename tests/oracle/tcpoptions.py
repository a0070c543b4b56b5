"""TCP option areas for the generator: legal, nearly legal and hostile."""

from packets import craft

MPTCP_LENGTHS = {0: (4, 12, 20, 22), 1: (12, 16, 24),
                 2: (4, 8, 12, 16, 18, 20, 22, 24, 26, 28),
                 3: (8, 10, 16, 18, 20, 22, 28, 30), 4: (4, 5, 6),
                 5: (3, 4), 6: (12,), 7: (12,)}
# Kind -> the lengths a sender may give it.
LENGTHS = {2: (4,), 3: (3,), 4: (2,), 5: (10, 18, 26, 34), 6: (6,), 7: (6,),
           8: (10,), 9: (2,), 10: (3,), 11: (6,), 12: (6,), 13: (6,),
           14: (3,), 15: (4,), 18: (3,), 19: (18,), 20: (4,), 28: (4,),
           29: (4, 16, 20), 34: (2, 6, 8, 10, 18), 69: (4,), 76: (4,),
           253: (4, 6), 254: (4, 7, 8, 12)}


def random_bytes(rng, size):
    return bytes(rng.randrange(256) for _ in range(size))


def legal(rng, kind):
    """One option of this kind with a length its RFC allows."""
    if kind in (0, 1):
        return bytes([kind])
    if kind == 30:
        return mptcp(rng)
    data = random_bytes(rng, rng.choice(LENGTHS.get(kind, (2, 4, 8))) - 2)
    if kind == 254 and rng.random() < 0.6:
        data = b"\xf9\x89" + data[2:]
    return craft.option(kind, data)


def mptcp(rng, lengths=MPTCP_LENGTHS):
    subtype = rng.randrange(10)
    size = rng.choice(lengths.get(subtype, (3, 4, 12)))
    if rng.random() < 0.15:
        size = rng.randrange(3, 34)
    data = bytearray(random_bytes(rng, size - 3))
    if data and subtype == 2:
        data[0] = rng.choice((0, 1, 3, 4, 5, 7, 13, 15, 0x10, 0x11, 0x1F))
    low = rng.choice((0, 1, rng.randrange(16)))
    if subtype == 3:
        low = rng.choice((0, 1, 4, 6, rng.randrange(16)))
    return craft.mptcp(subtype, low, bytes(data))


def hostile(rng):
    """Any kind with any length byte and any amount of data."""
    kind = rng.choice((*range(35), *LENGTHS, rng.randrange(256)))
    data = random_bytes(rng, rng.choice((0, 1, 2, 3, 4, 6, 8, 10, 12, 16)))
    lie = rng.choice((None, None, rng.randrange(42), 0, 1, len(data) + 3,
                      len(data) + 1, 255))
    return craft.option(kind, data, lie)


def usual(rng, ack):
    """What real stacks send."""
    stamp = craft.ts(rng.randrange(2**32), rng.randrange(2**32))
    sacks = craft.sack(*((ack + 100 * i, ack + 100 * i + 50)
                         for i in range(1, rng.randrange(2, 4))))
    return rng.choice((
        [], [], [craft.NOP, craft.NOP, stamp],
        [craft.mss(1460), craft.SACK_OK, stamp, craft.NOP, craft.wscale(7)],
        [craft.mss(rng.randrange(65536)), craft.NOP, craft.wscale(8),
         craft.NOP, craft.NOP, craft.SACK_OK],
        [craft.NOP, craft.NOP, sacks],
        [craft.NOP, craft.NOP, stamp, craft.NOP, craft.NOP, sacks]))


def area(rng, ack=0):
    """The bytes of an option area, at most 40."""
    roll = rng.random()
    if roll < 0.35:
        parts = usual(rng, ack)
    elif roll < 0.7:
        kinds = rng.choices((0, 1, 1, 30, 30, *LENGTHS, 77), k=rng.randrange(
            1, 5))
        parts = [legal(rng, kind) for kind in kinds]
    else:
        parts = [rng.choice((craft.NOP, legal(rng, rng.choice(
            (2, 5, 8, 30, 34, 254))), hostile(rng)))
            for _ in range(rng.randrange(1, 6))]
    data = b"".join(parts)
    fill = rng.choice((b"\0", b"\1", b"\0"))
    data += fill * (-len(data) % 4)
    return data[:40]


def every_length(kind, rng):
    """One area for each length byte an option of this kind could have."""
    for size in range(0, 42):
        data = random_bytes(rng, max(0, size - 2))[:36]
        lead = rng.choice((b"", b"\1", b"\1\1"))
        whole = lead + bytes([kind, size]) + data
        yield (whole + bytes(-len(whole) % 4))[:40]


def mptcp_every_length(subtype, rng):
    for size in range(2, 42):
        data = random_bytes(rng, max(0, size - 3))
        low = rng.choice((0, 1, 4, 6))
        whole = bytes([30, size, subtype << 4 | low]) + data
        yield (whole + bytes(-len(whole) % 4))[:40]


def md5_signed(src, dst, build, key):
    """A segment with a right RFC 2385 digest; build(options) makes it."""
    hollow = build(craft.option(19, bytes(16)) + b"\1\1")
    digest = craft.md5_signature(src, dst, hollow, key)
    return build(craft.option(19, digest) + b"\1\1")

