"""The measurements of one run, and the requirements on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from benchmarks.speed import works
from benchmarks.speed.growth import Growth
from benchmarks.speed.memory import Memory
from benchmarks.speed.pairs import Times

VERSION, EXTRACT, PLAIN_IMPORT = (
    "irp --version",
    "irp extract FILE",
    'python -c "import pdfplumber"',
)


@dataclass
class Results:
    """Everything measured; a string says why something was not."""

    reference: str
    pages: int
    machine: list[str]
    whole: Times
    engines: Times
    cold: Times
    stages: list[dict[str, float]]
    memory: Memory | str
    growth: Growth
    unstructured: float | str
    docling: str
    notes: list[str] = field(default_factory=list)


class Claim(NamedTuple):
    """Something that must hold; ``held`` is None if it was not measured."""

    what: str
    wanted: str
    measured: str
    held: bool | None


def claims(results: Results) -> Iterator[Claim]:
    """The requirements, in the order of the page."""
    yield _ratio(results, works.PLUMBER, 0.12)
    yield _ratio(results, works.POPPLER, 3.0)
    exponent = results.growth.exponent
    yield Claim("exponent of the cost with pages", "≤ 1.1", f"{exponent:.2f}", exponent <= 1.1)
    yield from _memory(results.memory)
    version, cold = results.cold.median(VERSION), results.cold.median(EXTRACT)
    yield Claim(VERSION, "≤ 0.25 s", f"{version:.2f} s", version <= 0.25)
    ratio = results.cold.ratio(EXTRACT, PLAIN_IMPORT)
    yield Claim(
        f"{EXTRACT}, cold", "≤ 1.0 s", f"{cold:.2f} s, {ratio:.1f} × {PLAIN_IMPORT}", cold <= 1.0
    )


def _ratio(results: Results, to: str, limit: float) -> Claim:
    what = f"whole pipeline / {to}"
    if to not in results.whole.turns:
        return Claim(what, f"≤ {limit}", "–", None)
    ratio = results.whole.ratio(works.PIPELINE, to)
    low, high = results.whole.spread(works.PIPELINE, to)
    return Claim(
        what, f"≤ {limit}", f"{ratio:.3f} (middle half {low:.3f} to {high:.3f})", ratio <= limit
    )


def _memory(memory: Memory | str) -> Iterator[Claim]:
    if isinstance(memory, str):
        yield Claim("growth of memory by report", "< 10 kB", "–", None)
        yield Claim("peak of memory", "< 150 MB", "–", None)
        return
    what = f"growth of memory by report over {memory.reports}, after the first ones"
    yield Claim(what, "< 10 kB", f"{memory.slope:.2f} kB", memory.slope < 10)
    yield Claim("peak of memory", "< 150 MB", f"{memory.peak / 1000:.0f} MB", memory.peak < 150_000)


def stage_rows(runs: list[dict[str, float]]) -> Iterator[tuple[str, float, float]]:
    """Each stage with its median seconds and its median share of the run."""
    for name in runs[0]:
        seconds = median(run[name] for run in runs)
        share = median(run[name] / sum(run.values()) for run in runs)
        yield name, seconds, share
