"""Run the campaign: `make accuracy`, or `python -m benchmarks.accuracy --help`."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.accuracy import (
    corpus,
    faults,
    findings,
    others,
    page,
    reading,
    reference,
    rendering,
    rewording,
)
from benchmarks.accuracy.one import write_one
from benchmarks.accuracy.results import Results
from benchmarks.accuracy.verdict import REPORTS, claims

from generator.traits import LAYOUTS

Task = TypeVar("Task")
Result = TypeVar("Result")
PARTS = ("reports", "faults", "others", "rewording", "reference")
BATCH = 8  # reports that a worker takes at a time: LibreOffice starts once for them
OUT = Path("out") / "accuracy"
PAGE = Path("docs") / "accuracy.md"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def batches(tasks: Sequence[Task], key: Callable[[Task], str]) -> Iterator[list[Task]]:
    """Tasks in batches of one kind, of a given size."""
    for _, some in groupby(sorted(tasks, key=key), key):
        mine = list(some)
        yield from (mine[i : i + BATCH] for i in range(0, len(mine), BATCH))


def run(
    pool: ProcessPoolExecutor,
    what: str,
    work: Callable[[list[Task]], list[Result]],
    parts: Sequence[list[Task]],
) -> list[Result]:
    """The results of all batches in order; progress on stderr."""
    started, total = time.monotonic(), sum(map(len, parts))
    futures: list[Future[list[Result]]] = [pool.submit(work, part) for part in parts]
    done = 0
    for number, _ in enumerate(as_completed(futures), 1):
        if number * 10 // len(futures) > done:
            done = number * 10 // len(futures)
            say(f"  {what}: {done * 10} % of {total}, {time.monotonic() - started:.0f} s")
    return [result for future in futures for result in future.result()]


def campaign(results: Results, given: argparse.Namespace, only: frozenset[str]) -> None:
    """Run the selected parts."""
    parts = only & set(PARTS) or set(PARTS)
    usable = set(corpus.all_producers()) - set(results.lacking)
    with ProcessPoolExecutor(given.processes) as pool:
        if "reports" in parts:
            specs = corpus.chosen(corpus.plan(given.reports, given.seed), only)
            specs = [spec for spec in specs if spec.producer in usable]
            mine = list(batches(specs, lambda spec: spec.producer))
            results.readings = run(pool, "reports", reading.read, mine)
        if "faults" in parts:
            planned = [t for t in faults.plan(given.faults, given.seed) if _wanted(t[1], only)]
            results.planted = run(
                pool, "faults", faults.read, list(batches(planned, lambda task: task[0]))
            )
        if "rewording" in parts:
            planned_words = [s for s in rewording.plan(1, given.seed) if _wanted(s, only)]
            results.reworded = run(
                pool, "rewording", rewording.read, list(batches(planned_words, str))
            )
        if "others" in parts:
            documents = list(others.plan(1, given.seed))
            results.refusals = run(
                pool, "others", others.read, list(batches(documents, lambda task: task[0]))
            )
    if "others" in parts and results.refusals is not None:
        results.refusals += others.read_real(reference.folder().parent / "not-irp")
    if "reference" in parts:
        results.perfect = reference.read()


def _wanted(spec: corpus.Spec, only: frozenset[str]) -> bool:
    return bool(corpus.chosen(iter([spec]), only))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="accuracy", description=__doc__)
    parser.add_argument("--reports", type=int, default=240, help="how many")
    parser.add_argument("--faults", type=int, default=2, help="for each fault and layout")
    clock = int(time.time()) % 1_000_000
    parser.add_argument("--seed", type=int, default=clock, help="else from the clock")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--only",
        default="",
        help=f"parts ({', '.join(PARTS)}), layouts, producers or wordings, with commas",
    )
    parser.add_argument("--one", metavar="SPEC", help="write one report's files to out/accuracy")
    return parser.parse_args()


def command(given: argparse.Namespace) -> str:
    """The command that repeats the run."""
    words = [f"ACCURACY_{name}={value}" for name, value in _asked(given).items()]
    return " ".join(["make accuracy", *words])


def _asked(given: argparse.Namespace) -> dict[str, Any]:
    asked = {"REPORTS": given.reports, "FAULTS": given.faults, "SEED": given.seed}
    return {**asked, "ONLY": given.only} if given.only else asked


def main() -> int:
    """Measure, print, write; 1 if a requirement is not met."""
    given = arguments()
    if given.one:
        print(write_one(corpus.Spec.parse(given.one), OUT))
        return 0
    only = frozenset(word for word in given.only.split(",") if word)
    unknown = only - {*PARTS, *LAYOUTS, *corpus.all_producers(), *corpus.WORDINGS}
    if unknown:
        say(f"accuracy: unknown: {', '.join(sorted(unknown))}")
        return 2
    say(f"accuracy: seed {given.seed}")
    results = Results(given.seed, command(given), rendering.unusable())
    for name, why in results.lacking.items():
        say(f"accuracy: without the producer {name}: it lacks {why}")
    campaign(results, given, only)
    findings.write(results, OUT)
    whole = not only and results.reports >= REPORTS
    target = PAGE if whole else OUT / "accuracy.md"
    target.write_text(page.page(results), encoding="utf-8")
    print(page.short(results))
    what = "the whole run" if whole else "a part of the run"
    say(f"accuracy: {what} is in {target}; mistakes are listed in {OUT}")
    return int(any(claim.held is False for claim in claims(results)))


if __name__ == "__main__":
    sys.exit(main())
