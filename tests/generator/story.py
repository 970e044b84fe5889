"""What a report is about before any sentence is written: place, dates, people, a writer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from .grammar import Writer
from .names import REGIONS
from .numbers import date_range, month_name, month_shift
from .options import Options, Settled, settle, stream
from .traits import Traits, traits
from .wordings import Labels, Wording, wording

SEE = "⟦see⟧"  # stands for a cross reference until the paragraphs have numbers


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
    form: Traits
    options: Settled
    dates: Dates
    wording: Wording
    writer: Writer

    @property
    def education(self) -> str:
        """The body that follows up themes."""
        return self.options.establishment.education

    @property
    def bodies(self) -> tuple[str, str]:
        """The bodies that may judge, in the order of the report's own lists."""
        return ("hmi_prisons", self.education)

    @property
    def labels(self) -> Labels:
        """What introduces follow-ups."""
        return self.form.labels or self.wording.labels

    def noun(self, body: str) -> str:
        """What a body follows up."""
        return self.form.noun if body == "hmi_prisons" else "theme"

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


def _dates(seed: int, form: Traits, options: Settled) -> Dates:
    rng = stream(seed, "dates")
    first, last = form.visits
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


def tell(seed: int, layout: str, words: str, wishes: Options) -> Story:
    """Settle the facts of one report."""
    form = traits(layout, seed)
    seed += form.salt
    options = settle(seed, wishes, form)
    dates = _dates(seed, form, options)
    months = []
    month = month_shift(*dates.inspected, 2)
    while month < (dates.start.year, dates.start.month):
        months.append(month_name(*month))
        month = month_shift(*month, 1)
    region = stream(seed, "region").choice(REGIONS)
    slots = {
        **options.establishment.words(),
        "region": options.establishment.region or region,
        "inspected": month_name(*dates.inspected),
        "year": str(dates.inspected[0]),
        "earlier": str(dates.earlier),
        "years": f"{dates.earlier} and {dates.inspected[0]}",
        "majesty": "Her" if dates.reported < (2022, 10) else "His",
        "see": SEE,
        "prisons": "prisons",
        "noun": form.noun,
        "subject": options.subject,
        "chart": "pie" if options.chart == "pie" else "bar",
    }
    writer = Writer(stream(seed, "writer"), slots, months)
    return Story(seed, form, options, dates, wording(words, form.like), writer)
