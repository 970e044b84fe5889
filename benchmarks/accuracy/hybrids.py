"""Reports that mix two layouts: the contents of one, typeset like another.

No such report is known. The result may be a refusal, a record that needs review, or the truth; a
verified record that is not the truth is a silent error like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from benchmarks.accuracy.corpus import LAYOUTS, Spec
from benchmarks.accuracy.faults import SEEN_WORDINGS
from benchmarks.accuracy.reading import expected, extract, score
from benchmarks.accuracy.rendering import render

import generator
from generator.document import Caption, Term
from irp.record.vocabulary import Status

# The form of 2019 has no words for the bodies of Northern Ireland.
PAIRS = tuple(pair for pair in permutations(LAYOUTS, 2) if pair != ("northern_ireland", "2019"))


@dataclass(frozen=True)
class Hybrid:
    """The outcome of one report that contains what `spec` says and looks like another layout."""

    spec: Spec
    look: str
    status: str
    wrong: int = 0
    fields: int = 0
    why: str = ""  # it is not verified
    places: tuple[str, ...] = ()  # of wrong fields

    @property
    def refused(self) -> bool:
        return self.status == Status.FAILED

    @property
    def silent(self) -> int:
        return self.wrong if self.status == Status.VERIFIED else 0


def plan(each: int, seed: int) -> Iterator[tuple[Spec, str]]:
    """So many reports of each pair of layouts, from all producers and wordings in turn."""
    producers = list(generator.producers())
    number = 0
    for layout, look in PAIRS:
        for _ in range(each):
            number += 1
            turn = number + seed
            producer = producers[turn % len(producers)]
            wording = SEEN_WORDINGS[(turn + turn // len(producers)) % len(SEEN_WORDINGS)]
            yield Spec(layout, producer, wording, seed * 100_000 + 80_000 + number), look


def as_printed(record: dict[str, Any], document: generator.Report) -> dict[str, Any]:
    """The record of what a document has: not every look has a glossary, or the same order."""
    captions = [e.text for e in document.elements if isinstance(e, Caption)]
    figures = sorted(record["figures"], key=lambda figure: captions.index(figure["caption"]))
    has_glossary = any(isinstance(e, Term) for e in document.elements)
    glossary = record["glossary"] if has_glossary else []
    return {**record, "figures": figures, "glossary": glossary}


def read(tasks: Sequence[tuple[Spec, str]]) -> list[Hybrid]:
    """The outcomes of some reports."""
    results = []
    for spec, look in tasks:
        truth = generator.make_truth(spec.seed, spec.layout, spec.wording)
        document = generator.build(truth, look=look)
        [file] = render(spec.producer, [document])
        if isinstance(file, str):
            results.append(Hybrid(spec, look, "unmade", why=file))
            continue
        printed = as_printed(expected(replace(truth, layout=look), spec.producer), document)
        made = score(spec, printed, extract(file, str(spec)))
        places = tuple(leaf.pointer for leaf in made.wrong)
        counts = (made.wrong_leaves, made.leaves)
        results.append(Hybrid(spec, look, made.status, *counts, made.why, places))
    return results
