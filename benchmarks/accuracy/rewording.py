"""A summary of judgements in slightly other words than the blocks: matched, or an alarm?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.corpus import SEEN_WORDING, Spec
from benchmarks.accuracy.faults import tests_producers
from benchmarks.accuracy.reading import expected, extract, found
from benchmarks.accuracy.rendering import render

import generator
from generator.traits import KNOWN
from irp.record.vocabulary import Outcome

_MATCHING = frozenset({"IRP-M01", "IRP-M02"})
_ENTRIES = 4  # reworded in each report


@dataclass(frozen=True)
class Reworded:
    """The outcome of one report with reworded entries."""

    spec: Spec
    entries: int
    matched: int  # to the right follow-up
    alarms: frozenset[str]
    status: str


def plan(each: int, seed: int) -> Iterator[Spec]:
    number = 0
    for layout in KNOWN:
        for producer in tests_producers():
            for _ in range(each):
                number += 1
                yield Spec(layout, producer, SEEN_WORDING, seed * 100_000 + 90_000 + number)


def reworded_entries(truth: dict[str, Any]) -> list[int]:
    """The entries that do not say what their follow-up says, by index."""
    follow_ups = {f["position"]: f for f in truth["follow_ups"]}
    result = []
    for index, entry in enumerate(truth["judgement_summary"]):
        follow_up = follow_ups.get(entry["follow_up"])
        if follow_up is None:
            continue
        asked = follow_up["recommendation"] or follow_up["concern"] or ""
        if entry["text"] not in asked:
            result.append(index)
    return result


def read(specs: Sequence[Spec]) -> list[Reworded]:
    """The outcomes of some reports."""
    results = []
    for spec in specs:
        wishes = generator.Options(reworded=_ENTRIES)
        truth = generator.make_truth(spec.seed, spec.layout, spec.wording, wishes)
        [file] = render(spec.producer, [generator.build(truth)])
        if isinstance(file, str):
            results.append(Reworded(spec, 0, 0, frozenset(), "unmade"))
        else:
            results.append(_reworded(spec, expected(truth, spec.producer), file))
    return results


def _reworded(spec: Spec, truth: dict[str, Any], file: bytes) -> Reworded:
    extraction = extract(file, str(spec))
    record = found(extraction)
    entries = record["judgement_summary"] if record else []
    changed = reworded_entries(truth)
    matched = sum(
        index < len(entries)
        and entries[index]["follow_up"] == truth["judgement_summary"][index]["follow_up"]
        for index in changed
    )
    failed = {c.code for c in extraction.checks if c.outcome is Outcome.FAILED}
    alarms = frozenset(failed & _MATCHING)
    return Reworded(spec, len(changed), matched, alarms, extraction.status)
