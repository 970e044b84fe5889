"""Small damages to bytes, drawn by a seed."""

from __future__ import annotations

from random import Random

_ODD = [
    b"", b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\f", b"\n\n\n\n", b"\x1b[31m",
    "²".encode(), "\u2028".encode(), "\u202e".encode(), b"-1", b"0", b"1e999", b"NaN", b"null",
    b"9" * 40, b'"', b"'", b"[", b"]", b"{", b"}", b"(", b"<", b">", b"<div>", b"</a>", b"<!--",
    b"&#x110000;", b"obj", b"endobj", b"stream", b"endstream", b"/Length", b"<<", b">>",
]  # fmt: skip
_MOST = 6


def damaged(data: bytes, rng: Random) -> bytes:
    """Data with one to six damages: bits, cuts, repeats, moves, and what parsers take amiss."""
    made = bytearray(data)
    for _ in range(rng.randint(1, _MOST)):
        start = rng.randrange(len(made) + 1)
        end = min(len(made), start + rng.choice((1, 2, 8, 64, 512)))
        match rng.randrange(7):
            case 0 if start < len(made):
                made[start] ^= 1 << rng.randrange(8)
            case 1:
                del made[start:end]
            case 2:
                made[start:start] = made[start:end] * rng.choice((1, 2, 30))
            case 3:
                target = rng.randrange(len(made) + 1)
                made[target:target] = made[start:end]
            case 4:
                made[start:start] = rng.choice(_ODD)
            case 5:
                made[start:end] = rng.choice(_ODD)
            case _ if rng.random() < 0.3:
                del made[start:]
    return bytes(made)
