"""The corpus: which reports are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice, product

import generator
from generator.producers import Producer, campaign_producers
from generator.traits import KNOWN, LAYOUTS, MIXED
from generator.wordings import wordings

WORDINGS = wordings()
DUMP = "text-dump"
SEEN_WORDING = "seen"
GROUPS = ("known layouts", "any structure")


def all_producers() -> dict[str, Producer]:
    return {**generator.producers(), **campaign_producers()}


@dataclass(frozen=True, order=True)
class Spec:
    """What one invented report is made from."""

    layout: str
    producer: str
    wording: str
    seed: int
    perturbations: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        return all_producers()[self.producer].suffix == "txt"

    @property
    def group(self) -> str:
        return GROUPS[self.layout == MIXED]

    def __str__(self) -> str:
        parts = (self.layout, self.producer, self.wording, str(self.seed))
        return "/".join((*parts, "+".join(self.perturbations) or "plain"))

    @classmethod
    def parse(cls, text: str) -> Spec:
        """The spec that this text prints.

        Raises:
            ValueError: it is not a spec.
        """
        layout, producer, wording, seed, names = text.split("/")
        wanted = () if names == "plain" else tuple(names.split("+"))
        unknown = [name for name in wanted if name not in generator.PERTURBATIONS]
        known = layout in LAYOUTS and wording in WORDINGS and producer in all_producers()
        if unknown or not known:
            raise ValueError(f"no such report can be made: {text}")
        return cls(layout, producer, wording, int(seed), wanted)

    def with_producer(self, producer: str) -> Spec:
        return replace(self, producer=producer)


def plan(reports: int, seed: int) -> Iterator[Spec]:
    """So many different reports, half of them of any structure; the seed decides which.

    Layouts, producers and wordings come equally often over all combinations of them. The text dump
    is not a separate producer here: each report is also read from its dump.
    """
    names = [name for name in all_producers() if name != DUMP]
    cells = list(product((*KNOWN, *[MIXED] * len(KNOWN)), names, WORDINGS))
    generator.stream(seed, "corpus").shuffle(cells)
    for number, (layout, producer, wording) in enumerate(islice(cycle(cells), reports)):
        own = seed * 100_000 + number
        yield Spec(layout, producer, wording, own, generator.draw(own, layout))


def chosen(specs: Iterator[Spec], only: frozenset[str]) -> list[Spec]:
    """The specs that have one of the wanted layouts, producers and wordings, where any is named."""
    wanted = [only & set(kind) for kind in (LAYOUTS, all_producers(), WORDINGS)]
    return [
        spec
        for spec in specs
        if all(
            not names or value in names
            for names, value in zip(wanted, (spec.layout, spec.producer, spec.wording), strict=True)
        )
    ]
