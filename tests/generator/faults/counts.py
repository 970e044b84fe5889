"""Faults in what the report says of itself in numbers."""

from __future__ import annotations

import re
from functools import partial
from random import Random

from ..numbers import NumberStyle, count_word, counted
from ..truth import Truth
from .base import Fault


def _noun(truth: Truth, body: str) -> str:
    return truth.noun(body)


def _restate(truth: Truth, body: str, changes: dict[str, int]) -> Truth:
    """The count sentence of a body with other numbers, in its words and in the record."""
    truth = truth.copy()
    found = truth.record["key_findings"]
    bodies = [entry["body"] for entry in found["followed_up"]]
    paragraph = found["paragraphs"][1 + bodies.index(body)]
    mine = [tally for tally in found["tallies"] if tally["body"] == body]
    for tally in mine:
        tally["count"] = changes.get(tally["judgement"], tally["count"])
    counts = {tally["judgement"]: tally["count"] for tally in mine}
    form, style = truth.printing.counts[body], truth.options.numbers
    paragraph["text"] = form.sentence(_noun(truth, body), counts, style, _total(truth, body))
    return truth


def _total(truth: Truth, body: str) -> int:
    """How many a body followed up."""
    return sum(f["body"] == body for f in truth.record["follow_ups"])


def _body(truth: Truth, main: bool) -> str:
    return "hmi_prisons" if main else truth.education


def _count_off(truth: Truth, rng: Random, *, main: bool) -> Truth | None:
    body = _body(truth, main)
    tallies = [t for t in truth.record["key_findings"]["tallies"] if t["body"] == body]
    if not tallies:
        return None
    tally = rng.choice(tallies)
    step = -1 if tally["count"] > 1 and rng.random() < 0.5 else 1
    return _restate(truth, body, {tally["judgement"]: tally["count"] + step})


def _counts_swapped(truth: Truth, rng: Random) -> Truth | None:
    tallies = [t for t in truth.record["key_findings"]["tallies"] if t["body"] == "hmi_prisons"]
    pairs = [(a, b) for a in tallies for b in tallies if 0 < a["count"] < b["count"]]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    changes = {one["judgement"]: other["count"], other["judgement"]: one["count"]}
    return _restate(truth, "hmi_prisons", changes)


def _caption_off(truth: Truth, rng: Random, *, main: bool) -> Truth | None:
    truth = truth.copy()
    for whose, figure in zip(truth.printing.figures, truth.record["figures"], strict=True):
        number = figure["n"]
        if number is not None and whose == _body(truth, main):
            wrong = number - 1 if number > 2 and rng.random() < 0.5 else number + 1
            figure["caption"] = re.sub(rf"(n ?= ?){number}\b", rf"\g<1>{wrong}", figure["caption"])
            figure["n"] = wrong
            return truth
    return None


def _followed_up_off(truth: Truth, rng: Random, *, main: bool) -> Truth | None:
    truth = truth.copy()
    body = _body(truth, main)
    found, noun, style = truth.record["key_findings"], _noun(truth, body), truth.options.numbers
    for entry in found["followed_up"]:
        if entry["body"] == body:
            number = entry["count"]
            wrong = number - 1 if number > 2 and rng.random() < 0.5 else number + 1
            before, after = counted(number, noun, style), counted(wrong, noun, style)
            of_them = f"{count_word(number, style)} of the "  # "nine of the 12 recommendations"
            paragraph = found["paragraphs"][0]
            if main and of_them in paragraph["text"]:
                before, after = of_them, f"{count_word(wrong, style)} of the "
            if before not in paragraph["text"]:
                return None
            paragraph["text"] = paragraph["text"].replace(before, after, 1)
            entry["count"] = wrong
            return truth
    return None


def _number_words(style: NumberStyle) -> dict[str, int]:
    """The ways in which numbers from two on are written; "one" would drag its noun along."""
    return {count_word(number, style): number for number in range(2, 30)}


def _prose_off(truth: Truth, rng: Random) -> Truth | None:
    """A number in a sentence of the chief inspector's summary that counts judgements."""
    style = truth.options.numbers
    words = _number_words(style)
    choices = [
        (sentence, match)
        for sentence in truth.printing.prose_counts
        for match in re.finditer(r"[\w-]+", sentence)
        if match.group(0) in words
    ]
    if not choices:
        return None
    sentence, match = rng.choice(choices)
    wrong = count_word(words[match.group(0)] + 1, style)
    after = sentence[: match.start()] + wrong + sentence[match.end() :]
    truth = truth.copy()
    for paragraph in truth.record["summary"]["paragraphs"]:
        paragraph["text"] = paragraph["text"].replace(sentence, after)
    return truth


FAULTS = (
    Fault(
        "count_off",
        frozenset({"IRP-T01"}),
        "The count sentence of HMI Prisons is off by one in one category.",
        partial(_count_off, main=True),
    ),
    Fault(
        "count_off_ofsted",
        frozenset({"IRP-T01"}),
        "The count sentence of Ofsted is off by one in one category.",
        partial(_count_off, main=False),
    ),
    Fault(
        "counts_swapped",
        frozenset({"IRP-T01"}),
        "Two numbers of the count sentence have changed places; their sum is right.",
        _counts_swapped,
    ),
    Fault(
        "caption_off",
        frozenset({"IRP-T02"}),
        "n= in the caption of HMI Prisons' figure is off by one.",
        partial(_caption_off, main=True),
    ),
    Fault(
        "caption_off_ofsted",
        frozenset({"IRP-T02"}),
        "n= in the caption of Ofsted's figure is off by one.",
        partial(_caption_off, main=False),
    ),
    Fault(
        "followed_up_off",
        frozenset({"IRP-T03"}),
        "The number of recommendations said to be followed up is off by one.",
        partial(_followed_up_off, main=True),
    ),
    Fault(
        "followed_up_off_ofsted",
        frozenset({"IRP-T03"}),
        "The number of themes said to be followed up is off by one.",
        partial(_followed_up_off, main=False),
    ),
    Fault(
        "prose_off",
        frozenset({"IRP-T04"}),
        "A number in the chief inspector's account of the judgements is off by one.",
        _prose_off,
    ),
)
