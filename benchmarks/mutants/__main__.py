"""Plant faults in copies of the code, run each package's tests, list the surviving faults.

A mutant that no test of its package notices is tried against `WIDER`, too. Prints every survivor
with its place; writes the rates by package to docs/mutants.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.mutants.planting import Mutant, drawn

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "irp"
PAGE = ROOT / "docs" / "mutants.md"
TESTS = {
    "parser/checks": ["checks"],
    "parser/layouts": ["segment", "test_refusals.py"],
    "parser/normalise": ["normalise", "stated"],
    "parser/segment": ["segment"],
    "parser/stated": ["stated", "wording"],
    "parser/text": ["text"],
    "parser/wording": ["wording", "normalise", "stated"],
    "batch": ["batch", "cli/test_batch.py"],
    "decisions": ["decisions"],
    "differences": ["library/test_differences.py", "cli/test_diff.py"],
    "establishments": ["library/test_establishments.py"],
    "files": ["files", "stores"],
    "isolation": ["library/test_isolation.py", "library/test_isolation_leftovers.py"],
    "pages": ["pages"],
    "stores": ["stores"],
    "sync": ["sync"],
}
"""The tests of a package, below tests/; for any other package, the whole library's."""
REST = ["library", "cli"]
WIDER = ["test_samples.py", "test_generated.py", "test_engines_agree.py"]
SECONDS = 240
"""For one run of tests; what takes longer has noticed the mutant."""


def package_of(mutant: Mutant) -> str:
    """The package whose tests should notice a mutant."""
    folder = Path(mutant.path).parent.as_posix()
    return next((name for name in TESTS if f"{folder}/".startswith(f"{name}/")), "the rest")


def killed(mutant: Mutant, tests: list[str]) -> bool:
    """Whether a test notices a mutant."""
    with tempfile.TemporaryDirectory(prefix="irp-mutant-") as folder:
        copy = Path(folder) / "irp"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / mutant.path).write_text(mutant.text, "utf-8")
        paths = [str(ROOT / "tests" / name) for name in tests]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *paths]
        env = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=env, capture_output=True, check=False, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0


def is_noticed(mutant: Mutant) -> bool:
    """Whether the tests of its package notice a mutant, or else the wider ones."""
    return killed(mutant, TESTS.get(package_of(mutant), REST)) or killed(mutant, WIDER)


def page(run: Counter[str], noticed: Counter[str], lived: list[Mutant], seed: int) -> str:
    """The rates by package, and the survivors."""
    rows = [
        f"| {name} | {run[name]} | {noticed[name]} | {noticed[name] / run[name]:.0%} |"
        for name in sorted(run)
    ]
    said = (
        f"`make mutants` planted {run.total()} faults (seed {seed}), one at a time, and ran the"
        f" tests of the package: {noticed.total()} were noticed. Equivalent ones are counted, too."
    )
    lines = [
        f"- `{one.path}:{one.line}`: `{one.before}` → `{one.after}`".replace("\n", " ")
        for one in lived
    ]
    return "\n".join(
        [
            "# Planted faults",
            "",
            said,
            "",
            "| package | faults | noticed | share |",
            "|---|---|---|---|",
            *rows,
            "",
            "Not noticed:",
            "",
            *lines,
            "",
        ]
    )


def main() -> int:
    """Plant, test, print."""
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="mutants of this package alone")
    given = parser.parse_args()
    run: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    lived = []
    for mutant in drawn(SOURCE, given.count, given.seed):
        name = package_of(mutant)
        if given.only and name != given.only:
            continue
        run[name] += 1
        if is_noticed(mutant):
            noticed[name] += 1
            continue
        lived.append(mutant)
        print(f"lives: {mutant.path}:{mutant.line}: {mutant.before} -> {mutant.after}", flush=True)
    if not given.only:
        PAGE.write_text(page(run, noticed, lived, given.seed), "utf-8")
    print(f"{noticed.total()} of {run.total()} noticed: {dict(noticed)} of {dict(run)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
