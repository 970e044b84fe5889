"""Short invented documents that are not reviews of progress: each must be refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.accuracy.corpus import DUMP
from benchmarks.accuracy.look_alikes import KINDS
from benchmarks.accuracy.other_kinds import HMIP, Kind
from benchmarks.accuracy.reading import extract
from benchmarks.accuracy.rendering import render

import generator
from generator.document import (
    Box,
    BoxPart,
    Bullets,
    Cover,
    Element,
    Entry,
    Heading,
    Numbered,
    PageBreak,
    Plain,
    Report,
    Running,
)
from generator.names import invent, people
from generator.options import stream
from irp.record.vocabulary import Status

__all__ = ["KINDS", "Kind", "Refusal", "document", "plan", "read", "read_real"]

REAL = "real reports of another inspectorate"
_SENTENCES = (
    "Leaders had made reasonable progress with the concern that we raised about {people}.",
    "We considered that the plan for violence was sound, but {people} had seen little of it.",
    "Inspectors found insufficient progress in education, and told the {governor} so.",
    "There were too few officers, and the regime for {people} was often curtailed.",
    "Recommendation: the {governor} should publish the results of the survey each quarter.",
    "Good progress had been made in two of the five areas set out in the last report.",
    "Data were collected every week; nobody could say what had been done with them.",
)


_CONCERNS = (
    ("There were too few officers, and the regime was often curtailed.", "reasonable"),
    ("Too many men had nothing to do for most of the day.", "insufficient"),
    ("Complaints were answered late, and often not at all.", "good"),
)


@dataclass(frozen=True)
class Refusal:
    """The outcome of one document that is not a review."""

    kind: str
    producer: str
    seed: int
    status: str
    code: str  # of its first problem
    message: str = ""

    @property
    def accepted(self) -> bool:
        return self.status not in {Status.FAILED, "unmade"}

    @property
    def nameable(self) -> bool:
        """Whether its own first page says what it is."""
        if self.kind == REAL:
            return True
        kind = _BY_NAME[self.kind]
        return kind.said is not None and (self.producer != DUMP or not kind.cover)

    @property
    def named(self) -> bool:
        """Whether the refusal calls it what it is."""
        said = "Ofsted" if self.kind == REAL else _BY_NAME[self.kind].said
        return self.code == "not_an_irp" and said is not None and said in self.message


def _title(kind: Kind, seed: int) -> tuple[str, bool]:
    """One of the titles, and whether the establishment's name belongs to it."""
    title = kind.titles[seed % len(kind.titles)]
    return title.rstrip(",:"), title.endswith((" of", " to", " at", " on", ",", ":"))


def document(kind: Kind, seed: int) -> Report:
    """A short document of this kind."""
    rng = stream(seed, kind.name)
    place = invent(rng)
    words = place.words()
    title, of_place = _title(kind, seed)
    date = f"{seed % 20 + 1} May 2023"
    if kind.cover:
        name = place.name if of_place else ""
        elements: list[Element] = [Cover(title, name, f"by {kind.by}", date)]
    else:
        elements = [PageBreak(), Plain(place.name), Plain(date)]
    elements += [Plain(text.format(**words)) for text in kind.openings]
    for section, heading in enumerate(kind.headings, 1):
        label = f"Section {section}" if kind.numbered else ""
        elements.append(Heading(heading, 1 if label else 2, label, new_page=bool(label)))
        texts = [text.format(**words) for text in rng.sample(_SENTENCES, 4)]
        if kind.numbered:
            elements += [Numbered(f"{section}.{n}", text) for n, text in enumerate(texts, 1)]
        else:
            elements += [Plain(texts[0]), Bullets(tuple(texts[1:]))]
    if kind.like_a_review:
        elements += _like_a_review(rng, len(kind.headings) + 1)
    elements.append(Plain(f"{people(rng, 1)[0]}, {kind.by or HMIP}"))
    footer = f"{title} {place.name}" if of_place else title
    return Report(title or "Letter", tuple(elements), Running(footer_left=footer), seed)


def _like_a_review(rng: Random, section: int) -> Iterator[Element]:
    """Sections that are worded like a review of progress."""
    yield Heading("Progress against our concerns", 1, f"Section {section}", new_page=True)
    yield Heading("Daily life")
    number = 0
    for text, progress in _CONCERNS:
        yield Box((BoxPart("Concern:", text),))
        finding = rng.choice(_SENTENCES[4:])
        judged = f"We considered that the prison had made {progress} progress in this area."
        for words in (finding.format(people="prisoners", governor="governor"), judged):
            number += 1
            yield Numbered(f"{section}.{number}", words)
    yield Heading("Summary of judgements", 1, f"Section {section + 1}", new_page=True)
    for text, progress in _CONCERNS:
        yield Entry(text, f"{progress.capitalize()} progress")


def plan(each: int, seed: int) -> Iterator[tuple[str, str, int]]:
    """So many documents of each kind from each producer, using the titles in turn."""
    number = 0
    for kind in KINDS:
        for producer in generator.producers():
            for _ in range(each):
                number += 1
                yield kind.name, producer, seed * 100_000 + number


_BY_NAME = {kind.name: kind for kind in KINDS}


def read(tasks: Sequence[tuple[str, str, int]]) -> list[Refusal]:
    """The outcomes of some documents."""
    results = []
    for name, producer, seed in tasks:
        [file] = render(producer, [document(_BY_NAME[name], seed)])
        if isinstance(file, str):
            results.append(Refusal(name, producer, seed, "unmade", file))
        else:
            results.append(_refusal(name, producer, seed, file))
    return results


def _refusal(name: str, producer: str, seed: int, file: bytes) -> Refusal:
    extraction = extract(file, name)
    problem = extraction.problems[0] if extraction.problems else None
    code, message = (problem.code, problem.message) if problem else ("", "")
    return Refusal(name, producer, seed, extraction.status, code, message)


def read_real(folder: Path) -> list[Refusal]:
    """The outcomes of the real documents in a folder, if it exists."""
    return [
        _refusal(REAL, "their own", number, path.read_bytes())
        for number, path in enumerate(sorted(folder.glob("*.pdf")))
    ]
