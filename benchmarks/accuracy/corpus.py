"""The corpus: which reports are invented, and which of them count as unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import generator
from generator.forms import FORMS
from generator.producers import Producer, campaign_producers
from generator.wording import wordings

LAYOUTS = tuple(FORMS)
WORDINGS = wordings()
DUMP = "text-dump"
SEEN_WORDING = "seen"
UNSEEN_WORDING = "unseen"


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
    def seen(self) -> bool:
        """Whether the rules were written for such reports."""
        return self.wording != UNSEEN_WORDING and self.producer in generator.producers()

    @property
    def is_text(self) -> bool:
        return all_producers()[self.producer].suffix == "txt"

    @property
    def group(self) -> str:
        unseen = self.producer not in generator.producers()
        if self.wording != UNSEEN_WORDING:
            return "unseen producer, seen wording" if unseen else "seen"
        return "unseen producer and wording" if unseen else "seen producer, unseen wording"

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
        return Spec(self.layout, producer, self.wording, self.seed, self.perturbations)


GROUPS = (
    "seen",
    "seen producer, unseen wording",
    "unseen producer, seen wording",
    "unseen producer and wording",
)


def plan(reports: int, seed: int) -> Iterator[Spec]:
    """At least so many different reports, equally many of each layout, producer and wording.

    The text dump is not a separate producer here: each report is also read from its dump.
    """
    names = [name for name in all_producers() if name != DUMP]
    cells = list(product(LAYOUTS, names, WORDINGS))
    for number in range(-(-reports // len(cells)) * len(cells)):
        layout, producer, wording = cells[number % len(cells)]
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
