"""Many invented records that differ in all that analysts ask about, drawn with a seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from irp.record.extraction import Extraction
from irp.record.vocabulary import Body, Judgement, Outcome, Status
from stores.making import named

_AREAS = (
    *("Managing behaviour", "Use of force", "Early days in custody", "Living conditions"),
    *("Health care", "Education, skills and work", "Leadership", "The kitchen garden"),
)
_ADDRESSEES = (None, None, "the governor", "HMPPS", "the director")
_BODIES = (Body.HMI_PRISONS,) * 4 + (Body.OFSTED, Body.ESTYN)
_OFSTEDS = (
    Judgement.INSUFFICIENT_PROGRESS,
    Judgement.REASONABLE_PROGRESS,
    Judgement.SIGNIFICANT_PROGRESS,
)


def varied(count: int, seed: int = 1, *, paragraphs: int = 2) -> Iterator[Extraction]:
    """Records of different sources, about three visits to an establishment."""
    plain = named("a.pdf").model_dump(mode="json")
    model = plain["report"]["follow_ups"][0]
    chance = random.Random(seed)
    for number in range(count):
        source = f"report-{number}.pdf"
        digest = hashlib.sha256(source.encode()).hexdigest()
        plain["source"] |= {"name": source, "sha256": digest, "url": f"https://x.test/{source}"}
        place = f"Place {chance.randrange(max(count // 3, 1))}"
        end = date(2019, 3, 1) + timedelta(days=chance.randrange(2500))
        plain["report"] |= {
            "establishment": {
                "name": f"HMP {place}",
                "kind": "HMP",
                "id": place.lower().replace(" ", "-"),
                "nomis_code": None,
            },
            "visit": None
            if chance.random() < 0.1
            else {"text": "then", "start": end.isoformat(), "end": end.isoformat()},
            "report_date": {"text": "then", "year": end.year, "month": end.month},
            "follow_ups": [
                _follow_up(model, position, chance, paragraphs)
                for position in range(1, chance.randrange(4, 14))
            ],
        }
        yield _with_status(Extraction.model_validate(plain), chance)


def _follow_up(
    model: dict[str, Any], position: int, chance: random.Random, paragraphs: int
) -> dict[str, Any]:
    body = chance.choice(_BODIES)
    scale = _OFSTEDS if body is Body.OFSTED else tuple(Judgement)[:4]
    judgement = None if chance.random() < 0.05 else chance.choice(scale)
    number = chance.randrange(10_000)
    wish = ("better", "safer", "cleaner")[number % 3]
    words = f"What was followed up, number {number}, should be {wish}."
    concern = chance.random() < 0.5
    return model | {
        "position": position,
        "area": chance.choice(_AREAS),
        "body": body,
        "addressee": chance.choice(_ADDRESSEES),
        "kind": "concern" if concern else "recommendation",
        "concern": words if concern else None,
        "recommendation": None if concern else words,
        "paragraphs": [
            {"number": f"{position}.{number}", "text": f"{words} " * 5}
            for number in range(1, paragraphs + 1)
        ],
        "judgement": judgement
        and {"value": judgement, "text": f"There was {judgement.phrase}.", "paragraph": "3.10"},
    }


def _with_status(found: Extraction, chance: random.Random) -> Extraction:
    """A third of the records, with a check that failed."""
    if chance.random() > 0.33:
        return found
    checks = [*found.checks]
    at = chance.randrange(len(checks))
    checks[at] = checks[at].model_copy(update={"outcome": Outcome.FAILED, "message": "It differs."})
    return found.model_copy(update={"checks": checks, "status": Status.NEEDS_REVIEW})
