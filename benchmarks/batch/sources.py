"""Invented reports for the campaigns: small text dumps that are read quickly, or whole PDFs."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from generator import build, make_truth, render
from generator.options import Options

LAYOUTS = ("2019", "2021", "2023", "northern_ireland")
_FEW = 16
SMALL = Options(recommendations=3, themes=1)


def write_reports(folder: Path, number: int, *, producer: str, seed: int = 1) -> Path:
    """Make a folder with so many reports; existing ones are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    make, seeds = partial(_write_one, folder, producer), range(seed, seed + number)
    if number <= _FEW:
        list(map(make, seeds))
    else:
        with ProcessPoolExecutor() as pool:
            list(pool.map(make, seeds, chunksize=4))
    return folder


def _write_one(folder: Path, producer: str, seed: int) -> None:
    layout = LAYOUTS[seed % len(LAYOUTS)]
    as_text = producer.startswith("text")
    path = folder / f"report-{seed:05}.{'txt' if as_text else 'pdf'}"
    if not path.exists():
        options = SMALL if as_text else None
        truth = make_truth(seed, layout, options=options) if options else make_truth(seed, layout)
        path.write_bytes(render(build(truth), producer))
