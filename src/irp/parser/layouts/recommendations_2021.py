"""2021 to 2022: a concern and a recommendation with a reference, four sections, two appendices.

Known from the report on HMP Chelmsford (2022).
"""

from __future__ import annotations

from irp.parser.layouts import shared as wording
from irp.parser.layouts.base import Layout, Marker, SectionSpec
from irp.record.vocabulary import FollowUpKind, SectionRole

SECTIONS = (
    SectionSpec(
        SectionRole.SUMMARY,
        wording.SUMMARY_TITLE,
        wording.SECTION_LABEL,
        numbering=r"{n}\.\d{1,3}",
    ),
    SectionSpec(
        SectionRole.KEY_FINDINGS,
        wording.KEY_FINDINGS_TITLE,
        wording.SECTION_LABEL,
        numbering=r"{n}\.\d{1,3}",
    ),
    SectionSpec(
        SectionRole.PROGRESS,
        wording.PROGRESS_TITLE,
        wording.SECTION_LABEL,
        numbering=r"{n}\.\d{1,3}",
    ),
    SectionSpec(SectionRole.JUDGEMENTS, wording.JUDGEMENTS_TITLE, wording.SECTION_LABEL),
    SectionSpec(SectionRole.ABOUT, wording.ABOUT_TITLE, wording.APPENDIX_LABEL),
    SectionSpec(SectionRole.TEAM, wording.TEAM_TITLE, nested=True),
    SectionSpec(SectionRole.GLOSSARY, wording.GLOSSARY_TITLE, wording.APPENDIX_LABEL),
    SectionSpec(SectionRole.BACK_MATTER, wording.BACK_MATTER_TITLE, telling=True, anywhere=True),
)
"""The sections since 2021, which later layouts keep."""

LAYOUT = Layout(
    id="recommendations_2021",
    title="Recommendations with their concerns, 2021 to 2022",
    years=(2021, 2022),
    sections=SECTIONS,
    markers=(
        Marker(
            "section of progress against recommendations",
            rf"^Section \d{{1,2}} {wording.PROGRESS_WORDS}",
        ),
        Marker("recommendation introduced by its label", wording.RECOMMENDATION_LINE),
    ),
    absent=(
        Marker("priority concerns introduced by a label", r"^Priority concern[^:.]{0,40}:"),
        Marker("key findings numbered S1, S2, …", r"^S1\.? [\p{L}\d]"),
        Marker("a chief inspector of criminal justice", wording.NORTHERN_IRELAND),
    ),
    labels=(wording.NAMED_CONCERN, wording.RECOMMENDATION, wording.THEME),
    kind=FollowUpKind.RECOMMENDATION,
    summary_role=SectionRole.JUDGEMENTS,
    boilerplate=(wording.COVER,),
    sub_headings=(wording.POSITIVE_PRACTICE,),
)
