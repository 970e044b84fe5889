"""A terse set of wordings: short sentences without a frame, nouns left out."""

from __future__ import annotations

from dataclasses import replace

from . import CountForm, Labels, Wording

_2021 = Wording(
    name="terse",
    followed_up=(
        "We went back to {items} from {inspected}",
        "We checked progress on {items} from our inspection in {inspected}",
        "We followed up a total of {items} from the inspection in {inspected}",
    ),
    followed_up_themes=(
        "{edu} checked progress on {themes}",
        ", and {edu} on {themes}",
    ),
    counts={
        "hmi_prisons": (
            CountForm("Of these, {phrases}.", "{n} had made {progress}", "{n} {progress}"),
            CountForm(
                "The prison had made {phrases}.", "{progress} in {items}", "{progress} in {n}"
            ),
            CountForm("We found {phrases}.", "{progress} in {items}", "{progress} in {n}"),
            CountForm("{phrases}.", "{Items} showed {progress}", between=". "),
            CountForm(
                "In {phrases}.", "{items} progress was {adjective}", "in {n} it was {adjective}"
            ),
        ),
        "education": (
            CountForm("{edu} found {phrases}.", "{progress} in {items}", "{progress} in {n}"),
            CountForm(
                "{edu} saw {phrases}.",
                "{progress} in {items}",
                "{progress} in {n}",
                "{progress} in the remaining {n}",
            ),
        ),
    },
    judgement={
        "hmi_prisons": (
            "{subject} had made {progress} against this {noun}.",
            "There had been {progress} against this {noun}.",
            "Progress against this {noun} was {adjective}.",
        ),
        "education": (
            "{edu} found {progress} against this theme.",
            "{edu} judged that there was {progress} in this theme.",
        ),
    },
    captions={
        "outcomes": ("Outcomes at {estab}, {years}",),
        "hmi_prisons": ("Progress on our {noun}s (n={n})", "HMI Prisons {noun}s (n={n})"),
        "education": ("Progress on {edu} themes (n={n})", "{edu} themes (n={n})"),
    },
    chart_notes=("{edu} themes are shown apart.",),
    practice_definition="Notable positive practice is work from which others could learn.",
    practice_found="There were {examples} of notable positive practice.",
    prose_one=("We found {progress} against the one {noun} that we followed up.",),
    prose_total=("We found {short} of the {total}.", "Of {total}, we found {short}."),
    prose_merged=("{done} of the {total} had made good or reasonable progress, with {short}.",),
    prose_themes=("{edu} found {short_noun}.",),
    progress_intro=("What we found is set out below.",),
    references_intro="",
    judgements_intro=("Our judgements, in full:",),
    team_intro="Our team:",
    labels=Labels(theme="Theme {n}"),
    table_opening="Our judgements were as follows.",
    heads="none",
    columns=("What we followed up", "Progress"),
)

_2023 = replace(
    _2021,
    judgement={
        "hmi_prisons": (
            "{subject} had made {progress} in this area.",
            "There was {progress} in this area.",
            "Progress in addressing this concern was {adjective}.",
        ),
        "education": _2021.judgement["education"],
    },
)

SETS = {"2019": _2021, "2021": _2021, "2023": _2023, "northern_ireland": _2023}
