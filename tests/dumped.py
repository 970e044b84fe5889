"""The least text that reads as a review: four sections, one concern, one judgement."""

from __future__ import annotations

_REVIEW = """Section 1 Chief Inspector’s summary

1.1 {opening}

Section 2 Key findings

2.1 {said}

Section 3 Progress against our concerns

Leadership

Concern: Staffing was poor.

3.1 We considered that the prison had made good progress against this concern.

Section 4 Summary of judgements

Staffing was poor.
Good progress
"""
OPENING = "HMP Ashdown Vale is a category B prison that had an independent review of progress."
SAID = "We followed up one concern. We judged that there was good progress in one concern."


def small_review(opening: str = OPENING, said: str = SAID) -> str:
    """The review, with the first words of its summary and of its key findings."""
    return _REVIEW.format(opening=opening, said=said)
