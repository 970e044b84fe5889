"""Print an invented report: `python -m generator --seed 7 --producer reportlab -o report.pdf`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from . import PERTURBATIONS, build, expected, make_truth, producers, render
from .traits import LAYOUTS
from .wordings import wordings


def main() -> None:
    parser = argparse.ArgumentParser(prog="generator", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layout", default="2021", choices=LAYOUTS)
    parser.add_argument("--wording", default="seen", choices=wordings())
    parser.add_argument("--perturb", nargs="*", default=[], choices=sorted(PERTURBATIONS))
    parser.add_argument("--producer", default="reportlab", choices=sorted(producers()))
    parser.add_argument("-o", "--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--expected", type=Path, help="where to write the record")
    given = parser.parse_args()
    names = tuple(given.perturb)
    truth = make_truth(given.seed, given.layout, given.wording, perturbations=names)
    given.out.write_bytes(render(build(truth), given.producer))
    if given.expected:
        record = expected(truth, given.producer)
        text = json.dumps(record, ensure_ascii=False, indent=1)
        given.expected.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
