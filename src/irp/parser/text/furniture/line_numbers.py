"""Line numbers in the margin, as lawyers' copies have them: left out, and reported.

On most pages most lines begin with a number, and the numbers rise by one step from line to line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Placed, TextProblem

_NUMBER: Final = re.compile(r"([0-9]{1,4})(?:\s+|$)")
_LEAST: Final = 5
"""The fewest numbered lines on a page with line numbers."""
_SHARE: Final = 0.6
"""Of the lines of a page, and of the pages, that have numbers where lines are numbered."""
_STEADY: Final = 0.9
_STEPS: Final = (1, 5, 10)


def leave_out_line_numbers(pages: Sequence[DraftPage]) -> list[TextProblem]:
    """Remove the line numbers from the lines; report a problem if there were any."""
    numbered = {page.number: lines for page in pages if (lines := _numbered(page))}
    full = [page for page in pages if len(page.lines) >= _LEAST]
    if not numbered or len(numbered) < _SHARE * len(full):
        return []
    for page in pages:
        for line in numbered.get(page.number, ()):
            _shorten(line)
        page.lines = [line for line in page.lines if line.text]
    message = "the lines are numbered in the margin; the line numbers were left out"
    return [TextProblem("line_numbers", message)]


def _numbered(page: DraftPage) -> list[Draft]:
    """The lines of a page that begin with their number; none where the lines have none."""
    found = [(line, int(match[1])) for line in page.lines if (match := _NUMBER.match(line.text))]
    if len(found) < _LEAST:
        return []
    steps = Counter(after - before for (_, before), (_, after) in pairwise(found))
    step, count = steps.most_common(1)[0]
    least = _SHARE * len(page.lines) / step if step in _STEPS else len(page.lines) + 1
    if len(found) < least or count < _STEADY * (len(found) - 1):
        return []
    return [line for line, number in found if number % step == 0]


def _shorten(line: Draft) -> None:
    """Remove a line's number."""
    match = _NUMBER.match(line.text)
    if match is None:
        return
    gone = match.end()
    line.text = line.text[gone:]
    line.cells = tuple(cell - gone for cell in line.cells if cell > gone)
    line.bold_until = max(0, line.bold_until - gone)
    words = [word for word in line.words if word.start >= gone]
    line.words = tuple(Placed(w.start - gone, w.end - gone, w.x0, w.x1) for w in words)
    if line.box and words:
        line.box = line.box._replace(x0=words[0].x0)
