"""One planted fault in each report: is it reported, and by the right check?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.corpus import DUMP, WORDINGS, Spec
from benchmarks.accuracy.reading import extract

import generator
from generator.traits import KNOWN
from irp.record.extraction import Extraction
from irp.record.problems import is_doubt
from irp.record.vocabulary import Outcome, Status

_TRIES = 40  # seeds that are tried until a report has a place for the fault
UNPLANTED = "unplanted"  # no report of the kind had a place for the fault


@dataclass(frozen=True)
class Planted:
    """The outcome of one report with one fault."""

    fault: str
    spec: Spec
    status: str
    told: frozenset[str] = frozenset()  # checks that failed, and problems that are doubts
    open: frozenset[str] = frozenset()  # checks that found no witness, and so reported nothing

    @property
    def right(self) -> bool:
        """Whether every check that must fail has failed, on a record that is there.

        A check that is merely unavailable compared nothing, so it does not report the fault. A
        refusal reports it only where the fault says so.
        """
        fault = generator.FAULTS[self.fault]
        if self.status == Status.FAILED:
            return bool(fault.refused & self.told)
        return fault.codes <= self.told

    @property
    def refused(self) -> bool:
        """Whether there is no record, though there should be one."""
        return self.status == Status.FAILED and not self.right

    @property
    def silent(self) -> bool:
        return self.status == Status.VERIFIED

    @property
    def beside(self) -> frozenset[str]:
        """Checks that failed although the fault gives no reason: false alarms."""
        fault = generator.FAULTS[self.fault]
        checks = {code for code in self.told if code.startswith("IRP-")}
        return frozenset(checks - fault.codes - fault.may)

    @property
    def two_witnesses(self) -> bool:
        return generator.FAULTS[self.fault].witnesses > 1


def tests_producers() -> list[str]:
    """The producers of PDFs that the tests use too."""
    return [p.name for p in generator.producers().values() if p.suffix == "pdf"]


def plan(each: int, seed: int) -> Iterator[tuple[str, Spec]]:
    """So many reports for each fault and known layout, all producers of the tests in turn.

    Of every six reports in a row each has another wording, and the producers meet each wording
    as often as each other one.
    """
    number = 0
    for name, fault in generator.FAULTS.items():
        left_out = {DUMP} if fault.needs_furniture else set()
        names = [name for name in generator.producers() if name not in left_out]
        for layout in KNOWN:
            for _ in range(each):
                number += 1
                turn = number + 7 * seed  # another seed lets others meet
                cycle, place = divmod(turn, len(names))
                wording = WORDINGS[(cycle + place) % len(WORDINGS)]
                own = seed * 100_000 + 50_000 + number
                yield name, Spec(layout, names[place], wording, own)


def _plant(name: str, wanted: Spec) -> tuple[Spec, bytes] | None:
    """The file of the first report from this seed on that has a place for the fault."""
    for step in range(_TRIES):
        seed = wanted.seed + 1_000_000 * step
        truth = generator.make_truth(seed, wanted.layout, wanted.wording)
        planted = generator.faulty(truth, name, wanted.producer)
        if planted:
            return Spec(wanted.layout, wanted.producer, wanted.wording, seed), planted[1]
    return None


def judged(name: str, spec: Spec, extraction: Extraction) -> Planted:
    """What an extraction reports about a fault."""
    told = {c.code for c in extraction.checks if c.outcome is Outcome.FAILED}
    told |= {problem.code for problem in extraction.problems if is_doubt(problem.code)}
    unavailable = {c.code for c in extraction.checks if c.outcome is Outcome.UNAVAILABLE}
    return Planted(name, spec, extraction.status, frozenset(told), frozenset(unavailable))


def read(tasks: Sequence[tuple[str, Spec]]) -> list[Planted]:
    """The outcomes of some faults."""
    results = []
    for name, wanted in tasks:
        planted = _plant(name, wanted)
        if planted is None:
            results.append(Planted(name, wanted, UNPLANTED))
            continue
        spec, file = planted
        results.append(judged(name, spec, extract(file, str(spec))))
    return results
