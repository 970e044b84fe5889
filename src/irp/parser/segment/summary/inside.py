"""A summary of judgements inside another section, as in the key findings of 2019."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from irp.parser.layouts.house import SUMMARY_OPENING
from irp.parser.patterns import Pattern
from irp.parser.segment.line_starts import Openers
from irp.parser.segment.model import SectionBlock
from irp.parser.segment.patterns import HEAD_ROW, compiled, is_house_heading
from irp.parser.segment.summary.entries import ends_entry
from irp.parser.text.model import Line
from irp.parser.text.passage import Passage


class CutSummary(NamedTuple):
    """A section's lines without the summary, the summary's, and words that only announce it."""

    lines: list[Line]
    summary: list[Line]
    announced: Passage


def cut_summary(section: SectionBlock) -> CutSummary:
    """Removes a summary of judgements from the section that contains it.

    It starts after the words that announce it (which stay where they are if they end a numbered
    paragraph) and goes on until the next number, figure or house heading. There may be another
    below, for the themes.
    """
    lines = list(section.lines)
    openers = Openers(lines, section.numbering, ())
    kept: list[Line] = []
    summary: list[Line] = []
    announced: list[Line] = []
    done = 0
    while found := _next_summary(lines, done, openers):
        start, end = found
        before = _announcement(lines, start, openers)
        kept += lines[done:before]
        announced += lines[before:start]
        summary += lines[start:end]
        done = end
    return CutSummary([*kept, *lines[done:]], summary, Passage.of_lines(announced))


def _next_summary(lines: Sequence[Line], done: int, openers: Openers) -> tuple[int, int] | None:
    """Where the next summary from a position on begins and ends."""
    opening = compiled(rf"{SUMMARY_OPENING}$")
    barren = 0
    for after in range(done + 1, len(lines)):
        head = bool(HEAD_ROW.fullmatch(lines[after].text))
        if not head and not opening.search(Passage.of_lines(lines[max(0, after - 2) : after]).text):
            continue
        start = after if head else _end_of_announcement(lines, after, opening)
        if start < barren and not head:
            continue
        end = _end_of_summary(lines, start, openers)
        if head or any(ends_entry(line) for line in lines[start:end]):
            return start, end
        barren = end  # there is no judgement before that, whatever else announces one
    return None


def _end_of_announcement(lines: Sequence[Line], after: int, opening: Pattern) -> int:
    """Where the summary begins: the announcement may go on, "in the table" + "below."."""
    words = Passage.of_lines(lines[max(0, after - 2) : after]).text
    if after + 1 >= len(lines) or words[-1:] in ".:" or HEAD_ROW.fullmatch(lines[after].text):
        return after
    longer = Passage.of_lines(lines[max(0, after - 2) : after + 1]).text
    return after + 1 if not lines[after].apart and opening.search(longer) else after


def _end_of_summary(lines: Sequence[Line], start: int, openers: Openers) -> int:
    """The position of the next number, figure or house heading."""
    end = start
    while end < len(lines) and not (
        openers.number(end, anywhere=True)
        or openers.figure(end)
        or is_house_heading(lines[end].text)
    ):
        end += 1
    return end


def _announcement(lines: Sequence[Line], start: int, openers: Openers) -> int:
    """Where the words above a summary that only announce it begin."""
    before = start
    sentence = compiled(rf"[^.]*{SUMMARY_OPENING}")
    for first in range(start - 1, max(start - 3, -1), -1):
        if openers.opens(first):
            break
        alone = lines[first].apart or lines[first].first_on_page
        if alone and sentence.fullmatch(Passage.of_lines(lines[first:start]).text):
            before = first
    return before
