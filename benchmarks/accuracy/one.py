"""One report of the campaign, rebuilt: its file, its dump, its truth and its record."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.accuracy.comparing import compare
from benchmarks.accuracy.corpus import DUMP, Spec, all_producers
from benchmarks.accuracy.reading import expected, extract, found, truth_of, with_charts
from benchmarks.accuracy.rendering import render

import generator


def write_one(spec: Spec, folder: Path) -> str:
    """Write the files of one report into a folder, and say what is wrong in its record."""
    truth = truth_of(spec)
    document = generator.build(truth)
    [file], [dump] = render(spec.producer, [document]), render(DUMP, [document])
    if isinstance(file, str) or isinstance(dump, str):
        return f"{spec} cannot be made: {file!r}"
    extraction = extract(file, str(spec))
    stated = with_charts(expected(truth, spec.producer), truth, found(extraction))
    where = folder / str(spec).replace("/", "-")
    where.mkdir(parents=True, exist_ok=True)
    (where / f"report.{all_producers()[spec.producer].suffix}").write_bytes(file)
    (where / "dump.txt").write_bytes(dump)
    (where / "expected.json").write_text(
        json.dumps(stated, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    (where / "record.json").write_text(extraction.model_dump_json(indent=1), encoding="utf-8")
    wrong = [leaf for leaf in compare(stated, found(extraction)) if not leaf.right]
    lines = [f"{leaf.pointer}: {leaf.verdict}" for leaf in wrong]
    return "\n".join([f"{where}: {extraction.status}, {len(wrong)} wrong", *lines])
