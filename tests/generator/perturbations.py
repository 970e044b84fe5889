"""Changes of a report that must not matter: each leaves the record right, some add to it.

A perturbation may ask for options (which the truth is drawn up with), change every text (in the
record and on paper alike), or change the document. Those of one group exclude each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from random import Random
from typing import Any, TypeVar

from . import rearranging as re_
from .document import Report
from .options import Options, stream
from .traits import Traits, traits

_T = TypeVar("_T")
Wishes = Callable[[Random], dict[str, Any]]


@dataclass(frozen=True)
class Perturbation:
    """One kind of change; layouts: where it makes sense, None for everywhere."""

    says: str
    group: str = ""
    wishes: Wishes | None = None
    on_text: Callable[[str], str] | None = None  # keeps the length of texts
    on_document: Callable[[Report, Random], Report] | None = None
    layouts: tuple[str, ...] | None = None

    def fits(self, form: Traits) -> bool:
        return self.layouts is None or form.like in self.layouts


def _asks(**options: Any) -> Wishes:
    """The same options always; a tuple is a choice."""

    def wishes(rng: Random) -> dict[str, Any]:
        return {k: rng.choice(v) if isinstance(v, tuple) else v for k, v in options.items()}

    return wishes


def _style(**wishes: Any) -> Callable[[Report, Random], Report]:
    def change(report: Report, rng: Random) -> Report:
        drawn = {k: rng.choice(v) if isinstance(v, tuple) else v for k, v in wishes.items()}
        return replace(report, style=replace(report.style, **drawn))

    return change


_QUOTES = str.maketrans("‘’“”", "''\"\"")
_RECOMMENDATIONS = ("2019", "2021")

PERTURBATIONS: dict[str, Perturbation] = {
    # pages and lines
    "page_breaks": Perturbation("Pages break before paragraphs.", on_document=re_.page_breaks),
    "page_breaks_anywhere": Perturbation(
        "Pages break before headings, boxes, photographs, entries.",
        on_document=re_.page_breaks_anywhere,
    ),
    "breaks_inside": Perturbation(
        "Pages break in the middle of sentences.", on_document=re_.breaks_inside
    ),
    "gaps": Perturbation("White space before paragraphs.", on_document=re_.gaps),
    "rewrapped": Perturbation(
        "All lines are shorter.", on_document=_style(narrow=(18, 40, 66, 95, 130))
    ),
    "headings_wrapped": Perturbation(
        "Section headings run over several lines.", on_document=_style(headings=(150, 190, 230))
    ),
    "numbers_first": Perturbation(
        "Lines break before numbers such as 4.5.",
        on_document=_style(numbers_first=True),
        wishes=_asks(decimals=4),
    ),
    "soft_hyphens": Perturbation(
        "Words are divided at line ends.", on_document=_style(soft_hyphens=True)
    ),
    "split_runs": Perturbation("Lines in many runs.", on_document=_style(split_runs=True)),
    # characters
    "ligatures": Perturbation("ﬁ and ﬂ as characters.", on_document=_style(ligatures=True)),
    "straight_quotes": Perturbation(
        "Straight quotes and apostrophes.", on_text=lambda text: text.translate(_QUOTES)
    ),
    "em_dashes": Perturbation(
        "Long dashes.", group="dashes", on_text=lambda text: text.replace(" – ", " — ")
    ),
    "hyphen_dashes": Perturbation(
        "Hyphens for dashes.", group="dashes", on_text=lambda text: text.replace(" – ", " - ")
    ),
    # boxes and labels
    "plain_labels": Perturbation("Labels are not bold.", on_document=_style(plain_labels=True)),
    "rules": Perturbation(
        "Rules instead of boxes.", group="boxes", on_document=_style(boxes="rules")
    ),
    "no_boxes": Perturbation(
        "Neither boxes nor rules.", group="boxes", on_document=_style(boxes="none")
    ),
    # heads and feet
    "odd_even": Perturbation(
        "Footers differ on odd and even pages.", group="feet", on_document=re_.odd_even
    ),
    "no_footers": Perturbation("No footers but numbers.", group="feet", on_document=re_.no_feet),
    "running_heads": Perturbation(
        "The section's title at the head of each page.", on_document=re_.running_heads
    ),
    # what stands in the findings
    "sub_headings": Perturbation("Sub-headings in follow-ups.", wishes=_asks(sub_headings=(2, 4))),
    "footnotes": Perturbation("Footnotes.", wishes=_asks(footnotes=(1, 2, 3))),
    "tables": Perturbation("Small tables.", wishes=_asks(tables=(1, 2))),
    "quoted": Perturbation("Quoted words of judgement.", wishes=_asks(quoted=(2, 4))),
    "decimals": Perturbation("Paragraphs begin with numbers.", wishes=_asks(decimals=(2, 4))),
    "bullets": Perturbation("Many bullets.", wishes=_asks(bullets=6)),
    "captions": Perturbation(
        "Many photographs, some inside paragraphs.",
        wishes=_asks(photographs=8, inside=True, photo_appendix=False),
    ),
    "outcomes_table": Perturbation(
        "Healthy prison outcomes in a table.", wishes=_asks(outcomes=True, outcomes_as="table")
    ),
    "alt_texts": Perturbation(
        "Charts have alternative texts.", wishes=_asks(outcomes=True, alt_texts=True)
    ),
    "lettered_practice": Perturbation(
        "Examples of notable positive practice have letters.",
        wishes=_asks(practice=(1, 2, 3), lettered_practice=True),
        layouts=("2023", "northern_ireland"),
    ),
    "merged_areas": Perturbation("Two areas under one heading.", wishes=_asks(merged_areas=True)),
    "addressees": Perturbation(
        "Recommendations say to whom they are addressed.",
        wishes=_asks(addressees=("bare", "brackets")),
        layouts=_RECOMMENDATIONS,
    ),
    "several_references": Perturbation(
        "Several references to one recommendation.",
        group="references",
        wishes=_asks(several_references=True),
        layouts=_RECOMMENDATIONS,
    ),
    "no_references": Perturbation(
        "No references.",
        group="references",
        wishes=_asks(references=False),
        layouts=_RECOMMENDATIONS,
    ),
    "over_months": Perturbation("A visit over two months.", wishes=_asks(over_months=True)),
    # numbers
    "single": Perturbation("One of each.", group="few", wishes=_asks(recommendations=1, themes=1)),
    "two": Perturbation("Two of each.", group="few", wishes=_asks(recommendations=2, themes=2)),
    "digits": Perturbation("Counts in digits.", group="numbers", wishes=_asks(numbers="digits")),
    "words": Perturbation("Counts in words.", group="numbers", wishes=_asks(numbers="words")),
    "zeros": Perturbation("Empty categories are named.", wishes=_asks(zero="say")),
    # the summary of judgements
    "shuffled": Perturbation("The summary is in another order.", wishes=_asks(shuffle=True)),
    "labels": Perturbation(
        "Labels in the summary.", group="labels", wishes=_asks(summary_labels=("some", "all"))
    ),
    "no_labels": Perturbation(
        "No labels in the summary.", group="labels", wishes=_asks(summary_labels="none")
    ),
    "summary_references": Perturbation(
        "References in the summary.",
        group="references",
        wishes=_asks(summary_references=True),
        layouts=_RECOMMENDATIONS,
    ),
    "reworded": Perturbation("Some entries are reworded.", wishes=_asks(reworded=(1, 2, 3))),
    "summary_table": Perturbation(
        "The summary is a table.",
        wishes=_asks(
            summary_as="table",
            table_style=("ruled", "unruled"),
            table_align=("top", "middle", "bottom"),
            table_heads=True,
        ),
        layouts=("2021", "2023", "northern_ireland"),
    ),
}


def wished(seed: int, options: Options, perturbations: tuple[str, ...]) -> Options:
    """Options with what the perturbations ask for, where nothing else was asked."""
    asked: dict[str, Any] = {}
    for name in perturbations:
        wishes = PERTURBATIONS[name].wishes
        if wishes:
            asked |= wishes(stream(seed, f"wishes of {name}"))
    plain = Options()
    free = {k: v for k, v in asked.items() if getattr(options, k) == getattr(plain, k)}
    return replace(options, **free)


def mapped(value: _T, change: Callable[[str], str]) -> _T:
    """A value in which every text is changed; the keys of mappings stay."""
    made: Any = value
    if isinstance(value, str):
        made = change(value)
    elif isinstance(value, dict):
        made = {k: mapped(v, change) for k, v in value.items()}
    elif isinstance(value, list):
        made = [mapped(v, change) for v in value]
    elif isinstance(value, tuple):
        made = tuple(mapped(v, change) for v in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: mapped(getattr(value, f.name), change) for f in fields(value)}
        made = replace(value, **changes)
    return made  # type: ignore[no-any-return]


def texts_changed(value: _T, perturbations: tuple[str, ...]) -> _T:
    """A value in which every text is as the perturbations have it."""
    for name in perturbations:
        change = PERTURBATIONS[name].on_text
        if change:
            value = mapped(value, change)
    return value


def draw(seed: int, layout: str, most: int = 6) -> tuple[str, ...]:
    """Some perturbations that go together, by seed."""
    form = traits(layout, seed)
    rng = stream(seed + form.salt, "perturbations")
    groups, chosen = set[str](), list[str]()
    fitting = [name for name, p in PERTURBATIONS.items() if p.fits(form)]
    for name in rng.sample(fitting, rng.randint(0, most)):
        group = PERTURBATIONS[name].group
        if group not in groups:
            chosen.append(name)
        groups |= {group} if group else set()
    return tuple(sorted(chosen))
