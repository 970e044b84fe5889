"""The sentences that judge a follow-up; ``judgements`` is the only entry.

A sentence judges where it has one judgement ("good progress", "progress … was good") and nothing
in it says that others think so, that it was so at another visit, or that it is not so. It
is ``FRAMED`` where words before the judgement say who judges ("we considered that", "in Ofsted’s
view") and words after it say that it is of this follow-up, or the paragraph says nothing else. The
rest count only at the end of a follow-up.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from irp.parser.segment.judgement_frames import (
    BEFORE,
    BETWEEN,
    ENDS_WITH_THIS,
    FRAME,
    GRADED,
    JUDGING,
    LABELLED,
    LOOSE,
    MADE_ALONE,
    NOTHING,
    OTHER_VISIT,
    OTHERS_JUDGE,
    OURS,
    PARTED,
    REST,
    SAID,
    SENTENCE_START,
    TARGET,
    WHOSE,
)
from irp.parser.text.passage import Passage
from irp.record.spans import Sourced
from irp.record.vocabulary import Body, Judgement, body_of, judgement_of


class Strength(IntEnum):
    """How sure it is that a sentence judges the follow-up that it is in."""

    LOOSE = 1
    """It does not say what is judged; it counts only where a follow-up has no other."""
    PLAIN = 2
    """It does not say who judges; it counts at the end of a follow-up."""
    FRAMED = 3
    """It says who judges what, and counts wherever it is."""


class JudgementSentence(NamedTuple):
    """A sentence that judges.

    Attributes:
        start, end: its place in the text.
        value: the judgement, and ``words`` the place of its words.
        body: the body that judges, and ``name`` the place of its name; None where none is named.
        strength: how sure it is.
        whole: it is the whole text.
        last: nothing comes after it.
        of_this: it ends with "this theme" or the like.
        labelled: it is a judgement after its label: "Judgement: good progress".
        strict: no clause trails after what is judged.
    """

    start: int
    end: int
    value: Judgement
    words: tuple[int, int]
    body: Body | None
    name: tuple[int, int] | None
    strength: Strength
    whole: bool
    last: bool
    of_this: bool
    labelled: bool = False
    strict: bool = True

    def judgement(self, passage: Passage) -> Sourced[Judgement]:
        """The judgement, at its words in the passage that the sentence was read from."""
        return Sourced(self.value, passage.spans(*self.words))

    def judged_by(self, passage: Passage) -> Sourced[Body] | None:
        """The body, at its name."""
        return Sourced(self.body, passage.spans(*self.name)) if self.body and self.name else None


@lru_cache(maxsize=4096)
def judgements(text: str) -> tuple[JudgementSentence, ...]:
    """The sentences of a paragraph that judge, in order.

    Those that are not framed are included only if nothing but such sentences follows. A
    follow-up should have one judgement; a second that differs must not be ignored.
    """
    if "progress" not in text.casefold():
        return ()
    starts = [0, *(match.start() for match in SENTENCE_START.finditer(text)), len(text) + 1]
    found: list[JudgementSentence] = []
    trailing = True
    for start, after in reversed(list(pairwise(starts))):
        sentence = _read(text, start, min(after - 1, len(text)))
        trailing = trailing and sentence is not None
        if sentence and (trailing or sentence.strength is Strength.FRAMED):
            found.insert(0, sentence)
    return tuple(found)


def ends_follow_up(text: str, *, framed: bool = False) -> bool:
    """Whether the end of a text judges a follow-up, so that no more of it can follow.

    Args:
        text: the text.
        framed: accept only a sentence that says who judges.
    """
    least = Strength.FRAMED if framed else Strength.PLAIN
    return any(one.last and one.strength >= least for one in judgements(text))


def is_judgement_alone(text: str) -> bool:
    """Whether a text is only a judgement: a framed sentence, or one after its label."""
    return any(
        one.whole and (one.strength is Strength.FRAMED or one.labelled) for one in judgements(text)
    )


class _Parts(NamedTuple):
    """A sentence, in the parts that say whether it judges.

    Attributes:
        text: the paragraph; ``start`` and ``end`` are the sentence's place in it.
        graded: its judgement.
        frame: the words before it that say who judges.
        target: the words after it that say what is judged.
        after: where these end.
    """

    text: str
    start: int
    end: int
    graded: regex.Match[str]
    frame: regex.Match[str] | None
    target: regex.Match[str] | None
    after: int

    @property
    def whole(self) -> bool:
        """Whether it is the whole paragraph."""
        return self.start == 0 and self.last

    @property
    def last(self) -> bool:
        """Whether nothing comes after it."""
        return self.end == len(self.text)

    @property
    def strict(self) -> bool:
        """Whether no clause trails after what is judged."""
        return NOTHING.fullmatch(self.text, self.after, self.end) is not None

    @property
    def closed(self) -> bool:
        """Whether what comes after the judgement cannot change it."""
        return self.strict or REST.match(self.text, self.after, self.end) is not None

    def is_said_by_others(self, start: int, end: int) -> bool:
        """Whether a part of it says that others think so, or that it is not so."""
        return SAID.search(self.text, start, end) is not None

    def found(
        self, strength: Strength, who: regex.Match[str], *, labelled: bool = False
    ) -> JudgementSentence:
        """The judgement of the sentence; ``who`` may name the body."""
        group = "judgement" if self.graded["judgement"] else "adjective"
        named = who if who.groupdict().get("body") else self.graded
        name = named.groupdict().get("body")
        return JudgementSentence(
            start=self.start,
            end=self.end,
            value=_value(self.graded),
            words=self.graded.span(group),
            body=body_of("our" if name.casefold() in OURS else name) if name else None,
            name=named.span("body") if name else None,
            strength=strength,
            whole=self.whole,
            last=self.last,
            of_this=ENDS_WITH_THIS.search(self.text, self.start, self.end) is not None,
            labelled=labelled,
            strict=self.strict,
        )


def _read(text: str, start: int, end: int) -> JudgementSentence | None:
    """The judgement of one sentence, or None."""
    labelled = LABELLED.fullmatch(text, start, end)
    if labelled and (labelled["judgement"] is None or start == 0 or ":" in labelled[0]):
        parts = _Parts(text, start, end, labelled, None, None, end)
        return parts.found(Strength.PLAIN, labelled, labelled=True)
    graded = list(GRADED.finditer(text, start, end))
    frames = [f for f in FRAME.finditer(text, start, end) if graded and f.end() <= graded[-1].end()]
    frame = frames[-1] if frames else None
    graded = [one for one in graded if not frame or one.start() >= frame.end()]
    if len({_value(one) for one in graded}) != 1 or OTHER_VISIT.search(text, start, end):
        return None
    target = _target(text, graded[0], end)
    rest = target or MADE_ALONE.match(text, graded[0].end(), end)
    after = rest.end() if rest else graded[0].end()
    parts = _Parts(text, start, end, graded[0], frame, target, after)
    return _framed(parts, frame) if frame else _unframed(parts)


def _framed(parts: _Parts, frame: regex.Match[str]) -> JudgementSentence | None:
    """The judgement of a sentence that says who judges."""
    if parts.is_said_by_others(frame.start(), parts.graded.end()):
        return None
    if (parts.target and parts.closed) or (parts.whole and parts.strict):
        return parts.found(Strength.FRAMED, frame)
    if parts.last and not parts.is_said_by_others(parts.after, parts.end):
        return parts.found(Strength.LOOSE, frame)
    return None


def _unframed(parts: _Parts) -> JudgementSentence | None:
    """The judgement of a sentence that does not say who judges."""
    text, start, graded = parts.text, parts.start, parts.graded
    if parts.is_said_by_others(start, graded.end()) or not parts.closed:
        return None
    if OTHERS_JUDGE.search(text, start, parts.end):
        return None
    before = BEFORE if graded["judgement"] else WHOSE
    if fits := before.fullmatch(text, start, graded.start()):
        if parts.target or fits.groupdict().get("target"):
            return parts.found(Strength.PLAIN, graded)
        if parts.last and parts.strict:
            return parts.found(Strength.LOOSE, graded)
    loose = LOOSE.fullmatch(text, start, graded.start())
    if parts.whole and loose and JUDGING.search(text) and not PARTED.search(text, graded.end()):
        return parts.found(Strength.PLAIN, loose)
    return None


def _target(text: str, graded: regex.Match[str], end: int) -> regex.Match[str] | None:
    """The words that say that the judgement is of this follow-up, after it or within it."""
    after = TARGET.match(text, graded.end(), end)
    if graded["between"] and BETWEEN.fullmatch(graded["between"]):
        return after or MADE_ALONE.match(text, graded.end(), end)
    return after


def _value(graded: regex.Match[str]) -> Judgement:
    return judgement_of(graded["judgement"] or f"{graded['adjective']} progress")
