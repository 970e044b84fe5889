"""2019 to early 2020: key findings numbered S1, S2, …, the summary of judgements a table in them.

Contents pages and first pages of two reports are known; the rest is from memory.
"""

from __future__ import annotations

from irp.parser.layouts import shared as wording
from irp.parser.layouts.base import Layout, Marker, SectionSpec
from irp.record.vocabulary import FollowUpKind, SectionRole

LAYOUT = Layout(
    id="recommendations_2019",
    title="Recommendations with a table of judgements, 2019 to early 2020",
    years=(2019, 2020),
    sections=(
        SectionSpec(
            SectionRole.BACK_MATTER,
            wording.BACK_MATTER_TITLE,
            required=False,
            telling=True,
            anywhere=True,
        ),
        SectionSpec(SectionRole.GLOSSARY, wording.GLOSSARY_TITLE, required=False),
        SectionSpec(SectionRole.ABOUT, wording.ABOUT_TITLE),
        SectionSpec(SectionRole.KEY_FINDINGS, wording.KEY_FINDINGS_TITLE, numbering=r"S\d{1,2}"),
        SectionSpec(
            SectionRole.SUMMARY,
            wording.SUMMARY_TITLE,
            wording.SECTION_LABEL,
            numbering=r"{n}\.\d{1,3}",
        ),
        SectionSpec(
            SectionRole.PROGRESS,
            wording.PROGRESS_TITLE,
            wording.SECTION_LABEL,
            numbering=r"{n}\.\d{1,3}",
        ),
        SectionSpec(
            SectionRole.APPENDICES, wording.APPENDICES_TITLE, wording.SECTION_LABEL, required=False
        ),
        SectionSpec(SectionRole.TEAM, wording.TEAM_TITLE, wording.APPENDIX_LABEL),
        SectionSpec(
            SectionRole.PHOTOGRAPHS,
            wording.PHOTOGRAPHS_TITLE,
            wording.APPENDIX_LABEL,
            required=False,
        ),
    ),
    markers=(
        Marker("key findings numbered S1, S2, …", r"^S1\.? [\p{L}\d‘“]"),
        Marker("section of progress", rf"^Section \d{{1,2}}[.:]? {wording.PROGRESS_WORDS}"),
        Marker("recommendation introduced by its label", wording.RECOMMENDATION_LINE),
    ),
    absent=(
        Marker("a section of judgements", rf"^Section \d{{1,2}}[.:]? {wording.JUDGEMENTS_TITLE}"),
    ),
    labels=(wording.NAMED_CONCERN, wording.RECOMMENDATION, wording.THEME),
    kind=FollowUpKind.RECOMMENDATION,
    summary_role=SectionRole.KEY_FINDINGS,
    summary_opening=wording.SUMMARY_OPENING,
    boilerplate=(wording.COVER, wording.PARTNERS),
    sub_headings=(wording.POSITIVE_PRACTICE,),
)
