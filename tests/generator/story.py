"""What a report is about before any sentence is written: place, dates, people, a writer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from .grammar import Writer
from .names import REGIONS
from .numbers import date_range, month_name, month_shift
from .options import Options, Settled, settle, stream
from .wording import WORDINGS, Wording

SEE = "⟦see⟧"  # stands for a cross reference until the paragraphs have numbers
VISITS = {"2021": ((2021, 10), (2022, 9))}  # first and last month of a visit, by layout


@dataclass(frozen=True)
class Dates:
    """The dates of one review, in order."""

    earlier: int  # year of the inspection before the one that is followed up
    inspected: tuple[int, int]
    start: dt.date
    end: dt.date
    reported: tuple[int, int]
    text: str  # of the visit, as printed on the cover


@dataclass(frozen=True)
class Story:
    """The settled facts that all parts of a report draw on."""

    seed: int
    layout: str
    options: Settled
    dates: Dates
    wording: Wording
    writer: Writer

    def part(self, name: str, **words: str) -> Writer:
        """A writer with a stream of chances for one part of the report."""
        return self.writer.having(stream(self.seed, name), **words)


def _start(rng: Random, year: int, month: int, over_months: bool) -> dt.date:
    """A Monday or Tuesday; the last days of a month where the visit runs into the next."""
    if over_months and month != 12:
        following = dt.date(*month_shift(year, month, 1), 1)
        return following - dt.timedelta(days=rng.choice((1, 2)))
    day = dt.date(year, month, rng.randint(3, 20))
    return day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=7 if day.day < 8 else 0)


def _dates(seed: int, layout: str, options: Settled) -> Dates:
    rng = stream(seed, "dates")
    first, last = VISITS[layout]
    span = (last[0] - first[0]) * 12 + last[1] - first[1]
    drawn = month_shift(*first, rng.randint(0, span))
    year, month = options.visited or drawn
    inspected = month_shift(year, month, -rng.randint(8, 12))
    start = _start(rng, year, month, options.over_months)
    end = start + dt.timedelta(days=2)
    return Dates(
        earlier=inspected[0] - rng.randint(2, 4),
        inspected=inspected,
        start=start,
        end=end,
        reported=month_shift(end.year, end.month, rng.choice((1, 1, 2))),
        text=date_range(start, end, rng.choice(("–", "–", "–", "-", " – "))),
    )


def tell(seed: int, layout: str, wording: str, wishes: Options) -> Story:
    """Settle the facts of one report."""
    options = settle(seed, wishes)
    dates = _dates(seed, layout, options)
    months = []
    month = month_shift(*dates.inspected, 2)
    while month < (dates.start.year, dates.start.month):
        months.append(month_name(*month))
        month = month_shift(*month, 1)
    rng = stream(seed, "region")
    words = {
        **options.establishment.words(),
        "region": rng.choice(REGIONS),
        "inspected": month_name(*dates.inspected),
        "year": str(dates.inspected[0]),
        "earlier": str(dates.earlier),
        "years": f"{dates.earlier} and {dates.inspected[0]}",
        "majesty": "Her" if dates.reported < (2022, 10) else "His",
        "see": SEE,
        "prisons": "prisons",
    }
    writer = Writer(stream(seed, "writer"), words, months)
    return Story(seed, layout, options, dates, WORDINGS[wording], writer)
