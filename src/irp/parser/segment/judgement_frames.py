"""Wordings of the sentences that judge a follow-up: frames, what is judged, what excludes one.

``irp.parser.segment.judgement_sentences`` puts them together.
"""

from __future__ import annotations

import regex

from irp.parser.patterns import Pattern
from irp.parser.wording.terms import FOLLOWED_UP, GRADE, VIEW
from irp.record.vocabulary import NAMED_BODY_PATTERN

_ADVERB = (
    r"(?:therefore|also|overall|nevertheless|however|consequently|accordingly|thus|still|now|only"
    r"|already|so far|to date)"
)
_SEVERAL = rf"(?:(?:we|{NAMED_BODY_PATTERN}) and |and )?"
_BODY = rf"(?P<body>we|inspectors|{NAMED_BODY_PATTERN})"
_WHO = (
    rf"(?:(?:our|HMI Prisons) inspectors|(?:inspectors|colleagues) from (?P<body>"
    rf"{NAMED_BODY_PATTERN})|{_BODY}(?: and (?:we|{NAMED_BODY_PATTERN}))?(?: inspectors)?)"
)
_JUDGE = r"(?:consider|judge|conclude|find|assess|determine|agree|decide|feel|rate)"
_JUDGED = (
    r"(?:consider(?:ed)?|judged?|concluded?|found|find|assess(?:ed)?|determined?|agreed?|decided?"
    r"|felt|rated?|(?:were|are) of the (?:view|opinion)|(?:were|are) satisfied"
    r"|(?:came to|reached|took) the (?:view|conclusion|judgement))"
)
_OWN = rf"(?P<body>our|{NAMED_BODY_PATTERN})(?:[’']s?)?"
FRAME = Pattern(
    rf"\b(?:{_WHO}(?:,? {_ADVERB},?)? {_JUDGED}\b"
    rf"|in {_OWN} (?:{VIEW})\b"
    rf"|{_OWN} (?:overall )?(?:{VIEW}) (?:was|is)\b"
    rf"|it (?:was|is) {_OWN} (?:{VIEW})\b"
    rf"|(?:led|leads|leading|enabled|enables|allowed|allows|caused|brought) (?P<body>us|inspectors"
    rf"|{NAMED_BODY_PATTERN}) to {_JUDGE}\b)",
    regex.IGNORECASE,
)
_MADE = r"(?:made|achieved|demonstrated|shown|seen)"
_RATED = (
    rf"(?:(?:judged|considered|assessed|rated|found|graded)(?: by (?P<body>{NAMED_BODY_PATTERN}))?"
    r" (?:to be |as |overall )?)?"
)
_WAS = r"(?:was|is|had been|has been|remained|to be|to have been|as being|as)"
GRADED = Pattern(
    rf"\b(?P<judgement>(?:{GRADE})\s+progress)\b"
    rf"|\bprogress\b(?P<between>[^.;]{{0,120}}?) {_WAS} {_RATED}(?:{_ADVERB} )?"
    rf"(?P<adjective>{GRADE})\b(?!\s+progress\b)",
    regex.IGNORECASE,
)
_DOING = (
    r"(?:addressing|tackling|meeting|achieving|implementing|dealing with|responding to"
    r"|delivering|resolving|relation to|respect of|response to|regard to|terms of|respect to)"
)
_OF_THIS = (
    rf"(?:(?:against|in|on|towards?|with|for|regarding|under|over)(?: {_DOING})?|{_DOING}"
    rf"|to (?:address|meet|achieve|tackle|implement))"
    rf" (?:this|these|the|our|that) (?:\w+ ){{0,2}}?(?:{FOLLOWED_UP})s?\b"
    rf"(?: of concern| and (?:its |the )?(?:{FOLLOWED_UP})s?)?"
)
TARGET = Pattern(
    rf"(?:,? {_ADVERB},?| made| (?:(?:had|has|have) been|was|to have been|being) {_MADE})*"
    rf" {_OF_THIS}(?:,? {_ADVERB})?",
    regex.IGNORECASE,
)
BETWEEN = Pattern(rf"(?: {_MADE})? {_OF_THIS}(?:,? {_ADVERB})?", regex.IGNORECASE)
MADE_ALONE = Pattern(
    rf"(?:,? {_ADVERB}| made| (?:(?:had|has) been|was|to have been) {_MADE})*", regex.IGNORECASE
)
REST = Pattern(
    r"\W*\d{0,2}$|[,;:(–—-]|\s+(?:[(–—-]|(?:although|though|but|while|whilst|despite|since|as|given"
    r"|because|and|with|even|so|through|by|after|following|which|overall|at this)\b)",
    regex.IGNORECASE,
)
NOTHING = Pattern(r"\W*\d{0,2}$")

_LEAD = r"(?:(?:[\p{L}’ -]{2,80}?|[\p{L}’ -]{2,60}?, [\p{L}’ -]{2,40}?), (?:but )?)?"
BEFORE = Pattern(
    rf"{_LEAD}(?:[^.,;:]{{2,60}}? (?:(?:had|have|has|to have) (?:{_ADVERB} )?{_MADE}"
    rf"|(?:was|were|is|are|to be) (?:{_ADVERB} )?making)(?: {_ADVERB})?"
    rf"|there (?:was|is|had been|has been)(?: {_ADVERB})?"
    r"|(?:this|these|that|it|taken together, \w+)[\w ]{0,40}? (?:was|were|amounted to|represented"
    r"|constituted|showed|demonstrated)"
    rf"|(?:the|our) (?:{VIEW}) (?P<target>{_OF_THIS}) (?:was|is)(?: one of)?"
    rf"|[^.,;:]{{2,60}}? but judged that there had been|{_ADVERB})? ?",
    regex.IGNORECASE,
)
WHOSE = Pattern(
    rf"{_LEAD}(?:(?:{_ADVERB} )?(?:the|our|[^.,;:]{{2,60}}?[’'] ?s?) )?", regex.IGNORECASE
)
LABELLED = Pattern(
    rf"(?:(?:overall|our|(?P<body>{NAMED_BODY_PATTERN})(?:[’']s?)?) )?"
    rf"(?:judge?ment|progress)(?: made)?(?: (?P<body>{NAMED_BODY_PATTERN}))?\s*[:–—-]\s*"
    rf"(?:(?P<judgement>(?:{GRADE})\s+progress)|(?P<adjective>{GRADE}))\.?"
    rf"|(?P<judgement>(?:{GRADE})\s+progress)\.?",
    regex.IGNORECASE,
)
"""A judgement after its label, or alone: "Judgement: good progress"."""
LOOSE = Pattern(
    rf"(?:[\p{{L}} ]{{2,30}}, )?(?:(?P<body>{NAMED_BODY_PATTERN}|We|Our|Inspectors|It was our)"
    r"\b[^.]*?|[\p{L}’ ]{2,60}? (?:had|have|has) (?:made|achieved|shown) )?",
    regex.IGNORECASE,
)
JUDGING = Pattern(
    rf"\b(?:this|the) (?:\w+ ){{0,2}}?(?:{FOLLOWED_UP})\b"
    r"|\bjudge(?:d|ment)?\b|\bconclu(?:ded|sion)\b|\bassess(?:ed|ment)\b|\bconsidered\b",
    regex.IGNORECASE,
)
SAID = Pattern(
    r"\b(?:said|told|reported|claimed|believed|thought|hoped|aimed|planned|expected"
    r"|described|noted|recorded|according to|action plan|own)\b|[‘“\"]"
    r"|\b(?:not|never|cannot|whether|if|until|unless|would|could|should|might|will|unlikely)\b"
    r"|\bby (?:the time|the end|\w+ (?:19|20)\d\d)\b",
    regex.IGNORECASE,
)
"""Words showing that others say it, that it is not so, or that it is only supposed."""
OTHER_VISIT = Pattern(
    r"\b(?:at|in|during|before|of) (?:the|our|its|their|a) (?:time of (?:our|the) )?(?:last"
    r"|previous|earlier|next|first|(?:19|20)\d\d) (?:\w+ )?(?:inspection|visit|review|IRP)\b",
    regex.IGNORECASE,
)
OTHERS_JUDGE = Pattern(
    r"\b(?:governor|director|managers?|leaders?|prisoners|children|women|detainees|staff|HMPPS"
    r"|board|department) (?:also |therefore )?(?:considered|judged|concluded|found|assessed|felt"
    r"|rated)\b",
    regex.IGNORECASE,
)
ENDS_WITH_THIS = Pattern(
    r"\bthis (?:\w+ ){0,2}?(?:recommendation|concern|theme)\.$", regex.IGNORECASE
)
OURS = ("us", "it was our")
"""Names of HMI Prisons that only these frames use."""
PARTED = Pattern(r"[,;]")
SENTENCE_START = Pattern(r"(?<=[.!?][”’)]? )(?=\p{Lu})")
