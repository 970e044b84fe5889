"""Decides which hyphens at line ends only divide a word.

A hyphen at the end of a line is kept, unless the same document spells the word without it
elsewhere and never with it. After a prefix that authors write with a hyphen or without ("inter-")
one such word is not enough: the document must divide many words. A soft hyphen
divides a word; but where a document draws soft hyphens inside its lines, its font has them in place
of hyphens. A document in which U+2010 ends words, and is never inside one, divides them by it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from irp.parser.text.engines.raw import RawPage
from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.repair import SOFT_HYPHEN

_WORDS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PREFIXES: Final = frozenset(
    "anti co counter cross inter mid multi non over post pre re semi sub super under".split()
)
_HABIT: Final = 3
"""This many different words divided at line ends show that the document divides words."""
DIVISION: Final = "\u2010"
_SIGN_INSIDE: Final = re.compile(rf"{DIVISION}\S")
_DRAWN: Final = re.compile(f"{SOFT_HYPHEN}[^ ]")
_DIVIDED: Final = re.compile(r"((?:[^\W\d_]+-)*[^\W\d_]+)-$")


def draws_soft_hyphens(pages: Sequence[RawPage]) -> bool:
    """Whether soft hyphens are inside words, where only what is drawn is found."""
    texts = (" ".join([word.text for word in page.words]) for page in pages)
    return any(_DRAWN.search(text) for text in texts)


def divides_by_sign(pages: Sequence[RawPage]) -> bool:
    """Whether a sign of its own, U+2010, divides words at line ends: their hyphens are another."""
    text = "\n".join([" ".join([word.text for word in page.words]) for page in pages])
    return text.count(DIVISION) >= _HABIT and not _SIGN_INSIDE.search(text)


def with_soft_hyphens(page: RawPage) -> RawPage:
    """A page with soft hyphens in place of the signs that divide words."""
    return _replaced(page, DIVISION, SOFT_HYPHEN)


def with_hyphens(page: RawPage) -> RawPage:
    """A page with hyphens in place of soft hyphens."""
    return _replaced(page, SOFT_HYPHEN, "-")


def _replaced(page: RawPage, old: str, new: str) -> RawPage:
    words = [word._replace(text=word.text.replace(old, new)) for word in page.words]
    return replace(page, words=words)


def mark_divisions(pages: Sequence[DraftPage]) -> None:
    """Make hyphens at line ends that only divide a word soft, in place."""
    lines = [line for page in pages for line in page.lines if line.furniture is None]
    divided = [(line, after) for line, after in pairwise(lines) if "-" in line.text]
    text = "\n".join([line.text for line in lines]).casefold()
    found = [
        (line, end, part, rest)
        for line, after in divided
        for end, part in _ends(line)
        for rest in _starts(after)
        if part + rest in text
    ]
    known = set(_WORDS.findall(text)) if found else ()
    found = [each for each in found if _is_written_whole(*each[2:], known)]
    habit = len({part + rest for _, _, part, rest in found}) >= _HABIT
    for line, end, part, _ in found:
        if habit or part not in _PREFIXES:
            line.text = line.text[: end - 1] + SOFT_HYPHEN + line.text[end:]


def _is_written_whole(part: str, rest: str, known: Container[str]) -> bool:
    return part + rest in known and f"{part}-{rest}" not in known


def _starts(line: Draft) -> Iterator[str]:
    """The first word of a line, and of each column in it."""
    for start in (0, *line.cells):
        if match := _WORDS.match(line.text.casefold(), start):
            yield match[0]


def _ends(line: Draft) -> Iterator[tuple[int, str]]:
    """Where a line, or a column in it, ends in a hyphen, and the part of a word before it."""
    starts = (0, *line.cells, len(line.text) + 1)
    for start, following in pairwise(starts):
        cell = line.text[start : following - 1].rstrip()
        if cell.endswith("-") and (match := _DIVIDED.search(cell)):
            yield start + len(cell), match[1].casefold()
