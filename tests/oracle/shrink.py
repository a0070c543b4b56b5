"""Finds the fewest packets that still show a difference.

Relative numbers depend on the packets before, so one packet is not always
enough; the guilty packet stays last and what precedes it is thinned out by
delta debugging.
"""

from dataclasses import replace


def thin(items, still_fails):
    """A 1-minimal sublist of `items` for which still_fails(sublist)."""
    size = max(1, len(items) // 2)
    while items:
        at, removed = 0, False
        while at < len(items):
            fewer = items[:at] + items[at + size:]
            if still_fails(fewer):
                items, removed = fewer, True
            else:
                at += size
        if size == 1 and not removed:
            break
        size = size // 2 if size > 1 else 1
    return items


def packets(before, guilty, still_fails):
    """The fewest packets ending in `guilty` that fail."""
    if still_fails([guilty]):
        return [guilty]
    return thin(before, lambda fewer: still_fails(fewer + [guilty])) + [guilty]


def calm(packet):
    """The packet with an unremarkable time stamp."""
    return replace(packet, sec=1_700_000_000, frac=0)
