"""Northern Ireland: concerns, reviewed by CJI with HMI Prisons, RQIA and the ETI.

The review of Maghaberry (2023) says "Report of an Independent Review of Progress (IRP) at …";
the rest of the form is taken to be that of England and Wales, with the partners' names.
"""

from __future__ import annotations

from dataclasses import replace

from irp.parser.layouts import shared as wording
from irp.parser.layouts.base import Layout, Marker
from irp.parser.layouts.recommendations_2021 import SECTIONS
from irp.record.vocabulary import FollowUpKind, SectionRole

LAYOUT = Layout(
    id="northern_ireland_2023",
    title="Concerns in Northern Ireland, since 2023",
    years=(2023, None),
    sections=tuple(
        replace(spec, label=wording.CHAPTER_LABEL) if spec.label == wording.SECTION_LABEL else spec
        for spec in SECTIONS
    ),
    markers=(
        Marker(
            "section of progress against concerns",
            rf"^(?:Section|Chapter) \d{{1,2}}[.:]? {wording.PROGRESS_WORDS}",
        ),
        Marker("chief inspector of criminal justice", wording.NORTHERN_IRELAND),
        Marker(
            "concern introduced by its label",
            wording.CONCERN_LINE,
        ),
    ),
    absent=(Marker("key findings numbered S1, S2, …", r"^S1\.? [\p{L}\d]"),),
    labels=(
        wording.PRIORITY_CONCERN,
        wording.KEY_CONCERN,
        wording.CONCERN,
        wording.RECOMMENDATION,
        wording.THEME,
    ),
    kind=FollowUpKind.CONCERN,
    summary_role=SectionRole.JUDGEMENTS,
    boilerplate=(wording.COVER,),
    sub_headings=(wording.POSITIVE_PRACTICE,),
)
