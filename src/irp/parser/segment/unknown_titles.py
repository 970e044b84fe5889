"""Recognises sections with unknown titles by their contents.

Follow-ups make a section of progress whatever its title says; numbers that restart make a
section; the entries of a summary under a section's label make a summary of judgements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from irp.parser.layouts.sections import SECTIONS, UNKNOWN_TITLE
from irp.parser.patterns import Pattern
from irp.parser.segment.line_starts import Openers
from irp.parser.segment.patterns import compiled, ends_text
from irp.parser.segment.sections import HeadingFound, Headings
from irp.parser.segment.summary.entries import ends_entry
from irp.parser.segment.traits import labels_in
from irp.parser.text.model import Line, TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.record.vocabulary import SectionRole

_NUMBER = Pattern(r"(?P<series>S|\d{1,2}\.)(?P<number>\d{1,3})[.:)]?(?=\s|$)")
_SPECS = {spec.role: spec for spec in SECTIONS}
_DEFINES = Pattern(r"\bformulated, resourced\b|\brealistic improvement\b")
"""Words of the definitions of the judgements, which an appendix may hold under any title."""
_LARGER = 1.05
"""Share of a line's size from which the next line has a heading's size."""
_LONGEST_TITLE = 160
_LEAST_ENTRIES = 2


class Block(NamedTuple):
    """Lines that may be a heading."""

    start: int
    end: int
    text: Passage
    labelled: bool
    distinct: bool
    """It has a section's label, is set larger than what is above, or is first on its page."""


def with_unknown_titles(
    lines: Sequence[Line], headings: Headings
) -> tuple[Headings, list[TextProblem]]:
    """Adds the headings of sections whose titles are not known, and says where that is a guess."""
    found, problems = list(headings.found), list[TextProblem]()
    for find in (_progress, _numbered, _judgements):
        if find is _judgements:
            found = _settle(found, headings.waiting)
        for role, block in find(lines, found):
            found[:] = [heading for heading in found if heading.start != block.start]
            found.append(_heading(role, block))
            found.sort(key=lambda heading: heading.start)
            if not block.distinct:
                problems.append(_guess(role, block))
    return headings._replace(found=found), problems


def _settle(found: Sequence[HeadingFound], waiting: Sequence[HeadingFound]) -> list[HeadingFound]:
    """Adds the known titles that waited for a section which has been found since."""
    roles = {heading.spec.role: heading.start for heading in reversed(found)}
    ready = [
        heading
        for heading in waiting
        if heading.spec.role not in roles
        and any(roles.get(role, heading.start) < heading.start for role in heading.spec.after)
    ]
    return sorted([*found, *ready], key=lambda heading: heading.start)


def _progress(
    lines: Sequence[Line], found: Sequence[HeadingFound]
) -> Iterator[tuple[SectionRole, Block]]:
    """The heading above the first follow-up."""
    if SectionRole.PROGRESS in {heading.spec.role for heading in found}:
        return
    numbers = [position for position, line in enumerate(lines) if _NUMBER.match(line.text)]
    titles = list[Block]()
    for first, _ in labels_in(lines):
        following = min((h.start for h in found if h.start > first), default=len(lines))
        # A summary of judgements has labels too, but judgements where paragraphs would be.
        below = next((position for position in numbers if position > first), following)
        if below >= following or any(ends_entry(line) for line in lines[first:below]):
            continue
        above = [heading.end for heading in found if heading.end <= first]
        above += [position + 1 for position in numbers if position < first]
        blocks = list(_blocks(lines, max(above, default=0), first))
        if blocks:
            titles.append(_title_among(blocks, last=False))
    if titles:
        yield SectionRole.PROGRESS, next((t for t in titles if t.labelled), titles[0])


def _title_among(blocks: Sequence[Block], *, last: bool) -> Block:
    """The likeliest title of a section: with a section's label, else distinct and the largest."""
    return max(
        reversed(blocks) if last else blocks,
        key=lambda block: (block.labelled, block.distinct, block.text.pieces[0].line.size or 0),
    )


def _numbered(
    lines: Sequence[Line], found: Sequence[HeadingFound]
) -> Iterator[tuple[SectionRole, Block]]:
    """The headings above paragraphs whose numbers restart."""
    roles = {heading.spec.role for heading in found}
    order = (SectionRole.SUMMARY, SectionRole.KEY_FINDINGS, SectionRole.PROGRESS)
    missing = [role for role in order if role not in roles]
    if not missing:
        return
    series, above = "", 0
    numbers = {match[0].rstrip(".:)") for line in lines if (match := _NUMBER.match(line.text))}
    for position, line in enumerate(lines):
        match = _NUMBER.match(line.text)
        if match is None:
            continue
        begins = match["number"] == "1" and match["series"] != series
        titled = any(above <= heading.start < position for heading in found)
        if begins and missing and not titled and f"{match['series']}2" in numbers:
            blocks = list(_blocks(lines, above, position))
            if blocks:
                role = missing.pop(0)
                title = _title_among(blocks, last=True)
                if role is SectionRole.PROGRESS and not title.distinct:
                    # Right below it is the heading of its first area.
                    title = next((block for block in blocks if block.end == title.start), title)
                yield role, title
        if begins or match["series"] == series:
            series, above = match["series"], position + 1


def _judgements(
    lines: Sequence[Line], found: Sequence[HeadingFound]
) -> Iterator[tuple[SectionRole, Block]]:
    """The heading with a section's label above the entries of a summary of judgements."""
    ends = [h.end for h in found if h.spec.role is SectionRole.PROGRESS]
    if not ends or SectionRole.JUDGEMENTS in {heading.spec.role for heading in found}:
        return
    after = [h for h in found if h.start >= ends[0]]
    # An appendix of which only the label is known may be the summary.
    named = (h.start for h in after if h.spec.role is not SectionRole.APPENDICES)
    plain = {h.start for h in after if not h.spec.one_line}  # "Appendices" holds the summary
    for block in _blocks(lines, ends[0], min(named, default=len(lines))):
        following = min((h.start for h in after if h.start >= block.end), default=len(lines))
        entries = [line for line in lines[block.end : following] if ends_entry(line)]
        numbered = any(_NUMBER.match(line.text) for line in lines[block.end : following])
        likely = block.distinct and block.start not in plain
        least = 1 if block.labelled else _LEAST_ENTRIES
        defines = any(_DEFINES.search(line.text) for line in lines[block.end : following])
        if likely and len(entries) >= least and not (numbered or defines):
            yield SectionRole.JUDGEMENTS, block
            return


def _blocks(lines: Sequence[Line], start: int, end: int) -> Iterator[Block]:
    """What may be a heading among lines: short text that is not a sentence and is set apart."""
    position, openers = start, Openers(lines, None, ())
    while position < end:
        line = lines[position]
        above = lines[position - 1] if position else None
        larger = above is not None and (line.size or 0) > _LARGER * (above.size or 99)
        parted = line.apart or line.first_on_page or openers.breaks_off(position)
        if not (parted or larger or position == 0):
            position += 1
            continue
        after = position + 1
        while after < end and not lines[after].apart and not lines[after].first_on_page:
            if lines[after].size != line.size:
                break
            after += 1
        text = Passage.of_lines(lines[position:after])
        if not _may_be_title(text.text):  # a dump may have no space between a title and its text
            whole = after
            after = next((n for n in range(position + 1, whole) if openers.breaks_off(n)), whole)
            text = Passage.of_lines(lines[position:after])
        labelled = compiled(UNKNOWN_TITLE).fullmatch(text.text) is not None
        if _may_be_title(text.text) and (labelled or text.text[:1].isupper()):
            distinct = labelled or larger or line.first_on_page
            yield Block(position, after, text, labelled, distinct)
        position = after


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and not ends_text(text)


def _heading(role: SectionRole, block: Block) -> HeadingFound:
    match = compiled(UNKNOWN_TITLE).fullmatch(block.text.text)
    label = block.text.slice(*match.span("label")) if match else EMPTY
    title = block.text.slice(*match.span("title")) if match else block.text
    return HeadingFound(_SPECS[role], block.start, block.end, label, title)


def _guess(role: SectionRole, block: Block) -> TextProblem:
    return TextProblem(
        "layout_guessed",
        f"“{block.text.text}” was taken for the title of the section {role.value.replace('_', ' ')}"
        " because of what follows it; neither its words nor its type say so",
        block.text.spans()[0],
    )
