"""Many invented extractions, made quickly by varying those of the samples."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from conftest import ROOT
from irp.api import extract_many
from irp.record.extraction import Extraction, SourceInfo
from irp.record.failed import failed_extraction
from irp.record.report import Establishment, FollowUp, Report, Visit
from irp.record.vocabulary import SCALES, Judgement, Status

FIRST = (
    "Ash Birch Coal Drift Elm Fern Gorse Hazel Iron Juniper Kestrel Lark Moss Nettle Oak".split()
)
LAST = ("brook", "combe", "dale", "field", "ford", "ham", "ley", "mere", "moor", "stead", "wick")
KINDS = ("HMP", "HMP", "HMP", "HMP/YOI", "HMYOI", "IRC")
MONTHS = (
    "January February March April May June July August September October November December".split()
)


def samples() -> list[Extraction]:
    """The extractions of the committed samples."""
    return list(extract_many(sorted((ROOT / "samples").glob("*.pdf"))))


def establishments(count: int) -> list[Establishment]:
    """Invented places."""
    found = []
    for number in range(count):
        name = FIRST[number % len(FIRST)] + LAST[number // len(FIRST) % len(LAST)]
        kind = KINDS[number % len(KINDS)]
        printed = f"{name} Immigration Removal Centre" if kind == "IRC" else f"{kind} {name}"
        short = {"HMYOI": "YOI"}.get(kind, kind)
        found.append(Establishment(name=printed, kind=short, id=name.lower()))
    return found


def varied(
    base: Sequence[Extraction], count: int, *, seed: int = 7, places: int | None = None
) -> Iterator[Extraction]:
    """So many extractions; the same seed gives the same ones."""
    chance = random.Random(seed)
    where = establishments(places or max(1, min(count * 2 // 5, len(FIRST) * len(LAST))))
    for number in range(count):
        one = base[number % len(base)]
        assert one.report is not None
        start = date(2019, 4, 1) + timedelta(days=chance.randrange(2400))
        yield one.model_copy(
            update={
                "source": _source(one.source, number, start),
                "report": _report(one.report, where[number % len(where)], start, chance),
            }
        )


def unread(number: int) -> Extraction:
    """A source that gave no record."""
    name = f"letter-{number}.pdf"
    source = SourceInfo(
        name=name,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        bytes=1200,
        pages=2,
        media_type="application/pdf",
    )
    return failed_extraction(source, "not_an_irp", "this is an action plan")


def _source(source: SourceInfo, number: int, start: date) -> SourceInfo:
    fetched = datetime(start.year, start.month, start.day, tzinfo=UTC) + timedelta(days=80)
    return source.model_copy(
        update={
            "name": f"invented-{number:04}.pdf",
            "sha256": hashlib.sha256(f"invented {number}".encode()).hexdigest(),
            "url": f"https://reports.example.org/invented-{number:04}.pdf",
            "retrieved_at": fetched,
        }
    )


def _report(
    report: Report, establishment: Establishment, start: date, chance: random.Random
) -> Report:
    end = start + timedelta(days=2)
    text = f"{start.day}–{end.day} {MONTHS[end.month - 1]} {end.year}"
    if start.month != end.month:
        text = (
            f"{start.day} {MONTHS[start.month - 1]} – {end.day} {MONTHS[end.month - 1]} {end.year}"
        )
    return report.model_copy(
        update={
            "establishment": establishment,
            "visit": Visit(text=text, start=start, end=end),
            "follow_ups": [_judged(one, start, chance) for one in report.follow_ups],
        }
    )


def _judged(follow_up: FollowUp, start: date, chance: random.Random) -> FollowUp:
    """With another judgement; over the years they get a little better."""
    scale = SCALES.get(follow_up.body, tuple(Judgement)[:4])
    better = (start.year - 2019) / 12
    at = min(len(scale) - 1, int(len(scale) * min(0.999, chance.random() * 0.85 + better * 0.3)))
    if follow_up.judgement is None:
        return follow_up
    judgement = follow_up.judgement
    text = judgement.text.replace(judgement.value.phrase, scale[at].phrase)
    found = judgement.model_copy(update={"value": scale[at], "text": text})
    return follow_up.model_copy(update={"judgement": found})


def verified(extraction: Extraction) -> bool:
    """Whether a record needs no review."""
    return extraction.status is Status.VERIFIED
