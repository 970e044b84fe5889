"""The kinds of place as reports print them: alternatives of a pattern, whose case matters."""

from __future__ import annotations

BEFORE = (
    r"HMP(?:\s*(?:/|&|and)\s*(?:HM\s?)?(?:YOI|Young Offender Institution))?|HMPYOI"
    r"|HM\s?YOI(?:\s*(?:/|&|and)\s*HMP)?"
    r"|HM Prison(?:\s*(?:/|&|and)\s*Young Offender Institution)?|YOI|IRC|STC|SCH|CEM"
)
"""Kinds printed before a name: "HMP", "HMP & YOI"."""
AFTER = (
    "Immigration Removal Centre|Immigration Detention Centre|Secure Training Centre|Secure School"
    "|Secure College|Young Offender Institution|Young Offenders[’']? Centre|Youth Detention Centre"
    "|Residential Short-term Holding Facility|Pre-departure Accommodation|Women[’']s Prison|Prison"
    "|IRC|STC|YOI"
)
"""Kinds printed after a name: "Immigration Removal Centre"."""
