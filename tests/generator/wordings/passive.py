"""A set of wordings in the passive: what was made, found and followed up; bodies at the end."""

from __future__ import annotations

from dataclasses import replace

from . import CountForm, Labels, Wording

_2021 = Wording(
    name="passive",
    followed_up=(
        "At this visit, progress was reviewed against {items} from the inspection in {inspected}",
        "{items} from our inspection in {inspected} were followed up at this visit",
        "During our visit we looked again at {items} that we had made in {inspected}",
        "We returned to {estab} to follow up {items} from our inspection in {inspected}",
    ),
    followed_up_themes=(
        "{themes} were followed up by {edu}",
        ", and {themes} were reviewed by colleagues from {edu}",
        "{edu} inspectors followed up on {themes} from their last visit",
    ),
    counts={
        "hmi_prisons": (
            CountForm(
                "{phrases}.",
                "{progress} had been made against {items}",
                "{progress} against {n}",
                "{progress} against the remaining {n}",
            ),
            CountForm(
                "Progress was judged to be {phrases}.",
                "{adjective} for {items}",
                "{adjective} for {n}",
            ),
            CountForm(
                "Of the {total} followed up, {phrases}.",
                "{n} {was} judged to show {progress}",
                "{n} {progress}",
            ),
            CountForm("{phrases}.", "{items} had seen {progress}", "{n} had seen {progress}"),
        ),
        "education": (
            CountForm(
                "{edu} found that {phrases}.",
                "{progress} had been made in {items}",
                "{progress} in {n}",
            ),
            CountForm("{phrases}.", "{items} {was} judged by {edu} to show {progress}"),
        ),
    },
    judgement={
        "hmi_prisons": (
            "Progress against this {noun} was judged to be {adjective}.",
            "It was our judgement that {progress} had been made against this {noun}.",
            "In our view, there had been {progress} in addressing this {noun}.",
            "Overall, {progress} had been made against this {noun}.",
        ),
        "education": (
            "Progress against this theme was judged by {edu} to be {adjective}.",
            "In {edu}’s view, there had been {progress} against this theme.",
        ),
    },
    captions={
        "outcomes": ("Healthy prison outcomes for {estab}, {years}",),
        "hmi_prisons": (
            "Judgements made against HMI Prisons {noun}s (n={n})",
            "Outcome of our follow-up of {noun}s (n={n})",
        ),
        "education": (
            "Judgements made against {edu} themes (n={n})",
            "Outcome of the follow-up of themes by {edu} (n={n})",
        ),
    },
    chart_notes=("Any {noun}s that were followed up by {edu} are not shown here.",),
    practice_definition=(
        "Work is called notable positive practice where it is well ahead of what is done elsewhere "
        "and where its benefit to {people} can be shown."
    ),
    practice_found="{examples} of notable positive practice were noted at this visit.",
    prose_one=("{progress} had been made against the one {noun} that was followed up.",),
    prose_total=(
        "Of the {total} that were followed up, there was {short}.",
        "{total} were followed up, and there had been {short}.",
    ),
    prose_merged=(
        "Progress was good or reasonable in {done} of the {total}, but there was {short}.",
    ),
    prose_themes=("In education, {edu} found {short_noun}.",),
    progress_intro=(
        "Each {noun} is given in bold, followed by a short account of what was found.",
    ),
    references_intro="The paragraph of the inspection report is given in brackets.",
    judgements_intro=("The {noun}s{and_themes} that were followed up are listed here.",),
    team_intro="The visit was carried out by the following inspectors:",
    labels=Labels(concern="Main concern", recommendation="Main recommendation"),
    short="{progress} against {n}{noun}",
    table_opening="The judgements made at this visit are summarised in the table below.",
    heads="area",
    columns=("Recommendation", "Judgement made"),
)

_2023 = replace(
    _2021,
    followed_up=(
        "At this visit, progress was reviewed against {items} raised in {inspected}",
        "{items} raised at our inspection in {inspected} were revisited at this visit",
    ),
    judgement={
        "hmi_prisons": (
            "Progress in this area was judged to be {adjective}.",
            "It was our judgement that {progress} had been made in this area.",
            "In our judgement, {subject} had made {progress} in tackling this concern.",
        ),
        "education": _2021.judgement["education"],
    },
    references_intro="",
    labels=Labels(),
    columns=("Concern", "Judgement made"),
)

SETS = {"2019": _2021, "2021": _2021, "2023": _2023, "northern_ireland": _2023}
