"""What a fault is, and the tools by which faults are planted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from ..document import Report
from ..record import Paragraph
from ..truth import Truth

OnTruth = Callable[[Truth, Random], Truth | None]
OnDocument = Callable[[Report, Random], Report | None]
OnBytes = Callable[[bytes, Truth, Random], bytes | None]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a report, and the checks that must and may say so.

    To say so is to fail. A check that is unavailable, for want of a witness, says nothing of the
    fault, and a report that is refused says nothing but what it is refused for.

    A planter returns None where a report has no place for its fault.
    """

    name: str
    codes: frozenset[str]  # all of these must fail
    says: str
    on_truth: OnTruth | None = None
    on_document: OnDocument | None = None
    on_bytes: OnBytes | None = None  # on the rendered file
    may: frozenset[str] = frozenset()  # these may fail too, and no others
    witnesses: int = 2  # places of the report that contradict each other
    needs_furniture: bool = False  # stands on the cover or in footers, which dumps lack
    refused: frozenset[str] = frozenset()  # problems by which a refusal tells the fault


def prefix(number: str) -> str:
    """What a paragraph's number starts with: "3." of 3.14, "S" of S4."""
    return number.rstrip("0123456789")


def rank(number: str) -> int:
    """The running number of a paragraph: 14 of 3.14, 4 of S4."""
    return int(number[len(prefix(number)) :])


def all_paragraphs(truth: Truth) -> Iterator[Paragraph]:
    """Every numbered paragraph, in order."""
    yield from truth.record["summary"]["paragraphs"]
    yield from truth.record["key_findings"]["paragraphs"]
    for follow_up in truth.record["follow_ups"]:
        yield from follow_up["paragraphs"]


def _moved(text: str, within: str, move: Callable[[int], int]) -> str:
    """A text whose cross references follow paragraphs to their new numbers."""

    def number(match: re.Match[str]) -> str:
        found = match.group(0)
        return f"{within}{move(rank(found))}" if prefix(found) == within else found

    def reference(match: re.Match[str]) -> str:
        return re.sub(r"\d+\.\d+", number, match.group(0))

    return re.sub(r"[Pp]aragraphs? \d+\.\d+(?: and \d+\.\d+)?", reference, text)


def renumber(truth: Truth, within: str, move: Callable[[int], int]) -> None:
    """Move the numbers of a section and all that refers to them. Changes the truth's record."""

    def moved(number: str) -> str:
        return f"{within}{move(rank(number))}" if prefix(number) == within else number

    for paragraph in all_paragraphs(truth):
        paragraph["number"] = moved(paragraph["number"])
        paragraph["text"] = _moved(paragraph["text"], within, move)
    for follow_up in truth.record["follow_ups"]:
        for photograph in follow_up["photographs"]:
            photograph["after"] = moved(photograph["after"])
        for heading in follow_up.get("sub_headings", ()):
            heading["before"] = moved(heading["before"])
        if follow_up["judgement"]:
            follow_up["judgement"]["paragraph"] = moved(follow_up["judgement"]["paragraph"])
    for table in truth.record.get("tables", ()):
        table["after"] = moved(table["after"])
    for practice in truth.record["positive_practice"]:
        practice["paragraph"] = moved(practice["paragraph"])
        practice["text"] = _moved(practice["text"], within, move)
        practice["see_paragraphs"] = [moved(n) for n in practice["see_paragraphs"]]
