"""Charts drawn by lot and read again: how many values are right, missing or silently wrong.

`make charts`, or `python -m benchmarks.charts --charts N --seed N`. The table is written to
docs/charts.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from charts.drawn.facts import LIBRARIES, UNSEEN, invent
from charts.drawn.reading import Score, as_pdf, read, score

PAGE = Path(__file__).resolve().parents[1] / "docs" / "charts.md"
HEADING = "## Measured"
_SEEN_LEAST, _UNSEEN_LEAST = 0.99, 0.90


def measured(seed: int) -> tuple[str, Score]:
    """The library that drew one chart, and what came of it."""
    facts, style = invent(seed, LIBRARIES[seed % len(LIBRARIES)])
    return style.library, score(facts, read(as_pdf(facts, style), facts))


def table(found: dict[str, list[Score]], seed: int) -> str:
    """The section of the page."""
    rows = [
        f"| {library}{' (unseen)' if library in UNSEEN else ''} | {len(scores)} |"
        f" {_values(scores)} | {_share(scores):.2%} | {sum(s.missing for s in scores)} |"
        f" {sum(s.wrong for s in scores)} |"
        for library, scores in found.items()
    ]
    day = datetime.now(UTC).date()
    head = (
        f"`make charts`, seed {seed}, {day.day} {day:%B %Y}: charts that a PDF draws. No rule was"
        " made for what is called unseen."
    )
    return "\n".join(
        [
            HEADING,
            "",
            head,
            "",
            "| drawn by | charts | values | right | not read | wrong |",
            "|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
        ]
    )


def _values(scores: Sequence[Score]) -> int:
    return sum(s.right + s.missing for s in scores)


def _share(scores: Sequence[Score]) -> float:
    return sum(s.right for s in scores) / max(_values(scores), 1)


def main() -> int:
    """Measure, write the page, and say whether the marks are held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", type=int, default=900)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found: dict[str, list[Score]] = defaultdict(list)
    first = options.seed * 1_000_000
    with ProcessPoolExecutor() as pool:
        for library, one in pool.map(measured, range(first, first + options.charts), chunksize=20):
            found[library].append(one)
    section = table(found, options.seed)
    before, _, _ = PAGE.read_text("utf-8").partition(HEADING)
    PAGE.write_text(before + section, "utf-8", newline="\n")
    print(section)
    held = all(
        _share(scores) >= (_UNSEEN_LEAST if library in UNSEEN else _SEEN_LEAST)
        and not any(s.wrong for s in scores)
        for library, scores in found.items()
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
