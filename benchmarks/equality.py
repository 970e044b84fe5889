"""Compare the text, record and places that both PDF engines give for many invented reports.

`make equality`, or `python -m benchmarks.equality --help`.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.accuracy import corpus, reference, rendering

import generator
from agreeing import engines_disagree
from irp.source import SourceFile

_TOLD = 3


def of_spec(spec: corpus.Spec) -> tuple[str, list[str]]:
    """What differs for one invented report."""
    truth = generator.make_truth(
        spec.seed, spec.layout, spec.wording, perturbations=spec.perturbations
    )
    (file,) = rendering.render(spec.producer, [generator.build(truth)])
    if isinstance(file, str):
        return str(spec), [f"could not be made: {file}"]
    return str(spec), engines_disagree(SourceFile.from_bytes(file, name=str(spec)))


def of_file(path: Path) -> tuple[str, list[str]]:
    """What differs for one file."""
    return path.name, engines_disagree(SourceFile.from_path(path))


def main() -> int:
    """Compare; 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="equality", description=__doc__)
    parser.add_argument("--reports", type=int, default=120, help="how many, at least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    lacking = rendering.unusable()
    for name, why in lacking.items():
        print(f"equality: without the producer {name}: it lacks {why}", file=sys.stderr)
    specs = [
        spec
        for spec in corpus.plan(given.reports, given.seed)
        if not spec.is_text and spec.producer not in lacking
    ]
    files = [*Path("samples").glob("*.pdf"), *reference.folder().glob("*/*.pdf")]
    with ProcessPoolExecutor(given.processes) as pool:
        found = [*pool.map(of_spec, specs), *pool.map(of_file, files)]
    differing = [(name, told) for name, told in found if told]
    for name, told in differing:
        print(f"{name}: {len(told)} differences", *told[:_TOLD], sep="\n    ")
    print(f"{len(found)} PDFs, {len(differing)} on which the engines differ")
    return int(bool(differing))


if __name__ == "__main__":
    sys.exit(main())
