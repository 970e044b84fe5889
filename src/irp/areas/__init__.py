"""The crosswalk of areas: which theme a heading of a review is about, and its healthy prison test.

Reviews print one subject under many headings. The crosswalk is two lists beside this module:

- ``themes.csv``: the themes, and under which healthy prison test the inspectorate judges each,
  for the three kinds of establishment that it has tests for (``Estate``).
- ``areas.csv``: headings, each with its theme, the manner of the match and its source. ``exact``:
  the whole heading, but for case, accents and punctuation. ``words``: the heading has these
  words, and no exact rule fits.

The sources: an edition of the inspectorate's *Expectations*, whose headings were seen; "a review
of progress", where a review printed it; "usual wording" for a variant that was not seen in print.
A heading that no rule fits, or whose words are of several themes, has no theme.

A person's own list has the columns of ``areas.csv`` and, for a theme of its own,
``healthy_prison_test``; its rules take precedence.
"""

from __future__ import annotations

from irp.areas.crosswalk import AreaPlaced, Crosswalk, crosswalk_with, in_use, packaged, read_own
from irp.areas.estates import Estate, estate_of
from irp.areas.rules import COLUMNS, AreaRule, AreaTheme, MatchManner

__all__ = [
    "COLUMNS",
    "AreaPlaced",
    "AreaRule",
    "AreaTheme",
    "Crosswalk",
    "Estate",
    "MatchManner",
    "crosswalk_with",
    "estate_of",
    "in_use",
    "packaged",
    "read_own",
]
