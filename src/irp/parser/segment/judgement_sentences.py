"""The sentence that judges a follow-up: a small grammar of the ways in which reports put it.

A sentence is a lead ("On balance, "), a frame that says who judges ("we considered that", "in
Ofsted’s view,") and a clause that holds the judgement ("leaders had made good progress against
this concern", "progress in this area was insufficient"). A framed sentence is one wherever it
stands; one without a frame only at the end of a follow-up.
"""

from __future__ import annotations

from itertools import pairwise

import regex

from irp.parser.patterns import Pattern
from irp.parser.text.passage import Passage
from irp.record.spans import Sourced
from irp.record.vocabulary import (
    JUDGEMENT_PATTERN,
    NAMED_BODY_PATTERN,
    Body,
    Judgement,
    body_of,
    judgement_of,
)

_ADVERB = r"(?:therefore|also|overall|nevertheless|however|consequently|accordingly|thus)"
_DEGREE = r"(?:only|now|already|still|overall|therefore|so far|to date)"
_LEAD = r"(?:(?:[\p{L}’ -]{2,80}?|[\p{L}’ -]{2,60}?, [\p{L}’ -]{2,40}?), (?:but )?)?"
_WHO = (
    rf"(?:(?:our|HMI Prisons) inspectors|(?:inspectors|colleagues) from (?P<subject>"
    rf"{NAMED_BODY_PATTERN})|(?P<subject>we|inspectors|{NAMED_BODY_PATTERN})(?: inspectors)?)"
)
_VERB = (
    r"(?:consider(?:ed)?|judged?|concluded?|found|find|assess(?:ed)?|determined?|agreed?"
    r"|felt|rated|(?:were|are) of the (?:view|opinion))"
)
_OWN = rf"(?P<subject>our|{NAMED_BODY_PATTERN})(?:[’']s?)?"
_VIEW = r"(?:view|opinion|judgement|judgment|assessment|conclusion)"
_FRAME = (
    rf"(?:{_WHO}(?: {_ADVERB})? {_VERB}(?:,? {_ADVERB},?)?(?: that)?"
    rf"|In {_OWN} {_VIEW},?(?: {_ADVERB},?)?"
    rf"|(?:It (?:was|is) )?{_OWN} (?:overall )?{_VIEW} (?:was|is) that"
    rf"|It (?:was|is) {_OWN} {_VIEW} that) "
)

_PROGRESS = rf"(?P<judgement>{JUDGEMENT_PATTERN})"
_ADJECTIVE = r"(?P<adjective>no meaningful|insufficient|reasonable|good|significant)"
_MADE = r"(?:made|achieved|demonstrated|shown|seen)"
_DOING = (
    r"(?:addressing|tackling|meeting|achieving|implementing|dealing with|responding to"
    r"|delivering|resolving)"
)
_TOWARD = (
    rf"(?:(?:against|in|on|towards?|with|for|regarding|under|in (?:relation|response|regard) to"
    rf"|in (?:respect|terms) of|with (?:regard|respect) to)(?: {_DOING})?|{_DOING}|to address)"
)
_NOUN = r"(?:recommendation|concern|theme|area|issue|priority)s?"
_TAIL = (
    rf"(?: overall)? {_TOWARD} (?:this|these|the|our) (?:\w+ ){{0,2}}?{_NOUN}"
    rf"(?: of concern| and (?:its |the )?{_NOUN})?(?: overall)?"
)
_WAS = r"(?:was|is|had been|has been|remained|to be|to have been|as being|as)"
_RATED = (
    rf"(?:(?:judged|considered|assessed|rated|found|graded) (?:by (?P<subject>"
    rf"{NAMED_BODY_PATTERN}) )?(?:to be |as |overall )?)?(?:{_DEGREE} )?"
)
_BEEN_MADE = rf"(?:(?:(?:had|has) been|was|to have been) {_MADE})"
_WHOSE = r"(?:(?:the|{subject}[’'] ?s?) )?"
_CLAUSES = (
    # "leaders had made good progress against this concern"
    r"{subject} "
    rf"(?:(?:had|have|has|to have) (?:{_DEGREE} )?{_MADE}"
    rf"|(?:was|were|is|are|to be) (?:{_DEGREE} )?making)(?: {_DEGREE})? {_PROGRESS}"
    r"(?P<tail>{tail})"
    # "there had been good progress …", "good progress had been made …"
    rf"|there (?:was|is|had been|has been)(?: {_DEGREE})? {_PROGRESS}(?P<tail>{{tail}})"
    rf"|(?:{_DEGREE} )?{_PROGRESS} {_BEEN_MADE}(?P<tail>{{tail}})"
    # "progress against this concern was good", "progress was good in this area"
    rf"|{_WHOSE}progress(?: made)?(?P<tail>{_TAIL}) {_WAS} {_RATED}{_ADJECTIVE}(?: overall)?"
    rf"|{_WHOSE}progress(?: made)? {_WAS} {_RATED}{_ADJECTIVE}(?P<tail>{_TAIL})"
)
_PASSIVE = rf"(?:the|our) {_VIEW}{_TAIL} (?:was|is)(?: one of)? {_PROGRESS}"


def _clauses(subject: str, tail: str) -> str:
    return f"(?:{_CLAUSES.replace('{subject}', subject).replace('{tail}', tail)})"


_FRAMED = Pattern(
    rf"(?:^|(?<=[.!?][”’)]? )){_LEAD}{_FRAME}"
    rf"{_clauses('[^.]{2,90}?', f'(?:{_TAIL})?(?: overall)?')}\.",
    regex.IGNORECASE,
)
_UNFRAMED = Pattern(
    rf"(?:{_LEAD}{_clauses('[^.,;:]{2,60}?', _TAIL)}"
    rf"|{_PASSIVE})\.",
    regex.IGNORECASE,
)
LABELLED = Pattern(
    rf"(?:(?:overall|our|(?P<subject>{NAMED_BODY_PATTERN})(?:[’']s?)?) )?"
    rf"(?:judge?ment|progress)(?: made)?(?: (?P<subject>{NAMED_BODY_PATTERN}))?\s*[:–—-]\s*"
    rf"(?:{_PROGRESS}|{_ADJECTIVE})\.?",
    regex.IGNORECASE,
)
"""A judgement behind its label: "Judgement: good progress"."""
_PLAIN = Pattern(
    rf"(?:[\p{{L}} ]{{2,30}}, )?(?:(?P<subject>{NAMED_BODY_PATTERN}|We|Our|Inspectors|It was our)"
    rf"\b[^.]*?|[\p{{L}}’ ]{{2,60}}? (?:had|have|has) (?:made|achieved|shown) )?"
    rf"(?:{_PROGRESS}|progress (?:[\w ]{{0,60}}? )?(?:was|is|had been|to be|as) {_ADJECTIVE})"
    rf"\b[^.,;]*\.",
    regex.IGNORECASE,
)
_ALONE = Pattern(rf"{_PROGRESS}\.?", regex.IGNORECASE)
_OF_THIS = Pattern(
    r"\b(?:this|the) (?:\w+ ){0,2}?(?:recommendation|concern|theme|area|issue|priority)\b"
    r"|\bjudge(?:d|ment)?\b|\bconclu(?:ded|sion)\b|\bassess(?:ed|ment)\b|\bconsidered\b",
    regex.IGNORECASE,
)
_NOT_OURS = Pattern(
    r"\b(?:said|told|reported|claimed|believed|thought|hoped|aimed|planned|expected"
    r"|described|noted|recorded|according to|action plan|own)\b|[‘“\"]"
    # another visit; what was not so, or is only supposed
    r"|\b(?:at|in|during|before|of) (?:the|our|its|their|a) (?:last|previous|earlier|next|first"
    r"|(?:19|20)\d\d) (?:\w+ )?(?:inspection|visit|review|IRP)\b"
    r"|\b(?:not|never|cannot|whether|if|until|unless|would|could|should|might|will|unlikely)\b"
    r"|\bby (?:the time|the end|\w+ (?:19|20)\d\d)\b",
    regex.IGNORECASE,
)
_OTHERS_JUDGE = Pattern(
    r"\b(?:governor|director|managers?|leaders?|prisoners|children|women|detainees|staff|HMPPS"
    r"|board|department) (?:also |therefore )?(?:considered|judged|concluded|found|assessed|felt"
    r"|rated)\b",
    regex.IGNORECASE,
)
_ENDS_WITH_THIS = Pattern(
    r"\bthis (?:\w+ ){0,2}?(?:recommendation|concern|theme)\.$", regex.IGNORECASE
)
_SENTENCE_START = Pattern(r"(?<=[.!?][”’)]? )(?=\p{Lu})")


def judgement_sentences(text: str) -> list[regex.Match[str]]:
    """The sentences of a paragraph that say who judges, and judge, in order.

    Quoted or passing uses of the words do not match: the sentence must name the body that judges
    and end with "this recommendation", "this area" and the like, or be the whole paragraph.
    """
    if "progress" not in text.casefold():
        return []
    return [
        match
        for match in _FRAMED.finditer(text)
        if not _NOT_OURS.search(match[0])
        and not _OTHERS_JUDGE.search(match[0])
        and (match["tail"].strip() or (match.start() == 0 and match.end() == len(text)))
    ]


def plain_judgement(text: str) -> regex.Match[str] | None:
    """The judgement at the end of a follow-up's last paragraph that no frame introduces.

    What somebody else said or thought is no judgement, and the sentence must hold one judgement
    and say that it is of this follow-up; in looser words only where it is the whole paragraph.
    """
    if "progress" not in text.casefold():
        return None
    start = max((m.start() for m in _SENTENCE_START.finditer(text)), default=0)
    labelled = LABELLED.fullmatch(text, start) or _ALONE.fullmatch(text)
    if labelled:
        return labelled
    last = text[start:]
    if _NOT_OURS.search(last) or _OTHERS_JUDGE.search(last):
        return None
    if len(regex.findall(JUDGEMENT_PATTERN, last, regex.IGNORECASE)) > 1:
        return None
    match = _UNFRAMED.fullmatch(text, start)
    if match is None and start == 0 and _OF_THIS.search(last):
        match = _PLAIN.fullmatch(text)
    return match


def plain_judgements(text: str) -> list[regex.Match[str]]:
    """The judgements at the end of a paragraph that no frame introduces, one after the other.

    Only sentences of the strict form count, with "this recommendation" and the like. A follow-up
    should have one; a second that differs is a contradiction that must not be passed over.
    """
    if "progress" not in text.casefold():
        return []
    starts = [0, *(m.start() for m in _SENTENCE_START.finditer(text))]
    found: list[regex.Match[str]] = []
    for start, end in reversed(list(pairwise([*starts, len(text) + 1]))):
        sentence = text[start : end - 1]
        match = _UNFRAMED.fullmatch(text, start, end - 1)
        if match is None or _NOT_OURS.search(sentence) or _OTHERS_JUDGE.search(sentence):
            break
        found.insert(0, match)
    return found


def whole_judgement(text: str) -> regex.Match[str] | None:
    """The judgement that is a whole paragraph and ends with "this theme" or the like."""
    match = plain_judgement(text)
    return match if match and match.start() == 0 and _ENDS_WITH_THIS.search(text) else None


def is_judgement_alone(text: str) -> bool:
    """Whether a text is a judgement and no more: a framed sentence, or one behind its label."""
    framed = any((m.start(), m.end()) == (0, len(text)) for m in judgement_sentences(text))
    return framed or LABELLED.fullmatch(text) is not None


def ends_follow_up(text: str, *, framed: bool = False) -> bool:
    """Whether the end of a text judges a follow-up, so that nothing of it can come after.

    Args:
        text: the text.
        framed: only a sentence that says who judges will do.
    """
    if any(match.end() == len(text) for match in judgement_sentences(text)):
        return True
    return not framed and plain_judgement(text) is not None


def judgement_in(match: regex.Match[str], passage: Passage) -> Sourced[Judgement]:
    """The judgement that a sentence of a passage gives, at its words."""
    group = "judgement" if match["judgement"] else "adjective"
    words = match[group] if group == "judgement" else f"{match[group]} progress"
    return Sourced(judgement_of(words), passage.spans(*match.span(group)))


def body_in(match: regex.Match[str], passage: Passage) -> Sourced[Body] | None:
    """The body that a sentence of a passage says judges; None where it names none."""
    subject = match.groupdict().get("subject")
    if not subject:
        return None
    name = "our" if subject.casefold() == "it was our" else subject
    return Sourced(body_of(name), passage.spans(*match.span("subject")))
