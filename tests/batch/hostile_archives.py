"""Archives that are meant to hurt, each with a name."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from batch.making import zipped
from library.hostile import with_text

_MILLION = bytes(1_000_000)


def members_that_overlap(number: int = 200) -> bytes:
    """A directory whose members all lead to the same bytes, which are there but once."""
    one = zipped([("x.txt", _MILLION * 5)])
    start = one.index(b"PK\1\2")
    entry = bytearray(one[start : one.index(b"PK\5\6")])
    directory = b""
    for n in range(number):
        entry[46:51] = b"%05d" % n
        directory += bytes(entry)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, number, number, len(directory), start, 0)
    return one[:start] + directory + end


def in_itself(depth: int = 8) -> bytes:
    data = zipped([("x.txt", _MILLION)])
    for _ in range(depth):
        data = zipped([(f"{n}.zip", data) for n in range(4)])
    return data


ARCHIVES: Mapping[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: zipped([("x.pdf", _MILLION * 40)]),
    "bomb-too-large.zip": lambda: zipped([("x.pdf", _MILLION * 60)]),
    "bomb-in-bombs.zip": in_itself,
    "bomb-overlapping.zip": members_that_overlap,
    "members-many.zip": lambda: zipped([(f"{n}.pdf", b"") for n in range(10_500)]),
    "names-that-lead-out.zip": lambda: zipped(
        [(f"{'../' * 9}tmp/led-out-{n}.pdf", with_text(n)) for n in range(5, 8)]
    ),
    "name-of-300-bytes.zip": lambda: zipped([("n" * 296 + ".pdf", with_text(8))]),
    "name-of-two-lines.zip": lambda: zipped([("two\nlines\r.pdf", with_text(9))]),
    "no-archive.zip": lambda: b"PK\x03\x04 and no more",
}
