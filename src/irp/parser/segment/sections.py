"""Splits the body of a document into sections by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from irp.parser.layouts.base import SectionSpec
from irp.parser.layouts.sections import APPENDIX_LABEL, SECTIONS
from irp.parser.patterns import Pattern
from irp.parser.segment.model import SectionBlock
from irp.parser.segment.patterns import compiled, complete
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage

_MOST_HEADING_LINES = 9
_LEAST_LISTED = 3
"""The fewest headings in a row that make a contents page."""
_MOST_BETWEEN = 1
"""The most lines between two of them, for an entry that is not a known section."""
_CONTENTS = Pattern(r"(?:table of )?contents(?: page)?", regex.IGNORECASE)
_DIGITS = Pattern(r"\d+")
_FIRST_NUMBER = Pattern(r"(?P<series>S|\d{1,2}\.)1(?![\d.])")


class HeadingFound(NamedTuple):
    """A section's heading in the body: which lines it takes and what they say."""

    spec: SectionSpec
    start: int
    end: int
    label: Passage
    title: Passage

    @property
    def labelled(self) -> bool:
        """Whether a word such as "Section" is before the title; a number alone proves less."""
        return self.label.text[:1].isalpha()


class Split(NamedTuple):
    """The lines before the first section, the sections in order, running heads in between."""

    front: tuple[Line, ...]
    sections: tuple[SectionBlock, ...]
    heads: tuple[Passage, ...]


class Headings(NamedTuple):
    """The headings of sections, and the lines that only repeat or list them.

    ``waiting`` are titles that count only if a section comes before that was not found yet.
    """

    found: list[HeadingFound]
    dropped: set[int]
    waiting: list[HeadingFound]


def find_headings(lines: Sequence[Line]) -> Headings:
    """The headings of sections in the order of the document.

    Those that a running head or a contents page repeats are left out. A section that is announced
    twice is found twice, and a check reports it.
    """
    found = _candidates(lines)
    heads = {
        heading.start for before, heading in pairwise(found) if _repeats(heading, before, lines)
    }
    dropped = {index for h in found if h.start in heads for index in range(h.start, h.end)}
    found = [heading for heading in found if heading.start not in heads]
    listed = _contents(lines, found)
    dropped.update(listed)
    kept, waiting = _settled([h for h in found if h.start not in listed])
    return Headings(kept, dropped, waiting)


def split_sections(lines: Sequence[Line], headings: Headings) -> Split:
    """Splits a document's body at the headings of its sections."""
    found, dropped = headings.found, headings.dropped
    if not found:
        return Split(tuple(lines), (), ())
    sections = []
    for position, heading in enumerate(found):
        end = found[position + 1].start if position + 1 < len(found) else len(lines)
        body = tuple(lines[i] for i in range(heading.end, end) if i not in dropped)
        numbering = numbering_in(body, heading.label.text) if heading.spec.numbered else None
        sections.append(SectionBlock(heading.spec, heading.label, heading.title, body, numbering))
    heads_found = tuple(Passage.of_lines([lines[i]]) for i in sorted(dropped))
    front = tuple(lines[i] for i in range(found[0].start) if i not in dropped)
    return Split(front, tuple(sections), heads_found)


def numbering_in(lines: Sequence[Line], label: str = "") -> str:
    """The pattern of a section's paragraph numbers, from its label or its first paragraph."""
    digits = _DIGITS.search(label)
    if digits and any(line.text.startswith(f"{digits[0]}.") for line in lines):
        return rf"{digits[0]}\.\d{{1,3}}"
    for line in lines:
        if match := _FIRST_NUMBER.match(line.text):
            series = match["series"]
            return r"S\d{1,2}" if series == "S" else rf"{regex.escape(series)}\d{{1,3}}"
    return rf"{digits[0]}\.\d{{1,3}}" if digits else r"\d{1,2}\.\d{1,3}"


def _settled(
    found: Sequence[HeadingFound],
) -> tuple[list[HeadingFound], list[HeadingFound]]:
    """The headings that count: a title alone counts where no other of its section has a label.

    Where its words may be the heading of other text too, another section must come before; those
    that lack it are returned apart.
    """
    labelled = {heading.spec.role for heading in found if heading.labelled}
    kept, waiting = list[HeadingFound](), list[HeadingFound]()
    for heading in found:
        if not heading.labelled:
            if heading.spec.role in labelled:
                continue
            before = {other.spec.role for other in kept}
            if heading.spec.after and not before.intersection(heading.spec.after):
                waiting.append(heading)
                continue
        kept.append(heading)
    return kept, waiting


def _contents(lines: Sequence[Line], found: Sequence[HeadingFound]) -> set[int]:
    """The lines of a contents page without page numbers: headings in a row, all repeated later."""
    run: list[HeadingFound] = []
    for heading in found:
        if run and heading.start - run[-1].end > _MOST_BETWEEN:
            break
        run.append(heading)
    later = {heading.spec.role for heading in found[len(run) :]}
    # The last of the run may be the first section itself, right below its entry.
    while run and run[-1].spec.role not in later:
        later.add(run.pop().spec.role)
    if len(run) < _LEAST_LISTED or not {heading.spec.role for heading in run} <= later:
        return set()
    start = run[0].start
    if start and _CONTENTS.fullmatch(lines[start - 1].text):
        start -= 1
    return set(range(start, run[-1].end))


def _repeats(heading: HeadingFound, before: HeadingFound, lines: Sequence[Line]) -> bool:
    """Whether a heading only repeats its section's at a page's top, as a running head does.

    A running head on too few pages to be recognised by repetition looks like this.
    """
    return (
        before.spec.role is heading.spec.role
        and lines[heading.start].first_on_page
        and lines[heading.start].size is not None
        and lines[before.start].size is not None
        and (lines[heading.start].size or 0) < (lines[before.start].size or 0) - 1
    )


def _candidates(lines: Sequence[Line]) -> list[HeadingFound]:
    """All lines that read as the heading of a section, in the order of the document."""
    found: list[HeadingFound] = []
    position = 0
    spaced = any(line.apart for line in lines)
    while position < len(lines):
        heading = None
        text = lines[position].text.strip()
        if _may_begin(text[:2]) and _ANY_HEADING.fullmatch(text, partial=True):
            alone = _is_alone(lines, position, spaced=spaced)
            alone = alone or (bool(found) and found[-1].end == position)
            heading = _heading_at(lines, position, alone=alone)
        if heading:
            found.append(heading)
            position = heading.end
        else:
            position += 1
    return found


def _is_alone(lines: Sequence[Line], position: int, *, spaced: bool) -> bool:
    """Whether a line is set apart; if the source shows no space, the text above must have ended."""
    line = lines[position]
    if line.apart or line.first_on_page or position == 0 or line.bold:
        return True
    return not spaced and complete(lines[position - 1].text)


def _heading_at(lines: Sequence[Line], position: int, *, alone: bool) -> HeadingFound | None:
    for spec in SECTIONS:
        heading = _longest(lines, position, spec)
        # A label and the whole title are enough; a bare title must be set apart from the text, or
        # the first paragraph of its section must be right below it.
        if heading and (alone or heading.labelled or spec.telling):
            return heading
        below = lines[heading.end : heading.end + 1] if heading else ()
        if below and spec.numbered and _FIRST_NUMBER.match(below[0].text):
            return heading
    return None


@cache
def _pattern(spec: SectionSpec) -> Pattern:
    label = rf"(?:(?P<label>{spec.label})\s+)?" if spec.label else "(?P<label>)"
    return compiled(rf"{label}(?P<title>{spec.title})\.?")


for _spec in SECTIONS:  # at import, so that they are kept with the other patterns
    _pattern(_spec)

_TITLES = "|".join(spec.title for spec in SECTIONS)
_ANY_HEADING = compiled(rf"(?:{APPENDIX_LABEL}\s+)?(?:{_TITLES})\.?")
"""Matches every heading, and few other lines: a quick look before the sections' own patterns."""


@lru_cache(maxsize=4096)
def _may_begin(first: str) -> bool:
    """Whether a heading may begin with these two characters."""
    return _ANY_HEADING.fullmatch(first, partial=True) is not None


def _longest(lines: Sequence[Line], position: int, spec: SectionSpec) -> HeadingFound | None:
    """The heading, with as many lines as together still make a heading."""
    pattern = _pattern(spec)
    best: HeadingFound | None = None
    passage = EMPTY
    for count in range(1, 2 if spec.one_line else _MOST_HEADING_LINES + 1):
        if position + count > len(lines):
            break
        line = lines[position + count - 1]
        if count > 1 and line.first_on_page and not line.text[:1].islower():
            break
        passage = passage.plus(Passage.of_lines([line]))
        match = pattern.fullmatch(passage.text, partial=True)
        if match is None:
            break
        if not match.partial:
            best = HeadingFound(
                spec,
                position,
                position + count,
                passage.slice(*match.span("label")) if match["label"] else EMPTY,
                passage.slice(*match.span("title")),
            )
    return best
