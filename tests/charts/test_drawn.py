"""A seeded share of the campaign of ``make charts``: what is drawn is read, or told."""

from __future__ import annotations

import pytest

from charts.drawn.facts import invent
from charts.drawn.reading import as_pdf, read, score


@pytest.mark.parametrize("library", ["reportlab", "altair"])
def test_charts_that_a_pdf_draws_are_read(library: str) -> None:
    scores = []
    for seed in range(40):
        facts, style = invent(seed, library)
        scores.append(score(facts, read(as_pdf(facts, style), facts)))
    right, missing = sum(s.right for s in scores), sum(s.missing for s in scores)
    assert sum(s.wrong for s in scores) == 0
    assert right >= 0.9 * (right + missing)
