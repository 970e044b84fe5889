"""Reading invented reports back: the result of each, in numbers small enough to pass on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.accuracy.comparing import Leaf, Verdict, compare, extra_leaves
from benchmarks.accuracy.corpus import DUMP, Spec
from benchmarks.accuracy.metrics import Blocks, Counts, blocks, by_field, overall
from benchmarks.accuracy.rendering import render

import generator
from irp.parser.pipeline import run
from irp.record.extraction import Extraction
from irp.record.failed import failed_extraction, source_info
from irp.record.problems import is_doubt
from irp.record.vocabulary import Outcome, Status
from irp.source import SourceFile

_WRONG = 8  # wrong fields of one report that are passed on, each of another name
_FINE = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class Reading:
    """One source: the truth it was made from against the record that came out."""

    spec: Spec
    status: str  # of the record; "unmade": there was no file to read
    why: str = ""  # for what is not verified
    fields: dict[str, Counts] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=Blocks)
    wrong: tuple[Leaf, ...] = ()
    lines: int = 0
    unclaimed: int = 0
    alarms: tuple[str, ...] = ()  # checks that did not pass
    doubts: tuple[str, ...] = ()  # problems that keep a record from being verified
    agreeing: Counts | None = None  # the record of a PDF against that of the dump

    @property
    def leaves(self) -> int:
        return sum(counts.total for counts in self.fields.values())

    @property
    def wrong_leaves(self) -> int:
        return sum(counts.wrong for counts in self.fields.values())

    @property
    def verified(self) -> bool:
        return self.status == Status.VERIFIED

    @property
    def refused(self) -> bool:
        return self.status == Status.FAILED

    @property
    def silent(self) -> int:
        """Wrong fields that nothing reports."""
        return self.wrong_leaves if self.verified else 0


def plain(value: Any) -> Any:
    """A truth as in JSON."""
    return json.loads(json.dumps(value, default=str))


def truth_of(spec: Spec) -> generator.Truth:
    return generator.make_truth(
        spec.seed, spec.layout, spec.wording, perturbations=spec.perturbations
    )


def expected(truth: generator.Truth, producer: str) -> dict[str, Any]:
    """The record that must come out, as in JSON."""
    stated: dict[str, Any] = plain(generator.expected(truth, producer))
    return stated


def with_charts(
    stated: dict[str, Any], truth: generator.Truth, record: dict[str, Any] | None
) -> dict[str, Any]:
    """A truth with what charts show, as far as the record has it: no chart need be readable.

    If it is there, it must be right.
    """
    if record is None:
        return stated
    outcomes: list[dict[str, Any]] = plain(truth.record.get("healthy_prison_outcomes", []))
    by_year = {one["year"]: one for one in outcomes}
    witnesses = [
        {**by_year.get(one["year"], {}), "witness": one["witness"]}
        for one in record["outcome_witnesses"]
    ]
    figures = []
    bodies = dict(
        zip((f["number"] for f in stated["figures"]), truth.printing.figures, strict=True)
    )
    for figure in stated["figures"]:
        shown = truth.printing.charts.get(bodies[figure["number"]], {})
        drawn = next((f for f in record["figures"] if f["number"] == figure["number"]), None)
        if drawn and drawn["counts"]:
            witness = drawn["counts"][0]["witness"]
            figure["counts"] = [
                {"judgement": judgement, "count": count, "witness": witness}
                for judgement, count in shown.items()
            ]
        figures.append(figure)
    result = {**stated, "figures": figures, "outcome_witnesses": witnesses}
    if record["healthy_prison_outcomes"]:
        result["healthy_prison_outcomes"] = outcomes
    return result


def found(extraction: Extraction) -> dict[str, Any] | None:
    return extraction.report.model_dump(mode="json") if extraction.report else None


def _why(extraction: Extraction) -> str:
    told = [f"{c.code}: {c.message}" for c in extraction.checks if c.outcome not in _FINE]
    told += [f"{p.code}: {p.message}" for p in extraction.problems if is_doubt(p.code)]
    if extraction.status is Status.FAILED:
        told = [f"{p.code}: {p.message}" for p in extraction.problems[:1]]
    return "; ".join(told)[:600]


def score(spec: Spec, truth: dict[str, Any], extraction: Extraction) -> Reading:
    """Compare the record of one source with its truth."""
    record = found(extraction)
    leaves = list(compare(truth, record))
    coverage = extraction.coverage
    wrong = {leaf.field: leaf for leaf in reversed(leaves) if not leaf.right}
    return Reading(
        spec,
        extraction.status,
        _why(extraction),
        by_field(leaves),
        blocks(truth["follow_ups"], record["follow_ups"] if record else []),
        tuple(reversed(wrong.values()))[:_WRONG],
        coverage.lines if coverage else 0,
        coverage.unclaimed if coverage else 0,
        tuple(c.code for c in extraction.checks if c.outcome is Outcome.FAILED),
        tuple(sorted({p.code for p in extraction.problems if is_doubt(p.code)})),
    )


def extract(data: bytes, name: str) -> Extraction:
    """The extraction of a file; a bug in irp itself also gives a failed one."""
    source = SourceFile.from_bytes(data, name=name)
    try:
        return run(source)
    except Exception as error:  # noqa: BLE001 - counted as a failure, and reported with the others
        why = f"{type(error).__name__}: {error}"
        return failed_extraction(source_info(source), "internal_error", why)


def agreement(truth: dict[str, Any], pdf: Extraction, dump: Extraction) -> Counts:
    """How far two records agree on what the truth of the dump states."""
    stated = {key: value for key, value in truth.items() if value is not None}
    one, other = (_only(found(extraction), stated) for extraction in (pdf, dump))
    leaves = compare(one, other) if one else extra_leaves(other)
    return overall(by_field(leaves))


def _only(value: Any, shape: Any) -> Any:
    """The parts of a record that a truth of this shape states."""
    if isinstance(value, dict) and isinstance(shape, dict):
        return {key: _only(value[key], item) for key, item in shape.items() if key in value}
    if isinstance(value, list) and isinstance(shape, list) and shape:
        return [_only(item, shape[min(index, len(shape) - 1)]) for index, item in enumerate(value)]
    return value


def _unmade(spec: Spec, why: str) -> list[Reading]:
    return [Reading(spec, "unmade", why)]


def read(specs: Sequence[Spec]) -> list[Reading]:
    """The readings of some reports of one producer: from the file it makes, and from a dump."""
    truths = [truth_of(spec) for spec in specs]
    documents = [generator.build(truth) for truth in truths]
    files = render(specs[0].producer, documents)
    dumps = render(DUMP, documents)
    readings: list[Reading] = []
    for spec, truth, file, dump in zip(specs, truths, files, dumps, strict=True):
        if isinstance(file, str) or isinstance(dump, str):
            readings += _unmade(spec, file if isinstance(file, str) else str(dump))
            continue
        readings += _both(spec, truth, file, dump)
    return readings


def _both(spec: Spec, truth: generator.Truth, file: bytes, dump: bytes) -> list[Reading]:
    one, other = extract(file, str(spec)), extract(dump, f"{spec} (dump)")
    of_dump = expected(truth, DUMP)
    of_file = with_charts(expected(truth, spec.producer), truth, found(one))
    first = score(spec, of_file, one)
    second = score(spec.with_producer(DUMP), with_charts(of_dump, truth, found(other)), other)
    agreeing = agreement(of_dump, one, other)
    return [Reading(**{**vars(first), "agreeing": agreeing}), second]


def differing(leaf: Leaf, width: int = 60) -> tuple[str, str]:
    """Both sides of a wrong leaf around the first place where they differ."""
    one, other = str(leaf.expected), str(leaf.found)
    if leaf.verdict in {Verdict.MISSING, Verdict.EXTRA}:
        return one[:width], other[:width]
    pairs = enumerate(zip(one, other, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, at - width // 2)
    return one[start : start + width], other[start : start + width]
