"""Charts drawn by lot and read again: how many values are right, missing or silently wrong.

`make charts`, or `python -m benchmarks.charts --charts N --pictures N --seed N`. The tables are
written to docs/charts.md.
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
from charts.drawn.reading import PRINTS, Print, Score, as_pdf, as_picture, on_a_page, read, score

PAGE = Path(__file__).resolve().parents[1] / "docs" / "charts.md"
HEADING = "## Measured"
_SEEN_LEAST, _PICTURE_LEAST, _UNSEEN_LEAST = 0.99, 0.97, 0.90


def measured(seed: int, print_: Print | None = None) -> tuple[str, Score]:
    """How one chart was drawn, or printed, and what came of it."""
    facts, style = invent(seed, LIBRARIES[seed % len(LIBRARIES)])
    if print_ is None:
        pdf, name = as_pdf(facts, style), style.library
    else:
        pdf = on_a_page(as_picture(facts, style, print_))
        name = f"{print_.dpi} dpi, {print_.format}{', grey' if print_.grey else ''}"
    if style.library in UNSEEN:
        name = style.library if print_ is None else f"{style.library}, {print_.dpi} dpi"
    return name, score(facts, read(pdf, facts))


def pictured(seed: int) -> tuple[str, Score]:
    """One chart as a picture, of each way of printing in turn."""
    return measured(seed, PRINTS[seed // len(LIBRARIES) % len(PRINTS)])


def table(what: str, found: dict[str, list[Score]]) -> list[str]:
    """A table of the page."""
    rows = [
        f"| {name}{' (unseen)' if _is_unseen(name) else ''} | {len(scores)} |"
        f" {_values(scores)} | {_share(scores):.2%} | {sum(s.missing for s in scores)} |"
        f" {sum(s.wrong for s in scores)} |"
        for name, scores in sorted(found.items())
    ]
    head = f"| {what} | charts | values | right | not read | wrong |"
    return [head, "|---|---:|---:|---:|---:|---:|", *rows, ""]


def _is_unseen(name: str) -> bool:
    return name.startswith(tuple(UNSEEN))


def _values(scores: Sequence[Score]) -> int:
    return sum(s.right + s.missing for s in scores)


def _share(scores: Sequence[Score]) -> float:
    return sum(s.right for s in scores) / max(_values(scores), 1)


def _least(name: str, *, picture: bool) -> float:
    """The least share of values right; below 150 dpi there is none."""
    if picture and name.endswith(("96 dpi", "96 dpi, PNG", "96 dpi, JPEG")):
        return 0.0
    if _is_unseen(name):
        return _UNSEEN_LEAST
    return _PICTURE_LEAST if picture else _SEEN_LEAST


def main() -> int:
    """Measure, write the page, and say whether the marks are held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", type=int, default=900)
    parser.add_argument("--pictures", type=int, default=420)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    first = options.seed * 1_000_000
    day = datetime.now(UTC).date()
    lines = [
        HEADING,
        "",
        f"`make charts`, seed {options.seed}, {day.day} {day:%B %Y}.",
        "First charts that a PDF draws, then pictures. No rule was made for what is called unseen.",
        "",
    ]
    held = True
    with ProcessPoolExecutor() as pool:
        for measure, count in ((measured, options.charts), (pictured, options.pictures)):
            picture = measure is pictured
            found: dict[str, list[Score]] = defaultdict(list)
            for name, one in pool.map(measure, range(first, first + count), chunksize=10):
                found[name].append(one)
            lines += table("pictures" if picture else "drawn by", found)
            held &= all(
                _share(scores) >= _least(name, picture=picture) and not any(s.wrong for s in scores)
                for name, scores in found.items()
            )
    section = "\n".join(lines)
    before, _, _ = PAGE.read_text("utf-8").partition(HEADING)
    PAGE.write_text(before + section, "utf-8", newline="\n")
    print(section)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
