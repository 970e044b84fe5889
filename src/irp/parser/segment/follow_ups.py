"""The progress section: areas, and in each one its follow-ups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from irp.parser.layouts.base import Label, LabelPart
from irp.parser.patterns import Pattern
from irp.parser.segment.items.builder import build_items
from irp.parser.segment.judgement_sentences import ends_follow_up
from irp.parser.segment.model import (
    AreaBlock,
    Caption,
    FigureBlock,
    FollowUpBlock,
    FootnoteBlock,
    Heading,
    Item,
    Labelled,
    Loose,
    Numbered,
    SectionBlock,
    TableBlock,
)
from irp.parser.segment.parts.captions import Captions, captions_of
from irp.parser.segment.parts.footnotes import without_marks
from irp.parser.segment.parts.tables import tabular, take_tables
from irp.parser.segment.patterns import complete
from irp.parser.segment.unlabelled import Finder, with_recommendations
from irp.parser.text.model import TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.parser.wording.references import only_addresses

_HEADING = Pattern(r"\p{Lu}[\p{L}\s,;:’'&/()–-]{2,150}")
"""The characters of an area's heading."""


@dataclass
class _Gathering:
    """A follow-up while its items are collected."""

    area: Passage
    labels: list[Labelled] = field(default_factory=list)
    paragraphs: list[Numbered] = field(default_factory=list)
    photographs: list[Caption] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)

    def done(self) -> FollowUpBlock:
        return FollowUpBlock(
            self.area,
            tuple(self.labels),
            tuple(self.paragraphs),
            tuple(self.photographs),
            tuple(self.headings),
        )


@dataclass
class ProgressFound:
    """What the progress section contains.

    Attributes:
        rest: loose text that fits no field.
        problems: what is uncertain.
        introduction: whole sentences before the first area.
    """

    areas: list[AreaBlock] = field(default_factory=list)
    follow_ups: list[FollowUpBlock] = field(default_factory=list)
    figures: list[FigureBlock] = field(default_factory=list)
    tables: list[TableBlock] = field(default_factory=list)
    rest: list[Loose] = field(default_factory=list)
    problems: list[TextProblem] = field(default_factory=list)
    introduction: Passage = EMPTY


def build_progress(
    section: SectionBlock, labels: Sequence[Label], notes: Sequence[FootnoteBlock] = ()
) -> ProgressFound:
    """Divides the progress section into areas and follow-ups."""
    built = build_items(section.lines, section.numbering, labels)
    items, tables = take_tables(without_marks(built, notes))
    found = _Assembler(items).assemble()
    found.tables = tables
    for heading, problem in odd_headings(found.areas):
        found.problems.append(problem)
        _drop_heading(found, heading)
    found.problems += empty_areas(found)
    found.follow_ups, problems = with_recommendations(found.follow_ups)
    found.problems += problems
    return found


def empty_areas(found: ProgressFound) -> list[TextProblem]:
    """A problem for each area under whose heading there is no follow-up."""
    return [
        TextProblem(
            "area_without_follow_ups",
            f"no follow-up was found in the area “{area.heading.text}”",
            area.heading.spans()[0],
        )
        for area in found.areas
        if area.heading and all(block.area is not area.heading for block in found.follow_ups)
    ]


def _drop_heading(found: ProgressFound, heading: Passage) -> None:
    """Drops a line that does not look like a heading; its contents join the area before."""
    position = next(i for i, area in enumerate(found.areas) if area.heading is heading)
    area = found.areas.pop(position)
    before = found.areas[position - 1] if position else AreaBlock(EMPTY)
    merged = AreaBlock(
        before.heading, before.note.plus(area.note), (*before.paragraphs, *area.paragraphs)
    )
    if position:
        found.areas[position - 1] = merged
    else:
        found.areas.insert(0, merged)
    found.follow_ups = [
        follow_up._replace(area=before.heading) if follow_up.area is heading else follow_up
        for follow_up in found.follow_ups
    ]


def odd_headings(areas: Sequence[AreaBlock]) -> list[tuple[Passage, TextProblem]]:
    """Headings that may be stray lines: set unlike the others, or not made of words.

    One at the top of a page is ignored: some producers lose the style of a heading there.
    """
    styled = [area.heading.pieces[0].line for area in areas if area.heading]
    styles = Counter((line.size, line.bold) for line in styled)
    usual = styles.most_common(1)[0][0] if styles else (None, None)
    problems = []
    for area in areas:
        if not area.heading:
            continue
        line = area.heading.pieces[0].line
        unlike = (line.size, line.bold) != usual and not line.first_on_page
        if unlike or not _HEADING.fullmatch(area.heading.text):
            message = (
                f"“{area.heading.text}” is where an area’s heading would be, but does not look it"
            )
            problems.append((area.heading, TextProblem("odd_heading", message, line.span())))
    return problems


class _Assembler:
    """Groups the items in one pass."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._captions = Captions(items)
        self._unlabelled = Finder(items, self._captions)
        self._found = ProgressFound()
        self._area = EMPTY
        self._under_area: list[Passage] = []  # lower headings, above the next follow-up
        self._current: _Gathering | None = None
        self._last: _Gathering | None = None

    def assemble(self) -> ProgressFound:
        position = 0
        while position < len(self._items):
            item = self._items[position]
            if isinstance(item, Loose):
                end = position
                while end < len(self._items) and isinstance(self._items[end], Loose):
                    end += 1
                run = [i for i in self._items[position:end] if isinstance(i, Loose)]
                self._loose(run, end)
                position = end
                continue
            self._take(item)
            position += 1
        self._finish()
        return self._found

    def _take(self, item: Item) -> None:
        if isinstance(item, FigureBlock):
            self._found.figures.append(item)
        elif isinstance(item, Labelled):
            if self._starts(item):
                self._finish()
                self._current = _Gathering(self._area)
            if self._current:
                self._current.labels.append(item)
        elif isinstance(item, Numbered):
            if self._current:
                self._current.headings += [Heading(h, item.number) for h in self._under_area]
                self._under_area = []
                self._current.paragraphs.append(item)
            else:
                self._area_paragraph(item)

    def _starts(self, item: Labelled) -> bool:
        """Whether a label opens a new follow-up: all do but a part the open one still lacks.

        A concern may be followed by its recommendation, and a recommendation by its concern;
        once there are paragraphs the follow-up is closed to labels.
        """
        current = self._current
        if current is None or current.paragraphs or item.label.part is LabelPart.THEME:
            return True
        have = {labelled.label.part for labelled in current.labels}
        return item.label.part in have or LabelPart.THEME in have

    def _area_paragraph(self, item: Numbered) -> None:
        if not self._found.areas:
            self._found.areas.append(AreaBlock(EMPTY))
        last = self._found.areas[-1]
        self._found.areas[-1] = AreaBlock(last.heading, last.note, (*last.paragraphs, item))

    def _finish(self) -> None:
        if self._current:
            self._found.follow_ups.append(self._current.done())
            self._last = self._current
        self._current = None

    # -- loose text --------------------------------------------------------------------------

    def _loose(self, run: Sequence[Loose], end: int) -> None:
        """Places loose text that the item at a position comes after."""
        following = self._items[end] if end < len(self._items) else None
        run = self._introduced(run)
        within = isinstance(following, (Numbered, FigureBlock)) and self._current is not None
        lacks = isinstance(following, Labelled) and not self._starts(following)
        if (within and not self._judged()) or lacks:
            for item in run:
                self._inside(item, following)
        elif following is None:
            for item in run:
                self._after_all(item)
        elif found := self._unlabelled.at(end, run):
            taken = [*found.texts, *found.under]
            self._between([item for item in run if item not in taken])
            self._finish()
            self._current = _Gathering(self._area, labels=found.parts)
            self._found.problems += [found.problem] if found.problem else []
            for item in found.under:
                self._inside(item, following)
        else:
            self._between(run)

    def _introduced(self, run: Sequence[Loose]) -> Sequence[Loose]:
        """Removes whole sentences before the first area: they are the section's introduction."""
        if self._found.areas or self._current or self._last:
            return run
        count = 0
        while count < len(run) and complete(run[count].text.text):
            count += 1
        if count == len(run) and self._items[0] is not run[0]:
            return run
        for item in run[:count]:
            self._found.introduction = self._found.introduction.plus(item.text)
        return run[count:]

    def _judged(self) -> bool:
        current = self._current
        return bool(
            current and current.paragraphs and ends_follow_up(current.paragraphs[-1].text.text)
        )

    def _inside(self, item: Loose, following: Item | None) -> None:
        """Loose text between the paragraphs of a follow-up: a caption or a heading."""
        current = self._current
        if current and not current.paragraphs and only_addresses(item.text.text):
            last = current.labels[-1]
            current.labels[-1] = last._replace(text=last.text.plus(item.text))
            return
        if current is None or (
            complete(item.text.text) and not self._captions.may_be_caption(item)
        ):
            self._found.rest.append(item)
            return
        caption, doubts = self._captions.tell(item)
        self._found.problems += doubts
        if caption:
            number = current.paragraphs[-1].number if current.paragraphs else EMPTY
            current.photographs += captions_of(item, number)
        elif tabular(item):
            self._found.rest.append(item)
        else:
            before = following.number if isinstance(following, Numbered) else EMPTY
            current.headings.append(Heading(item.text, before))

    def _after_all(self, item: Loose) -> None:
        """Loose text at the end of a follow-up: a caption, or unknown text.

        Nothing else is expected there, but a dump does not show which it is.
        """
        current = self._current
        dumped = item.first.size is None
        if current and (item.below_picture or dumped) and not complete(item.text.text):
            number = current.paragraphs[-1].number if current.paragraphs else EMPTY
            current.photographs += captions_of(item, number)
            self._found.problems += self._captions.guess(item)
        else:
            self._found.rest.append(item)

    def _between(self, run: Sequence[Loose]) -> None:
        """Loose text before a follow-up: the area's heading and notes, captions before them."""
        short = [item for item in run if not complete(item.text.text)]
        headings = [item for item in short if not self._captions.is_caption(item)]
        if not headings and not self._area:
            headings = short[-1:]
        heading = self._captions.likest_area(headings) if headings else None
        if heading:
            self._found.problems += self._captions.doubt_area(heading)
        notes: list[Passage] = []
        for item in run:
            if item is heading:
                self._finish()
                self._area = item.text
                self._found.areas.append(AreaBlock(item.text))
            elif heading and self._area is heading.text and item in headings:
                self._under_area.append(item.text)
            elif not complete(item.text.text):
                self._after_all(item)
            elif heading is None or self._area is heading.text:
                notes.append(item.text)
            else:
                self._found.rest.append(item)
        if notes:
            self._note(notes)

    def _note(self, notes: Sequence[Passage]) -> None:
        if not self._found.areas:
            self._found.areas.append(AreaBlock(EMPTY))
        last = self._found.areas[-1]
        note = last.note
        for passage in notes:
            note = note.plus(passage)
        self._found.areas[-1] = AreaBlock(last.heading, note, last.paragraphs)
