"""What may be asked of a report; what is not asked is drawn from the seed."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any, Literal

from .names import Establishment, invent, invent_northern, invent_widely
from .numbers import NumberStyle
from .traits import KNOWN, Traits

SUBJECTS = ("the prison", "the prison", "the prison", "leaders", "the establishment", "managers")


def stream(seed: int | str, name: str) -> Random:
    """A stream of chances of its own for each part, so that one part never moves another."""
    return Random(f"{seed}/{name}")


Labels = Literal["none", "some", "all"]
Chart = Literal["pie", "bar", "column"]
TableStyle = Literal["ruled", "unruled"]
Align = Literal["top", "middle", "bottom"]


@dataclass(frozen=True)
class Options:
    """Wishes for one report; None leaves the matter to the seed.

    Whatever follows `partners` is new with the layouts other than 2021, which does without
    most of it unless it is asked for.
    """

    establishment: Establishment | None = None
    recommendations: int | None = None  # or concerns: what HMI Prisons follows up
    themes: int | None = None
    judgements: tuple[tuple[int, str | None], ...] = ()  # by position; None: says no judgement
    paragraphs: tuple[int, int] | None = None  # findings of one follow-up, at least and at most
    photographs: int | None = None
    inside: bool | None = None  # photographs may stand in the middle of a paragraph
    bullets: int | None = None  # paragraphs with bullets
    notes: int | None = None  # area notes besides those of the themes' body
    practice: int | None = None
    numbers: NumberStyle | None = None
    zero: Literal["omit", "say"] | None = None  # categories with no follow-up
    several_references: bool | None = None
    subject: str | None = None
    shuffle: bool | None = None  # the summary's order differs from the follow-ups'
    summary_labels: Labels | None = None
    summary_references: bool | None = None
    visited: tuple[int, int] | None = None  # year and month
    over_months: bool | None = None  # the visit spans two months
    outcomes: bool | None = None  # healthy prison outcomes figure
    jitter: int | None = None  # extra white space here and there, in points at most
    partners: int = 1  # inspectors of the Care Quality Commission in the team

    wide: bool | None = None  # removal centres, Wales and children's establishments too
    priorities: Literal["none", "mixed", "all"] | None = None  # Concern:; Priority and Key; both
    numbered_labels: bool | None = None  # "Concern 3:"
    addressees: Literal["none", "bare", "brackets"] | None = None  # "To the governor"
    references: bool | None = None  # printed after recommendations
    concerns: bool | None = None  # a concern stands before a recommendation
    chart: Chart | None = None
    summary_as: Literal["list", "table"] | None = None
    table_style: TableStyle | None = None
    table_align: Align | None = None  # where a judgement stands in its cell
    table_heads: bool | None = None  # rows over both columns that name the body
    photo_appendix: bool | None = None  # photographs stand in an appendix
    front_glossary: Literal["none", "note", "terms"] | None = None
    merged_areas: bool | None = None  # "Security and safeguarding"
    sub_headings: int = 0  # inside follow-ups
    footnotes: int = 0
    tables: int = 0  # small ones inside findings
    quoted: int = 0  # sentences that quote words of judgement
    decimals: int = 0  # paragraphs that begin with a number
    reworded: int = 0  # entries of the summary
    outcomes_as: Literal["chart", "table"] | None = None  # healthy prison outcomes
    alt_texts: bool = False  # charts say in words what they show
    lettered_practice: bool = False  # examples of good practice have letters, not numbers


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
    summary_labels: Labels
    summary_references: bool
    visited: tuple[int, int] | None
    over_months: bool
    outcomes: bool
    jitter: int
    partners: int
    priorities: Literal["none", "mixed", "all"]
    numbered_labels: bool
    addressees: Literal["none", "bare", "brackets"]
    references: bool
    concerns: bool
    chart: Chart
    summary_as: Literal["list", "table"]
    table_style: TableStyle
    table_align: Align
    table_heads: bool
    photo_appendix: bool
    front_glossary: Literal["none", "note", "terms"]
    merged_areas: bool
    sub_headings: int
    footnotes: int
    tables: int
    quoted: int
    decimals: int
    reworded: int
    outcomes_as: Literal["chart", "table"]
    alt_texts: bool
    lettered_practice: bool


def _establishment(seed: int, form: Traits, wishes: Options) -> Establishment:
    if wishes.establishment:
        return wishes.establishment
    rng = stream(seed, "establishment")
    if form.like == "northern_ireland":
        return invent_northern(rng)
    wide = form.wide if wishes.wide is None else wishes.wide
    return invent_widely(rng) if wide else invent(rng)


def _of_layout(seed: int, form: Traits) -> dict[str, Any]:
    """What the layouts differ in."""
    rng = stream(seed, "layout")
    plain: dict[str, Any] = {
        "priorities": rng.choice(("none", "mixed", "all")),
        "numbered_labels": rng.random() < 0.25,
        "addressees": rng.choice(("none", "none", "bare", "brackets")),
        "concerns": rng.random() < 0.7,
        "chart": rng.choice(("bar", "bar", "column", "pie")),
        "summary_as": rng.choice(("list", "list", "table")),
        "table_style": rng.choice(("ruled", "ruled", "unruled")),
        "table_align": rng.choice(("top", "top", "middle", "bottom")),
        "table_heads": rng.random() < 0.6,
        "photo_appendix": rng.random() < 0.5,
        "front_glossary": rng.choice(("none", "note", "terms")),
    }
    if form not in KNOWN.values():
        return {**plain, "photo_appendix": "photographs" in form.parts and plain["photo_appendix"]}
    if form.like == "2021":
        changed = {"addressees": "none", "concerns": True, "chart": "pie", "summary_as": "list"}
        return {**plain, **changed, "numbered_labels": False, "photo_appendix": False}
    if form.like == "2019":
        return {**plain, "chart": "pie", "summary_as": "table", "numbered_labels": False}
    return {**plain, "addressees": "none", "photo_appendix": False}


def settle(seed: int, wishes: Options, form: Traits | None = None) -> Settled:
    """Answer from the seed whatever was not asked for."""
    form = form or KNOWN["2021"]
    rng = stream(seed, "options")
    establishment = _establishment(seed, form, wishes)
    drawn = Settled(
        establishment=establishment,
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
        subject=_subject(establishment, rng.choice(SUBJECTS)),
        shuffle=rng.random() < 0.3,
        summary_labels=rng.choice(("none", "none", "some", "all")),
        summary_references=rng.random() < 0.2,
        visited=None,
        over_months=rng.random() < 0.2,
        outcomes=rng.random() < 0.9,
        jitter=rng.choice((0, 0, 20, 60)),
        partners=rng.choice((0, 1, 1)),
        references=form.references != "none",
        merged_areas=False,
        sub_headings=0,
        footnotes=0,
        tables=0,
        quoted=0,
        decimals=0,
        reworded=0,
        outcomes_as="chart",
        alt_texts=False,
        lettered_practice=False,
        **_of_layout(seed, form),
    )
    asked = {
        field.name: value
        for field in fields(Settled)
        if (value := getattr(wishes, field.name)) is not None
    }
    return _possible(replace(drawn, **asked), form)


def _subject(establishment: Establishment, drawn: str) -> str:
    """Who made progress: a centre is not called a prison."""
    if establishment.prison == "centre" and drawn in ("the prison", "the establishment"):
        return "the centre"
    return drawn


def _possible(options: Settled, form: Traits) -> Settled:
    """Without what a layout or a kind of establishment does not have."""
    changes: dict[str, Any] = {}
    if not options.establishment.themes:
        changes["themes"] = 0
    if not form.practice:
        changes["practice"] = 0
    if form.references == "none":
        changes |= {"references": False, "summary_references": False}
    if not options.references:
        changes["summary_references"] = False
    return replace(options, **changes)
