"""2021 to 2022: a concern and a recommendation with a reference, four sections, two appendices.

Known from the report on HMP Chelmsford (2022).
"""

from __future__ import annotations

from irp.layouts import wording
from irp.layouts.base import Layout, Marker, SectionSpec, SummaryForm
from irp.vocabulary import FollowUpKind, SectionRole

LAYOUT = Layout(
    id="recommendations_2021",
    title="Recommendations with their concerns, 2021 to 2022",
    years=(2021, 2022),
    sections=(
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
        SectionSpec(SectionRole.BACK_MATTER, wording.BACK_MATTER_TITLE),
    ),
    markers=(
        Marker("a section of progress against recommendations", r"Section \d Progress against"),
        Marker("a section of judgements", r"Section \d Summary of judgements"),
        Marker("recommendations introduced by a label", r"\bRecommendation: "),
    ),
    absent=(
        Marker("priority or key concerns introduced by a label", r"\b(?:Priority|Key) concern: "),
        Marker("key findings numbered S1, S2, …", r"\bS1 At this"),
    ),
    labels=(wording.CONCERN, wording.RECOMMENDATION, wording.THEME),
    kind=FollowUpKind.RECOMMENDATION,
    summary_role=SectionRole.JUDGEMENTS,
    summary_form=SummaryForm.LIST,
    boilerplate=(
        wording.COVER,
    ),
    sub_headings=(wording.POSITIVE_PRACTICE,),
)
