"""The follow-ups of a report as records: labels, references, numbered paragraphs, judgements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from random import Random

from . import extras
from .bank import load
from .findings import (
    Findings,
    Item,
    bullet_paragraph,
    choose,
    concern_text,
    judgement_sentence,
)
from .grammar import Writer
from .numbers import count_word
from .options import stream
from .record import FollowUp, Judgement, Paragraph
from .story import Story

_ADDRESSEES = (
    "the governor",
    "the governor",
    "HMPPS",
    "HMPPS",
    "HMPPS and the governor",
    "the governor and the health provider",
)


@dataclass
class _Counters:
    """Running numbers of a report."""

    style: str  # of references
    paragraph: int
    reference: dict[str, int]

    def references(self, body: str, number: int) -> list[str]:
        """The next references to the full inspection report, such as 1.33 or S40."""
        main = body == "hmi_prisons"
        name = "hmi_prisons" if main else "education"
        start = self.reference[name]
        self.reference[name] += number
        if self.style == "none" or (self.style == "S" and not main):
            return []
        opening = "S" if self.style == "S" else "1." if main else "5."
        return [f"{opening}{n}" for n in range(start, start + number)]


def _priorities(story: Story, items: list[Item]) -> dict[int, str]:
    """Which concerns are priorities and which are key, by index."""
    mine = [i for i, item in enumerate(items) if item.theme is None]
    style = story.options.priorities
    if story.form.noun != "concern" or style == "none" or story.form.labelling == "none":
        return {}
    rng = stream(story.seed, "priorities")
    first = set(rng.sample(mine, min(len(mine), rng.choice((2, 3, 4, 5)))))
    if style == "mixed":
        return dict.fromkeys(first, "priority")
    return {i: "priority" if i in first else "key" for i in mine}


def _label(story: Story, item: Item, number: int, priority: str | None) -> str | None:
    """The label as the record keeps it: what has a number."""
    labels, form = story.labels, story.form
    said = partial(count_word, style="words" if form.number_words else "digits")
    if form.labelling == "none":
        return None
    if item.theme:
        named = "{n}" in labels.theme
        return labels.theme.format(n=said(item.theme), **story.writer.words) if named else None
    if not story.options.numbered_labels:
        return None
    kinds = {"priority": labels.priority, "key": labels.key}
    plain = labels.concern if form.noun == "concern" else labels.recommendation
    return f"{kinds.get(priority or '', plain)} {said(number)}"


def _asked(story: Story, item: Item, follow_up: FollowUp) -> None:
    """Concern, recommendation and addressee."""
    position = follow_up["position"]
    writer, options = story.part(f"item {position}"), story.options
    if story.form.noun == "concern" and not item.theme:
        follow_up["concern"] = concern_text(writer, item.kit, (0, 1, 1, 2))
        return
    if item.body == "hmi_prisons" and writer.rng.random() > 0.04 and options.concerns:
        follow_up["concern"] = concern_text(writer, item.kit)
    several = options.several_references and writer.rng.random() < 0.35
    follow_up["references"] = ["?"] * (2 if several else 1)
    follow_up["recommendation"] = writer.pick(item.kit.recommend)
    rng = stream(story.seed, f"addressee {position}")
    printed = options.addressees != "none" and story.form.labelling != "none"
    if printed and not item.theme and rng.random() < 0.6:
        follow_up["addressee"] = rng.choice(_ADDRESSEES)


def _follow_up(
    story: Story, item: Item, position: int, texts: list[str], count: _Counters
) -> FollowUp:
    """The record of one follow-up; its last text is the judgement, if it has one."""
    prefix = story.form.progress
    paragraphs: list[Paragraph] = [
        {"number": f"{prefix}{count.paragraph + n}", "text": text}
        for n, text in enumerate(texts, 1)
    ]
    count.paragraph += len(texts)
    judgement: Judgement | None = None
    if item.judgement:
        last = paragraphs[-1]
        judgement = {"value": item.judgement, "text": last["text"], "paragraph": last["number"]}
    follow_up: FollowUp = {
        "position": position,
        "area": item.kit.area,
        "kind": "theme" if item.theme else story.form.noun,
        "body": item.body,
        "label": None,
        "concern": None,
        "recommendation": None,
        "references": [],
        "paragraphs": paragraphs,
        "judgement": judgement,
        "photographs": [],
    }
    _asked(story, item, follow_up)
    follow_up["references"] = count.references(item.body, len(follow_up["references"]))
    return follow_up


def _labelled(story: Story, items: list[Item], follow_ups: list[FollowUp]) -> None:
    """Labels and priorities, which need to know all follow-ups."""
    priorities, number = _priorities(story, items), 0
    for index, (item, follow_up) in enumerate(zip(items, follow_ups, strict=True)):
        number += not item.theme
        priority = priorities.get(index)
        if priority:
            follow_up["priority"] = priority
        follow_up["label"] = _label(story, item, number, priority)


def _texts(
    story: Story, findings: Findings, item: Item, index: int, linked: bool
) -> tuple[list[str], Writer]:
    """The findings about one item, and the writer that goes on from there."""
    topic = story.part(f"topic {index}").write(item.kit.topic)
    writer = story.part(f"findings {index}", topic=topic)
    texts = findings.block(writer, item, writer.rng.randint(*story.options.paragraphs))
    if linked:
        place = writer.rng.randrange(len(texts))
        texts[place] += " " + writer.pick(load("generic")["linked"])
    return texts, writer


def write_out(story: Story) -> tuple[list[FollowUp], list[Item], tuple[str, ...]]:
    """The follow-ups as records, the items behind them, and the sentences after bullets."""
    items, options = choose(story), story.options
    follow_ups: list[FollowUp] = []
    findings, tails = Findings(), []
    rng = stream(story.seed, "numbers")
    starts = {"hmi_prisons": rng.randint(28, 45), "education": rng.randint(11, 19)}
    count = _Counters(story.form.references if options.references else "none", 0, starts)
    bulleted = set(rng.sample(range(len(items)), min(options.bullets, len(items))))
    linked = set(rng.sample(range(len(items)), min(2, len(items) - 1)))
    added = extras.sentences(story, len(items))
    for index, item in enumerate(items):
        texts, writer = _texts(story, findings, item, index, index in linked)
        added.put_into(texts, index)
        if index in bulleted:
            text, tail = bullet_paragraph(writer)
            texts.insert(writer.rng.randint(1, len(texts)), text)
            tails.append(tail)
        if item.judgement:
            words, noun = story.writer.words, story.noun(item.body)
            text = judgement_sentence(
                story.wording, words, writer.rng, item.body, item.judgement, noun
            )
            texts.append(text)
        follow_ups.append(_follow_up(story, item, index + 1, texts, count))
    _labelled(story, items, follow_ups)
    cross_references(stream(story.seed, "cross references"), follow_ups, story.writer.words["see"])
    return follow_ups, items, tuple(filter(None, tails))


def cross_references(rng: Random, follow_ups: list[FollowUp], mark: str) -> None:
    """Put real paragraph numbers where the marks of cross references stand."""
    numbers = [[p["number"] for p in f["paragraphs"][:-1]] for f in follow_ups]
    for index, follow_up in enumerate(follow_ups):
        elsewhere = [n for i, some in enumerate(numbers) for n in some if i != index]
        pool = elsewhere or numbers[index]
        for paragraph in follow_up["paragraphs"]:
            if mark in paragraph["text"]:
                text = f"see paragraph {rng.choice(pool)}"
                paragraph["text"] = paragraph["text"].replace(mark, text)
