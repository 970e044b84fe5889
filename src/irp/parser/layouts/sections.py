"""The sections of the reports: the titles and labels that each is known by."""

from __future__ import annotations

from irp.parser.layouts.base import SectionSpec
from irp.record.vocabulary import SectionRole

_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight"
SECTION_LABEL = (
    rf"(?:(?:Section|Chapter|Part)\s+(?P<number>\d{{1,2}}|{_NUMBER_WORDS}|[IVX]{{1,4}})"
    r"[.:]?(?:\s+[–—-])?|\d{1,2}[.:)]?(?:\s+[–—-])?)"
)
APPENDIX_LABEL = (
    rf"(?:(?:Appendix|Annex)(?:\s+(?P<number>\d{{1,2}}|{_NUMBER_WORDS}|[IVX]{{1,4}}|[A-H])"
    rf"[.:]?(?:\s+[–—-])?|:|\s+[–—-])|{SECTION_LABEL})"
)
UNKNOWN_TITLE = rf"(?P<label>{APPENDIX_LABEL})\s+(?P<title>\p{{Lu}}[^.!?]{{3,150}})"
"""A heading with the label of a section or appendix and a title that no table has."""

_CHIEF = r"(?:HM )?Chief Inspector(?:[’']s|s[’'])"
_SUMMARY = (
    rf"(?:(?:{_CHIEF} (?:summary|foreword|introduction|overview))"
    r"|(?:Summary|Foreword|Introduction|Overview) (?:by|from) (?:the |HM )*Chief Inspector"
    r"(?: of Prisons)?)"
)
_KEY_FINDINGS = r"(?:(?:(?:Our|Main|Summary of(?: the)?) )?Key findings|(?:Our|Main) findings)"
PROGRESS_WORDS = (
    r"(?:Our (?:findings|review) (?:on|of) )?Progress (?:made )?"
    r"(?:against|on|towards|in (?:relation to|addressing|implementing))"
)
"""How the title of the section of progress begins."""
_PROGRESS = (
    rf"{PROGRESS_WORDS}(?:,?\s+(?:the|our|its|their|key|priority|priorities|main|selected"
    r"|concerns?|recommendations?|themes?|areas?|and|on|of|from|at|in|by|with|that|we|were"
    r"|HMI Prisons|Ofsted|Estyn|CQC|Care Quality Commission|RQIA|ETI|CJI|followed up|follow-up"
    r"|raised|made|identified|inspected|last|previous|most recent|full|inspections?|visit"
    r"|monitoring|progress|(?:19|20)\d\d))+"
)
_JUDGEMENTS = (
    r"(?:(?:Summary|List|Table|Overview) of (?:(?:the|our|inspectors[’']|all|progress) )*"
    r"(?:judge?ments|progress)(?: made)?|(?:Our )?(?:Progress )?Judge?ments:? (?:a|in) summary)"
)

SECTIONS = (
    SectionSpec(SectionRole.SUMMARY, _SUMMARY, SECTION_LABEL, numbered=True),
    SectionSpec(SectionRole.KEY_FINDINGS, _KEY_FINDINGS, SECTION_LABEL, numbered=True),
    SectionSpec(SectionRole.PROGRESS, _PROGRESS, SECTION_LABEL, numbered=True),
    SectionSpec(SectionRole.JUDGEMENTS, _JUDGEMENTS, APPENDIX_LABEL, after=(SectionRole.PROGRESS,)),
    SectionSpec(
        SectionRole.ABOUT,
        r"About (?:this|the|these|our) (?:reports?|reviews?|visits?|IRPs?|independent reviews?"
        r"(?: of progress)?)(?: \(IRPs?\))?",
        APPENDIX_LABEL,
    ),
    SectionSpec(
        SectionRole.TEAM,
        r"(?:Appendix\s*[/:–-]\s*)?(?:(?:Our|The) )?(?:Inspection|Review|Visit) team"
        r"|(?:Our|The) (?:team|inspectors)",
        APPENDIX_LABEL,
        nested=True,
    ),
    SectionSpec(SectionRole.GLOSSARY, r"Glossary(?: of terms)?", APPENDIX_LABEL),
    SectionSpec(
        SectionRole.PHOTOGRAPHS,
        r"Photographs?",
        APPENDIX_LABEL,
        after=(SectionRole.PROGRESS,),
    ),
    SectionSpec(
        SectionRole.APPENDICES, r"Appendi(?:x|ces)", SECTION_LABEL, after=(SectionRole.PROGRESS,)
    ),
    SectionSpec(
        SectionRole.APPENDICES,
        r"(?:Appendix|Annex) (?:\d{1,2}|[IVX]{1,4}|[A-H])[.:]?\s+(?:[–—-]\s+)?\p{Lu}[^.!?]{2,80}",
        after=(SectionRole.PROGRESS,),
        one_line=True,
    ),
    SectionSpec(
        SectionRole.BACK_MATTER,
        r"©?\s*Crown copyright,?\s*(?:©\s*)?(?P<year>(?:19|20)\d{2})",
        telling=True,
        anywhere=True,
    ),
)
"""Every section of the reports. A report has those that it needs."""
