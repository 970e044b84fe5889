"""2023 to today: concerns, some of them priorities, and no recommendations.

Inspections since May 2022 report key and priority concerns; the reviews that follow them up keep
the four sections of 2021. The wording of the labels is known from memory only.
"""

from __future__ import annotations

from irp.parser.layouts import shared as wording
from irp.parser.layouts.base import Layout, Marker
from irp.parser.layouts.recommendations_2021 import SECTIONS
from irp.record.vocabulary import FollowUpKind, SectionRole

LAYOUT = Layout(
    id="concerns_2023",
    title="Concerns, since 2023",
    years=(2022, None),
    sections=SECTIONS,
    markers=(
        Marker(
            "section of progress against concerns", rf"^Section \d{{1,2}} {wording.PROGRESS_WORDS}"
        ),
        Marker(
            "concern introduced by its label",
            wording.CONCERN_LINE,
        ),
    ),
    absent=(
        Marker("recommendations introduced by a label", wording.RECOMMENDATION_LINE),
        Marker("key findings numbered S1, S2, …", r"^S1\.? [\p{L}\d]"),
        Marker("a chief inspector of criminal justice", wording.NORTHERN_IRELAND),
    ),
    labels=(
        wording.PRIORITY_CONCERN,
        wording.KEY_CONCERN,
        wording.CONCERN,
        wording.THEME,
    ),
    kind=FollowUpKind.CONCERN,
    summary_role=SectionRole.JUDGEMENTS,
    boilerplate=(wording.COVER,),
    sub_headings=(wording.POSITIVE_PRACTICE,),
)
