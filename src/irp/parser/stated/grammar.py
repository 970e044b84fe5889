"""The clauses that hold a count of judgements, as patterns over letters.

The letters are those of ``irp.parser.stated.words``; ``irp.parser.stated.claims`` says what
is made of a clause.
"""

from __future__ import annotations

from dataclasses import dataclass

from irp.parser.patterns import Pattern

_QUANTITY = (
    r"(?P<lead>[de]*(?:l(?:od?|d)?)?[de]*)(?P<count>N)"
    r"(?:o(?=[dtBeNqKTR])(?P<part>[dtB]?e?)(?P<total>N)?)?"
    r"(?:[qeB]*(?P<noun>[KTR])(?!c[qeB]*[KTR]))?"
)
"""An exact number of recommendations, concerns or themes, or such a number without its noun."""
_QUANTITY_END = r"(?![uoqrNKTRePAil])"

_TERMS = r"(?P<terms>A(?:CA)*(?:C?[rc]A)?P(?:rAP)*)"
_TERM = r"(?P<terms>A(?:[rc]A)?)(?=$|[CScbx])"
_TO_COUNT = r"(?:[hmxVk]|dx){0,8}(?:pd?x+)?[pw]{1,2}"
_COUNT = _QUANTITY + r"(?:C?c(?P<more>[de]*N[qeB]*[KTR])(?=$|[CSbg]))?" + _QUANTITY_END


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of clause.

    Attributes:
        pattern: the clause, over letters.
        after: what must stand before it; words of earlier counts are dots.
        unless: what must not stand before it.
        goes_on: it is one only after another count in the same sentence.
        listed: the number stands beside its judgement as in a list: "good progress: 4".
    """

    pattern: Pattern
    after: Pattern
    unless: Pattern
    goes_on: bool = False
    listed: bool = False


def _form(
    pattern: str,
    after: str = "",
    unless: str = r"\A(?!)",
    *,
    goes_on: bool = False,
    listed: bool = False,
) -> Form:
    return Form(
        Pattern(pattern),
        Pattern(f"(?:{after})$"),
        Pattern(f"(?:{unless})$"),
        goes_on,
        listed,
    )


# Before a judgement: an inexact, negating or unknown word, or a judgement that has no count.
_BLURRED = r"[niNrduqolBWgA]|P[CcS]{0,2}"
# Before a count: the same, a total ("of the eight"), "all but", "one in", "two concerns and".
_PART = r"[inoNrulqKTRPAdetFBWImg]|[lN]b|N[cp]|N[qeB]*[KTR]c"
_OWN_COUNT = r"(?!" + _TO_COUNT + r"[del]*N)"

FORMS = (
    # "good progress in three recommendations", also "had been made in"
    _form(_TERMS + _TO_COUNT + _COUNT, unless=_BLURRED),
    # "progress was good in three recommendations"
    # "we judged progress to be good in three recommendations"
    _form(
        r"(?P<terms>A(?:[rc]A)?)p{1,2}" + _COUNT,
        after=r"P[hmxVk]{1,6}",
        unless=r"nP[hmxVk]+",
    ),
    # "…, reasonable in two", "… and that it was insufficient in one"
    _form(r"(?P<terms>A(?:[rc]A)?)p{1,2}" + _COUNT, after=r"[CcbS][xyIhk]{0,4}", goes_on=True),
    # a list: "good progress: 4", "good progress – four recommendations" or "good progress (4)"
    _form(_TERMS + r"Z?" + _COUNT + r"(?=S*(?:$|[CScb]))", unless=_BLURRED, listed=True),
    # "three recommendations had made good progress", "three with good progress"
    _form(
        _QUANTITY
        + _QUANTITY_END
        + r"(?:(?:Fp[dx]*B|F|py|y|h|k|m|x|V|W|dx|pB){1,9}w?|w)"
        + _TERMS
        + _OWN_COUNT,
        unless=_PART,
    ),
    # "progress in two remained insufficient", "and two remained insufficient", "in two it was …"
    _form(
        _QUANTITY + _QUANTITY_END + r"(?:h|k|m|x|V|py|y|I|pB){1,6}" + _TERM,
        after=r"[P.].*",
        unless=_PART,
    ),
    # "four recommendations were judged good"
    _form(_QUANTITY + _QUANTITY_END + r"(?<=[KT])h{1,3}x?V" + _TERM, unless=_PART),
    # a sentence of its own: "In the remaining two it was insufficient."
    _form(
        r"(?=[de]*e)" + _QUANTITY + _QUANTITY_END + r"Ih{1,3}m?" + _TERM,
        after=r"^x*p",
        unless=_PART,
    ),
    # "in three recommendations, progress was good"
    _form(_QUANTITY + r"(?:C|p?y|WV|V)?P[hmxVk]{1,6}" + _TERM, unless=_PART),
    # "for three reasonable"
    _form(_QUANTITY + _TERM, after=r"[Cc]p", goes_on=True),
    # "in three recommendations, good progress had been made"
    _form(_QUANTITY + r"C?" + _TERMS + _OWN_COUNT, after=r"(?:^|[^N])p", unless=r"N[cp]"),
    # "three had made good progress, two reasonable and three insufficient progress"
    _form(
        _QUANTITY + r"(?:" + _TERMS + _OWN_COUNT + r"|" + _TERM + r")",
        after=r"[Cc]",
        unless=r"N[qeB]*[KTR]c",
        goes_on=True,
    ),
)
