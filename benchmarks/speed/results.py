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
LOOP, MANY = "[irp.extract(path) for path in paths]", "[*irp.extract_many(paths)]"


@dataclass
class Results:
    """Everything measured; a string says why something was not."""

    reference: str
    pages: int
    machine: list[str]
    whole: Times
    engines: Times
    cold: Times
    many: Times
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
    times = results.whole
    yield _ratio(times, works.PIPELINE, works.PLUMBER, 0.12)
    yield _ratio(times, works.UNSEEN, works.PDFIUM, 4.0)
    yield _ratio(times, works.PIPELINE, works.POPPLER, 3.0)
    exponent = results.growth.exponent
    yield Claim("exponent of the cost with pages", "≤ 1.05", f"{exponent:.2f}", exponent <= 1.05)
    yield from _memory(results.memory)
    yield _ratio(results.cold, VERSION, PLAIN_IMPORT, 1.2)
    yield _ratio(results.cold, EXTRACT, PLAIN_IMPORT, 3.5)
    yield _ratio(results.many, LOOP, MANY, 1.3)


def _ratio(times: Times, name: str, to: str, limit: float) -> Claim:
    what, wanted = f"{name} / {to}", f"≤ {limit}"
    if to not in times.turns or name not in times.turns:
        return Claim(what, wanted, "–", None)
    ratio = times.ratio(name, to)
    low, high = times.spread(name, to)
    measured = f"{ratio:.3f} (middle half {low:.3f} to {high:.3f})"
    return Claim(what, wanted, measured, ratio <= limit)


def _memory(memory: Memory | str) -> Iterator[Claim]:
    if isinstance(memory, str):
        yield Claim("growth of memory by report", "< 10 kB", "–", None)
        yield Claim("peak of memory", "≤ 100 MB", "–", None)
        return
    what = f"growth of memory by report over {memory.reports}, after the first ones"
    yield Claim(what, "< 10 kB", f"{memory.slope:.2f} kB", memory.slope < 10)
    yield Claim(
        "peak of memory", "≤ 100 MB", f"{memory.peak / 1000:.0f} MB", memory.peak <= 100_000
    )


def stage_rows(runs: list[dict[str, float]]) -> Iterator[tuple[str, float, float]]:
    """Each stage with its median seconds and its median share of the run."""
    for name in runs[0]:
        seconds = median(run[name] for run in runs)
        share = median(run[name] / sum(run.values()) for run in runs)
        yield name, seconds, share
