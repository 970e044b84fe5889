"""The follow-ups of a report: areas, concerns, recommendations, findings, judgements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

from .bank import Kit, before_education, kits, lines, load, themes
from .grammar import Writer, lower_first
from .options import stream
from .record import FollowUp, Judgement, Paragraph
from .story import Story
from .wording import WORDS

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
    "ofsted": (
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
    plan += [(k, "ofsted", n) for n, k in enumerate(asked, 1)]
    plan += [(k, "hmi_prisons", None) for k in recommended[len(first) :]]
    chances = [rng.choice(_CHANCES[body]) for _, body, _ in plan]
    return [
        Item(kit, body, forced.get(position, value), theme)
        for position, ((kit, body, theme), value) in enumerate(
            zip(plan, chances, strict=True), start=1
        )
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


def concern_text(writer: Writer, kit: Kit) -> str:
    """The concern: the first sentence of the bank and some of the others."""
    first, *others = kit.concern
    number = min(len(others), writer.rng.choice((2, 3, 4)))
    rest = writer.rng.sample(others, number)
    return " ".join(writer.write(t) for t in [first, *rest])


def judgement_sentence(story: Story, rng: Random, body: str, value: str, noun: str) -> str:
    template = rng.choice(story.wording.judgement[body])
    return template.format(subject=story.options.subject, progress=WORDS[value], noun=noun)


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


@dataclass
class _Counters:
    """Running numbers of a report."""

    paragraph: int
    reference: dict[str, int]

    def references(self, body: str, number: int) -> list[str]:
        """The next references to the full inspection report, such as 1.33."""
        section, start = ("1" if body == "hmi_prisons" else "5"), self.reference[body]
        self.reference[body] += number
        return [f"{section}.{n}" for n in range(start, start + number)]


def _follow_up(
    story: Story, item: Item, position: int, texts: list[str], count: _Counters
) -> FollowUp:
    """The record of one follow-up; its last text is the judgement, if it has one."""
    writer = story.part(f"item {position}")
    concern = None
    if item.body == "hmi_prisons" and writer.rng.random() > 0.04:
        concern = concern_text(writer, item.kit)
    several = story.options.several_references and writer.rng.random() < 0.35
    paragraphs: list[Paragraph] = [
        {"number": f"3.{count.paragraph + n}", "text": text} for n, text in enumerate(texts, 1)
    ]
    count.paragraph += len(texts)
    judgement: Judgement | None = None
    if item.judgement:
        last = paragraphs[-1]
        judgement = {"value": item.judgement, "text": last["text"], "paragraph": last["number"]}
    return {
        "position": position,
        "area": item.kit.area,
        "kind": "theme" if item.theme else "recommendation",
        "body": item.body,
        "label": f"Theme {item.theme}" if item.theme else None,
        "concern": concern,
        "recommendation": writer.pick(item.kit.recommend),
        "references": count.references(item.body, 2 if several else 1),
        "paragraphs": paragraphs,
        "judgement": judgement,
        "photographs": [],
    }


def write_out(story: Story, noun: str) -> tuple[list[FollowUp], list[Item], tuple[str, ...]]:
    """The follow-ups as records, the items behind them, and the sentences after bullets."""
    items, options = choose(story), story.options
    follow_ups: list[FollowUp] = []
    findings, tails = Findings(), []
    rng = stream(story.seed, "numbers")
    count = _Counters(0, {"hmi_prisons": rng.randint(28, 45), "ofsted": rng.randint(11, 19)})
    bulleted = set(rng.sample(range(len(items)), min(options.bullets, len(items))))
    linked = set(rng.sample(range(len(items)), min(2, len(items) - 1)))
    for index, item in enumerate(items):
        topic = story.part(f"topic {index}").write(item.kit.topic)
        writer = story.part(f"findings {index}", topic=topic)
        texts = findings.block(writer, item, writer.rng.randint(*options.paragraphs))
        if index in linked:
            place = writer.rng.randrange(len(texts))
            texts[place] += " " + writer.pick(load("generic")["linked"])
        if index in bulleted:
            text, tail = bullet_paragraph(writer)
            texts.insert(writer.rng.randint(1, len(texts)), text)
            tails.append(tail)
        if item.judgement:
            texts.append(judgement_sentence(story, writer.rng, item.body, item.judgement, noun))
        follow_ups.append(_follow_up(story, item, index + 1, texts, count))
    cross_references(stream(story.seed, "cross references"), follow_ups, story.writer.words["see"])
    return follow_ups, items, tuple(filter(None, tails))
