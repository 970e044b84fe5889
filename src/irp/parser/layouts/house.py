"""House wording that carries no data, and the words that announce a summary of judgements."""

from __future__ import annotations

SUB_HEADINGS = (r"(?:Notable )?[Pp]ositive practice|Good practice",)
"""House headings inside sections."""

_COVER = (
    r"(?:Report (?:(?:on|of) .{5,150} )?)?by (?:HM|His Majesty[’']s|Her Majesty[’']s|the)"
    r" (?:Chief )?Inspector(?:ate)?s? of .{2,300}"
)
_PARTNERS = (
    r"This (?:progress )?(?:visit|review|independent review of progress) was carried out (?:in"
    r" partnership|jointly|together) with .*"
)
_TITLE = r"(?:An )?[Ii]ndependent [Rr]eview of [Pp]rogress(?: \(IRP\))?(?: at)?"
_IMPRINT = r"(?:Printed and )?[Pp]ublished (?:and printed )?by:? .{2,300}"
BOILERPLATE = (_COVER, _PARTNERS, _TITLE, _IMPRINT)
"""Who reports, on the cover; who took part, who printed it (2019). Whole paragraphs."""

NORTHERN_IRELAND = r"Chief\s+Inspector\s+of\s+Criminal\s+Justice"
"""Who signs in Northern Ireland, and nowhere else."""

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
"""The end of the words after which a summary comes inside another section."""
