"""Whose count it is: the body that a sentence, a noun or the report's habits name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from irp.parser.stated import grammar
from irp.parser.stated.claims import Claim
from irp.parser.stated.word_classes import Tag
from irp.parser.stated.words import Sentence
from irp.record.spans import Sourced
from irp.record.vocabulary import Body

_NAMES = (Tag.BODY, Tag.WE, Tag.THEY)
_EDUCATION = (Body.OFSTED, Body.ESTYN, Body.EDUCATION_AND_TRAINING_INSPECTORATE)


class Whose(NamedTuple):
    """A body and the index of the word that names it; both None where it is not clear whose."""

    body: Body | None
    word: int | None = None


UNCLEAR = Whose(None)


def subject_before(sentence: Sentence, index: int, before: Body | None) -> Whose | None:
    """The body whose judgement a sentence gives at a word.

    Args:
        sentence: the sentence.
        index: the word.
        before: the body the sentence before ends with, for "they" and "it".

    Returns:
        None where no body is named; ``UNCLEAR`` where several are, or one in another part.
    """
    found: Whose | None = None
    end = 0
    for match in grammar.SUBJECT.finditer(sentence.tags, 0, index):
        names = [i for i in range(*match.span("names")) if sentence.tags[i] in _NAMES]
        if len(names) > 1:
            found = together(sentence, names)
        elif sentence.tags[names[0]] == Tag.THEY:
            found = Whose(before)
        else:
            found = Whose(body_at(sentence, names[0]), names[0])
        end = match.end()
    loose = [i for i in range(end, index) if _names_someone(sentence, i)]
    return UNCLEAR if loose else found


def together(sentence: Sentence, names: Sequence[int]) -> Whose:
    """The body of a judgement that several make: HMI Prisons where it judges with CJI."""
    bodies = {body_at(sentence, index) for index in names}
    joint = bodies == {Body.HMI_PRISONS, Body.CRIMINAL_JUSTICE_INSPECTION}
    return Whose(Body.HMI_PRISONS, names[0]) if joint else UNCLEAR


def _names_someone(sentence: Sentence, index: int) -> bool:
    """Whether a word names a body without being a part of "two Ofsted themes"."""
    if sentence.tags[index] != Tag.BODY:
        return False
    return grammar.BODY_OF_NOUN.match(sentence.tags, index) is None


def whose(claim: Claim, before: Body | None, themes: Body | None) -> Whose:
    """The body that a count is of.

    Args:
        claim: the count.
        before: the body the sentence before ends with.
        themes: the body whose themes the report follows up, if any is known.
    """
    sentence = claim.sentence
    inside = [i for i in range(claim.first, claim.after) if sentence.tags[i] == Tag.BODY]
    if inside:
        return Whose(body_at(sentence, inside[0]), inside[0]) if len(inside) == 1 else UNCLEAR
    by = grammar.JUDGED_BY.match(sentence.tags, claim.after)
    if by:
        return Whose(body_at(sentence, by.start("names")), by.start("names"))
    return _by_subject(subject_before(sentence, claim.first, before), claim.noun, themes)


def _by_subject(subject: Whose | None, noun: str, themes: Body | None) -> Whose:
    if subject is None:
        return Whose(themes if noun == Tag.THEME else Body.HMI_PRISONS)
    if noun == Tag.THEME and subject.body is Body.HMI_PRISONS:
        # HMI Prisons follows up no themes: the words are about another body's.
        return UNCLEAR
    return subject


def last_body(sentence: Sentence) -> Body | None:
    """The one body that a sentence names, for "they" in the next."""
    named = {w.value for w in sentence.words if w.tag is Tag.BODY and isinstance(w.value, Body)}
    return named.pop() if len(named) == 1 else None


def body_at(sentence: Sentence, index: int) -> Body | None:
    """The body a word names."""
    value = sentence.words[index].value
    return value if isinstance(value, Body) else None


def sourced_body(sentence: Sentence, found: Whose, fallback: int) -> Sourced[Body] | None:
    """A body with the place of its name, or of the word that implies it."""
    if found.body is None:
        return None
    word = sentence.words[fallback if found.word is None else found.word]
    return Sourced(found.body, sentence.passage.spans(word.start, word.end))


def themes_body(passages: Iterable[Sequence[Sentence]]) -> Body | None:
    """The body whose themes a report speaks of, None where several or none do."""
    of_themes: set[Body] = set()
    named: set[Body] = set()
    for passage in passages:
        for sentence in passage:
            named |= {w.value for w in sentence.words if isinstance(w.value, Body)}
            for pattern in grammar.THEMES_OF:
                for match in pattern.finditer(sentence.tags):
                    body = body_at(sentence, match.start("body"))
                    of_themes |= {body} if body else set()
    return _only(of_themes) or _only(named.intersection(_EDUCATION))


def _only(bodies: Sequence[Body] | set[Body]) -> Body | None:
    return next(iter(bodies)) if len(bodies) == 1 else None
