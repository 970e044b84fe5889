"""Faults in whose judgement it is: a follow-up that another body judges."""

from __future__ import annotations

import re
from functools import partial
from random import Random

from ..findings import judgement_sentence
from ..truth import Truth
from ..wordings import BODIES, SCALES
from .base import Fault

_DRAWN = 12  # sentences, of which some may name the body
_US = re.compile(r"\b(?:we|our|inspectors|HMI Prisons)\b", re.IGNORECASE)


def _names(text: str, body: str) -> bool:
    return bool(_US.search(text)) if body == "hmi_prisons" else BODIES[body] in text


def _elsewhere(truth: Truth, rng: Random, *, to_education: bool) -> Truth | None:
    """A judgement sentence names the other body; all else speaks of the right one."""
    truth = truth.copy()
    source, target = "hmi_prisons", truth.education
    if not to_education:
        source, target = target, source
    fitting = [
        f
        for f in truth.record["follow_ups"]
        if f["body"] == source and f["judgement"] and f["judgement"]["value"] in SCALES[target]
    ]
    if not fitting or not truth.options.themes:
        return None
    follow_up = rng.choice(fitting)
    judgement = follow_up["judgement"]
    if judgement is None:
        return None
    wording, noun = truth.words, truth.noun(source)
    texts = [
        judgement_sentence(wording, truth.printing.words, rng, target, judgement["value"], noun)
        for _ in range(_DRAWN)
    ]
    # A sentence that names nobody says nothing wrong.
    naming = [text for text in texts if _names(text, target)]
    if not naming:
        return None
    text = naming[0]
    follow_up["body"] = target
    follow_up["paragraphs"][-1]["text"] = text
    follow_up["judgement"] = {**judgement, "text": text}
    return truth


FAULTS = (
    Fault(
        "theme_elsewhere",
        frozenset({"IRP-T01", "IRP-T02", "IRP-T03"}),
        "A theme is judged by HMI Prisons.",
        partial(_elsewhere, to_education=False),
        may=frozenset({"IRP-T04", "IRP-M01"}),
    ),
    Fault(
        "recommendation_elsewhere",
        frozenset({"IRP-T01", "IRP-T02", "IRP-T03"}),
        "What HMI Prisons followed up is judged by the inspectors of education.",
        partial(_elsewhere, to_education=True),
        may=frozenset({"IRP-T04", "IRP-M01"}),
    ),
)
