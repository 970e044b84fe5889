"""Follow-ups that no label introduces, told by what stands around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from irp.parser.layouts.base import Label, Part
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
_ASKS = Pattern(r"\bshould\b")
"""A word of every recommendation."""


class Unlabelled(NamedTuple):
    """The text of a follow-up without labels, as the parts that it is made of."""

    texts: list[Loose]
    parts: list[Labelled]
    problem: TextProblem


def unlabelled(
    items: Sequence[Item], run: Sequence[Loose], following: Item, captions: Captions
) -> Unlabelled | None:
    """The follow-up without labels that loose text is, below any heading; None where it is none.

    It is made of sentences and stands before numbered paragraphs of which one judges, or before
    a recommendation that has no concern where others have one.

    Args:
        items: all items of the section.
        run: the loose text.
        following: what comes after it.
        captions: tells captions.
    """
    first = next((n for n, item in enumerate(run) if ends_text(item.text.text)), len(run))
    texts = [item for item in run[first:] if not captions.may_be_caption(item)]
    if not texts or not all(ends_text(item.text.text) for item in texts):
        return None
    labels = [item for item in items if isinstance(item, Labelled)]
    if isinstance(following, Numbered):
        judge = _judge(items, following)
        parts = _parts(texts, judge, labels) if judge else []
    else:
        parts = [_part(CONCERN, texts)] if _lacks_concern(labels, following) else []
    return Unlabelled(texts, parts, _problem(texts[0].text)) if parts else None


def with_recommendations(
    blocks: Sequence[FollowUpBlock],
) -> tuple[list[FollowUpBlock], list[TextProblem]]:
    """Parts a recommendation without a label from the concern above it, where others have both."""
    both = {Part.CONCERN, Part.RECOMMENDATION}
    parts = [{label.label.part for label in block.labels} for block in blocks]
    if 2 * sum(both <= those for those in parts) < sum(Part.CONCERN in those for those in parts):
        return list(blocks), []
    found, problems = list[FollowUpBlock](), list[TextProblem]()
    for block, those in zip(blocks, parts, strict=True):
        labels = block.labels
        pieces = labels[0].text.pieces if labels else ()
        starts = [n for n in range(1, len(pieces)) if pieces[n].line.apart]
        asked = Passage.of(pieces[starts[-1] :]) if starts else EMPTY
        if those == {Part.CONCERN} and _ASKS.search(asked.text):
            concern = replace(labels[0], text=Passage.of(pieces[: starts[-1]]))
            labels = (concern, Labelled(RECOMMENDATION, EMPTY, asked), *labels[1:])
            problems.append(_problem(asked))
        found.append(replace(block, labels=labels))
    return found, problems


def _judge(items: Sequence[Item], first: Numbered) -> Numbered | None:
    """The paragraph that judges, among those from one to the next label."""
    start = next(i for i, item in enumerate(items) if item is first)
    for item in items[start:]:
        if isinstance(item, Labelled):
            return None
        if isinstance(item, Numbered) and ends_follow_up(item.text.text):
            return item
    return None


def _lacks_concern(labels: Sequence[Labelled], following: Item) -> bool:
    """Whether a recommendation stands without its concern, and most have theirs before them."""
    parts = [item.label.part for item in labels]
    position = next((i for i, item in enumerate(labels) if item is following), 0)
    if (
        not labels
        or parts[position] is not Part.RECOMMENDATION
        or labels[position] is not following
    ):
        return False
    pairs = sum(parts[i : i + 2] == [Part.CONCERN, Part.RECOMMENDATION] for i in range(len(parts)))
    return 2 * pairs >= parts.count(Part.RECOMMENDATION)


def _parts(texts: Sequence[Loose], judge: Numbered, labels: Sequence[Labelled]) -> list[Labelled]:
    """The parts of a follow-up without labels, by its judgement and by what others have."""
    if _OF_THEME.search(judge.text.text):
        return [_part(THEME, texts)]
    *concern, asked = texts
    last = asked.text.text
    asks = any(item.label.part is Part.RECOMMENDATION for item in labels)
    if not asks and not (concern and _ASKS.search(last) and not complete(last)):
        return [_part(CONCERN, texts)]
    return [*([_part(CONCERN, concern)] if concern else []), _part(RECOMMENDATION, [asked])]


def _part(label: Label, texts: Sequence[Loose]) -> Labelled:
    return Labelled(label, EMPTY, Passage.of(p for item in texts for p in item.text.pieces))


def _problem(text: Passage) -> TextProblem:
    return TextProblem(
        "unlabelled_follow_up",
        f"no label introduces “{text.text}”; what stands around it shows that it was followed up",
        text.spans()[0],
    )
