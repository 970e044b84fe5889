"""The first set of wordings that rules may be written against, for each layout."""

from __future__ import annotations

from dataclasses import replace

from . import CountForm, Wording

_2021 = Wording(
    name="seen",
    followed_up=(
        "At this IRP visit, we followed up {items} from our most recent inspection in {inspected}",
        "At this IRP visit, we followed up {items} made at our last inspection in {inspected}",
    ),
    followed_up_themes=(
        (
            "and {edu} followed up {themes} based on their latest inspection or progress "
            "monitoring visit to the {prison}, whichever was most recent"
        ),
        "and {edu} followed up {themes}",
    ),
    counts={
        "hmi_prisons": (
            CountForm("HMI Prisons judged that there was {phrases}."),
            CountForm("We judged that there was {phrases}."),
        ),
        "education": (CountForm("{edu} judged that there was {phrases}."),),
    },
    judgement={
        "hmi_prisons": ("We considered that {subject} had made {progress} against this {noun}.",),
        "education": ("{edu} considered that {subject} had made {progress} against this theme.",),
    },
    captions={
        "outcomes": ("{estab} healthy prison outcomes in {years}",),
        "hmi_prisons": (
            "Progress on HMI Prisons {noun}s from {year} inspection (n={n})",
            "Progress on HMI Prisons {noun}s from {year} inspection (n={n}).",
        ),
        "education": (
            "Progress on {edu} themes from {year} inspection/progress monitoring visit (n={n})",
            "Progress on {edu} themes from {year} inspection/progress monitoring visit (n={n}).",
        ),
    },
    chart_notes=(
        "This {chart} chart excludes any {noun}s that {edu} followed up as part of a theme.",
        "This {chart} chart leaves out {noun}s that were covered by an {edu} theme.",
    ),
    practice_definition=(
        "We define notable positive practice as work that is new or unusually effective, that "
        "leads to good outcomes for {people} and that other establishments could adopt. Inspectors "
        "look for evidence that it works as well as for originality."
    ),
    practice_found=(
        "Inspectors found {examples} of notable positive practice during this independent "
        "review of progress."
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
        "{edu} found {short_noun}.",
        "{edu} followed up {total} and found {short}.",
    ),
    progress_intro=(
        (
            "Each {noun} that we followed up from the full inspection in {year} is set out below "
            "with a short account of what we found."
        ),
    ),
    references_intro=(
        "The number in brackets after it gives its paragraph in the report of that inspection."
    ),
    judgements_intro=(
        (
            "A list of the HMI Prisons {noun}s{and_themes} followed up at this visit and the "
            "judgements made."
        ),
    ),
    team_intro="This independent review of progress was carried out by:",
)

_2019 = replace(
    _2021,
    followed_up=(
        (
            "At this IRP visit, we followed up {count} of the {made} key {noun}s made at our most "
            "recent inspection and made judgements about how much had been done since then"
        ),
        (
            "At this IRP visit, we followed up {count} of the {made} {noun}s made at our most "
            "recent inspection in {inspected} and made judgements about the progress achieved"
        ),
        "At this IRP visit, we followed up {items} from our most recent inspection in {inspected}",
    ),
    followed_up_themes=(
        "{edu} inspectors followed up {themes}",
        "{edu} followed up {themes} arising from that inspection",
    ),
    counts={
        "hmi_prisons": (
            CountForm("We judged that there was {phrases}."),
            CountForm("We judged that there was {phrases}."),
            CountForm("HMI Prisons judged that there was {phrases}."),
        ),
        "education": (CountForm("{edu} judged that there was {phrases}."),),
    },
    captions=_2021.captions
    | {
        "hmi_prisons": (
            "Progress on {noun}s from {year} inspection (n={n})",
            "Progress on HMI Prisons {noun}s from {year} inspection (n={n})",
        ),
        "education": ("Progress on {edu} themes (n={n})",),
    },
    team_intro="This review of progress was carried out by:",
)

_2023 = replace(
    _2021,
    followed_up=(
        "At this IRP visit, we followed up {items} from our most recent inspection in {inspected}",
        (
            "At this IRP visit, we followed up {items} raised at our most recent inspection, in "
            "{inspected},"
        ),
    ),
    judgement={
        "hmi_prisons": (
            "We considered that {subject} had made {progress} in this area.",
            "We considered that {subject} had made {progress} in this area.",
            "We considered that {subject} had made {progress} against this concern.",
        ),
        "education": (
            "{edu} considered that {subject} had made {progress} against this theme.",
            "{edu} considered that {subject} had made {progress} in this area.",
        ),
    },
    progress_intro=(
        (
            "Each concern that we followed up from the inspection in {year} is set out below with "
            "a short account of what we found."
        ),
        "What follows describes briefly what we found when we followed up each of our concerns.",
    ),
    references_intro="",
)

_NORTHERN_IRELAND = replace(
    _2023,
    followed_up=(
        (
            "During this IRP, Inspectors followed up {items} from the most recent inspection of "
            "{estab} in {inspected}"
        ),
        "At this IRP visit, we followed up {items} from our most recent inspection in {inspected}",
    ),
    followed_up_themes=("and {edu} followed up {themes}",),
    counts=_2021.counts
    | {
        "hmi_prisons": (
            CountForm("We judged that there was {phrases}."),
            CountForm("Inspectors judged that there was {phrases}."),
        )
    },
    judgement={
        "hmi_prisons": (
            "We considered that {subject} had made {progress} in this area.",
            "Inspectors considered that {subject} had made {progress} against this concern.",
        ),
        "education": ("{edu} considered that {subject} had made {progress} against this theme.",),
    },
)

SETS = {"2019": _2019, "2021": _2021, "2023": _2023, "northern_ireland": _NORTHERN_IRELAND}
