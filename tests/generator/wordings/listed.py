"""A set of wordings that likes lists: counts behind dashes and colons, in bullets, in digits."""

from __future__ import annotations

from dataclasses import replace

from . import CountForm, Labels, Wording

_2021 = Wording(
    name="listed",
    followed_up=(
        "This review considered {items} from the inspection of {estab} in {inspected}",
        "We assessed the progress made against {items} from the inspection in {inspected}",
        "Inspectors examined progress against {items} made in {inspected}",
    ),
    followed_up_themes=(
        "{edu} assessed progress against {themes}",
        "; {edu} considered {themes}",
    ),
    counts={
        "hmi_prisons": (
            CountForm("HMI Prisons judged that there was: • {phrases}.", between=" • "),
            CountForm("Our judgements were: {phrases}.", between="; "),
            CountForm(
                "Our judgements were as follows: {phrases}.", "{progress} – {items}", between="; "
            ),
            CountForm("We made these judgements: {phrases}.", "{progress} ({items})", between=", "),
            CountForm(
                "We assessed progress as {phrases}.", "{adjective} in {items}", "{adjective} in {n}"
            ),
            CountForm(
                "We gave a judgement of {phrases}.", "{progress} for {items}", "{progress} for {n}"
            ),
        ),
        "education": (
            CountForm("{edu} judged as follows: {phrases}.", "{progress} in {items}", between="; "),
            CountForm("{edu}’s judgements were {phrases}."),
            CountForm(
                "{edu} judged that leaders had made {phrases}.",
                "{progress} against {items}",
                "{progress} against {n}",
                "{progress} against the other {n}",
            ),
        ),
    },
    judgement={
        "hmi_prisons": (
            "Our judgement was that {subject} had made {progress} against this {noun}.",
            "For these reasons, we judged that {subject} had made {progress} with this {noun}.",
            "We judged progress against this {noun} to be {adjective}.",
        ),
        "education": (
            "{edu}’s judgement was that {subject} had made {progress} against this theme.",
            "{edu} judged progress in this theme to be {adjective}.",
        ),
    },
    captions={
        "outcomes": ("{estab} healthy prison outcomes, {years}",),
        "hmi_prisons": (
            "Our judgements on {noun}s (n={n})",
            "HMI Prisons {noun}s: progress made (n={n})",
        ),
        "education": ("{edu} judgements on themes (n={n})", "{edu} themes: progress made (n={n})"),
    },
    chart_notes=("This leaves out the {noun}s that {edu} dealt with under its themes.",),
    practice_definition=(
        "By notable positive practice we mean ways of working that are new, or better than usual, "
        "and that have been shown to help {people}."
    ),
    practice_found="Our inspectors identified {examples} of notable positive practice.",
    prose_one=("We judged that there was {progress} against the one {noun} we reviewed.",),
    prose_total=(
        "We considered {total} and judged that there was {short}.",
        "Our judgements on the {total} were {short}.",
    ),
    prose_merged=(
        "In {done} of the {total} there was good or reasonable progress; there was {short}.",
    ),
    prose_themes=("{edu} judged that there was {short_noun}.",),
    progress_intro=(
        "The next pages take each {noun} in turn and set out what has been done since {inspected}.",
    ),
    references_intro="References are to paragraphs of the inspection report.",
    judgements_intro=(
        "This is a list of the {noun}s{and_themes} that were reviewed, with our judgements.",
    ),
    team_intro="The review team consisted of:",
    labels=Labels(),
    table_opening="The following table shows our judgements.",
    entry="Judgement: {judgement}",
)

_2019 = replace(_2021, entry="{judgement}")
_2023 = replace(
    _2021,
    followed_up=(
        "This review considered {items} raised at the inspection of {estab} in {inspected}",
        "We assessed the progress made against {items} from the inspection in {inspected}",
    ),
    judgement={
        "hmi_prisons": (
            "Our judgement was that {subject} had made {progress} in this area.",
            "On balance, we judged that {subject} had made {progress} with this concern.",
            "We judged progress against this concern to be {adjective}.",
        ),
        "education": _2021.judgement["education"],
    },
    references_intro="",
)

SETS = {"2019": _2019, "2021": _2021, "2023": _2023, "northern_ireland": _2023}
