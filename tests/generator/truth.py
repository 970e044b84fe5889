"""The truth of one invented report: its record, and what is needed to print it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from . import back, blocks, extras, front, photographs
from .extras import Mark, TablePlace
from .numbers import month_name
from .options import Options, Settled, stream
from .perturbations import texts_changed, wished
from .photographs import PhotoPlace
from .record import FollowUp, Outcomes, Record
from .story import Story, tell
from .traits import Traits, traits
from .wordings import WORDS, CountForm, Labels, Wording, wording

GRADES = ("Poor", "Not sufficiently good", "Reasonably good", "Good")
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
    figures: tuple[str, ...]  # whose the record's figures are: "outcomes" or a body
    counts: dict[str, CountForm]  # how the counts of a body are put
    words: dict[str, str]  # the setting: {estab}, {people}, …
    marks: tuple[Mark, ...] = ()
    tables: tuple[TablePlace, ...] = ()
    table_in_paragraph: bool = False  # the words that open the summary's table have a number
    signatories: tuple[tuple[str, str], ...] = ()  # name and title of whoever signs


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
    perturbations: tuple[str, ...] = ()

    @property
    def form(self) -> Traits:
        return traits(self.layout, self.seed)

    @property
    def words(self) -> Wording:
        """The wording in use."""
        return wording(self.wording, self.form.like)

    @property
    def labels(self) -> Labels:
        """What introduces follow-ups."""
        return self.form.labels or self.words.labels

    @property
    def education(self) -> str:
        """The body that follows up themes."""
        return self.options.establishment.education

    def noun(self, body: str) -> str:
        return self.form.noun if body == "hmi_prisons" else "theme"

    def copy(self) -> Truth:
        """The same with a record that may be changed."""
        return replace(self, record=deepcopy(self.record))


@dataclass(frozen=True)
class _Grades:
    """The grades of the healthy prison tests, and the small print under a chart."""

    outcomes: tuple[tuple[int, tuple[int, ...]], ...]
    note: str | None


def _grades(story: Story) -> _Grades:
    rng = stream(story.seed, "printing")
    grades = tuple(rng.randint(1, 4) for _ in TESTS)
    worse = tuple(max(1, grade - rng.choice((0, 1, 1))) for grade in grades)
    note = None
    if story.options.themes:
        note = rng.choice(story.wording.chart_notes).format(**story.writer.words)
    return _Grades(((story.dates.earlier, grades), (story.dates.inspected[0], worse)), note)


def _outcomes(grades: _Grades) -> list[Outcomes]:
    return [
        {"year": year, "outcomes": {t: GRADES[g - 1] for t, g in zip(TESTS, of_year, strict=True)}}
        for year, of_year in grades.outcomes
    ]


def _describe(record: Record, bodies: list[str], *, table: bool) -> None:
    """Alternative texts of the charts; outcomes set as a table are text, and have none."""
    for body, figure in zip(bodies, record["figures"], strict=True):
        if body == "outcomes" and table:
            continue
        if body != "outcomes":
            counts = front.count(record["follow_ups"], body)
            parts = [f"{WORDS[judgement]} {number}" for judgement, number in counts.items()]
            figure["alt_text"] = f"Chart of judgements: {', '.join(parts)}."
            continue
        years = [
            f"{o['year']}: " + ", ".join(f"{test} – {g}" for test, g in o["outcomes"].items())
            for o in record.get("healthy_prison_outcomes", [])
        ]
        figure["alt_text"] = f"Bar chart of the outcomes. {'; '.join(years)}."


def _appended(story: Story, follow_ups: list[FollowUp]) -> list[str]:
    """Captions of photographs that stand in an appendix instead of in the findings."""
    if not story.options.photo_appendix:
        return []
    captions = [p["caption"] for f in follow_ups for p in f["photographs"]]
    for follow_up in follow_ups:
        follow_up["photographs"] = []
    return captions


def _signatories(story: Story, chief: str, others: list[str]) -> tuple[tuple[str, str], ...]:
    """Who signs the summary; in Northern Ireland two do."""
    hmcip = (chief, "HM Chief Inspector of Prisons")
    if story.form.like != "northern_ireland":
        return (hmcip,)
    local = (others.pop(), "Chief Inspector of Criminal Justice in Northern Ireland")
    return (local, hmcip) if stream(story.seed, "signatures").random() < 0.7 else (hmcip, local)


def make_truth(
    seed: int,
    layout: str = "2021",
    wording: str = "seen",
    options: Options | None = None,
    perturbations: tuple[str, ...] = (),
) -> Truth:
    """The truth of the report with this seed: the same arguments give the same truth.

    Perturbations (`generator.PERTURBATIONS`) may add to what a report holds.
    """
    wishes = wished(seed, options or Options(), perturbations)
    story = tell(seed, layout, wording, wishes)
    follow_ups, items, tails = blocks.write_out(story)
    places = photographs.place(story, follow_ups, items)
    appended = _appended(story, follow_ups)
    extras.sub_headings(story, follow_ups)
    extras.under_what_was_asked(story, follow_ups)
    notes, marks = extras.footnotes(story, follow_ups)
    tables, table_places = extras.tables(story, follow_ups, marks)
    found, practice = front.key_findings(story, follow_ups, items)
    paragraphs, prose = front.summary(story, follow_ups)
    chief, others = back.team_names(story)
    signatories, grades = _signatories(story, chief, others), _grades(story)
    figures = front.figures(story, grades.note)
    dates = story.dates
    year, month = dates.reported
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
        "previous_inspections": (
            [dates.earlier, dates.inspected[0]] if story.options.outcomes else []
        ),
        "followed_up_inspection": {"year": dates.inspected[0], "month": dates.inspected[1]},
        "summary": {"paragraphs": paragraphs},
        "key_findings": found,
        "figures": [figure for _, figure in figures],
        "positive_practice": practice,
        "follow_ups": follow_ups,
        "judgement_summary": back.judgement_summary(story, follow_ups),
        "review_team": back.team(story, others),
        "areas": back.areas(story, follow_ups),
        "judgement_definitions": back.definitions(story),
        "glossary": back.glossary(story),
        "copyright_year": year,
    }
    if appended:
        record["photographs"] = appended
    if notes:
        record["footnotes"] = notes
    if tables:
        record["tables"] = tables
    if story.options.outcomes:
        record["healthy_prison_outcomes"] = _outcomes(grades)
    if story.options.alt_texts:
        table = story.options.outcomes_as == "table"
        _describe(record, [body for body, _ in figures], table=table)
    printing = Printing(
        photo_places=() if appended else tuple(places),
        tails=tails,
        prose_counts=prose,
        outcomes=grades.outcomes,
        charts={body: front.count(follow_ups, body) for body in story.bodies},
        standing=back.standing(story),
        figures=tuple(body for body, _ in figures),
        counts={body: front.count_form(story, follow_ups, body) for body in story.bodies},
        words=dict(story.writer.words),
        marks=tuple(marks),
        tables=tuple(table_places),
        table_in_paragraph=front.table_in_paragraph(story),
        signatories=signatories,
    )
    record, printing = texts_changed((record, printing), perturbations)
    return Truth(seed, layout, wording, wishes, story.options, record, printing, perturbations)
