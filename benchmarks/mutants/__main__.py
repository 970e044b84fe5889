"""Plant faults in functions, run the tests that reach each, list those not noticed.

First, once, the tests run without a fault to record which of them reach which line (KEPT/map).
A fault is tried against the tests that reach its line, quickest first and up to a limit; against
those of its package where none reach it, as where it runs on import alone. Results are kept
(KEPT/results.jsonl): a second call tries only what was not noticed.
`equivalent.toml` names the faults that change nothing. With `--write`, docs/mutants.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from benchmarks.mutants.planting import Mutant, drawn
from benchmarks.mutants.reaching import ROOT, SOURCE, Reached
from benchmarks.mutants.running import Chosen, run_on

PAGE = ROOT / "docs" / "mutants.md"
KEPT = ROOT / "build" / "mutants"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
TESTS = {
    "parser/charts": ["charts"],
    "parser/checks": ["checks"],
    "parser/layouts": ["segment", "test_refusals.py"],
    "parser/normalise": ["normalise", "stated"],
    "parser/segment": ["segment"],
    "parser/stated": ["stated", "wording"],
    "parser/text": ["text"],
    "parser/wording": ["wording", "normalise", "stated"],
    "parser": ["doubts", "test_patterns.py", "test_pages_in_doubt.py"],
    "batch": ["batch", "cli/test_batch.py"],
    "decisions": ["decisions"],
    "differences": ["library/test_differences.py", "cli/test_diff.py"],
    "establishments": ["library/test_establishments.py"],
    "files": ["files", "stores"],
    "isolation": ["library/test_isolation.py", "library/test_confinement.py"],
    "pages": ["pages"],
    "stores": ["stores"],
    "sync": ["sync"],
}
"""The tests of a package, below tests/; for any other package, the whole library's."""
REST = ["library", "cli"]
WIDER = ["test_samples.py", "test_generated.py", "test_engines_agree.py", "test_refusals.py"]
LIMIT = 15.0
"""Seconds of processor time that the tests of one fault may take without it."""


def package_of(mutant: Mutant) -> str:
    """The package whose tests should notice a mutant."""
    folder = Path(mutant.path).parent.as_posix()
    return next((name for name in TESTS if f"{folder}/".startswith(f"{name}/")), "the rest")


def measure(folder: Path) -> None:
    """Record which tests reach which lines, folder by folder; kept ones stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted({*chain(*TESTS.values(), REST, WIDER)}):
        data = folder / name.replace("/", "-")
        if not data.with_name(f"{data.name}.json").exists():
            command = [sys.executable, "-m", "benchmarks.mutants.reaching", str(data)]
            subprocess.run([*command, f"tests/{name}"], cwd=ROOT, check=True)


def chosen(mutant: Mutant, reached: Reached) -> Chosen:
    """The tests to run on a mutant, a file's together, and what they take without it."""
    tests = reached.tests(SOURCE / mutant.path, mutant.line)
    reach = bool(tests)
    if not reach:
        own = tuple(f"tests/{name}" for name in TESTS.get(package_of(mutant), REST))
        tests = [name for name in reached.seconds if name.startswith(own)]
        tests.sort(key=reached.seconds.__getitem__)
    taken: dict[str, list[str]] = {}
    seconds = 0.0
    for name in tests:
        seconds += reached.seconds[name]
        if seconds > LIMIT:
            break
        taken.setdefault(name.partition("::")[0], []).append(name)
    return Chosen(list(chain(*taken.values())), seconds, reach)


def equivalents() -> set[tuple[str, str, str, str]]:
    """Faults that no test can notice: path, source of the line, before, after."""
    told = tomllib.loads(EQUIVALENT.read_text("utf-8"))["fault"]
    return {(one["path"], one["line"], one["before"], one["after"]) for one in told}


def known_by(mutant: Mutant) -> tuple[str, str, str, str]:
    """What a fault is known by in ``equivalent.toml``: numbers of lines change."""
    source = (SOURCE / mutant.path).read_text("utf-8").splitlines()
    return mutant.path, source[mutant.line - 1].strip(), mutant.before, mutant.after


def page(results: dict[Mutant, bool], left_out: int, given: argparse.Namespace) -> str:
    """The rates by package, and the survivors."""
    command = f"python -m benchmarks.mutants --count {given.count} --seed {given.seed}"
    command += f" --only {given.only}" if given.only else ""
    run = Counter(map(package_of, results))
    noticed = Counter(package_of(mutant) for mutant, told in results.items() if told)
    rows = [
        f"| {name} | {run[name]} | {noticed[name]} | {noticed[name] / run[name]:.2f} |"
        for name in sorted(run)
    ]
    lines = [
        f"- `{one.path}:{one.line}`: `{one.before}` → `{one.after}`".replace("\n", " ")
        for one, told in results.items()
        if not told
    ]
    said = (
        f"`{command}` planted {run.total() + left_out} faults ({datetime.now(UTC):%-d %B %Y}), one"
        f" at a time, and ran the tests that reach each: {noticed.total()} were noticed."
        f" {left_out} change nothing that can be observed (`benchmarks/mutants/equivalent.toml`"
        " says why) and are not counted below."
    )
    table = ["| package | faults | noticed | share |", "|---|---|---|---|", *rows]
    return "\n".join(["# Planted faults", "", said, "", *table, "", "Not noticed:", "", *lines, ""])


def main() -> int:
    """Measure, plant, test, print."""
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="mutants of these packages alone, by comma")
    parser.add_argument("--kept", type=Path, default=KEPT, help="where map and results are kept")
    parser.add_argument("--write", action="store_true", help="write docs/mutants.md")
    given = parser.parse_args()
    measure(given.kept / "map")
    reached = Reached(given.kept / "map")
    log = given.kept / "results.jsonl"
    known = {tuple(json.loads(line)) for line in log.open()} if log.exists() else set()
    drawn_ones, same = drawn(SOURCE, given.count, given.seed), equivalents()
    only = given.only.split(",") if given.only else TESTS.keys() | {"the rest"}
    drawn_ones = [one for one in drawn_ones if package_of(one) in only]
    asked = [one for one in drawn_ones if known_by(one) not in same]
    results = dict.fromkeys((one for one in asked if one[:4] in known), True)
    left = [one for one in asked if one not in results]

    def told(mutant: Mutant, noticed: bool) -> None:  # noqa: FBT001 - the one thing to say
        results[mutant] = noticed
        if noticed:
            with log.open("a") as kept:
                kept.write(json.dumps(mutant[:4]) + "\n")
        else:
            place = f"{mutant.path}:{mutant.line}"
            print(f"lives: {place}: {mutant.before} -> {mutant.after}", flush=True)

    names = chain(*(chosen(mutant, reached).names for mutant in left))
    files = sorted({ROOT / name.partition("::")[0] for name in names})
    run_on(left, files, lambda mutant: chosen(mutant, reached), told)
    text = page(results, len(drawn_ones) - len(asked), given)
    if given.write:
        PAGE.write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
