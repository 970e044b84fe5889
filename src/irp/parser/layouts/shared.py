"""House wording that more than one layout shares: labels, section titles, boilerplate.

Facts of the reports, see the notes on the layout families in ``docs/layouts.md``. A layout picks
from here; what only one layout says stands in that layout's own file.
"""

from __future__ import annotations

from irp.parser.layouts.base import Label, Part
from irp.record.vocabulary import FollowUpKind, Priority

SECTION_LABEL = r"Section\s+(?P<number>\d{1,2})[.:]?"
APPENDIX_LABEL = r"Appendix\s+(?P<number>\d{1,2}|[IVX]{1,4})[.:]?"

CHAPTER_LABEL = r"(?:Section|Chapter)\s+(?P<number>\d{1,2})[.:]?"

SUMMARY_TITLE = (
    r"(?:(?:HM )?(?:Chief Inspector[’']s|Chief Inspectors[’']) (?:summary|foreword|introduction)"
    r"|(?:Summary|Foreword|Introduction) (?:by|from) (?:the |HM )?Chief Inspector(?: of Prisons)?)"
)
KEY_FINDINGS_TITLE = r"(?:(?:Our |Main |Summary of )?Key findings|(?:Our|Main) findings)"
PROGRESS_WORDS = (
    r"Progress (?:made )?(?:against|on|towards|in (?:relation to|addressing|implementing))"
)
"""How the title of the section of progress begins."""
PROGRESS_TITLE = (
    rf"{PROGRESS_WORDS}(?:,?\s+(?:the|our|its|their|key|priority|priorities|main|selected"
    r"|concerns?|recommendations?|themes?|areas?|and|on|of|from|at|in|by|with|that|we|were"
    r"|HMI Prisons|Ofsted|Estyn|CQC|Care Quality Commission|RQIA|ETI|CJI|followed up|follow-up"
    r"|raised|made|identified|inspected|last|previous|most recent|full|inspections?|visit"
    r"|monitoring|progress|(?:19|20)\d\d))+"
)
JUDGEMENTS_TITLE = (
    r"(?:Summary of (?:the |our |inspectors[’'] |all )?(?:progress )?judge?ments(?: made)?"
    r"|(?:Our )?Judge?ments:? (?:a|in) summary)"
)
ABOUT_TITLE = r"About (?:this|the) report"
TEAM_TITLE = r"(?:Inspection|Review|Visit) team"
GLOSSARY_TITLE = r"Glossary(?: of terms)?"
PHOTOGRAPHS_TITLE = r"Photographs?"
BACK_MATTER_TITLE = r"©?\s*Crown copyright,?\s*(?:©\s*)?(?P<year>(?:19|20)\d{2})"

_TO = r"(?:\s*\(?(?P<addressee>[Tt]o (?:the )?[\p{L} ,’'&-]{3,60}?)\)?)?"


def _label(words: str, after: str = "") -> str:
    """A label's pattern: its words, a number that makes it the record's label, an addressee."""
    named = rf"(?:(?P<label>{words}\s+\d{{1,2}})|{words}){after}"
    return rf"{named}(?:{_TO}\s*:|\s+[–—-](?=\s))"


CONCERN = Label(_label("(?:Area of )?concern"), Part.CONCERN, FollowUpKind.CONCERN)
NAMED_CONCERN = Label(
    _label("(?:(?:Key |Main )?concern|Area of concern)"), Part.CONCERN, FollowUpKind.CONCERN
)
"""Before inspections ranked concerns, "key" was a way to speak and no rank."""
PRIORITY_CONCERN = Label(
    _label(r"(?:Priority (?:area of )?concern|(?:Area of )?concern\s+\(priority\))"),
    Part.CONCERN,
    FollowUpKind.CONCERN,
    priority=Priority.PRIORITY,
)
KEY_CONCERN = Label(
    _label(r"(?:Key (?:area of )?concern|(?:Area of )?concern\s+\(key\))"),
    Part.CONCERN,
    FollowUpKind.CONCERN,
    priority=Priority.KEY,
)
RECOMMENDATION = Label(
    _label("(?:Key |Main )?recommendation"), Part.RECOMMENDATION, FollowUpKind.RECOMMENDATION
)
THEME = Label(_label("(?:(?:Ofsted|Estyn|ETI) )?theme"), Part.THEME, FollowUpKind.THEME)

POSITIVE_PRACTICE = r"(?:Notable )?[Pp]ositive practice|Good practice"
METHODOLOGY = r"IRP methodology|Methodology"

COVER = (
    r"by (?:HM|His Majesty[’']s|Her Majesty[’']s|the) (?:Chief )?Inspector(?:ate)?s? of .{2,300}"
)
"""Who reports, on the cover."""
NORTHERN_IRELAND = r"Chief Inspector of Criminal Justice"
"""Who signs in Northern Ireland, and nowhere else."""

RECOMMENDATION_LINE = r"^(?:Key |Main )?Recommendation(?:[^:.]{0,75}:| (?:\d{1,2} )?[–—-] )"
"""A recommendation's label at a line's start."""

APPENDICES_TITLE = r"Appendi(?:x|ces)"

PARTNERS = (
    r"This (?:progress )?(?:visit|review|independent review of progress) was carried out (?:in"
    r" partnership|jointly|together) with .*"
)
"""Who took part, on the copyright page."""

_JUDGEMENTS = r"judge?ments?"
_BELOW = (
    r"(?:below|as follows|overleaf|here|in (?:the|this) (?:following )?table(?: below)?|in full)"
)
SUMMARY_OPENING = (
    rf"(?:summary of (?:the |our )?{_JUDGEMENTS} (?:is|are)(?: set out| given| shown)? {_BELOW}"
    # "our judgements on each recommendation are summarised in the table below"
    rf"|\b{_JUDGEMENTS}\b[^.]{{0,80}} (?:are|is|were|have been) (?:(?:set out|given|shown|listed"
    rf"|summarised|brought together|provided) )?{_BELOW}"
    # "the following table shows our judgements", "below is a table of the judgements"
    rf"|(?:following|this) (?:table|list|summary)[^.]{{0,80}}\b{_JUDGEMENTS}[^.]{{0,60}}"
    rf"|(?:table|list|summary) (?:below|overleaf)[^.]{{0,80}}\b{_JUDGEMENTS}[^.]{{0,60}}"
    rf"|below is a (?:table|list|summary) of[^.]{{0,60}}\b{_JUDGEMENTS}[^.]{{0,60}}"
    rf"|(?:table|list|summary) of[^.]{{0,60}}\b{_JUDGEMENTS}[^.]{{0,60}} (?:follows|is given"
    r"|is set out)(?: below)?"
    r")[.:]?"
)
"""The end of the words after which a summary stands inside another section."""

CONCERN_LINE = (
    r"^(?:(?:Key|Priority|Area of) )?(?:area of )?concern(?:[^:.]{0,40}:| (?:\d{1,2} )?[–—-] )"
)
"""A concern's label at a line's start."""
