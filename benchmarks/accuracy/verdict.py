"""The numbers that must hold, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.corpus import GROUPS
from benchmarks.accuracy.metrics import Rate, rate
from benchmarks.accuracy.reading import Reading
from benchmarks.accuracy.results import Results, detection, sums
from benchmarks.accuracy.tables import number

REPORTS = 200
FIELDS = 30_000
FAULTS = 176


@dataclass(frozen=True)
class Claim:
    """One thing that must hold; `held` is None if it was not measured."""

    claim: str
    wanted: str
    measured: str
    held: bool | None

    @property
    def word(self) -> str:
        return {True: "held", False: "**missed**", None: "not measured"}[self.held]


def _least(claim: str, value: Rate, least: float) -> Claim:
    held = None if value is None else value >= least
    return Claim(claim, f"≥ {least:g}" if least < 1 else "1", number(value), held)


def _most(claim: str, value: Rate, most: float) -> Claim:
    held = None if value is None else value <= most
    return Claim(claim, f"≤ {most:g}", number(value), held)


def _none(claim: str, count: int, *, measured: bool, of: str = "") -> Claim:
    told = f"{count:,}{of}" if measured else "–"
    return Claim(claim, "0", told, count == 0 if measured else None)


def claims(results: Results) -> Iterator[Claim]:
    """Every number that must hold."""
    made = results.made
    whole = results.readings is not None
    enough = results.reports >= REPORTS and not results.unmade if whole else None
    yield Claim("Reports in the corpus", f"≥ {REPORTS}", str(results.reports), enough)
    for name in GROUPS:
        yield from _of_group(name, [r for r in made if r.spec.group == name])
    everything = sums(made)
    of = f" of {everything.verified_fields:,} fields of verified records"
    yield _none("Silent errors", everything.silent_fields, measured=whole, of=of)
    fields = everything.verified_fields
    held = fields >= FIELDS if whole else None
    yield Claim("Fields in which they were looked for", f"≥ {FIELDS:,}", f"{fields:,}", held)
    yield from _faults(results)
    refusals = results.refusals or []
    accepted = sum(r.accepted for r in refusals)
    of = f" of {len(refusals)}"
    yield _none("Documents of other kinds accepted", accepted, measured=bool(refusals), of=of)
    nameable = [r for r in refusals if r.nameable]
    share = rate(sum(r.named for r in nameable), len(nameable))
    yield _least("Refused by the name that their own first page gives", share, 1.0)
    yield from _summary(results)
    perfect = results.perfect or []
    share = rate(sum(p.right for p in perfect), len(perfect))
    yield _least("Sources of the reference report that are perfect", share, 1.0)


def _of_group(name: str, readings: Sequence[Reading]) -> Iterator[Claim]:
    """What must hold of the reports of one group."""
    it = sums(readings)
    yield _least(f"Follow-ups right (F1), {name}", it.blocks.f1, 0.999)
    yield _least(f"Judgements right, {name}", it.blocks.judged, 0.999)
    for what, is_text in (("PDFs", False), ("texts", True)):
        mine = sums(r for r in readings if r.spec.is_text is is_text)
        yield _least(f"{what} with every field right, {name}", mine.share_right, 0.9)
    pdfs = sums(r for r in readings if not r.spec.is_text)
    yield _most(f"PDFs in doubt of those right, {name}", rate(pdfs.doubted, pdfs.right), 0.05)
    yield _most(
        f"Checks failed on reports without a fault, {name}", rate(it.alarms, it.sources), 0.01
    )
    yield _none(f"Refused, {name}", it.refused, measured=bool(readings), of=f" of {it.sources}")


def _faults(results: Results) -> Iterator[Claim]:
    planted = detection(results.planted or []).planted
    enough = planted >= FAULTS if results.planted is not None else None
    shown = str(planted) if results.planted is not None else "–"
    yield Claim("Faults planted, one in a report", f"≥ {FAULTS}", shown, enough)
    told = detection(p for p in results.planted or [] if p.two_witnesses)
    share = rate(told.right, told.planted)
    yield _least("Faults with two witnesses reported by the right code", share, 0.99)


def _summary(results: Results) -> Iterator[Claim]:
    reworded = [r for r in results.reworded or [] if r.status != "unmade"]
    entries = sum(r.entries for r in reworded)
    share = rate(sum(r.matched for r in reworded), entries)
    yield _least("Reworded entries of the summary matched", share, 1.0)
    alarms = sum(bool(r.alarms) for r in reworded)
    of = f" of {len(reworded)} reports"
    yield _none("Alarms about rewording", alarms, measured=bool(reworded), of=of)
