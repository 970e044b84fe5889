"""What was found in the follow-ups: one side of most checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from irp.parser.checks.base import Evidence
from irp.record.extraction import Place
from irp.record.report import FollowUp
from irp.record.vocabulary import SCALES, Body, Judgement

NAMES = {
    Body.HMI_PRISONS: "HMI Prisons",
    Body.OFSTED: "Ofsted",
    Body.ESTYN: "Estyn",
}


def name_of(body: Body) -> str:
    """The name of a body as messages show it."""
    return NAMES.get(body, body.value.replace("_", " ").title())


def on_scale(body: Body, judgement: Judgement) -> bool:
    """Whether a judgement is on a body's scale; always true where the scale is not known."""
    return judgement in SCALES.get(body, tuple(Judgement))


def judgement_known(follow_up: FollowUp) -> Judgement | None:
    """A follow-up's judgement where there is exactly one, and on its body's scale.

    IRP-J01 or IRP-J02 reports any other; the other checks leave such a follow-up out, so that
    one fault is reported once.
    """
    judgement = follow_up.judgement
    if judgement is None or follow_up.other_judgements:
        return None
    return judgement.value if on_scale(follow_up.body, judgement.value) else None


class Agreement(Enum):
    """The result of comparing a stated number with a found one."""

    AGREES = auto()
    OPEN = auto()
    DIFFERS = auto()


class CountedJudgements(NamedTuple):
    """The judgements of one body's follow-ups, counted.

    Attributes:
        read: how many follow-ups got each judgement, by the words of their sentences.
        known: the same, without the judgements that fail IRP-J01 or IRP-J02.
        total: how many follow-ups there are.
    """

    read: Counter[Judgement]
    known: Counter[Judgement]
    total: int

    def compare(self, judgements: Iterable[Judgement], stated: int) -> Agreement:
        """Compare a stated number with the follow-ups that got one of the judgements.

        Where they differ, but a follow-up whose judgement is in doubt could explain it, the
        answer is open: another check reports the doubt.
        """
        wanted = set(judgements)
        if sum(self.read[judgement] for judgement in wanted) == stated:
            return Agreement.AGREES
        least = sum(self.known[judgement] for judgement in wanted)
        doubtful = self.total - self.known.total()
        return Agreement.OPEN if least <= stated <= least + doubtful else Agreement.DIFFERS

    def of(self, judgements: Iterable[Judgement]) -> int:
        """How many follow-ups got one of the judgements, by the words of their sentences."""
        return sum(self.read[judgement] for judgement in set(judgements))


def bodies(evidence: Evidence) -> list[Body]:
    """The bodies that judged follow-ups, in order of their first follow-up."""
    return list(dict.fromkeys(follow_up.body for follow_up in evidence.report.follow_ups))


def tally(evidence: Evidence, body: Body) -> CountedJudgements:
    """The judgements of a body's follow-ups."""
    mine = [f for f in evidence.report.follow_ups if f.body is body]
    known = (judgement_known(follow_up) for follow_up in mine)
    return CountedJudgements(
        Counter(f.judgement.value for f in mine if f.judgement),
        Counter(judgement for judgement in known if judgement),
        len(mine),
    )


def total(evidence: Evidence, body: Body) -> int:
    """How many follow-ups a body has."""
    return sum(follow_up.body is body for follow_up in evidence.report.follow_ups)


def judgement_places(
    evidence: Evidence, body: Body, judgements: Iterable[Judgement] | None = None
) -> list[Place]:
    """The places of a body's judgements: of those given, or of all if there are none."""
    follow_ups = evidence.report.follow_ups
    mine = [i for i, f in enumerate(follow_ups) if f.body is body]
    wanted = set(judgements or ())
    some = [i for i in mine if (j := follow_ups[i].judgement) and j.value in wanted]
    return [place for i in some or mine for place in judgement_place(evidence, i)]


def judgement_place(evidence: Evidence, index: int) -> list[Place]:
    """The place of a follow-up's judgement, or of its last paragraph if it has none."""
    found = evidence.places(f"/follow_ups/{index}/judgement/value")
    if found:
        return found
    last = len(evidence.report.follow_ups[index].paragraphs) - 1
    return evidence.places(f"/follow_ups/{index}/paragraphs/{last}/text") or follow_up_place(
        evidence, index
    )


def follow_up_place(evidence: Evidence, index: int) -> list[Place]:
    """The place of the text of what was followed up."""
    pointer = f"/follow_ups/{index}"
    return evidence.places(f"{pointer}/recommendation") or evidence.places(
        f"{pointer}/concern", f"{pointer}/position"
    )


class NumberedAt(NamedTuple):
    """A paragraph: its section's name, its number and the pointer to it."""

    section: str
    number: str
    text: str
    pointer: str


def paragraphs(evidence: Evidence) -> Iterator[NumberedAt]:
    """Every numbered paragraph of the record, in the order of the document."""
    report = evidence.report
    for name, part in (("summary", report.summary), ("key_findings", report.key_findings)):
        for i, item in enumerate(part.paragraphs):
            yield NumberedAt(name, item.number, item.text, f"/{name}/paragraphs/{i}")
    yield from _progress(evidence)


def _progress(evidence: Evidence) -> list[NumberedAt]:
    """The paragraphs of the progress section: those of follow-ups, those of areas between."""
    report = evidence.report
    parts = [(f"/follow_ups/{i}", part.paragraphs) for i, part in enumerate(report.follow_ups)]
    parts += [(f"/areas/{i}", part.paragraphs) for i, part in enumerate(report.areas)]
    found = [
        NumberedAt("progress", item.number, item.text, f"{pointer}/paragraphs/{j}")
        for pointer, items in parts
        for j, item in enumerate(items)
    ]
    if not any(area.paragraphs for area in report.areas):
        return found
    keys = {item.pointer: _position(evidence, item.pointer) for item in found}
    if None in keys.values():
        return found
    return sorted(found, key=lambda item: keys[item.pointer] or (0, 0))


def _position(evidence: Evidence, pointer: str) -> tuple[int, int] | None:
    places = evidence.places(f"{pointer}/number")
    if not places or places[0].start is None:
        return None
    return places[0].page, places[0].start
