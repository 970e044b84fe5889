"""What is followed up in a report, and the sentences about each of these matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from .bank import Kit, before_education, kits, lines, themes
from .grammar import Writer, lower_first
from .options import stream
from .story import Story
from .wordings import WORDS, Wording, key

_GOOD_SHARE = {
    "significant_progress": 0.95,
    "good_progress": 0.85,
    "reasonable_progress": 0.6,
    "insufficient_progress": 0.25,
    "no_meaningful_progress": 0.0,
}
_CHANCES = {
    "hmi_prisons": (
        "good_progress good_progress reasonable_progress reasonable_progress "
        "reasonable_progress insufficient_progress insufficient_progress no_meaningful_progress"
    ).split(),
    "education": (
        "significant_progress reasonable_progress reasonable_progress "
        "insufficient_progress insufficient_progress"
    ).split(),
}


@dataclass(frozen=True)
class Item:
    """One thing that is followed up, before it is written out."""

    kit: Kit
    body: str
    judgement: str | None
    theme: int | None = None


def choose(story: Story) -> list[Item]:
    """What is followed up, in the order of the report's areas."""
    rng = stream(story.seed, "items")
    options, forced = story.options, dict(story.options.judgements)
    chosen = sorted(rng.sample(range(len(kits())), options.recommendations))
    recommended = [kits()[i] for i in chosen]
    first = [k for k in recommended if before_education(k)]
    plan: list[tuple[Kit, str, int | None]] = [(k, "hmi_prisons", None) for k in first]
    asked = rng.sample(themes(), options.themes)
    plan += [(k, story.education, n) for n, k in enumerate(asked, 1)]
    plan += [(k, "hmi_prisons", None) for k in recommended[len(first) :]]
    chances = [rng.choice(_CHANCES[key(body)]) for _, body, _ in plan]
    items = [
        Item(kit, body, forced.get(position, value), theme)
        for position, ((kit, body, theme), value) in enumerate(
            zip(plan, chances, strict=True), start=1
        )
    ]
    return merge_areas(story, items) if options.merged_areas else items


def merge_areas(story: Story, items: list[Item]) -> list[Item]:
    """Two neighbouring areas under one heading, "Security and safeguarding"."""
    pairs = [
        (one.kit.area, other.kit.area)
        for one, other in pairwise(items)
        if one.kit.area != other.kit.area and one.theme is None and other.theme is None
    ]
    if not pairs:
        return items
    pair = stream(story.seed, "merged areas").choice(pairs)
    heading = f"{pair[0]} and {lower_first(pair[1])}"
    return [
        replace(item, kit=replace(item.kit, area=heading)) if item.kit.area in pair else item
        for item in items
    ]


class Findings:
    """Writes the findings of one report without using the same sentence twice too soon."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()

    def _generic(self, writer: Writer, tone: str) -> str:
        bank = lines("generic", tone)
        least = min(self.used[t] for t in bank)
        template = writer.rng.choice([t for t in bank if self.used[t] == least])
        self.used[template] += 1
        return writer.write(template)

    def _comment(self, writer: Writer, tone: str) -> str:
        return writer.write("This {positive}." if tone == "good" else "This {negative}.")

    def block(self, writer: Writer, item: Item, number: int) -> list[str]:
        """So many paragraphs of findings about one item."""
        rng = writer.rng
        share = _GOOD_SHARE[item.judgement or "reasonable_progress"]
        own = {"good": list(item.kit.good), "poor": list(item.kit.poor)}
        for sentences in own.values():
            rng.shuffle(sentences)
        tones = ["good" if rng.random() < share else "poor" for _ in range(number)]
        tones.sort(key=lambda tone: tone != "good" if rng.random() < 0.8 else rng.random() < 0.5)
        return [
            self._paragraph(writer, own[tone], tone, tone != before)
            for before, tone in zip([tones[0], *tones], tones, strict=False)
        ]

    def _paragraph(self, writer: Writer, own: list[str], tone: str, turn: bool) -> str:
        rng = writer.rng
        wanted = rng.choice((1, 2, 2, 3, 3, 4))
        sentences = []
        for index in range(wanted):
            if own and (index == 0 or rng.random() < 0.35):
                sentences.append(writer.write(own.pop()))
            elif index == wanted - 1 > 0 and rng.random() < 0.2:
                sentences.append(self._comment(writer, tone))
            else:
                sentences.append(self._generic(writer, tone))
        if turn and sentences[0][1:6] != " wing" and rng.random() < 0.6:
            opening = rng.choice(lines("generic", "link_starts"))
            sentences[0] = opening + lower_first(sentences[0])
        return " ".join(sentences)


def bullet_paragraph(writer: Writer) -> tuple[str, str]:
    """A paragraph with bullets, as folded text, and the sentence after the bullets or ""."""
    rng = writer.rng
    items = [writer.write(t) for t in rng.sample(lines("generic", "bullets"), rng.choice((3, 4)))]
    tail = rng.choice(lines("generic", "tails")) if rng.random() < 0.4 else ""
    style = rng.random()
    if style < 0.3:
        items = [f"{item};" for item in items[:-1]] + [items[-1]]
        items[-2] += " and"
    if tail or style < 0.6:
        items[-1] += "."
    text = " • ".join([writer.pick(lines("generic", "leads")), *items])
    return (f"{text} {tail}" if tail else text), tail


def concern_text(writer: Writer, kit: Kit, more: tuple[int, ...] = (2, 3, 4)) -> str:
    """The concern: the first sentence of the bank and so many of the others."""
    first, *others = kit.concern
    number = min(len(others), writer.rng.choice(more))
    rest = writer.rng.sample(others, number)
    return " ".join(writer.write(t) for t in [first, *rest])


def judgement_sentence(
    wording: Wording, words: Mapping[str, str], rng: Random, body: str, value: str, noun: str
) -> str:
    """The sentence that judges; the words are those of the setting, {subject} among them."""
    template = rng.choice(wording.judgement[key(body)])
    adjective = WORDS[value].removesuffix(" progress")
    text = template.format(**{**words, "noun": noun}, progress=WORDS[value], adjective=adjective)
    return text[:1].upper() + text[1:]
