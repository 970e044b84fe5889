"""What makes up the structure of a report, trait by trait: four known combinations, or any.

A known layout is a combination that reports are known to have. The layout "mixed" draws each
trait by itself from the seed, so a report may have any title with any numbering, label and summary.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any, Literal

from .document import Running
from .wordings import Labels

YearMonth = tuple[int, int]
_HEAD = "Report on an independent review of progress"
_TITLE, _OUTER = Running("{title}"), Running("", "{name} {page}", "{page} {name}", "")
_OUTER_HEAD = replace(_OUTER, header="{section}")
_NAME_HEAD = Running("{name}", header=_HEAD)


@dataclass(frozen=True)
class Traits:
    """The traits of one report.

    Titles may hold ``{edu}`` (the body that follows up themes) and have a part in square
    brackets that is printed only where there are themes. Of several values of a tuple, each
    report takes one.

    Attributes:
        like: the known layout whose nouns, signatures and wordings it has.
        visits: first and last month of a visit.
        parts: the parts in their order, each "section:", "appendix:" or "heading:" where it has
            such a label, or is a heading inside the part before it.
        summary, found, progress: what the numbers of their paragraphs start with.
        practice: notable positive practice is part of the key findings.
        inside: the summary of judgements is at the end of the key findings.
        made: says how many recommendations the inspection made.
        salt: so that the same seed gives other sentences in another layout.
        broken: a manual line break is between a section's label and its title.
        labelling: where a label of a follow-up is printed.
        ending: what follows a label.
        number_words: numbers in labels are words.
        references_in: the label or the text that references follow.
        under: a sub-heading between what was asked and the findings.
        entries: how an entry of a list of judgements is put.
    """

    like: str
    noun: Literal["recommendation", "concern"]
    visits: tuple[YearMonth, YearMonth]
    progress_titles: tuple[str, ...]
    parts: str = (
        "cover contents section:summary section:key_findings section:progress section:judgements"
        " appendix:about heading:team appendix:glossary back_matter"
    )
    summary_titles: tuple[str, ...] = ("Chief Inspector’s summary",)
    found_titles: tuple[str, ...] = ("Key findings",)
    judgement_titles: tuple[str, ...] = ("Summary of judgements",)
    team_title: str = "Inspection team"
    section: tuple[str, ...] = ("Section {n}",)
    appendix: str = "Appendix {roman}"
    summary: str = "1."
    found: str = "2."
    progress: str = "3."
    references: Literal["dotted", "S", "none"] = "dotted"
    practice: bool = True
    inside: bool = False
    wide: bool = True  # all kinds of establishment may be drawn
    made: bool = False
    salt: int = 0
    cover: str = f"{_HEAD} at"
    by: tuple[str, ...] = ("by HM Chief Inspector of Prisons",)
    running: tuple[Running, ...] = (_TITLE,)
    broken: bool = False
    capitals: bool = False  # titles of sections
    about_numbers: str = ""  # what the numbers of the paragraphs on the report start with
    labels: Labels | None = None  # None: those of the wording
    labelling: Literal["inline", "line", "heading", "cell", "none"] = "inline"
    ending: str = ":"
    number_words: bool = False
    references_in: Literal["text", "label"] = "text"
    under: str = ""
    entries: Literal["below", "grade", "first"] = "below"

    @property
    def found_first(self) -> bool:
        """Whether the key findings come before the chief inspector's summary."""
        return self.parts.index("key_findings") < self.parts.index("summary")

    @property
    def glossary_in_front(self) -> bool:
        return "glossary" not in self.parts

    @property
    def summarised(self) -> bool:
        """Whether there is a summary of judgements."""
        return self.inside or "judgements" in self.parts


_PROGRESS_2021 = "Progress against the key concerns and recommendations[ and {edu} themes]"
_PROGRESS_2023 = "Progress against our concerns[ and {edu} themes]"
_2021 = Traits("2021", "recommendation", ((2021, 10), (2022, 9)), (_PROGRESS_2021,), wide=False)
_2023 = Traits(
    "2023",
    "concern",
    ((2023, 4), (2025, 8)),
    (
        _PROGRESS_2023,
        _PROGRESS_2023,
        "Progress against the concerns[ and {edu} themes]",
        "Progress against key concerns[ and {edu} themes]",
    ),
    references="none",
    salt=23_000_011,
    running=(_TITLE, _TITLE, _NAME_HEAD),
)
KNOWN = {
    "2019": Traits(
        "2019",
        "recommendation",
        ((2019, 4), (2020, 3)),
        (
            _PROGRESS_2021,
            _PROGRESS_2021,
            "Progress against key recommendations[ and {edu} themes]",
        ),
        "cover copyright_page contents about key_findings section:summary section:progress"
        " section:appendices appendix:team appendix:photographs",
        team_title="Review team",
        section=("Section {n}.",),
        appendix="Appendix {roman}:",
        found="S",
        progress="2.",
        references="S",
        practice=False,
        inside=True,
        made=True,
        salt=19_000_003,
        running=(_OUTER_HEAD, _OUTER_HEAD, _OUTER),
    ),
    "2021": _2021,
    "2023": _2023,
    "northern_ireland": replace(
        _2023,
        like="northern_ireland",
        visits=((2023, 9), (2025, 6)),
        progress_titles=(
            "Progress against our concerns",
            "Progress against the concerns[ and {edu} themes]",
        ),
        summary_titles=(
            "Chief Inspectors’ summary",
            "Chief Inspectors’ foreword",
            "Chief Inspector’s summary",
        ),
        section=("Section {n}", "Section {n}", "Chapter {n}", "Chapter {n}:"),
        salt=31_000_037,
        cover="Report of an Independent Review of Progress (IRP) at",
        by=(
            (
                "by the Chief Inspector of Criminal Justice in Northern Ireland; HM Chief Inspector"
                " of Prisons; the Regulation and Quality Improvement Authority; and the Education"
                " and Training Inspectorate"
            ),
            (
                "by the Chief Inspector of Criminal Justice in Northern Ireland and HM Chief"
                " Inspector of Prisons, with the RQIA and the ETI"
            ),
            (
                "by HM Chief Inspector of Prisons and the Chief Inspector of Criminal Justice in"
                " Northern Ireland"
            ),
        ),
        running=(_TITLE, _OUTER_HEAD),
    ),
}
MIXED = "mixed"
LAYOUTS = (*KNOWN, MIXED)

_ANY: dict[str, tuple[Any, ...]] = {
    "progress_titles": tuple(
        (title,)
        for title in (
            _PROGRESS_2021,
            _PROGRESS_2023,
            "Progress on what we followed up",
            "Our findings on progress",
            "What became of what we had asked for",
            "Follow-up of the last inspection",
            "What we found on our return",
            "Progress made since the inspection",
        )
    ),
    "summary_titles": (
        ("Chief Inspector’s summary",),
        ("Chief Inspector’s foreword",),
        ("Summary by the Chief Inspector",),
        ("Introduction by the Chief Inspector of Prisons",),
    ),
    "found_titles": (("Key findings",), ("Main findings",), ("Summary of key findings",)),
    "judgement_titles": (
        ("Summary of judgements",),
        ("List of judgements",),
        ("Overview of progress",),
        ("Our judgements in summary",),
        ("The judgements at a glance",),
    ),
    "team_title": ("Inspection team", "Review team", "Our inspection team"),
    "section": (
        ("Section {n}",),
        ("Section {n}:",),
        ("Section {n}.",),
        ("Section {n} –",),
        ("{n}.",),
        ("{n}",),
        ("Part {n}",),
        ("Chapter {n}:",),
        ("Section {word}",),
        ("",),
    ),
    "appendix": ("Appendix {roman}", "Appendix {n}:", "Annex {letter}", "Appendix {letter} –", ""),
    "cover": (f"{_HEAD} at", "Report of an Independent Review of Progress (IRP) at"),
    "by": (("by HM Chief Inspector of Prisons",), ("by HM Inspector of Prisons",)),
    "running": ((_TITLE,), (_OUTER,), (_OUTER_HEAD,), (_NAME_HEAD,), (Running("", "{page}"),)),
    "broken": (False, False, True),
    "capitals": (False, False, False, True),
    "about_numbers": ("", "", "A"),
    "practice": (True, True, False),
    "labels": (
        None,
        None,
        Labels(theme="{edu} theme {n}"),
        Labels(theme="Theme"),
        Labels(recommendation="Key recommendation"),
        Labels(concern="Main concern", recommendation="Main recommendation"),
        Labels("Area of concern", priority="Priority area of concern", key="Key area of concern"),
    ),
    "labelling": ("inline", "inline", "line", "heading", "cell", "none"),
    "ending": (":", ":", " –", " -"),
    "number_words": (False, False, True),
    "references_in": ("text", "text", "label"),
    "under": ("", "", "", "Findings", "Progress since the inspection"),
    "entries": ("below", "below", "grade", "first"),
}
"""What each trait may be where it is drawn by itself."""
_FRONTS = ("contents", "contents", "copyright_page contents", "")
_OPENINGS = ("section:summary section:key_findings", "section:key_findings section:summary")
_SUMMARIES = (*["section:judgements"] * 3, "appendix:judgements", "inside", "")
_BACKS = (
    "appendix:about heading:team appendix:glossary back_matter",
    "appendix:about appendix:team appendix:glossary back_matter",
    "section:about heading:team back_matter",
    "section:appendices appendix:about appendix:team appendix:photographs back_matter",
    "appendix:team appendix:about back_matter",
)


@cache
def traits(layout: str, seed: int) -> Traits:
    """The traits of the report with this seed."""
    return KNOWN[layout] if layout in KNOWN else _mixed(Random(f"{seed}/traits"))


def _mixed(rng: Random) -> Traits:
    """Each trait drawn by itself; what cannot be printed together is put right."""
    like = KNOWN[rng.choice(("2019", "2021", "2021", "2023", "2023", "northern_ireland"))]
    drawn = {name: rng.choice(values) for name, values in _ANY.items()}
    summary = rng.choice(_SUMMARIES)
    inside = summary == "inside"
    opening, back = rng.choice(_OPENINGS), rng.choice(_BACKS)
    front = rng.choice(_FRONTS)
    if "copyright_page" in front:
        back = back.removesuffix(" back_matter")
    parts = f"cover {front} {opening} section:progress"
    if back.startswith("section:appendices") and summary.startswith("appendix"):
        back = back.replace("section:appendices", f"section:appendices {summary}")
        summary = ""
    parts += f" {'' if inside else summary} {back}"
    names = [part.partition(":")[2] for part in parts.split() if part.startswith("section:")]
    drawn["broken"] &= "Section" in drawn["section"][0]
    lettered = drawn["section"] == ("",) or rng.random() < 0.2
    prefixes = {name: f"{n}." for n, name in enumerate(names, 1)}
    if drawn["labelling"] != "inline":
        drawn["ending"] = rng.choice((":", ""))
    if like.like == "northern_ireland":
        drawn |= {"cover": like.cover, "by": (rng.choice(like.by),)}
    return replace(
        like,
        **drawn,
        parts=parts,
        inside=inside,
        summary=prefixes["summary"],
        found="S" if lettered and opening.startswith("section:key") else prefixes["key_findings"],
        progress=prefixes["progress"],
        wide=True,
        salt=47_000_017,
    )
