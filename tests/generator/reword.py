"""Slight rewording of what the summary of judgements says of a follow-up."""

from __future__ import annotations

import re
from random import Random

from .record import Entry

_CHANGES = (
    (r"\bmake sure that\b", "ensure that"),
    (r"\bLeaders should\b", "Leaders need to"),
    (r"\bLeaders should\b", "Managers should"),
    (r"^All \b", "All of the "),
    (r"\bshould receive\b", "should be given"),
    (r"\bshould be\b", "must be"),
    (r"\bshould have\b", "should all have"),
    (r"\bToo little was\b", "Not enough was"),
    (r"\bmore than\b", "over"),
    (r"\bfewer than\b", "less than"),
    (r"\bOnly\b", "Just"),
    (r"\bMany\b", "Too many"),
    (r"\bwere often\b", "were frequently"),
    (r"\bseldom\b", "rarely"),
    (r"\bdid not\b", "failed to"),
    (r"\badequate\b", "sufficient"),
    (r"\bregularly\b", "on a regular basis"),
    (r"\bpromptly\b", "without delay"),
    (r"\bslow(ly)?\b", r"very slow\1"),
    (r"\.$", ""),
)


def reworded(text: str, rng: Random) -> str:
    """A text with one or two changes that leave its sense; the same where none fits."""
    fitting = [change for change in _CHANGES if re.search(change[0], text)]
    for pattern, words in rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 2)))):
        text = re.sub(pattern, words, text, count=1)
    return text


def reword(rng: Random, entries: list[Entry], number: int) -> list[Entry]:
    """So many entries in slightly other words."""
    chosen = set(rng.sample(range(len(entries)), min(number, len(entries))))
    return [
        {**entry, "text": reworded(entry["text"], rng)} if index in chosen else entry
        for index, entry in enumerate(entries)
    ]
