"""Numbers said to be followed up: "we followed up eight recommendations"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from irp.parser.patterns import Pattern
from irp.parser.stated import grammar
from irp.parser.stated.bodies import UNCLEAR, Whose, body_at, together
from irp.parser.stated.claims import hearsay_before, number_at, speaks_of_another_visit
from irp.parser.stated.word_classes import Tag
from irp.parser.stated.words import Sentence
from irp.record.vocabulary import Body

_PASSIVE = Pattern(r"\b(?:was|were|been|are|be)\b")
_OF_A_REVIEW = Pattern(
    r"\b(?:follow(?:ed)?[ -]up|review|visit|progress|look(?:ed|ing)?|assess|examin|consider|check"
    r"|return|revisit|cover|focus|subject|select|chose|select|list|scope|this (?:IRP|report))",
    regex.IGNORECASE,
)


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
    if Tag.FOLLOWED not in sentence.tags or speaks_of_another_visit(sentence):
        return []
    found: list[FollowedUpClaim] = []
    taken: set[int] = set()
    for match in sorted(_matches(sentence.tags), key=lambda match: match.start("count")):
        if match.start("count") in taken:
            continue
        tail = grammar.ENDS_FOLLOWED.split(sentence.tags[match.end() :])[0]
        clause = grammar.BREAK.split(sentence.tags[: match.start()])[-1]
        if not _is_passive(sentence, match):
            continue
        owner = _owner(sentence, match, before, themes)
        if any(number_at(sentence, i) < 0 for i in range(*match.span())):
            continue  # "all recommendations" gives no number
        whole = grammar.FOLLOWED_TAIL.fullmatch(tail) and not grammar.DENIED.search(clause)
        if owner.body is not None and whole:
            found.append(_claim(sentence, match, owner))
            taken.add(match.start("count"))
    return found


def vouched_claims(
    sentence: Sentence, themes: Body | None, totals: Mapping[Body, int]
) -> list[FollowedUpClaim]:
    """Numbers in a sentence about the review itself that its figures or counts add up to.

    Args:
        sentence: the sentence; it may have any words except judgements and denials.
        themes: the body whose themes the report follows up, if any is known.
        totals: how many follow-ups each body has according to the rest of the report.
    """
    tags = sentence.tags
    if Tag.GRADE in tags or Tag.NOT in tags or speaks_of_another_visit(sentence):
        return []
    if not _OF_A_REVIEW.search(sentence.text) or hearsay_before(sentence, len(sentence.words) - 1):
        return []
    found: list[FollowedUpClaim] = []
    for match in grammar.FOLLOWED_NUMBER.finditer(tags):
        if grammar.INEXACT.search(tags[: match.start()]):
            continue
        body = themes if match["noun"] == Tag.THEME else Body.HMI_PRISONS
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
    return _PASSIVE.search(sentence.passage.text, start, end) is not None


def _matches(tags: str) -> Iterator[regex.Match[str]]:
    end = 0
    for form in grammar.FOLLOWED_UP:
        for match in form.finditer(tags):
            yield match
            end = max(end, match.end())
    if end:
        for form in grammar.FOLLOWED_UP_TOO:
            yield from form.finditer(tags, end)


def _owner(
    sentence: Sentence, match: regex.Match[str], before: Body | None, themes: Body | None
) -> Whose:
    noun = match["noun"]
    if match["names"] is None:
        return Whose(themes if noun == Tag.THEME else Body.HMI_PRISONS)
    names = [
        i for i in range(*match.span("names")) if sentence.tags[i] in (Tag.BODY, Tag.WE, Tag.THEY)
    ]
    if len(names) > 1:
        return together(sentence, names)
    if sentence.tags[names[0]] == Tag.THEY:
        return Whose(before)
    body = body_at(sentence, names[0])
    # "We followed up three themes" is about another body's.
    return UNCLEAR if noun == Tag.THEME and body is Body.HMI_PRISONS else Whose(body, names[0])


def _claim(sentence: Sentence, match: regex.Match[str], owner: Whose) -> FollowedUpClaim:
    value = number_at(sentence, match.start("count"))
    more = match.start("more") if "more" in match.groupdict() and match["more"] else None
    if more is not None:
        second = sentence.tags[match.end("more") - 1]
        if second == match["noun"] or owner.body is not Body.HMI_PRISONS:
            value += number_at(sentence, sentence.tags.index(Tag.NUMBER, more))
    return FollowedUpClaim(
        sentence, match.start(), match.end(), match.start("count"), value, match["noun"], owner
    )
