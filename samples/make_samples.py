"""Make the sample reports in this folder: invented establishments, our own sentences.

Each sample is a PDF and the record that must come out of it. The generator that writes both
lives with the tests (tests/generator): it draws up the record first and prints it afterwards.
The same code makes the same bytes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from generator import (  # noqa: E402
    Establishment,
    Options,
    build,
    expected,
    make_truth,
    plant,
    render,
)


@dataclass(frozen=True)
class Sample:
    """One sample: what to draw up, who prints it, and what is wrong with it, if anything."""

    name: str
    seed: int
    producer: str
    options: Options
    fault: str | None = None


SAMPLES = (
    Sample(
        "hmp-ashdown-vale-2022",
        2022,
        "reportlab",
        Options(
            establishment=Establishment(
                "HMP Ashdown Vale",
                "Ashdown Vale",
                category="category B local and reception prison for men",
            ),
            recommendations=8,
            themes=3,
            paragraphs=(5, 8),
            photographs=4,
            inside=False,
            bullets=2,
            notes=0,
            practice=1,
            numbers="house",
            zero="omit",
            several_references=False,
            subject="the prison",
            shuffle=False,
            summary_labels="none",
            summary_references=False,
            visited=(2022, 6),
            over_months=False,
            outcomes=True,
            jitter=0,
        ),
    ),
    Sample(
        "hmp-yoi-merrowdale-2022",
        31,
        "typst",
        Options(
            establishment=Establishment(
                "HMP/YOI Merrowdale",
                "Merrowdale",
                category="training prison for adult and young adult men",
            ),
            recommendations=11,
            themes=4,
            paragraphs=(4, 8),
            photographs=5,
            inside=True,
            bullets=3,
            notes=1,
            practice=2,
            numbers="house",
            zero="omit",
            several_references=True,
            subject="leaders",
            shuffle=True,
            summary_labels="some",
            summary_references=False,
            over_months=True,
            outcomes=True,
            jitter=0,
        ),
    ),
    Sample(
        "hmp-larkstone-2022",
        6,
        "fpdf2",
        Options(
            establishment=Establishment(
                "HMP Larkstone (Women)",
                "Larkstone",
                "women",
                "woman",
                category="closed prison for women",
            ),
            recommendations=10,
            themes=2,
            paragraphs=(5, 8),
            photographs=4,
            inside=False,
            bullets=2,
            notes=1,
            practice=1,
            numbers="house",
            zero="omit",
            several_references=False,
            subject="the prison",
            shuffle=False,
            summary_labels="all",
            summary_references=False,
            visited=(2022, 3),
            over_months=False,
            outcomes=True,
            jitter=0,
        ),
        fault="count_off",
    ),
)


def make(sample: Sample, folder: Path) -> Path:
    """Write one sample's PDF and its expected record."""
    truth = make_truth(sample.seed, options=sample.options)
    document = build(truth)
    if sample.fault:
        planted = plant(truth, sample.fault)
        if planted is None:
            raise ValueError(f"{sample.name} has no place for the fault {sample.fault}")
        truth, document = planted
    pdf = folder / f"{sample.name}.pdf"
    pdf.write_bytes(render(document, sample.producer))
    record = json.dumps(expected(truth, sample.producer), ensure_ascii=False, indent=1)
    pdf.with_suffix(".expected.json").write_text(record + "\n", encoding="utf-8")
    return pdf


def main() -> None:
    """Write all samples into a folder, this one unless another is named."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    folder.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        made = make(sample, folder)
        sys.stdout.write(f"{made.name}: {made.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
