"""Characters that cannot be what the page shows, and letters that do not make words.

A font may lack its table of characters, or have a wrong one: a letter of another script then
takes the place of a ligature or a dash. Names keep their letters: a Łukasz or a Zoë is as
printed.
"""

from __future__ import annotations

from typing import Final

from irp.parser.patterns import Pattern

_PLAIN_ACCENTS: Final = "àáâäãåæçèéêëíîïñóôöúûüŵŷ"
"""Letters of English and Welsh words that are not names."""
_UNUSUAL: Final = Pattern(r"[^\x20-\x7e£€½¼¾°·×–—‘’“”…•éèêëçàâïîñôöüû]")
"""Characters that most pages do not have."""
_DOUBTFUL: Final = Pattern(
    r"[\uFFFD\p{Co}\p{Cc}\p{Cn}\p{M}]"  # no character, or one over another
    r"|(?<=\d)[²³¹]"  # a power of a number, which no report has
    r"|(?![\p{Latin}µªº])\p{L}|(?![0-9])\p{Nd}"  # another script
    r"|(?![ȘșȚțﬀ-ﬆ])[\u0180-\u02af\ua720-\ua7ff\uab30-\uab6f]"  # letters of no European name
    rf"|\b[a-z]\p{{Ll}}*(?![A-Za-z{_PLAIN_ACCENTS}ﬀ-ﬆªº])\p{{Latin}}"  # "leŧer"
    r"|(?<=\p{L})(?<!\b(?:Mc|Mac|De|Le|O))(?![A-Z])\p{Lu}(?=\p{Ll})"  # "AŌer"
)
_LETTERS: Final = Pattern(
    r"(?<!\S)(?=(?:\p{L}{1,2} ){5})(?:(?:\p{L}{1,2} ){0,3}?(?i:[b-hj-z]) ){3}"
)
"""Letters of a heading that were spaced: "R e s p e ct"."""
_TWO_LETTERS: Final = Pattern(r" (?i:[b-hj-z]) (?:\p{L}{1,2} ){0,3}(?i:[b-hj-z]) ")
"""The second and third of them, which a document is searched for in no time."""


def doubtful_characters(text: str) -> str:
    """The first characters of a text that cannot be what is printed; empty where there are none.

    Args:
        text: a line or a page, repaired: bullets of symbol fonts are "•".
    """
    for quick, sure in ((_TWO_LETTERS, _LETTERS), (_UNUSUAL, _DOUBTFUL)):
        if quick.search(text) and (match := sure.search(text)):
            return match[0]
    return ""
