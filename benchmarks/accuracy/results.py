"""The results of the campaign, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.accuracy.corpus import DUMP
from benchmarks.accuracy.faults import UNPLANTED, Planted
from benchmarks.accuracy.metrics import Blocks, Counts, Rate, overall, rate, together
from benchmarks.accuracy.others import Refusal
from benchmarks.accuracy.reading import Reading
from benchmarks.accuracy.reference import Perfect
from benchmarks.accuracy.rewording import Reworded

UNMADE = "unmade"


@dataclass
class Results:
    """Everything that one run found; a part that was not run is None."""

    seed: int
    command: str
    lacking: dict[str, str] = field(default_factory=dict)  # producers not usable here, and why
    readings: list[Reading] | None = None
    planted: list[Planted] | None = None
    refusals: list[Refusal] | None = None
    reworded: list[Reworded] | None = None
    perfect: list[Perfect] | None = None

    @property
    def made(self) -> list[Reading]:
        return [r for r in self.readings or [] if r.status != UNMADE]

    @property
    def unmade(self) -> list[Reading]:
        return [r for r in self.readings or [] if r.status == UNMADE]

    @property
    def reports(self) -> int:
        return sum(reading.spec.producer != DUMP for reading in self.made)


@dataclass(frozen=True)
class Sums:
    """The sums of some readings."""

    sources: int
    verified: int
    right: int
    doubted: int  # right, and not verified
    refused: int
    blocks: Blocks
    fields: dict[str, Counts]
    all: Counts
    verified_fields: int
    silent_fields: int
    silent_sources: int
    coverage: Rate
    agreement: Rate
    alarms: int

    @property
    def share_right(self) -> Rate:
        return rate(self.right, self.sources)

    @property
    def share_verified(self) -> Rate:
        return rate(self.verified, self.sources)


def sums(readings: Iterable[Reading]) -> Sums:
    """The sums of some readings of clean reports."""
    mine = [r for r in readings if r.status != UNMADE]
    counts = together(r.fields for r in mine)
    blocks, agreeing = Blocks(), Counts()
    for reading in mine:
        blocks.add(reading.blocks)
        if reading.agreeing:
            agreeing.add(reading.agreeing)
    lines = sum(r.lines for r in mine)
    return Sums(
        sources=len(mine),
        verified=sum(r.verified for r in mine),
        right=sum(not r.wrong_leaves for r in mine),
        doubted=sum(not r.wrong_leaves and not r.verified for r in mine),
        refused=sum(r.refused for r in mine),
        blocks=blocks,
        fields=counts,
        all=overall(counts),
        verified_fields=sum(r.leaves for r in mine if r.verified),
        silent_fields=sum(r.silent for r in mine),
        silent_sources=sum(r.silent > 0 for r in mine),
        coverage=rate(lines - sum(r.unclaimed for r in mine), lines),
        agreement=rate(agreeing.total - agreeing.wrong, agreeing.total),
        alarms=sum(bool(r.alarms) for r in mine),
    )


def by(
    readings: Sequence[Reading], key: Callable[[Reading], str], order: Sequence[str] = ()
) -> dict[str, list[Reading]]:
    """Readings by some property, in an order; those of none of its values follow."""
    result: dict[str, list[Reading]] = {name: [] for name in order}
    for reading in readings:
        result.setdefault(key(reading), []).append(reading)
    return {name: some for name, some in result.items() if some}


@dataclass(frozen=True)
class Detection:
    """The outcomes of planted faults; each is counted once, except in `beside`."""

    planted: int
    right: int  # reported by the right code
    otherwise: int  # the record needs review, but for other reasons
    refused: int  # there is no record
    silent: int  # the record is verified
    beside: int  # reported by the right code, with a false alarm as well


def detection(planted: Iterable[Planted]) -> Detection:
    mine = [p for p in planted if p.status not in {UNMADE, UNPLANTED}]
    right, refused, silent = (
        sum(getattr(p, name) for p in mine) for name in ("right", "refused", "silent")
    )
    otherwise = len(mine) - right - refused - silent
    beside = sum(p.right and bool(p.beside) for p in mine)
    return Detection(len(mine), right, otherwise, refused, silent, beside)
