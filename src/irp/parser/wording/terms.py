"""The terms of the reports, once: what both paths may know of words, and no frame of a sentence.

Each is a list of alternatives for a pattern, to be put in a group and matched without regard to
case unless it says otherwise.
"""

from __future__ import annotations

from irp.record.vocabulary import Judgement

GRADE = "|".join(judgement.phrase.removesuffix(" progress") for judgement in Judgement)
"""A judgement without its noun."""
FOLLOWED_UP = "recommendation|concern|theme|area|issue|priority|topic|aspect|point"
"""What is followed up, in the singular."""
VIEW = "view|opinion|judgement|judgment|assessment|conclusion"
"""What a body that judges has."""
