"""The second set of wordings that rules may be written against, for each layout."""

from __future__ import annotations

from dataclasses import replace

from . import CountForm, Labels, Wording

_2021 = Wording(
    name="other",
    followed_up=(
        "During this review we followed up {items} made at our full inspection in {inspected}",
        (
            "This independent review of progress followed up {items} made at our inspection of "
            "{estab} in {inspected}"
        ),
        "We reviewed progress against {items} from the inspection report of {inspected}",
    ),
    followed_up_themes=(
        ", and {edu} inspectors followed up {themes}",
        ", and {edu} reviewed {themes} from its own last visit",
    ),
    counts={
        "hmi_prisons": (
            CountForm("We found that there had been {phrases}."),
            CountForm("Our inspectors concluded that there had been {phrases}."),
            CountForm("We judged progress as follows: {phrases}."),
            CountForm("Of the {total} that we followed up, {phrases}.", "{n} had seen {progress}"),
        ),
        "education": (
            CountForm("{edu} inspectors found {phrases}."),
            CountForm("{edu} concluded that there had been {phrases}."),
        ),
    },
    judgement={
        "hmi_prisons": (
            "We judged that {subject} had made {progress} against this {noun}.",
            "We considered that there had been {progress} against this {noun}.",
            "We concluded that {subject} had made {progress} in addressing this {noun}.",
            "Inspectors judged that overall {subject} had made {progress} against this {noun}.",
        ),
        "education": (
            "{edu} judged that {subject} had made {progress} against this theme.",
            "{edu} inspectors considered that {subject} had made {progress} in this theme.",
        ),
    },
    captions={
        "outcomes": (
            "Healthy prison outcomes at {estab} in {years}",
            "{estab}: healthy prison outcomes, {years}",
        ),
        "hmi_prisons": (
            "HMI Prisons judgements of progress against {noun}s (n={n})",
            "Progress against {noun}s followed up by HMI Prisons (n = {n})",
        ),
        "education": (
            "{edu} judgements of progress against themes (n={n})",
            "Progress against themes followed up by {edu} (n = {n})",
        ),
    },
    chart_notes=(
        "The {noun}s that {edu} looked at within its themes are not shown.",
        "The chart does not include what {edu} followed up.",
    ),
    practice_definition=(
        "Notable positive practice is work that others could learn from: it is original, or done "
        "particularly well, and there is evidence of its benefit to {people}."
    ),
    practice_found="We found {examples} of notable positive practice during this review.",
    prose_one=("We followed up one {noun} and found {progress}.",),
    prose_total=(
        "We looked at {total} and judged that there was {short}.",
        "Across the {total} that we reviewed, we found {short}.",
    ),
    prose_merged=(
        "In {done} of the {total} progress was good or reasonable, but there was {short}.",
        "Good or reasonable progress had been made in {done} of the {total}, and {short}.",
    ),
    prose_themes=(
        "In education, skills and work, {edu} found {short_noun}.",
        "{edu} looked at {total} and found {short}.",
    ),
    progress_intro=(
        "This section sets out what we found when we followed up each {noun}.",
        "In this section we describe the progress made against each {noun} since {inspected}.",
    ),
    references_intro="Numbers in brackets are those of paragraphs in the inspection report.",
    judgements_intro=(
        "The judgements made at this visit are summarised below.",
        "This is a summary of the {noun}s{and_themes} and of our judgements.",
    ),
    team_intro="The members of the review team were:",
    labels=Labels(concern="Key concern", recommendation="Key recommendation"),
    table_opening="A summary of the judgements is set out below.",
)

_2019 = replace(
    _2021,
    followed_up=(
        (
            "We followed up {count} of the {made} key {noun}s made at our most recent inspection "
            "in {inspected}"
        ),
        "At this visit we followed up {items} from the inspection in {inspected}",
    ),
    followed_up_themes=("{edu} inspectors followed up {themes}",),
    table_opening="Our summary of judgements is as follows.",
)

_2023 = replace(
    _2021,
    followed_up=(
        "During this review we followed up {items} raised at our inspection in {inspected}",
        (
            "This independent review of progress followed up {items} raised at our inspection of "
            "{estab} in {inspected}"
        ),
    ),
    judgement={
        "hmi_prisons": (
            "We judged that {subject} had made {progress} in this area.",
            "We considered that there had been {progress} in addressing this concern.",
            "We considered that overall {subject} had made {progress} in this area.",
        ),
        "education": (
            "{edu} judged that {subject} had made {progress} against this theme.",
            "{edu} considered that {subject} had made {progress} in this theme.",
        ),
    },
    references_intro="",
    labels=Labels(),
)

SETS = {
    "2019": _2019,
    "2021": _2021,
    "2023": _2023,
    "northern_ireland": replace(
        _2023,
        counts=_2021.counts
        | {"hmi_prisons": (CountForm("Inspectors found that there had been {phrases}."),)},
        judgement=_2023.judgement
        | {
            "hmi_prisons": (
                "Inspectors judged that {subject} had made {progress} in this area.",
                "Inspectors considered that there had been {progress} against this concern.",
            )
        },
    ),
}
