"""The form's own wording, as data: how counts, judgements and captions are put.

A set of wordings is one object. "seen" is what the rules are written against; others can be
added beside it without touching the code that uses them.
"""

from __future__ import annotations

from dataclasses import dataclass

from .numbers import NumberStyle, count_word, counted, listed

Counts = dict[str, int]  # judgement → number, in the order of the scale, best first

WORDS = {
    "significant_progress": "significant progress",
    "good_progress": "good progress",
    "reasonable_progress": "reasonable progress",
    "insufficient_progress": "insufficient progress",
    "no_meaningful_progress": "no meaningful progress",
}
SCALES = {
    "hmi_prisons": (
        "good_progress",
        "reasonable_progress",
        "insufficient_progress",
        "no_meaningful_progress",
    ),
    "ofsted": ("significant_progress", "reasonable_progress", "insufficient_progress"),
}
BODIES = {"hmi_prisons": "HMI Prisons", "ofsted": "Ofsted"}


def scale_order(body: str, value: str) -> int:
    """Best first; a judgement from another scale stands first."""
    return SCALES[body].index(value) if value in SCALES[body] else -1


@dataclass(frozen=True)
class Wording:
    """One set of wordings of the form."""

    name: str
    followed_up: tuple[str, ...]
    followed_up_themes: tuple[str, ...]
    count_openings: dict[str, tuple[str, ...]]
    judgement: dict[str, tuple[str, ...]]
    captions: dict[str, tuple[str, ...]]
    chart_notes: tuple[str, ...]
    practice_definition: str
    prose_one: tuple[str, ...]
    prose_total: tuple[str, ...]
    prose_merged: tuple[str, ...]
    prose_themes: tuple[str, ...]

    def count_sentence(self, opening: str, noun: str, counts: Counts, style: NumberStyle) -> str:
        """ "… good progress in three recommendations and insufficient progress in one …"."""
        phrases = [f"{WORDS[j]} in {counted(n, noun, style)}" for j, n in counts.items()]
        return f"{opening} {listed(phrases)}."

    def short_counts(self, counts: Counts, style: NumberStyle, noun: str | None = None) -> str:
        """ "good progress in three, reasonable progress in two and …"; a noun after the first."""
        phrases = [f"{WORDS[j]} in {count_word(n, style)}" for j, n in counts.items() if n]
        if noun and phrases:
            first = next(n for n in counts.values() if n)
            phrases[0] += f" {noun if first == 1 else noun + 's'}"
        return listed(phrases)


SEEN = Wording(
    name="seen",
    followed_up=(
        "At this IRP visit, we followed up {items} from our most recent inspection in {inspected}",
        "At this IRP visit, we followed up {items} made at our last inspection in {inspected}",
    ),
    followed_up_themes=(
        (
            "and Ofsted followed up {themes} based on their latest inspection or progress "
            "monitoring visit to the {prison}, whichever was most recent"
        ),
        "and Ofsted followed up {themes}",
    ),
    count_openings={
        "hmi_prisons": ("HMI Prisons judged that there was", "We judged that there was"),
        "ofsted": ("Ofsted judged that there was",),
    },
    judgement={
        "hmi_prisons": ("We considered that {subject} had made {progress} against this {noun}.",),
        "ofsted": ("Ofsted considered that {subject} had made {progress} against this theme.",),
    },
    captions={
        "outcomes": ("{estab} healthy prison outcomes in {years}",),
        "hmi_prisons": (
            "Progress on HMI Prisons recommendations from {year} inspection (n={n})",
            "Progress on HMI Prisons recommendations from {year} inspection (n={n}).",
        ),
        "ofsted": (
            "Progress on Ofsted themes from {year} inspection/progress monitoring visit (n={n})",
            "Progress on Ofsted themes from {year} inspection/progress monitoring visit (n={n}).",
        ),
    },
    chart_notes=(
        "This pie chart excludes any recommendations that Ofsted followed up as part of a theme.",
        "This pie chart leaves out recommendations that were covered by an Ofsted theme.",
    ),
    practice_definition=(
        "We define notable positive practice as work that is new or unusually effective, that "
        "leads to good outcomes for {people} and that other establishments could adopt. Inspectors "
        "look for evidence that it works as well as for originality."
    ),
    prose_one=("There was {progress} against the one {noun} that we followed up.",),
    prose_total=(
        "Of the {total} that we followed up, there was {short}.",
        "We followed up {total} and found {short}.",
    ),
    prose_merged=(
        (
            "There was good or reasonable progress against {done} of the {total} that we looked "
            "at, but there was {short}."
        ),
    ),
    prose_themes=(
        "Ofsted found {short_noun}.",
        "Ofsted followed up {total} and found {short}.",
    ),
)

WORDINGS = {SEEN.name: SEEN}
