"""Run the benchmarks: `make bench`, or `python -m benchmarks.speed --help`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from benchmarks.accuracy.reference import folder
from benchmarks.speed import growth, memory, page, stages, works
from benchmarks.speed.lengthening import pages_of
from benchmarks.speed.pairs import Times, by_turns
from benchmarks.speed.results import EXTRACT, LOOP, MANY, PLAIN_IMPORT, VERSION, Results, claims

from irp.options import PDF_ENGINES

REFERENCE = Path("hmp-chelmsford-2022") / "report-libreoffice.pdf"
OUT = Path("out") / "bench"
PAGE = Path("docs") / "benchmarks.md"
_FILES = 20


def say(text: str) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


def whole(path: Path, turns: int) -> Times:
    """The pipeline and other programs on the reference report."""
    data = path.read_bytes()
    all_works = {
        works.PIPELINE: works.pipeline(data),
        works.UNSEEN: works.without_pictures(data),
        works.POPPLER: works.pdftotext(path),
        works.PDFIUM: works.plain_text(data),
        works.PLUMBER: works.extract_words(data),
    }
    return by_turns({name: work for name, work in all_works.items() if work}, turns)


def engines(path: Path, turns: int) -> Times:
    """The pipeline with each engine."""
    data = path.read_bytes()
    return by_turns({name: works.pipeline(data, name) for name in PDF_ENGINES}, turns)


def cold(path: Path, turns: int) -> Times:
    """Processes from start to end."""
    return by_turns(
        {
            PLAIN_IMPORT: works.command("-c", "import pdfplumber"),
            VERSION: works.irp("--version"),
            EXTRACT: works.irp("extract", str(path)),
        },
        turns,
    )


def many(paths: Sequence[Path], turns: int) -> Times:
    """Files read by a call each and by one call, the start of the process included."""
    return by_turns({call: works.many(call, paths) for call in (LOOP, MANY)}, turns)


def measured(path: Path, given: argparse.Namespace) -> Results:
    """Everything, one part after another."""
    machine = page.machine()  # before the run itself adds load
    turns = given.turns
    say(f"the whole pipeline, {turns} turns")
    times = whole(path, turns)
    say("engines")
    by_engine = engines(path, max(3, turns // 4))
    say("stages")
    data = path.read_bytes()
    by_stage = [stages.one_run(data) for _ in range(turns + 1)][1:]
    say("cold starts")
    starts = cold(path, turns)
    samples = sorted(Path("samples").glob("*.pdf"))
    say(f"{_FILES} files by a call each and by one call")
    files = many([*islice(cycle([path, *samples]), _FILES)], max(3, turns // 3))
    say("growth with pages")
    grown = growth.measure(max(3, turns // 3))
    say(f"memory over {given.reports} reports")
    held = memory.measure([path, *samples], given.reports)
    rival = works.unstructured_seconds(path, given.unstructured)
    return Results(
        path.name,
        pages_of(data),
        machine,
        times,
        by_engine,
        starts,
        files,
        by_stage,
        held,
        grown,
        rival,
        works.docling_state(),
    )


def main() -> int:
    """Measure, print, write; 1 if a requirement is not met."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--turns", type=int, default=15)
    parser.add_argument("--reports", type=int, default=500, help="read for the memory's growth")
    parser.add_argument("--unstructured", type=Path, help="the Python that has unstructured")
    parser.add_argument("--quick", action="store_true", help="few turns; the page goes to out/")
    given = parser.parse_args()
    if given.quick:
        given.turns, given.reports = 3, 60
    path = folder() / REFERENCE
    if not path.exists():
        say(f"the reference report is not at {path}; IRP_SHARED names the folder above it")
        return 2
    if hasattr(os, "getloadavg") and os.getloadavg()[0] > (os.cpu_count() or 1) / 2:
        say("the machine is busy: trust the ratios, not the seconds")
    results = measured(path, given)
    target = OUT / "benchmarks.md" if given.quick else PAGE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page.page(results), encoding="utf-8")
    print(page.short(results))
    say(f"the page is {target}")
    return int(any(claim.held is False for claim in claims(results)))


if __name__ == "__main__":
    sys.exit(main())
