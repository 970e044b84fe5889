"""Numbers said to be followed up: "we followed up eight recommendations"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from irp.parser.patterns import Pattern
from irp.parser.stated.bodies import UNCLEAR, Whose, body_at, together
from irp.parser.stated.claims import hearsay_before, number_at, speaks_of_another_visit
from irp.parser.stated.words import Sentence
from irp.record.vocabulary import Body

# Patterns over the letters of irp.parser.stated.words.
_NUMBER = r"[de]*(?:l(?:od?|d)?)?(?P<count>N)(?:o[dtB]?N?)?[qeB]*(?P<noun>[KTR])"
_MORE = r"(?:C?c(?P<more>[de]*N[qeB]*[KTR])(?=$|[CScbxg]))?"
_NAMES = r"(?P<names>[BWI](?:C?[crw]C?[BWI])*)"

_FORMS = (
    # "we followed up eight recommendations"; "we found that managers had reviewed" is not one
    Pattern(
        r"(?<![yKTR])"
        + _NAMES
        + r"(?:Cy[^CSN]*C)?[hxed]*F(?:d?P(?:y?h{0,3}m)?p{1,2})?"
        + _NUMBER
        + _MORE
    ),
    # "eight recommendations made at the last inspection were followed up by HMI Prisons"
    Pattern(
        r"(?<![inoNrulqKTRFtd])"
        + _NUMBER
        + r"(?:y?[WB]?h{0,3}m)?[xpdq]*(?P<passive>h{1,3})x*F(?:p[dx]*"
        + _NAMES
        + r")?"
    ),
    # "progress was reviewed against eight recommendations"
    Pattern(r"(?:^|[CScb])(?:[xdp]+C?)?Ph{1,3}x*F(?:p[dx]*" + _NAMES + r")?p{1,2}" + _NUMBER),
    # "… covers eight recommendations followed up by HMI Prisons"
    Pattern(r"(?<![inoNrulqKTtd])" + _NUMBER + r"Fp[dx]*" + _NAMES),
)
_SHARED = (
    # "… and Ofsted three themes"
    Pattern(r"(?<=[cCS])" + _NAMES + r"[hxqp]*C?" + _NUMBER),
    # "… and three themes by Ofsted"
    Pattern(r"(?<=[cCS])" + _NUMBER + r"p[dx]*" + _NAMES),
)
_OF_A_REVIEW = Pattern(
    r"\b(?:follow(?:ed)?[ -]up|review|visit|progress|look(?:ed|ing)?|assess|examin|consider|check"
    r"|return|revisit|cover|focus|subject|select|chose|select|list|scope|this (?:IRP|report))",
    regex.IGNORECASE,
)
_TAIL = Pattern(r"(?:[^uinglqNKT]|q(?=x))*")


@dataclass(frozen=True, slots=True)
class FollowedUpClaim:
    """A number said to be followed up; the clause is words [first, after) of the sentence."""

    sentence: Sentence
    first: int
    after: int
    count: int
    value: int
    noun: str
    whose: Whose


def followed_up_claims(
    sentence: Sentence, before: Body | None, themes: Body | None
) -> list[FollowedUpClaim]:
    """What a sentence says was followed up at this visit.

    Args:
        sentence: the sentence.
        before: the body the sentence before ends with, for "they".
        themes: the body whose themes the report follows up, if any is known.
    """
    if "F" not in sentence.letters or speaks_of_another_visit(sentence):
        return []
    found: list[FollowedUpClaim] = []
    taken: set[int] = set()
    for match in sorted(_matches(sentence.letters), key=lambda match: match.start("count")):
        if match.start("count") in taken:
            continue
        tail = regex.split(r"[CScbg]", sentence.letters[match.end() :])[0]
        clause = regex.split(r"[CScb]", sentence.letters[: match.start()])[-1]
        if not _is_passive(sentence, match):
            continue
        owner = _owner(sentence, match, before, themes)
        if any(number_at(sentence, i) < 0 for i in range(*match.span())):
            continue  # "all recommendations" gives no number
        if owner.body is not None and _TAIL.fullmatch(tail) and not regex.search(r"[ni]", clause):
            found.append(_claim(sentence, match, owner))
            taken.add(match.start("count"))
    return found


def vouched_claims(
    sentence: Sentence, themes: Body | None, totals: Mapping[Body, int]
) -> list[FollowedUpClaim]:
    """Numbers in a sentence on the review itself that are what its figures or counts add up to.

    Args:
        sentence: the sentence; any words may stand in it but judgements and denials.
        themes: the body whose themes the report follows up, if any is known.
        totals: how many follow-ups each body has by other words of the report.
    """
    letters = sentence.letters
    if "A" in letters or "n" in letters or speaks_of_another_visit(sentence):
        return []
    if not _OF_A_REVIEW.search(sentence.text) or hearsay_before(sentence, len(sentence.words) - 1):
        return []
    found: list[FollowedUpClaim] = []
    for match in regex.finditer(_NUMBER, letters):
        if regex.search(r"[inr][od]*$", letters[: match.start()]):
            continue
        body = themes if match["noun"] == "T" else Body.HMI_PRISONS
        value = number_at(sentence, match.start("count"))
        if body is not None and totals.get(body) == value:
            span = (match.start(), match.end(), match.start("count"))
            found.append(FollowedUpClaim(sentence, *span, value, match["noun"], Whose(body)))
    return found


def _is_passive(sentence: Sentence, match: regex.Match[str]) -> bool:
    """Whether what may be a passive is one: "were reviewed", not "the prison had reviewed"."""
    if "passive" not in match.re.groupindex or not match["passive"]:
        return True
    start, end = sentence.extent(*match.span("passive"))
    return bool(regex.search(r"\b(?:was|were|been|are|be)\b", sentence.passage.text[start:end]))


def _matches(letters: str) -> Iterator[regex.Match[str]]:
    end = 0
    for form in _FORMS:
        for match in form.finditer(letters):
            yield match
            end = max(end, match.end())
    if end:
        for form in _SHARED:
            yield from form.finditer(letters, end)


def _owner(
    sentence: Sentence, match: regex.Match[str], before: Body | None, themes: Body | None
) -> Whose:
    noun = match["noun"]
    if match["names"] is None:
        return Whose(themes if noun == "T" else Body.HMI_PRISONS)
    names = [i for i in range(*match.span("names")) if sentence.letters[i] in "BWI"]
    if len(names) > 1:
        return together(sentence, names)
    if sentence.letters[names[0]] == "I":
        return Whose(before)
    body = body_at(sentence, names[0])
    # "We followed up three themes" is about somebody else's.
    return UNCLEAR if noun == "T" and body is Body.HMI_PRISONS else Whose(body, names[0])


def _claim(sentence: Sentence, match: regex.Match[str], owner: Whose) -> FollowedUpClaim:
    value = number_at(sentence, match.start("count"))
    more = match.start("more") if "more" in match.groupdict() and match["more"] else None
    if more is not None:
        second = sentence.letters[match.end("more") - 1]
        if second == match["noun"] or owner.body is not Body.HMI_PRISONS:
            value += number_at(sentence, sentence.letters.index("N", more))
    return FollowedUpClaim(
        sentence, match.start(), match.end(), match.start("count"), value, match["noun"], owner
    )
