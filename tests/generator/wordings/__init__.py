"""The form's own wording, as data: how counts, judgements, captions and labels are put.

A set of wordings is one object for each known layout. "seen" is near to what is printed in the
reports that are known; the others are put in other words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Literal

from ..numbers import NumberStyle, count_word, counted
from ..numbers import listed as in_a_row

Counts = dict[str, int]  # judgement → number, in the order of the scale, best first

WORDS = {
    "significant_progress": "significant progress",
    "good_progress": "good progress",
    "reasonable_progress": "reasonable progress",
    "insufficient_progress": "insufficient progress",
    "no_meaningful_progress": "no meaningful progress",
}
_THEMES = ("significant_progress", "reasonable_progress", "insufficient_progress")
SCALES = {
    "hmi_prisons": (
        "good_progress",
        "reasonable_progress",
        "insufficient_progress",
        "no_meaningful_progress",
    ),
    "ofsted": _THEMES,
    "estyn": _THEMES,
    "education_and_training_inspectorate": _THEMES,
}
BODIES = {
    "hmi_prisons": "HMI Prisons",
    "ofsted": "Ofsted",
    "estyn": "Estyn",
    "education_and_training_inspectorate": "ETI",
}


def scale_order(body: str, value: str) -> int:
    """Best first; a judgement from another scale stands first."""
    return SCALES[body].index(value) if value in SCALES[body] else -1


def key(body: str) -> str:
    """Under which key of a wording a body's sentences stand."""
    return body if body == "hmi_prisons" else "education"


@dataclass(frozen=True)
class CountForm:
    """A count sentence: its frame, and the phrase for each judgement.

    Frames know ``{phrases}`` and ``{total}``; phrases know ``{progress}``, ``{adjective}`` (the
    same without its noun), ``{items}``, ``{n}``, ``{was}`` and ``{Items}`` (with a capital).

    Attributes:
        later: the phrase of the judgements after the first.
        last: that of the last, where there are others and it is not "none".
        between: what stands between the phrases; None for commas and "and".
    """

    frame: str
    phrase: str = "{progress} in {items}"
    later: str | None = None
    last: str | None = None
    between: str | None = None

    def sentence(
        self, noun: str, counts: Counts, style: NumberStyle, total: int | None = None
    ) -> str:
        """ "… good progress in three recommendations and insufficient progress in one …"."""
        phrases = []
        for index, (judgement, number) in enumerate(counts.items()):
            items = counted(number, noun, style)
            words = {
                "progress": WORDS[judgement],
                "adjective": WORDS[judgement].removesuffix(" progress"),
                "items": items,
                "Items": items[:1].upper() + items[1:],
                "n": count_word(number, style) if number else "none",
                "was": "was" if number == 1 else "were",
            }
            phrases.append(self._phrase(index, len(counts), number).format(**words))
        of_all = counted(sum(counts.values()) if total is None else total, noun, style)
        joined = in_a_row(phrases) if self.between is None else self.between.join(phrases)
        text = self.frame.format(phrases=joined, total=of_all)
        return text[:1].upper() + text[1:]

    def _phrase(self, index: int, number_of_all: int, number: int) -> str:
        if self.last and number and 0 < index == number_of_all - 1:
            return self.last
        return self.later if self.later and index else self.phrase


@dataclass(frozen=True)
class Labels:
    """What stands before a colon, or on its own line, to introduce a follow-up."""

    concern: str = "Concern"
    recommendation: str = "Recommendation"
    theme: str = "Theme {n}"
    priority: str = "Priority concern"
    key: str = "Key concern"


@dataclass(frozen=True)
class Wording:
    """One set of wordings of the form in one layout.

    Mappings have the keys "hmi_prisons" and "education", and captions "outcomes" as well.
    """

    name: str
    followed_up: tuple[str, ...]
    followed_up_themes: tuple[str, ...]
    counts: dict[str, tuple[CountForm, ...]]
    judgement: dict[str, tuple[str, ...]]
    captions: dict[str, tuple[str, ...]]
    chart_notes: tuple[str, ...]
    practice_definition: str
    practice_found: str
    prose_one: tuple[str, ...]
    prose_total: tuple[str, ...]
    prose_merged: tuple[str, ...]
    prose_themes: tuple[str, ...]
    progress_intro: tuple[str, ...]
    references_intro: str  # said after it where references are printed
    judgements_intro: tuple[str, ...]
    team_intro: str
    labels: Labels = Labels()
    short: str = "{progress} in {n}{noun}"  # of prose; a noun after the first number only
    table_opening: str = "A summary of the judgements is as follows."
    entry: str = "{judgement}"  # what stands under, or beside, an entry of the summary
    heads: Literal["body", "area", "none"] = "body"  # above the entries of a summary
    columns: tuple[str, str] | None = None  # heads of the summary's table

    def short_counts(self, counts: Counts, style: NumberStyle, noun: str | None = None) -> str:
        """ "good progress in three, reasonable progress in two and …"; a noun after the first."""
        phrases: list[str] = []
        for judgement, number in counts.items():
            if number:
                said = f" {noun if number == 1 else noun + 's'}" if noun and not phrases else ""
                n = count_word(number, style)
                phrases.append(self.short.format(progress=WORDS[judgement], n=n, noun=said))
        return in_a_row(phrases)


_SETS = ("seen", "other", "passive", "listed", "terse", "assessed")


@cache
def wording(name: str, layout: str) -> Wording:
    """A set of wordings as a layout uses it."""
    sets: dict[str, Wording] = import_module(f".{name}", __package__).SETS
    return sets[layout]


def wordings() -> tuple[str, ...]:
    """The names of the sets."""
    return _SETS
