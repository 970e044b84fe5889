"""Whether two printed names are of the same establishment."""

from __future__ import annotations

import re

from irp.establishments.kinds import AFTER, BEFORE
from irp.establishments.register import folded

_KIND = re.compile(rf"(?<!\S)(?:{BEFORE})\s+|\s+(?:{AFTER})(?!\S)", re.IGNORECASE)
_AND = re.compile(r",\s|\s(?:and|&)\s", re.IGNORECASE)
_DETAIL = re.compile(r"[a-z]|men|women|yoi|adult")


def same_establishment(a: str, b: str) -> bool:
    """Whether two names are of the same place, or one is of a part of the other.

    Kinds of place ("HMP", "HMP/YOI", "Immigration Removal Centre"), case, quotes and "&" for
    "and" make no difference; a unit ("Feltham A" and "Feltham") is the same place as the whole.
    """
    left, right = _places(a), _places(b)
    if not left or not right:
        return False
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    return all(any(_same_place(one, other) for other in many) for one in few)


def _places(name: str) -> list[list[str]]:
    """The places a name joins, each as its folded words without the kind of place."""
    bare = _KIND.sub("", " ".join(name.split()))
    return [words for part in _AND.split(bare) if (words := folded(part).split())]


def _same_place(a: list[str], b: list[str]) -> bool:
    short, long = sorted((a, b), key=len)
    return long[: len(short)] == short and all(map(_DETAIL.fullmatch, long[len(short) :]))
