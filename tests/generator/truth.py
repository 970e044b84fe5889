"""The truth of one invented report: its record, and what is needed to print it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from . import back, findings, front, photographs
from .numbers import month_name
from .options import Options, Settled, stream
from .photographs import PhotoPlace
from .record import FollowUp, Record
from .story import Story, tell
from .wording import SCALES

NOUNS = {"2021": "recommendation"}  # what HMI Prisons follows up, by layout
TESTS = ("Safety", "Respect", "Purposeful activity", "Rehabilitation and release planning")


@dataclass(frozen=True)
class Printing:
    """What stands on paper beyond the record."""

    photo_places: tuple[PhotoPlace, ...]
    tails: tuple[str, ...]  # sentences that follow the bullets of a paragraph
    prose_counts: tuple[str, ...]  # the chief inspector's sentences that count judgements
    outcomes: tuple[tuple[int, tuple[int, ...]], ...]  # year, grades of the four tests
    charts: dict[str, dict[str, int]]  # the judgements that a body's chart shows
    standing: dict[str, Any]  # boilerplate
    chart_notes: dict[str, str | None]  # the note under a figure, by body
    words: dict[str, str]  # the setting: {estab}, {people}, …


@dataclass(frozen=True)
class Truth:
    """A record and its printing. The record is never changed: copy() it."""

    seed: int
    layout: str
    wording: str
    wishes: Options
    options: Settled
    record: Record
    printing: Printing

    def copy(self) -> Truth:
        """The same with a record that may be changed."""
        return replace(self, record=deepcopy(self.record))


def _printing(
    story: Story,
    follow_ups: list[FollowUp],
    tails: tuple[str, ...],
    prose: tuple[str, ...],
    places: list[PhotoPlace],
) -> Printing:
    rng = stream(story.seed, "printing")
    grades = tuple(rng.randint(1, 4) for _ in TESTS)
    worse = tuple(max(1, grade - rng.choice((0, 1, 1))) for grade in grades)
    note = rng.choice(story.wording.chart_notes) if story.options.themes else None
    return Printing(
        photo_places=tuple(places),
        tails=tails,
        prose_counts=prose,
        outcomes=((story.dates.earlier, grades), (story.dates.inspected[0], worse)),
        charts={body: front.count(follow_ups, body) for body in SCALES},
        standing=back.standing(story),
        chart_notes={"hmi_prisons": note, "ofsted": None},
        words=dict(story.writer.words),
    )


def make_truth(
    seed: int, layout: str = "2021", wording: str = "seen", options: Options | None = None
) -> Truth:
    """The truth of the report with this seed: the same arguments give the same truth."""
    wishes = options or Options()
    story = tell(seed, layout, wording, wishes)
    noun = NOUNS[layout]
    follow_ups, items, tails = findings.write_out(story, noun)
    places = photographs.place(story, follow_ups, items)
    found, practice = front.key_findings(story, follow_ups, items, noun)
    paragraphs, prose = front.summary(story, follow_ups, noun)
    chief, others = back.team_names(story)
    dates = story.dates
    year, month = dates.reported
    inspections = [dates.earlier, dates.inspected[0]] if story.options.outcomes else []
    record: Record = {
        "document_type": "independent_review_of_progress",
        "establishment": {"name": story.options.establishment.name},
        "visit": {
            "start": dates.start.isoformat(),
            "end": dates.end.isoformat(),
            "text": dates.text,
        },
        "report_date": {"text": month_name(year, month), "year": year, "month": month},
        "chief_inspector": {"name": chief, "title": "HM Chief Inspector of Prisons"},
        "previous_inspections": inspections,
        "followed_up_inspection": {"year": dates.inspected[0], "month": dates.inspected[1]},
        "summary": {"paragraphs": paragraphs},
        "key_findings": found,
        "figures": front.figures(story),
        "positive_practice": practice,
        "follow_ups": follow_ups,
        "judgement_summary": back.judgement_summary(story, follow_ups),
        "review_team": back.team(story, others),
        "areas": back.areas(story, follow_ups),
        "judgement_definitions": back.definitions(story),
        "glossary": back.glossary(story),
        "copyright_year": year,
    }
    printing = _printing(story, follow_ups, tails, prose, places)
    return Truth(seed, layout, wording, wishes, story.options, record, printing)
