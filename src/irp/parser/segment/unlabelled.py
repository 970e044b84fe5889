"""Follow-ups that no label introduces, recognised by the text around them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from irp.parser.layouts.base import Label, LabelPart
from irp.parser.layouts.labels import CONCERN, RECOMMENDATION, THEME
from irp.parser.patterns import Pattern
from irp.parser.segment.judgement_sentences import ends_follow_up
from irp.parser.segment.model import FollowUpBlock, Item, Labelled, Loose, Numbered
from irp.parser.segment.parts.captions import Captions
from irp.parser.segment.patterns import complete, ends_text
from irp.parser.text.model import TextProblem
from irp.parser.text.passage import EMPTY, Passage

_OF_THEME = Pattern(r"\bthis theme\b|\b(?:Ofsted|Estyn|ETI)\b")
"""Words of a judgement that show that a theme was followed up."""
_OF_RECOMMENDATION = Pattern(r"\bthis recommendation\b")
_FEW = 0.25
"""Share of the recommendations that may lack a concern where reports give each its own."""
_MOST_ITEMS = 60
"""Items below a text among which its judgement is looked for."""
_OF_REVIEW = Pattern(
    r"^(?:This (?:area|section)|Inspectors?|Ofsted|Estyn|We (?:looked|reviewed|followed))\b"
    r"|\b(?:reviewed|inspected) (?:jointly|with)\b|\bfindings in this\b"
    r"|\b[Tt]his part of the (?:report|review)\b"
)
"""Words of a note on an area, which says how it was reviewed; a concern speaks of the prison."""
_SEVERAL = 2
"""The fewest recommendations with text above each that show what it is."""
_ASKS = Pattern(r"\bshould\b")
"""A word of every recommendation."""


class Unlabelled(NamedTuple):
    """The text of a follow-up without labels, as the parts that it is made of.

    ``under`` are headings between the text and the paragraphs.
    """

    texts: list[Loose]
    parts: list[Labelled]
    problem: TextProblem | None
    under: list[Loose]


class Finder:
    """Finds the follow-ups without labels of one section.

    Args:
        items: all items of the section.
        captions: recognises captions.
    """

    def __init__(self, items: Sequence[Item], captions: Captions) -> None:
        self._items = items
        self._captions = captions
        parts = [item.label.part for item in items if isinstance(item, Labelled)]
        self._asked = parts.count(LabelPart.RECOMMENDATION)
        pairs = sum(
            pair == (LabelPart.CONCERN, LabelPart.RECOMMENDATION) for pair in pairwise(parts)
        )
        few = max(1, self._asked * _FEW)
        self._concerned = pairs > 0 and self._asked - pairs <= few
        above = sum(
            isinstance(one, Loose) and ends_text(one.text.text) and _asks(other)
            for one, other in pairwise(items)
        )
        self._each_has_text = above >= max(_SEVERAL, self._asked)

    def at(self, position: int, run: Sequence[Loose]) -> Unlabelled | None:
        """The follow-up that unlabelled loose text is, below any heading; None if it is not one.

        It is made of sentences and is before numbered paragraphs of which one judges, or
        before a recommendation that has no concern where others have one.

        Args:
            position: of the item after the loose text.
            run: the loose text.
        """
        following = self._items[position]
        whole = [n for n, item in enumerate(run) if ends_text(item.text.text)]
        if not whole:
            return None
        texts = list(run[whole[0] : whole[-1] + 1])
        texts = [item for item in texts if not self._captions.may_be_caption(item)]
        under = list(run[whole[-1] + 1 :])
        if not texts or not all(ends_text(item.text.text) for item in texts):
            return None
        if isinstance(following, Numbered):
            if len(texts) > 1 and _OF_REVIEW.search(texts[0].text.text):
                texts = texts[1:]
            judge = self._judge(position)
            parts = self._parts(texts, judge) if judge else []
            return Unlabelled(texts, parts, _problem(texts[0].text), under) if parts else None
        if under or not _asks(following) or _OF_REVIEW.search(texts[0].text.text):
            return None
        # A note is right below its area's heading, and no area has one for each recommendation.
        if whole[0] and not (self._concerned or self._each_has_text):
            return None
        problem = None if self._each_has_text else _concern_or_note(texts[0].text)
        return Unlabelled(texts, [_part(CONCERN, texts)], problem, [])

    def _judge(self, position: int) -> Numbered | None:
        """The paragraph that judges, among those from a position to the next label."""
        for item in self._items[position : position + _MOST_ITEMS]:
            if isinstance(item, Labelled):
                return None
            if isinstance(item, Numbered) and ends_follow_up(item.text.text):
                return item
        return None

    def _parts(self, texts: Sequence[Loose], judge: Numbered) -> list[Labelled]:
        """The parts of a follow-up without labels, by its judgement and by what others have."""
        if _OF_THEME.search(judge.text.text):
            return [_part(THEME, texts)]
        *concern, asked = texts
        last = asked.text.text
        named = _ASKS.search(last) and _OF_RECOMMENDATION.search(judge.text.text)
        referred = concern and _ASKS.search(last) and not complete(last)
        if not self._asked and not named and not referred:
            return [_part(CONCERN, texts)]
        return [*([_part(CONCERN, concern)] if concern else []), _part(RECOMMENDATION, [asked])]


def _asks(item: Item) -> bool:
    """Whether an item is a recommendation with its label."""
    return isinstance(item, Labelled) and item.label.part is LabelPart.RECOMMENDATION


def with_recommendations(
    blocks: Sequence[FollowUpBlock],
) -> tuple[list[FollowUpBlock], list[TextProblem]]:
    """Splits a recommendation without a label from the concern above it, where others have both."""
    both = {LabelPart.CONCERN, LabelPart.RECOMMENDATION}
    parts = [{label.label.part for label in block.labels} for block in blocks]
    if 2 * sum(both <= those for those in parts) < sum(
        LabelPart.CONCERN in those for those in parts
    ):
        return list(blocks), []
    found, problems = list[FollowUpBlock](), list[TextProblem]()
    for block, those in zip(blocks, parts, strict=True):
        labels = block.labels
        pieces = labels[0].text.pieces if labels else ()
        starts = [n for n in range(1, len(pieces)) if pieces[n].line.apart]
        asked = Passage.of(pieces[starts[-1] :]) if starts else EMPTY
        if those == {LabelPart.CONCERN} and _ASKS.search(asked.text):
            concern = labels[0]._replace(text=Passage.of(pieces[: starts[-1]]))
            labels = (concern, Labelled(RECOMMENDATION, EMPTY, asked), *labels[1:])
            problems.append(_problem(asked))
        found.append(block._replace(labels=labels))
    return found, problems


def _part(label: Label, texts: Sequence[Loose]) -> Labelled:
    return Labelled(label, EMPTY, Passage.of(p for item in texts for p in item.text.pieces))


def _concern_or_note(text: Passage) -> TextProblem:
    return TextProblem(
        "concern_or_note",
        f"“{text.text}” was taken for the concern of the recommendation below it; it may be a note"
        " on the area",
        text.spans()[0],
    )


def _problem(text: Passage) -> TextProblem:
    return TextProblem(
        "unlabelled_follow_up",
        f"no label introduces “{text.text}”; the text around it shows that it was followed up",
        text.spans()[0],
    )
