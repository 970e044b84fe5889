"""Counts in sentences: "good progress in three recommendations", "two remained insufficient".

A count is read only where the grammar knows every word of its clause. A wrong claim would raise
a false alarm, a missing one only leaves a check without that evidence; so a clause is not
read if it narrows a count ("two recommendations on safety"), makes it inexact ("over half"),
denies it or is about another visit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import regex

from irp.parser.patterns import Pattern
from irp.parser.stated import grammar
from irp.parser.stated.grammar import CLAUSES, Clause
from irp.parser.stated.word_classes import Tag
from irp.parser.stated.words import ALL, Sentence, is_one_more
from irp.record.vocabulary import Judgement

_OTHER_VISIT = Pattern(
    r"\b(?:at|during|in) (?:our|the|its|their|his|a) "
    r"(?<!\b(?:made|raised|identified|recommendations|concerns|themes|out|from) \w+ \w+ )"
    r"(?:(?:last|previous|earlier|first|former|most recent|full|(?:19|20)\d\d)[ -])+"
    r"(?:\w+ ){0,3}?(?:inspection|visit|review|IRP)"
    r"|\b(?:last|previous|earlier|first|(?:19|20)\d\d) "
    r"(?:IRP|(?:independent )?review(?: of progress)?|review visit|progress (?:visit|review))\b"
    r"|\ban? (?:independent )?(?:IRP|review(?: of progress)?|progress visit) (?:\w+ ){0,2}?in"
    r" (?:\w+ )?(?:19|20)\d\d\b|\byears? ago\b|\bprevious(?:ly)? (?:judged|found)\b"
    r"|\bwhen (?:we|inspectors|they) (?:last|previously|first) \w+"
    r"|\b(?:we|inspectors|HMI Prisons|Ofsted) had (?:judged|found|considered|concluded|assessed)\b"
    r"|^\s*in (?:\w+ )?(?:19|20)\d\d\b|\brespectively\b",
    regex.IGNORECASE,
)


# What others say, and what is only wished for or expected, states no result.
_HEARSAY = Pattern(
    r"\b(?:said|told|claimed|believed|thought|hoped|aimed|planned|intended|wanted|would|could"
    r"|should|must|might|will|according to|self-assess(?:ed|ment)|action plan|improvement plan"
    r"|own (?:assessment|view|judgement|opinion)|[Ii]ndependent [Mm]onitoring [Bb]oard|IMB"
    r"|(?:HMPPS|[Pp]risoners|[Cc]hildren|[Dd]etainees|[Ww]omen|[Ss]taff|[Mm]anagers|[Ll]eaders"
    r"|[Gg]overnor|[Dd]irector|[Pp]rison) (?:\w+ )?"
    r"(?:judged|felt|considered|found|reported|assessed|rated|concluded))\b"
)
_HEARSAY_WORDS = 6
"""More than a match of it has."""


class Anchor(NamedTuple):
    """What a number without its noun counts.

    Attributes:
        noun: the class of the noun counted last.
        total: how many there are in all, where that was said.
        said: the noun named what was followed up, so that any bare number refers to it.
        weak: it is in an earlier sentence, and nothing says that the number refers to it.
    """

    noun: str
    total: int | None = None
    said: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A count as a sentence states it; indices count the words of the sentence.

    Attributes:
        first, after: the clause is words [first, after).
        judgements: what was judged, as listed.
        terms: the words [start, end) that name the judgements.
        count: index of the number's word.
        value: the number.
        total: of how many, where that is said.
        noun: the class of what is counted.
        clear: the rest of the clause has nothing that the grammar does not know.
        weak: what is counted was said in an earlier sentence and may be something else; nothing
            more is unclear.
    """

    sentence: Sentence
    first: int
    after: int
    judgements: tuple[Judgement, ...]
    terms: tuple[int, int]
    count: int
    value: int
    total: int | None
    noun: str
    clear: bool
    weak: bool = False

    @property
    def said(self) -> str:
        """The number in the report's words."""
        word = self.sentence.words[self.count]
        return self.sentence.passage.text[word.start : word.end]


def speaks_of_another_visit(sentence: Sentence) -> bool:
    """Whether a sentence is about an earlier inspection or review."""
    return _OTHER_VISIT.search(sentence.text) is not None


def hearsay_before(sentence: Sentence, word: int, known: int = 0) -> bool:
    """Whether what a sentence says at a word is another person's view, or only a wish.

    Args:
        sentence: the sentence.
        word: the word.
        known: a word before which nothing says so, so that only what follows is looked at.
    """
    text, end = sentence.passage.text, sentence.words[word].start
    near = known - _HEARSAY_WORDS
    start = sentence.words[near].start if near > 0 else sentence.start
    return bool(_HEARSAY.search(text, start, end))


def anchor_after(sentence: Sentence, *, counted: bool = False) -> Anchor | None:
    """What a number without its noun in the next sentence may count.

    Args:
        sentence: the sentence.
        counted: it held counts of judgements itself.
    """
    said = grammar.FOLLOWED.search(sentence.tags)
    nouns = [match["noun"] for match in grammar.COUNTED_NOUN.finditer(sentence.tags)]
    if Tag.FOLLOWED in sentence.tags and len(set(nouns)) > 1:
        # What HMI Prisons followed up comes first; the numbers must confirm it.
        return Anchor(nouns[0], weak=True)
    if said and Tag.OTHER not in grammar.BREAK.split(sentence.tags[said.end() :])[0]:
        return Anchor(said["noun"], said=True)
    if Tag.OTHER in sentence.tags and not counted:
        return None
    return Anchor(nouns[-1], said=counted) if nouns else None


def claims(sentence: Sentence, before: Anchor | None = None) -> list[Claim]:
    """The counts of judgements in a sentence.

    Args:
        sentence: the sentence.
        before: what a number without its noun may count by the sentence before.
    """
    if Tag.GRADE not in sentence.tags or speaks_of_another_visit(sentence):
        return []
    clauses = list(_clauses(sentence.tags))
    matches = [match for _, match in clauses]
    listed = [clause.listed for clause, _ in clauses]
    found: list[Claim] = []
    for index, match in enumerate(matches):
        start = matches[index - 1].end() if index else 0
        if hearsay_before(sentence, match.start(), matches[index - 1].start() if index else 0):
            break
        if _denied(sentence.tags, match, start):
            continue
        end = matches[index + 1].start() if index + 1 < len(matches) else len(sentence.tags)
        anchor = _anchor(sentence, match, found, before)
        if anchor is None and sum(listed) > 1 and listed[index]:
            anchor = Anchor(Tag.ITEM)
        clear = _clear(sentence.tags, match, start, end)
        weak = not match["noun"] and anchor is not None and anchor.weak
        claim = _claim(sentence, match, anchor, clear=clear and not weak)
        if claim and weak and clear:
            claim = replace(claim, weak=True)
        if claim and (found or claim.value < 0 or not is_one_more(claim.said)):
            found.append(claim)
    return found


def _clauses(tags: str) -> Iterator[tuple[Clause, regex.Match[str]]]:
    """The clauses that hold a count, from left to right."""
    seen, position = tags, 0
    goes_on = False
    ahead: dict[int, regex.Match[str] | None] = {}
    while found := _next_clauses(tags, position, ahead, goes_on=goes_on):
        start = found[0][1].start()
        clause = next((one for one in found if one[0].fits_after(seen[:start])), None)
        if clause is None:
            position = start + 1
            continue
        yield clause
        goes_on = True
        position = clause[1].end()
        seen = seen[:start] + "." * (position - start) + tags[position:]


def _next_clauses(
    tags: str, position: int, ahead: dict[int, regex.Match[str] | None], *, goes_on: bool
) -> list[tuple[Clause, regex.Match[str]]]:
    """The forms of clauses that fit at the next place where one does, the most likely first.

    Args:
        tags: the sentence.
        position: where to begin.
        ahead: the next match of each form, or None where no more come: a form is searched for
            again only behind its last match, so that the work grows as the sentence does.
        goes_on: whether clauses that go on from another may come.
    """
    matches = []
    for number, clause in enumerate(CLAUSES):
        if clause.goes_on and not goes_on:
            continue
        match = ahead.get(number)
        if number not in ahead or (match and match.start() < position):
            match = ahead[number] = clause.pattern.search(tags, position)
        if match:
            matches.append((clause, match))
    first = min((match.start() for _, match in matches), default=0)
    return [(clause, match) for clause, match in matches if match.start() == first]


def _denied(tags: str, match: regex.Match[str], start: int) -> bool:
    """Whether a word before a clause negates it: "had not made good progress in three"."""
    return Tag.NOT in grammar.BREAK.split(tags[start : match.start()])[-1]


def _clear(tags: str, match: regex.Match[str], start: int, end: int) -> bool:
    """Whether all words around a clause are known, so that nothing narrows its count."""
    prefix = grammar.ASIDE.sub("", tags[start : match.start()])
    tail = grammar.ENDS_TAIL.split(tags[match.end() : end])[0]
    return not grammar.NARROWED.search(prefix) and grammar.TAIL.fullmatch(tail) is not None


def _anchor(
    sentence: Sentence,
    match: regex.Match[str],
    found: list[Claim],
    before: Anchor | None,
) -> Anchor | None:
    """What a clause's number counts where the clause does not say it, and of how many."""
    tags, here = sentence.tags, match.start()
    frames = [m for p in grammar.FRAMES for m in p.finditer(tags, 0, here)]
    if frames:
        last = max(frames, key=lambda frame: frame.end())
        # A body that is named in between has follow-ups of its own.
        own = Tag.BODY not in tags[last.end() : here]
        total = number_at(sentence, last.start("count")) if own else None
        return Anchor(last["noun"], None if total == ALL else total)
    if found:
        return Anchor(found[-1].noun, weak=not found[-1].clear)
    these = Tag.THESE in (match["part"] or "") or grammar.OF_THESE.search(tags)
    taken_up = Tag.ONLY in match["lead"] or these
    if before is None:
        return None
    return before._replace(weak=before.weak or not (before.said or taken_up))


def _claim(
    sentence: Sentence, match: regex.Match[str], anchor: Anchor | None, *, clear: bool
) -> Claim | None:
    noun = match["noun"] or (anchor.noun if anchor else None)
    if noun is None:
        return None
    value = number_at(sentence, match.start("count"))
    total = _total(sentence, match, anchor, value)
    more = match.start("more") if "more" in match.groupdict() and match["more"] else None
    if more is not None and sentence.tags[match.end("more") - 1] == noun:
        # "two priority concerns and three key concerns"
        second = number_at(sentence, sentence.tags.index(Tag.NUMBER, more))
        if min(value, second) < 0:
            return None
        value, total = value + second, None
    start, end = match.span("terms")
    terms = [w.value for w in sentence.words[start:end] if isinstance(w.value, Judgement)]
    return Claim(
        sentence=sentence,
        first=match.start(),
        after=match.end(),
        judgements=tuple(terms),
        terms=(start, end),
        count=match.start("count"),
        value=value,
        total=total,
        noun=noun,
        clear=clear,
    )


def _total(
    sentence: Sentence, match: regex.Match[str], anchor: Anchor | None, value: int
) -> int | None:
    """Of how many: "five of the eight", "all eight recommendations", or as the frame says."""
    if match["total"]:
        total = number_at(sentence, match.start("total"))
        return None if Tag.ONLY in match["part"] or total < 0 else total
    if Tag.ALL in match["lead"] and match["noun"]:
        quantity = sentence.tags[match.start("lead") : match.end("noun")]
        return None if Tag.ONLY in quantity else value
    if anchor and match["noun"] in (None, anchor.noun):
        return anchor.total
    return None


def number_at(sentence: Sentence, index: int) -> int:
    """The value of a number's word."""
    value = sentence.words[index].value
    return value if isinstance(value, int) else 0
