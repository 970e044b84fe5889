"""Invented reports, truth first: a record, then the document that says it, then a PDF.

>>> truth = make_truth(7, options=Options(recommendations=8, themes=3))
>>> pdf = render(build(truth), "reportlab")
>>> expected(truth, "reportlab")["establishment"]
{'name': 'HMP Eastwater'}

The structure of a report is a combination of traits (`traits`): one that is known by the name of
a layout, or any ("mixed"). Wordings, perturbations, faults and producers go with each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from hashlib import sha256
from pathlib import Path

from .composing.report import Composer
from .derived import complete
from .document import Report
from .faults import FAULTS, Fault
from .names import Establishment
from .options import Options, stream
from .perturbations import PERTURBATIONS, draw, texts_changed
from .producers import campaign_producers, producers
from .record import Record
from .truth import Truth, make_truth

__all__ = [
    "FAULTS",
    "PERTURBATIONS",
    "Establishment",
    "Fault",
    "Options",
    "Record",
    "Report",
    "Truth",
    "build",
    "draw",
    "expected",
    "faulty",
    "make_truth",
    "plant",
    "producers",
    "render",
    "rendered_once",
    "stream",
]

_KEPT: list[Path] = []


def build(truth: Truth, perturbations: tuple[str, ...] = ()) -> Report:
    """The document that says what the truth says, with the truth's perturbations.

    More may be named, as long as they change nothing but the document.
    """
    for name in perturbations:
        if PERTURBATIONS[name].wishes or PERTURBATIONS[name].on_text:
            raise ValueError(f"{name} changes the truth: give it to make_truth")
    report = Composer(truth).report()
    for name in (*truth.perturbations, *perturbations):
        change = PERTURBATIONS[name].on_document
        if change:
            report = change(report, stream(truth.seed, name))
    return texts_changed(report, truth.perturbations)


def render(document: Report, producer: str = "reportlab") -> bytes:
    """The document as a file: a PDF, or text for the plain producers."""
    if not _KEPT:
        return producers()[producer].render(document)
    path = _KEPT[-1] / sha256(f"{producer} {document!r}".encode()).hexdigest()
    if not path.exists():
        half = path.with_suffix(f".{os.getpid()}")
        half.write_bytes(producers()[producer].render(document))
        half.replace(path)
    return path.read_bytes()


@contextmanager
def rendered_once(folder: Path) -> Iterator[None]:
    """Keep files in a folder, and take them from there when the same document is asked for."""
    folder.mkdir(exist_ok=True)
    _KEPT.append(folder)
    try:
        yield
    finally:
        _KEPT.pop()


def expected(truth: Truth, producer: str = "reportlab") -> Record:
    """The record that must come out of what this producer makes of the truth."""
    record, printer = deepcopy(truth.record), {**producers(), **campaign_producers()}[producer]
    if not printer.prints_cover:
        record["visit"] = None
    in_words = printer.keeps_alt_texts and truth.options.alt_texts
    if not (in_words or printer.names_grades or truth.options.outcomes_as == "table"):
        record.pop("healthy_prison_outcomes", None)
    for figure in record["figures"]:
        if not printer.keeps_alt_texts:
            figure.pop("alt_text", None)
    complete(record, truth, build(truth))
    return record


def plant(truth: Truth, name: str, seed: int = 0) -> tuple[Truth, Report] | None:
    """A truth and its document with one fault; None where the report has no place for it.

    A fault that stands in the record (a wrong count, say) is in the truth that comes back, since
    an honest record says what is printed. A fault of the document alone leaves the truth as it is.
    """
    fault, rng = FAULTS[name], stream(seed, f"{truth.seed}/{name}")
    changed = fault.on_truth(truth, rng) if fault.on_truth else truth
    if changed is None:
        return None
    report: Report | None = build(changed)
    if fault.on_document and report:
        report = fault.on_document(report, rng)
    return (changed, report) if report else None


def faulty(
    truth: Truth, name: str, producer: str = "reportlab", seed: int = 0
) -> tuple[Truth, bytes] | None:
    """A truth and its file with one fault, be it of the record, the document or the file."""
    planted = plant(truth, name, seed)
    if planted is None:
        return None
    changed, report = planted
    data: bytes | None = render(report, producer)
    damage = FAULTS[name].on_bytes
    if damage and data:
        data = damage(data, changed, stream(seed, f"{truth.seed}/{name}/bytes"))
    return (changed, data) if data else None
