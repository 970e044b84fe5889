"""What may be asked of a report; what is not asked is drawn from the seed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from random import Random
from typing import Literal

from .names import Establishment, invent
from .numbers import NumberStyle

SUBJECTS = ("the prison", "the prison", "the prison", "leaders", "the establishment", "managers")


def stream(seed: int | str, name: str) -> Random:
    """A stream of chances of its own for each part, so that one part never moves another."""
    return Random(f"{seed}/{name}")


@dataclass(frozen=True)
class Options:
    """Wishes for one report; None leaves the matter to the seed."""

    establishment: Establishment | None = None
    recommendations: int | None = None
    themes: int | None = None
    judgements: tuple[tuple[int, str | None], ...] = ()  # by position; None: says no judgement
    paragraphs: tuple[int, int] | None = None  # findings of one follow-up, at least and at most
    photographs: int | None = None
    inside: bool | None = None  # photographs may stand in the middle of a paragraph
    bullets: int | None = None  # paragraphs with bullets
    notes: int | None = None  # area notes besides Ofsted's
    practice: int | None = None
    numbers: NumberStyle | None = None
    zero: Literal["omit", "say"] | None = None  # categories with no follow-up
    several_references: bool | None = None
    subject: str | None = None
    shuffle: bool | None = None  # the summary's order differs from section 3
    summary_labels: Literal["none", "some", "all"] | None = None
    summary_references: bool | None = None
    visited: tuple[int, int] | None = None  # year and month
    over_months: bool | None = None  # the visit spans two months
    outcomes: bool | None = None  # healthy prison outcomes figure
    jitter: int | None = None  # extra white space here and there, in points at most
    partners: int = 1  # inspectors of the Care Quality Commission in the team


@dataclass(frozen=True)
class Settled:
    """The same with every question answered."""

    establishment: Establishment
    recommendations: int
    themes: int
    judgements: tuple[tuple[int, str | None], ...]
    paragraphs: tuple[int, int]
    photographs: int
    inside: bool
    bullets: int
    notes: int
    practice: int
    numbers: NumberStyle
    zero: Literal["omit", "say"]
    several_references: bool
    subject: str
    shuffle: bool
    summary_labels: Literal["none", "some", "all"]
    summary_references: bool
    visited: tuple[int, int] | None
    over_months: bool
    outcomes: bool
    jitter: int
    partners: int


def settle(seed: int, wishes: Options) -> Settled:
    """Answer from the seed whatever was not asked for."""
    rng = stream(seed, "options")
    drawn = Settled(
        establishment=invent(stream(seed, "establishment")),
        recommendations=rng.choice((1, 5, 6, 7, 8, 8, 9, 10, 11, 12, 13)),
        themes=rng.choice((0, 1, 2, 3, 3, 4, 5)),
        judgements=(),
        paragraphs=rng.choice(((3, 6), (4, 8), (5, 9))),
        photographs=rng.choice((0, 2, 3, 4, 6)),
        inside=rng.random() < 0.5,
        bullets=rng.choice((0, 1, 2, 4)),
        notes=rng.choice((0, 0, 1, 2)),
        practice=rng.choice((0, 1, 1, 2, 3)),
        numbers=rng.choice(("house", "house", "house", "digits", "words")),
        zero="say" if rng.random() < 0.15 else "omit",
        several_references=rng.random() < 0.3,
        subject=rng.choice(SUBJECTS),
        shuffle=rng.random() < 0.3,
        summary_labels=rng.choice(("none", "none", "some", "all")),
        summary_references=rng.random() < 0.2,
        visited=None,
        over_months=rng.random() < 0.2,
        outcomes=rng.random() < 0.9,
        jitter=rng.choice((0, 0, 20, 60)),
        partners=rng.choice((0, 1, 1)),
    )
    asked = {
        field.name: value
        for field in fields(wishes)
        if (value := getattr(wishes, field.name)) is not None
    }
    return replace(drawn, **asked)
