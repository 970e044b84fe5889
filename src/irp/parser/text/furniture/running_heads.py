"""Running heads, footers and page numbers, by repetition and place.

Lines at the same place of several pages form a slot: the same height on the page in a PDF, the
same distance from the page's edge in a dump. A slot is furniture where its lines repeat, numbers
aside ("4 HMP Lewes" and "HMP Lewes 5" are the same), or count the pages. A line beyond one
that is not furniture cannot be furniture, and a repeated line has to be set apart from the body,
so that a judgement that happens to end several pages is not lost. No names are built in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, Literal

from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Furniture

_BAND: Final = 0.14
"""Of the page's height: heads and footers are this near to the edge."""
_SLOT: Final = 3.0
"""Points by which the lines of one slot may differ in height."""
_DEPTH: Final = 3
"""Lines from the edge of a dumped page at which furniture is looked for."""
_LEAST: Final = 3
"""The fewest pages that make a repetition."""
_SHARE: Final = 0.6
"""Of the lines in a slot that repeat, where the slot is furniture."""
_MANY: Final = 5
_NEARLY_ALL: Final = 0.8
"""Of a dump's pages that end or begin alike, where no blank line sets them apart."""
_HEADING_LINES: Final = 4
_LABEL_WORDS: Final = 2
"""The most lines of a heading, and the most words of its label ("Section", "Appendix II")."""
_APART: Final = 1.5
"""Of the size: distance of baselines from which a line is set apart from its neighbour."""

_LARGE: Final = 1.05
"""Of the usual size: from this a line is set like a heading."""

_TOKENS: Final = re.compile(r"[^\W\d_]+|[0-9]+")
_ROMAN: Final = re.compile(r"(?=.)(?:x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10}
_NUMBER_WORDS: Final = {"", "page", "of", "page of", "p"}

Side = Literal["top", "bottom"]
SIDES: Final[tuple[Side, ...]] = ("top", "bottom")


@dataclass(slots=True)
class _Edge:
    """A line near a page's edge.

    Attributes:
        page, line: where it is.
        key: its words without numbers.
        number: the number in it that could be the page's.
        apart: it is set apart from its neighbour, by space or by its size.
        resized: it is set in another size than its neighbour.
        large: it is set larger than most text, as headings are.
    """

    page: DraftPage
    line: Draft
    key: str
    number: int | None
    apart: bool
    resized: bool
    large: bool


def mark_furniture(pages: Sequence[DraftPage]) -> None:
    """Mark running heads, footers and page numbers on the lines of a document."""
    usual, inner = _usual_size(pages), _inside(pages)
    for side in SIDES:
        repeats = _repeats(pages, side)
        for slot in _slots(pages, side):
            # Which lines are outermost depends on the slots processed before.
            found = (_outermost(page, side, slot, repeats, usual) for page in pages)
            edges = [edge for edge in found if edge]
            for edge in _furniture_of(edges, len(pages), inner):
                edge.line.furniture = _kind(edge, side)


def _usual_size(pages: Sequence[DraftPage]) -> float | None:
    """The size that most characters have; None where nothing has a size."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.size is not None:
                sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=None)


def _inside(pages: Sequence[DraftPage]) -> Counter[str]:
    """How often each line is in the middle of a page, where no furniture is: "Concern:"."""
    middle = (line for page in pages for line in page.lines[_DEPTH:-_DEPTH])
    return Counter(line.text for line in middle if not line.in_figure)


def _repeats(pages: Sequence[DraftPage], side: Side) -> set[str]:
    """The lines near this edge that several pages have, ignoring numbers."""
    counts: Counter[str] = Counter()
    for page in pages:
        lines = page.lines[:_DEPTH] if side == "top" else page.lines[-_DEPTH:]
        counts.update({_key(line.text)[0] for line in lines})
    return {key for key, count in counts.items() if count >= _LEAST}


# ------------------------------------------------------------------ slots


def _slots(pages: Sequence[DraftPage], side: Side) -> list[float | None]:
    """The slots of one side from the page's edge inwards.

    In a PDF the least distance from the edge of each; in a dump None, once for each line from
    the edge that is looked at.
    """
    distances = sorted(
        distance
        for page in pages
        if page.height is not None
        for line in page.lines
        if (distance := _distance(line, page, side)) <= _BAND * page.height
    )
    if pages and pages[0].height is None:
        return [None] * _DEPTH
    slots: list[float | None] = []
    start = float("-inf")
    for distance in distances:
        if distance > start + _SLOT:
            start = distance
            slots.append(start)
    return slots


def _distance(line: Draft, page: DraftPage, side: Side) -> float:
    return line.baseline if side == "top" else (page.height or 0.0) - line.baseline


def _outermost(
    page: DraftPage, side: Side, slot: float | None, repeats: set[str], usual: float | None
) -> _Edge | None:
    """The page's outermost line that is not furniture yet, if it is in the slot."""
    inwards = page.lines if side == "top" else page.lines[::-1]
    rest = [line for line in inwards if not line.furniture]
    if not rest or rest[0].in_figure:
        return None
    line = rest[0]
    if slot is not None and not slot <= _distance(line, page, side) <= slot + _SLOT:
        return None
    resized = len(rest) > 1 and _resized(line, rest[1])
    apart = resized or _apart(rest, side, repeats)
    large = None not in (line.size, usual) and (line.size or 0) > _LARGE * (usual or 0)
    return _Edge(page, line, *_key(line.text), apart, resized, large)


def _apart(inwards: Sequence[Draft], side: Side, repeats: set[str]) -> bool:
    """Whether the first of these lines is set apart, alone or with others that repeat."""
    for line, neighbour in pairwise(inwards[: _DEPTH + 1]):
        if _resized(line, neighbour) or _spaced(line, neighbour, side):
            return True
        if _key(neighbour.text)[0] not in repeats:
            return False
    return len(inwards) == 1


def _resized(line: Draft, neighbour: Draft) -> bool:
    if line.size is None or neighbour.size is None:
        return False
    return abs(line.size - neighbour.size) > 0.05 * neighbour.size


def _spaced(line: Draft, neighbour: Draft, side: Side) -> bool:
    if line.size is None or neighbour.size is None:
        return (neighbour if side == "top" else line).blanks > 0
    return abs(line.baseline - neighbour.baseline) > _APART * max(line.size, neighbour.size)


def _key(text: str) -> tuple[str, int | None]:
    """A line without its numbers, and the number that could be the page's."""
    tokens = _TOKENS.findall(text.casefold())
    numbers = [int(token) for token in tokens if token.isdecimal() and len(token) < 5]
    words = [token for token in tokens if not token.isdecimal()]
    if not numbers and len(words) == 1 and _ROMAN.fullmatch(words[0]):
        return "", _roman(words[0])
    number = None
    if numbers:
        number = numbers[0] if tokens[0].isdecimal() else numbers[-1]
        if " ".join(words) == "page of":
            number = numbers[0]
    return " ".join(words), number


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[char] for char in text]
    return sum(
        -value if value < max(values[i:], default=0) else value for i, value in enumerate(values)
    )


# ------------------------------------------------------------------ what is furniture


def _furniture_of(edges: list[_Edge], pages: int, inner: Counter[str]) -> list[_Edge]:
    """The lines of a slot that are furniture; none where the slot is not one of furniture."""
    hinted = [edge for edge in edges if _lone_number(edge)]
    if len(edges) < _LEAST:
        return hinted
    counting = _counting(edges, pages)
    keys, texts = (Counter(of) for of in zip(*((e.key, e.line.text) for e in edges), strict=True))
    repeated = [edge for edge in edges if _repeats_itself(edge, keys, texts)]
    strong = len(repeated) >= _LEAST and len(repeated) >= _SHARE * len(edges)
    if strong and sum(edge.apart for edge in repeated) < _SHARE * len(repeated):
        strong = _on_nearly_all(repeated, edges)
    found = [*hinted, *counting]
    if strong:
        repeated = [edge for edge in repeated if inner[edge.line.text] < _LEAST]
        found += repeated
        found += [edge for edge in edges if edge.resized and _set_alike(edge, repeated)]
    return found


def _repeats_itself(edge: _Edge, keys: Counter[str], texts: Counter[str]) -> bool:
    """Whether a line is repeated in its slot, or names the heading below it.

    A heading may be at a page's top twice: above its findings, and in the summary of judgements.
    The labels of sections, set as headings, differ in their numbers: "Section 1", "Section 2".
    """
    if not edge.key:
        return False
    if edge.large:
        return texts[edge.line.text] >= _LEAST
    return keys[edge.key] > 1 or _announces(edge)


def _announces(edge: _Edge) -> bool:
    """Whether a line that is set apart is repeated by a heading further down its page."""
    if not edge.apart:
        return False
    rest = [
        line
        for line in edge.page.lines
        # A running head above is already marked: the heading that it repeats stays.
        if line is not edge.line and not line.in_figure and line.furniture is None
    ]
    keys = [_key(line.text)[0] for line in rest]
    for start in range(len(keys)):
        words = ""
        for key in keys[start : start + _HEADING_LINES]:
            words = f"{words} {key}".strip()
            label, found, more = f" {words}".rpartition(f" {edge.key}")
            if found and not more and len(label.split()) <= _LABEL_WORDS:
                return True
    return False


def _on_nearly_all(repeated: list[_Edge], edges: list[_Edge]) -> bool:
    """Whether lines of a dump without blank lines are on too many pages to be a coincidence."""
    dumped = edges[0].page.height is None
    return dumped and len(repeated) >= max(_MANY, _NEARLY_ALL * len(edges))


def _lone_number(edge: _Edge) -> bool:
    """Whether a line is only a page number, and the page's own."""
    return edge.apart and edge.key in _NUMBER_WORDS and edge.number == edge.page.number


def _counting(edges: list[_Edge], pages: int) -> list[_Edge]:
    """Lines with a number that rises with the pages, with repeated words or none.

    Large ones must be on most pages: "Section 1" and "Section 2" may be a page apart.
    """
    offsets = Counter(
        (edge.key, edge.number - edge.page.number) for edge in edges if edge.number is not None
    )
    steady = {key for (key, _), count in offsets.items() if count >= _LEAST}
    shared = {offset for (_, offset), count in offsets.items() if count >= _LEAST}
    found = [
        edge
        for edge in edges
        if edge.number is not None
        and edge.number - edge.page.number in shared
        and (edge.key in steady or edge.key in _NUMBER_WORDS)
    ]
    often = len(found) >= _SHARE * pages
    return [edge for edge in found if often or not edge.large or edge.key in _NUMBER_WORDS]


def _set_alike(edge: _Edge, repeated: list[_Edge]) -> bool:
    """Whether a line that occurs only once is set like the furniture in its slot."""
    sizes = [other.line.size for other in repeated if other.line.size is not None]
    if edge.line.size is None or not sizes:
        return False
    families = {other.line.family for other in repeated}
    bold = {other.line.bold for other in repeated}
    return (
        abs(edge.line.size - median(sizes)) < 0.1
        and edge.line.family in families
        and edge.line.bold in bold
        and not edge.line.cells
    )


def _kind(edge: _Edge, side: Side) -> Furniture:
    if edge.key in _NUMBER_WORDS and edge.number is not None:
        return Furniture.PAGE_NUMBER
    return Furniture.RUNNING_HEAD if side == "top" else Furniture.FOOTER
