"""Inspectors assess, conclude and report; their counts are put in several ways."""

from __future__ import annotations

from dataclasses import replace

from . import CountForm, Labels, Wording

_2021 = Wording(
    name="assessed",
    followed_up=(
        (
            "Our review covered {items} from the report of the full inspection that took place in "
            "{inspected}"
        ),
        "In the course of this visit we revisited {items} that we had made in {inspected}",
        "For this IRP, HMI Prisons selected {items} from the inspection carried out in {inspected}",
    ),
    followed_up_themes=(
        ", while {edu} selected {themes}",
        "; {edu} colleagues revisited {themes}",
    ),
    counts={
        "hmi_prisons": (
            CountForm("In our judgement, progress was {phrases}.", "{adjective} in {items}"),
            CountForm("Inspectors assessed {phrases}.", "{items} as having seen {progress}"),
            CountForm("The picture was one of {phrases}.", "{progress} for {items}"),
            CountForm("Among the {total}, {phrases}.", "{n} {was} judged to show {progress}"),
        ),
        "education": (
            CountForm("{edu} inspectors rated progress as {phrases}.", "{adjective} in {items}"),
            CountForm("In {edu}’s judgement there was {phrases}.", "{progress} for {items}"),
        ),
    },
    judgement={
        "hmi_prisons": (
            "We assessed that {subject} had made {progress} in relation to this {noun}.",
            "In our view, {subject} had made {progress} on this {noun}.",
            "Overall, we found that {subject} had made {progress} towards achieving this {noun}.",
            "HMI Prisons concluded that {progress} had been made against this {noun}.",
        ),
        "education": (
            "{edu} assessed that {subject} had made {progress} in respect of this theme.",
            "Overall, {edu} found that {progress} had been made against this theme.",
        ),
    },
    captions={
        "outcomes": (
            "How {estab} was graded on the healthy prison tests in {years}",
            "Outcomes for {people} at {estab}, {years}",
        ),
        "hmi_prisons": (
            "Judgements by HMI Prisons on the {noun}s followed up (n={n})",
            "HMI Prisons {noun}s: judgements at this visit (n={n})",
        ),
        "education": (
            "Judgements by {edu} on the themes followed up (n={n})",
            "{edu} themes: judgements at this visit (n={n})",
        ),
    },
    chart_notes=(
        "Matters that form part of an {edu} theme have been left out of this {chart} chart.",
        "{edu} reports separately on its own themes, which are not included here.",
    ),
    practice_definition=(
        "Examples of notable positive practice are included where we believe that other "
        "establishments would gain from hearing about them. We ask whether an idea is new, "
        "whether it works for {people} and whether it would work elsewhere."
    ),
    practice_found="At this visit there were {examples} of notable positive practice.",
    prose_one=("Our one {noun} had seen {progress}.",),
    prose_total=(
        "The {total} that I asked my team to look at had led to {short}.",
        "My inspectors revisited {total}; the outcome was {short}.",
    ),
    prose_merged=(
        (
            "I was able to report good or reasonable progress for {done} of the {total}, set "
            "against {short}."
        ),
    ),
    prose_themes=(
        "For its part, {edu} reported {short_noun}.",
        "{edu} inspectors revisited {total}, with the outcome of {short}.",
    ),
    progress_intro=(
        "Our findings on each {noun} that was selected for this visit are given here in turn.",
        "For each {noun} we say below what had changed since the inspection in {year}.",
    ),
    references_intro="References are to paragraphs of the full report.",
    judgements_intro=(
        "Here we bring together the {noun}s{and_themes} and the judgements that we reached.",
        "Judgements reached at this visit are brought together in this section.",
    ),
    team_intro="Those who took part in this visit were:",
    labels=Labels(
        concern="Main concern",
        recommendation="Main recommendation",
    ),
    table_opening="The judgements are summarised in the table below.",
)

_2019 = replace(
    _2021,
    followed_up=(
        "Our review covered {count} of the {made} {noun}s that we made in {inspected}",
        "In the course of this visit we revisited {items} that we had made in {inspected}",
    ),
    followed_up_themes=("{edu} colleagues revisited {themes}",),
    labels=Labels(concern="Key concern", recommendation="Key recommendation"),
)

_2023 = replace(
    _2021,
    followed_up=(
        "Our review covered {items} reported after the inspection in {inspected}",
        "For this IRP, HMI Prisons selected {items} reported in {inspected}",
    ),
    judgement={
        "hmi_prisons": (
            "We assessed that {subject} had made {progress} in relation to this concern.",
            "In our view, {subject} had made {progress} in this area.",
            "Overall, we found that {progress} had been made in this area.",
        ),
        "education": _2021.judgement["education"],
    },
    references_intro="",
    labels=Labels(concern="Concern"),
)

SETS = {"2019": _2019, "2021": _2021, "2023": _2023, "northern_ireland": _2023}
