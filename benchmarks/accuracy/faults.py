"""One planted fault in each report: is it told, and by the right check?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.corpus import DUMP, LAYOUTS, SEEN_WORDING, Spec
from benchmarks.accuracy.reading import extract

import generator
from irp.vocabulary import Outcome, Status

_TRIES = 40  # seeds that are tried until a report has a place for the fault
_FINE = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class Planted:
    """What became of one report with one fault."""

    fault: str
    spec: Spec
    status: str
    told: frozenset[str]  # checks that did not pass, and problems

    @property
    def right(self) -> bool:
        """Whether every check that must fail has failed."""
        return generator.FAULTS[self.fault].codes <= self.told

    @property
    def silent(self) -> bool:
        return self.status == Status.VERIFIED

    @property
    def two_witnesses(self) -> bool:
        return generator.FAULTS[self.fault].witnesses > 1


def seen_producers() -> list[str]:
    """The producers of PDFs that the rules were written against."""
    return [p.name for p in generator.producers().values() if p.suffix == "pdf"]


def plan(each: int, seed: int) -> Iterator[tuple[str, Spec]]:
    """So many reports for each fault and layout, by one producer after the other."""
    number = 0
    for name, fault in generator.FAULTS.items():
        names = seen_producers() + ([] if fault.needs_furniture else [DUMP])
        for layout in LAYOUTS:
            for _ in range(each):
                number += 1
                own = seed * 100_000 + 50_000 + number
                yield name, Spec(layout, names[number % len(names)], SEEN_WORDING, own)


def _plant(name: str, wanted: Spec) -> tuple[Spec, bytes] | None:
    """The file of the first report from this seed on that has a place for the fault."""
    for step in range(_TRIES):
        seed = wanted.seed + 1_000_000 * step
        truth = generator.make_truth(seed, wanted.layout, wanted.wording)
        planted = generator.faulty(truth, name, wanted.producer)
        if planted:
            return Spec(wanted.layout, wanted.producer, wanted.wording, seed), planted[1]
    return None


def read(tasks: Sequence[tuple[str, Spec]]) -> list[Planted]:
    """What became of some faults; those that no report has a place for are left out."""
    results = []
    for name, wanted in tasks:
        planted = _plant(name, wanted)
        if planted is None:
            continue
        spec, file = planted
        extraction = extract(file, str(spec))
        told = {c.code for c in extraction.checks if c.outcome not in _FINE}
        told |= {problem.code for problem in extraction.problems} - {"unknown_establishment"}
        results.append(Planted(name, spec, extraction.status, frozenset(told)))
    return results
