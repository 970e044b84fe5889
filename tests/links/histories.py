"""Invented histories: establishments visited several times, whose concerns live on or end.

A concern that is followed up again is put in other words: other figures, other alternatives of
the bank's sentences, a sentence left out, replaced or added, the order changed, words replaced
or gone. Some are split in two, some merged; some end, some rest for a visit, and new ones begin,
among them those of the same area.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from generator.bank import Kit, kits, themes
from generator.grammar import Writer
from generator.options import Options
from generator.reword import reworded
from generator.story import tell
from irp.record.extraction import Extraction
from irp.record.vocabulary import Body
from library.records import extraction

PLACES = (
    "Exeter Bedford Lewes Pentonville Winchester Bristol Hewell Woodhill Chelmsford Swinfen-Hall"
    " Rochester Durham"
).split()


@dataclass(frozen=True)
class Told:
    """One concern as one review prints it: which concerns of the history it is, and its words."""

    keys: frozenset[str]
    area: str
    body: str
    text: str


@dataclass
class History:
    """An establishment's visits, oldest first, each with what was followed up."""

    place: str
    visits: list[tuple[dt.date, list[Told]]] = field(default_factory=list)

    def again(self) -> Iterator[list[tuple[tuple[int, int], tuple[int, int]]]]:
        """For each time that a concern was followed up again, the pairs that say so.

        A pair is (visit, item) of the earlier and of the later. Where a concern was split or
        merged there are several, of which a list of pairs one to one can have one.
        """
        for now, (_, items) in enumerate(self.visits):
            for key in sorted({key for told in items for key in told.keys}):
                before = next((v for v in range(now - 1, -1, -1) if self._having(v, key)), None)
                if before is not None:
                    yield [
                        ((before, i), (now, j))
                        for i in self._having(before, key)
                        for j in self._having(now, key)
                    ]

    def _having(self, visit: int, key: str) -> list[int]:
        return [i for i, told in enumerate(self.visits[visit][1]) if key in told.keys]


class _Concern:
    """A concern of a history, which can be put in words again and again."""

    def __init__(self, key: str, kit: Kit, writer: Writer) -> None:
        self.key, self.kit, self.rng, self.writer = key, kit, writer.rng, writer
        rng = writer.rng
        bank = list(kit.concern or kit.recommend)
        self.sentences = rng.sample(bank, min(len(bank), rng.randint(2, 4)))
        self.body = "hmi_prisons" if kit.concern else "ofsted"

    def told(self, *, first: bool) -> Told:
        rng = self.rng
        sentences = list(self.sentences)
        if not first:
            if len(sentences) > 2 and rng.random() < 0.3:
                sentences.pop(rng.randrange(len(sentences)))
            if rng.random() < 0.3:
                rng.shuffle(sentences)
            if rng.random() < 0.35:
                sentences[rng.randrange(len(sentences))] = rng.choice(self.kit.poor)
            if rng.random() < 0.15:
                sentences.append(rng.choice(self.kit.recommend))
        text = " ".join(self.writer.write(sentence) for sentence in sentences)
        for _ in range(0 if first else rng.randint(0, 4)):
            text = reworded(text, rng)
        if not first:
            text = _thinned(text, rng)
        if not first and rng.random() < 0.2:
            text = f"As at the last visit, {text[:1].lower()}{text[1:]}"
        return Told(frozenset({self.key}), self.kit.area, self.body, text)


def _thinned(text: str, rng: Random) -> str:
    """A text without some of its words."""
    share = rng.choice((0, 0, 0.1, 0.2))
    return " ".join(word for word in text.split() if word[-1] == "." or rng.random() >= share)


def history(place: str, seed: int) -> History:
    """The history of one establishment."""
    rng = Random(f"{seed} {place}")
    writer = tell(seed, "2021", "seen", Options()).writer.having(rng)
    unused = [*kits(), *themes()]
    rng.shuffle(unused)

    def new() -> _Concern:
        kit = unused.pop()
        return _Concern(f"{place}/{kit.key}", kit, writer)

    found = History(place)
    live = [new() for _ in range(rng.randint(7, 11))]
    resting: list[_Concern] = []
    seen: set[str] = set()
    for visit in range(rng.randint(3, 5)):
        if visit:
            resting, back = [], resting
            for one in list(live):
                chance = rng.random()
                if chance < 0.35:
                    live.remove(one)
                    if chance < 0.08:
                        resting.append(one)
            live += back + [new() for _ in range(min(len(unused), rng.randint(1, 3)))]
        told = [one.told(first=one.key not in seen) for one in live]
        told = _merged(_split(told, seen, rng), seen, rng)
        seen |= {one.key for one in live}
        rng.shuffle(told)
        found.visits.append((dt.date(2019 + visit, rng.randint(1, 12), 5), told))
    return found


def _split(items: list[Told], seen: set[str], rng: Random) -> list[Told]:
    """Some that were followed up before as two: each with its share of the sentences."""
    found: list[Told] = []
    for told in items:
        sentences = told.text.split(". ")
        if told.keys <= seen and len(sentences) > 2 and rng.random() < 0.12:
            half = len(sentences) // 2
            first = ". ".join(sentences[:half]) + "."
            found += [
                replace(told, text=first),
                replace(told, text=". ".join(sentences[half:])),
            ]
        else:
            found.append(told)
    return found


def _merged(items: list[Told], seen: set[str], rng: Random) -> list[Told]:
    """Now and then two that were followed up before as one."""
    old = [t for t in items if t.keys <= seen and t.body == "hmi_prisons"]
    if len(old) < 2 or rng.random() < 0.5:
        return items
    one, other = rng.sample(old, 2)
    if one.keys == other.keys:
        return items
    both = replace(one, keys=one.keys | other.keys, text=f"{one.text} {other.text}")
    return [*(t for t in items if t not in (one, other)), both]


def records(histories: list[History]) -> list[Extraction]:
    """A record of each visit."""
    base = extraction()
    return [_record(base, one.place, day, items) for one in histories for day, items in one.visits]


def _record(base: Extraction, place: str, day: dt.date, items: list[Told]) -> Extraction:
    report = base.report
    assert report is not None
    assert report.establishment is not None
    assert report.visit is not None
    name = f"HMP {place.replace('-', ' ')}"
    follow_ups = [
        report.follow_ups[0].model_copy(
            update={
                "position": position,
                "area": told.area,
                "body": Body(told.body),
                "concern": told.text,
                "recommendation": None,
            }
        )
        for position, told in enumerate(items, 1)
    ]
    update: dict[str, Any] = {
        "establishment": report.establishment.model_copy(
            update={"name": name, "kind": "HMP", "id": place.casefold()}
        ),
        "visit": report.visit.model_copy(update={"start": day, "end": day}),
        "follow_ups": follow_ups,
    }
    source = base.source.model_copy(
        update={
            "name": f"{place}-{day}.pdf",
            "sha256": hashlib.sha256(f"{place} {day}".encode()).hexdigest(),
        }
    )
    return base.model_copy(update={"report": report.model_copy(update=update), "source": source})
