"""Follow-ups, their judgements, and the entries of the summary of judgements as nodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from irp.parser.layouts.base import Label, LabelPart
from irp.parser.normalise.grounding import Node
from irp.parser.normalise.matching import match_entries
from irp.parser.patterns import Pattern
from irp.parser.segment.judgement_sentences import JudgementSentence, Strength, judgements
from irp.parser.segment.model import FollowUpBlock, Labelled, Numbered, SummaryItem
from irp.parser.segment.patterns import compiled
from irp.parser.text.model import TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.parser.wording.references import numbers_in, split_asked, without_to
from irp.plain_words import shortened
from irp.record.spans import Sourced
from irp.record.vocabulary import (
    NAMED_BODY_PATTERN,
    Body,
    Judgement,
    Priority,
    body_of,
    judgement_of,
)

_EXCERPT = 80
_BODY = Pattern(rf"\b(?:{NAMED_BODY_PATTERN})\b", regex.IGNORECASE)


class JudgedSentence(NamedTuple):
    """A judgement sentence that was found, as a node, and the body that made it."""

    node: Node
    body: Sourced[Body]
    value: Judgement


class BuiltFollowUp(NamedTuple):
    """A follow-up as a node, with what is needed to match it with the summary."""

    node: Node
    text: str
    body: Sourced[Body]


class BuiltSummary(NamedTuple):
    """The summary of judgements as nodes, and problems for what is uncertain in it."""

    nodes: list[Node]
    problems: list[TextProblem]


def paragraph(item: Numbered) -> Node:
    """A numbered paragraph as a node."""
    if not item.text:
        return {"number": item.number.sourced(), "text": Sourced("", item.number.spans())}
    return {"number": item.number.sourced(), "text": item.text.sourced()}


def find_judgements(paragraphs: Sequence[Numbered], implied: Sourced[Body]) -> list[JudgedSentence]:
    """Every judgement in the paragraphs of a follow-up, in order; the last one is its judgement.

    Args:
        paragraphs: the follow-up's.
        implied: the body whose judgement it is where a sentence does not say.
    """
    read = [(item, one) for item in paragraphs for one in judgements(item.text.text)]
    framed = [(item, one) for item, one in read if one.strength is Strength.FRAMED]
    at_the_end = [(item, one) for item, one in read if item is paragraphs[-1]]
    found = framed
    if at_the_end and not any(one.strength is Strength.FRAMED for _, one in at_the_end):
        item, one = at_the_end[-1]
        if one.strength is Strength.PLAIN or not framed:
            found = [*framed, (item, one)]
    if not found:
        return []
    judged = [_judged(item, one, implied) for item, one in found]
    others = [
        _judged(item, one, implied)
        for item, one in read
        if (item, one) not in found and _contradicts(item, one, paragraphs)
    ]
    return [*(other for other in others if other.value is not judged[-1].value), *judged]


def _contradicts(item: Numbered, one: JudgementSentence, paragraphs: Sequence[Numbered]) -> bool:
    """Whether a sentence that does not say who judges may contradict the judgement.

    It is at the end of the last paragraph, or a paragraph says nothing else; in the middle of a
    paragraph the same words may be about only part of the subject.
    """
    if one.strength is not Strength.PLAIN or one.labelled:
        return False
    if one.strict and item is paragraphs[-1]:
        return True
    alone = judgements(item.text.text)[0].start == 0
    return alone and (one.strict or one.of_this)


def _judged(item: Numbered, sentence: JudgementSentence, implied: Sourced[Body]) -> JudgedSentence:
    node: Node = {
        "value": sentence.judgement(item.text),
        "text": item.text.at(sentence.start, sentence.end),
        "paragraph": item.number.sourced(),
    }
    return JudgedSentence(node, sentence.judged_by(item.text) or implied, sentence.value)


def build_follow_up(block: FollowUpBlock, position: int, default: Body) -> BuiltFollowUp:
    """One follow-up as a node.

    Args:
        block: the follow-up as the segmenter found it.
        position: 1 for the first.
        default: the body where neither the judgement nor the label names one.
    """
    main = _main(block)
    concern = _part(block, LabelPart.CONCERN)
    asked = _part(block, LabelPart.RECOMMENDATION) or _part(block, LabelPart.THEME)
    first, second = split_asked(concern), split_asked(asked)
    words = main.words or main.text
    implied = _body_without_judgement(main, default)
    judged = find_judgements(block.paragraphs, implied)
    body = judged[-1].body if judged else implied
    label = _group(main, "label")
    addressee = without_to(_group(main, "addressee")) or second.addressee or first.addressee
    node: Node = {
        "position": Sourced(position, words.spans()),
        "area": block.area.sourced() if block.area else None,
        "kind": Sourced(main.label.kind, words.spans()),
        "body": body,
        "priority": _priority(block),
        "label": label.sourced() if label else None,
        "addressee": addressee.sourced() if addressee else None,
        "concern": first.text.sourced() if first.text else None,
        "recommendation": second.text.sourced() if second.text else None,
        # Those of the label count where the text has none of its own.
        "references": [*first.references, *second.references]
        or [one for part in block.labels for one in numbers_in(_group(part, "references"))],
        "paragraphs": [paragraph(item) for item in block.paragraphs],
        "judgement": judged[-1].node if judged else None,
        "other_judgements": [other.node for other in judged[:-1]],
        "photographs": [
            {
                "caption": photograph.text.sourced(),
                "after": photograph.after.sourced() if photograph.after else None,
            }
            for photograph in block.photographs
        ],
        "sub_headings": [
            {
                "text": heading.text.sourced(),
                "before": heading.before.sourced() if heading.before else None,
            }
            for heading in block.headings
        ],
    }
    wanted = second.text or first.text
    return BuiltFollowUp(node, wanted.text, body)


def _main(block: FollowUpBlock) -> Labelled:
    """The label that says what was followed up: the recommendation or theme, else the concern."""
    for part in (LabelPart.THEME, LabelPart.RECOMMENDATION, LabelPart.CONCERN):
        for labelled in block.labels:
            if labelled.label.part is part:
                return labelled
    return block.labels[0]


def _part(block: FollowUpBlock, part: LabelPart) -> Passage:
    return next((item.text for item in block.labels if item.label.part is part), EMPTY)


def _priority(block: FollowUpBlock) -> Sourced[Priority] | None:
    for item in block.labels:
        if item.label.priority:
            return Sourced(item.label.priority, item.words.spans())
    return None


def _group(main: Labelled, name: str) -> Passage:
    """The part of a label's words that the record keeps, or nothing."""
    match = compiled(main.label.pattern).match(main.words.text)
    if match is None or name not in match.re.groupindex or match[name] is None:
        return EMPTY
    return main.words.slice(*match.span(name))


def _body_without_judgement(main: Labelled, default: Body) -> Sourced[Body]:
    return Sourced(main.label.body or default, (main.words or main.text).spans())


def build_summary(
    entries: Sequence[SummaryItem],
    follow_ups: Sequence[BuiltFollowUp],
    labels: Sequence[Label],
) -> BuiltSummary:
    """The entries of the summary of judgements, matched with the follow-ups."""
    cut = [_entry(item, labels) for item in entries]
    named = [_BODY.search(item.heading.text) if item.heading else None for item in entries]
    bodies = [body_of(name[0]) if name else None for name in named]
    matches = match_entries(
        [text.text for _, text, _ in cut],
        [f.text for f in follow_ups],
        bodies,
        [f.body.value for f in follow_ups],
    )
    nodes: list[Node] = []
    problems: list[TextProblem] = []
    for item, name, (label, text, references), match in zip(
        entries, named, cut, matches, strict=True
    ):
        spans = text.spans()
        if match and not match.sure:
            problems.append(_reworded(text, match.index + 1, match.score))
        nodes.append(
            {
                "body": (
                    Sourced(body_of(name[0]), item.heading.spans(*name.span()))
                    if name
                    # An entry under no body's heading takes the body of its follow-up.
                    else follow_ups[match.index].body
                    if match
                    else None
                ),
                "text": text.sourced(),
                "label": label.sourced() if label else None,
                "references": references,
                "judgement": (
                    Sourced(judgement_of(item.judgement.text), item.judgement.spans())
                    if item.judgement
                    else None
                ),
                "follow_up": Sourced(match.index + 1, spans) if match else None,
            }
        )
    return BuiltSummary(nodes, problems)


def _reworded(text: Passage, position: int, score: float) -> TextProblem:
    return TextProblem(
        "summary_reworded",
        f"“{shortened(text.text, _EXCERPT)}” in the summary was matched with follow-up {position},"
        f" but {'the texts differ' if score < 100 else 'it has more words'}"
        f" ({int(score)}% alike), or another text is nearly as similar",
        text.spans()[0],
    )


def _entry(
    item: SummaryItem, labels: Sequence[Label]
) -> tuple[Passage, Passage, list[Sourced[str]]]:
    """An entry's label, its text without label and references, and the references."""
    text, label = item.text, EMPTY
    for known in labels:
        match = compiled(known.pattern).match(text.text)
        if match and match.end() < len(text.text):
            if "label" in match.re.groupindex and match["label"]:
                label = text.slice(*match.span("label"))
            text = text.slice(match.end())
            break
    cut = split_asked(text)
    return label, cut.text, cut.references
