"""The combinations of traits that are known, as layouts with a name."""

from __future__ import annotations

from irp.parser.layouts.base import Layout, Trait
from irp.record.vocabulary import SectionRole as Role

SECTION_N, CHAPTER_N, OTHER_SECTIONS = "“Section 1”", "“Chapter 1”", "other labels, or none"
NUMBERED_S, NUMBERED_N, UNNUMBERED = "S1 in the key findings", "1.1", "none"
CONCERNS, RECOMMENDATIONS = "concerns", "recommendations"
PRIORITIES_TOO, UNLABELLED = "recommendations and priority concerns", "none"
OWN_SECTION, INSIDE, NO_SUMMARY = "in its own section", "in the key findings", "none"
OF_PRISONS, OF_JUSTICE = "another", "a chief inspector of criminal justice"
"""The values of the traits, as messages name them."""


def _only(*values: str) -> frozenset[str]:
    return frozenset(values)


_SINCE_2021 = {
    Trait.SECTIONS: _only(SECTION_N),
    Trait.NUMBERS: _only(NUMBERED_N),
    Trait.SUMMARY: _only(OWN_SECTION),
    Trait.SIGNED: _only(OF_PRISONS),
}
_FINDINGS = (Role.SUMMARY, Role.KEY_FINDINGS, Role.PROGRESS)
_PROMISED = (*_FINDINGS, Role.JUDGEMENTS, Role.ABOUT, Role.TEAM, Role.BACK_MATTER)

KNOWN = (
    # Contents pages and first pages of two reports are known; the rest is from memory.
    Layout(
        "recommendations_2019",
        "Recommendations with a table of judgements, 2019 to early 2020",
        (2019, 2020),
        {
            Trait.SECTIONS: _only(SECTION_N),
            Trait.NUMBERS: _only(NUMBERED_S),
            Trait.LABELS: _only(RECOMMENDATIONS),
            Trait.SUMMARY: _only(INSIDE),
            Trait.SIGNED: _only(OF_PRISONS),
        },
        (Role.ABOUT, Role.KEY_FINDINGS, Role.SUMMARY, Role.PROGRESS, Role.TEAM),
    ),
    # Known from the report on HMP Chelmsford (2022).
    Layout(
        "recommendations_2021",
        "Recommendations with their concerns, 2021 to 2022",
        (2021, 2022),
        {**_SINCE_2021, Trait.LABELS: _only(RECOMMENDATIONS)},
        _PROMISED,
    ),
    # Inspections since May 2022 report key and priority concerns. The labels are from memory.
    Layout(
        "concerns_2023",
        "Concerns, since 2023",
        (2022, None),
        {**_SINCE_2021, Trait.LABELS: _only(CONCERNS)},
        _PROMISED,
    ),
    # The title of the review of Maghaberry (2023) is known; the rest is taken to be as in England.
    Layout(
        "northern_ireland_2023",
        "Concerns in Northern Ireland, since 2023",
        (2023, None),
        {
            **_SINCE_2021,
            Trait.SECTIONS: _only(SECTION_N, CHAPTER_N),
            Trait.LABELS: _only(CONCERNS, RECOMMENDATIONS, PRIORITIES_TOO),
            Trait.SIGNED: _only(OF_JUSTICE),
        },
        _PROMISED,
    ),
)

UNFAMILIAR = Layout(
    "unfamiliar",
    "Any other combination of traits",
    (2019, None),
    {},
    (*_FINDINGS, Role.ABOUT, Role.TEAM),
    ordered=False,
)
"""What a report is read by whose combination of traits has no name."""
