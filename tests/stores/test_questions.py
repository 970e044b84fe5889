"""The cookbook: every query runs in SQLite and DuckDB, and gives what other code works out."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from conftest import ROOT
from irp import write_store
from irp.areas import packaged
from irp.areas.estates import Estate
from irp.record.extraction import Extraction
from irp.record.report import FollowUp
from links import histories
from links.histories import PLACES, history
from stores.varied import varied

Line = tuple[Any, ...]
FAILED = ("no_meaningful_progress", "insufficient_progress")
GRADES = (*FAILED, "reasonable_progress", "good_progress", "significant_progress")


def recipes() -> Iterator[tuple[str, str]]:
    """The queries of the page, each with the question it is under."""
    page = (ROOT / "docs" / "cookbook.md").read_text("utf-8")
    for section in page.split("\n## ")[1:]:
        question = section.partition("\n")[0]
        for sql in re.findall(r"```sql\n(.*?);\n```", section, re.DOTALL):
            yield question, sql


@pytest.fixture(scope="module")
def records() -> list[Extraction]:
    return list(varied(60))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, records: list[Extraction]) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    write_store(folder / "irps.sqlite", records)
    write_store(folder / "irps.duckdb", records)
    return folder


def asked(stores: Path, kind: str, sql: str) -> list[Line]:
    path = str(stores / f"irps.{kind}")
    if kind == "duckdb":
        with closing(duckdb.connect(path, read_only=True)) as db:
            return [tuple(map(plain, row)) for row in db.execute(sql).fetchall()]
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


# ------------------------------------------------------------------ answers by other code


class Said(NamedTuple):
    """A follow-up in its report."""

    report: Extraction
    item: FollowUp

    @property
    def judgement(self) -> str | None:
        return self.item.judgement.value.value if self.item.judgement else None

    @property
    def failed(self) -> bool:
        return self.judgement in FAILED

    @property
    def theme(self) -> str | None:
        return packaged().place(self.item.area, Estate.PRISONS).theme

    @property
    def test(self) -> str | None:
        return packaged().place(self.item.area, Estate.PRISONS).test

    @property
    def text(self) -> str | None:
        return self.item.recommendation or self.item.concern


def day_of(report: Extraction) -> str:
    assert report.report is not None
    if report.report.visit:
        return report.report.visit.end.isoformat()
    assert report.report.report_date is not None
    return f"{report.report.report_date.year}-{report.report.report_date.month:02}-01"


def place_of(report: Extraction) -> tuple[str, str]:
    assert report.report is not None
    assert report.report.establishment is not None
    return report.report.establishment.id or "", report.report.establishment.name


def all_said(records: Iterable[Extraction]) -> list[Said]:
    return [Said(one, item) for one in records if one.report for item in one.report.follow_ups]


def grouped(said: Iterable[Said], key: Callable[[Said], Any]) -> dict[Any, list[Said]]:
    groups: dict[Any, list[Said]] = defaultdict(list)
    for one in said:
        groups[key(one)].append(one)
    return groups


def judged(said: Iterable[Said]) -> int:
    return sum(one.judgement is not None for one in said)


def share(said: list[Said], *, of_failed: bool = False) -> float | None:
    if not judged(said):
        return None
    bad = sum(one.failed for one in said)
    # Databases round half up, Python to even.
    return floor((bad if of_failed else judged(said) - bad) / judged(said) * 1000 + 0.5) / 1000


def latest(records: list[Extraction]) -> Iterator[Line]:
    newest: dict[str, Extraction] = {}
    for one in sorted(records, key=lambda one: one.source.sha256, reverse=True):
        if (place := place_of(one)[0]) not in newest or day_of(one) >= day_of(newest[place]):
            newest[place] = one
    for one in newest.values():
        said = all_said([one])
        counts = Counter(each.judgement for each in said)
        grades = [counts[grade] for grade in GRADES]
        yield (place_of(one)[1], day_of(one), judged(said), *grades, share(said), one.status.value)


def by_theme(records: list[Extraction]) -> Iterator[Line]:
    ours = [one for one in all_said(records) if one.item.body == "hmi_prisons"]
    for theme, said in grouped(ours, lambda one: one.theme).items():
        failed = sum(one.failed for one in said)
        yield theme, judged(said), failed, share(said, of_failed=True)


def by_test(records: list[Extraction]) -> Iterator[Line]:
    for key, said in grouped(all_said(records), lambda one: (one.test, one.item.body)).items():
        yield (*key, judged(said), share(said))


def again(records: list[Extraction]) -> Iterator[Line]:
    failed = [one for one in all_said(records) if one.failed]
    for (place, theme, body), said in grouped(
        failed, lambda one: (place_of(one.report), one.theme or one.item.area, one.item.body)
    ).items():
        days = {day_of(one.report) for one in said}
        if len(days) > 1:
            yield (
                place[1],
                theme,
                body,
                len(days),
                len(said),
                int(min(days)[:4]),
                int(max(days)[:4]),
            )


def bodies(records: list[Extraction]) -> Iterator[Line]:
    for one in records:
        line: list[Any] = []
        for body in ("hmi_prisons", "ofsted", "estyn"):
            said = [each for each in all_said([one]) if each.item.body == body]
            line += [judged(said), judged(said) - sum(each.failed for each in said)]
        if line[2] + line[4]:
            yield (place_of(one)[1], day_of(one), *line)


def by_year(records: list[Extraction]) -> Iterator[Line]:
    ours = [one for one in all_said(records) if one.item.body == "hmi_prisons"]
    for year, said in grouped(ours, lambda one: day_of(one.report)[:4]).items():
        reports = len({one.report.source.sha256 for one in said})
        yield int(year), reports, judged(said), share(said)


def failures(records: list[Extraction]) -> Iterator[Line]:
    for one in all_said(records):
        if one.failed:
            report = one.report.report
            assert report is not None
            assert one.item.judgement is not None
            end = report.visit.end.isoformat() if report.visit else None
            where = f"/follow_ups/{one.item.position - 1}/judgement/value"
            page = one.report.provenance[where][0].page if where in one.report.provenance else None
            url = f"{one.report.source.url}#page={page}" if page else None
            name, text = place_of(one.report)[1], one.item.judgement.text
            yield name, end, one.item.body, one.judgement, one.text, text, page, url


def two_visits(records: list[Extraction]) -> Iterator[Line]:
    for one in records:
        if place_of(one)[0] == "place-1":
            said = all_said([one])
            yield day_of(one), judged(said), sum(each.failed for each in said), share(said)


def addressees(records: list[Extraction]) -> Iterator[Line]:
    for who, said in grouped(all_said(records), lambda one: one.item.addressee).items():
        if who:
            yield who, judged(said), sum(one.failed for one in said), share(said)


PARTS = {
    "J": "judgements",
    "T": "judgements",
    "M": "judgements",
    "N": "sections and numbering",
    "X": "sections and numbering",
    "D": "name and dates",
    "E": "name and dates",
}
WHOLE = {"IRP-S01": "sections and numbering", "IRP-S02": "lines that were not read"}


def reviewed(records: list[Extraction]) -> Iterator[Line]:
    for one in records:
        for check in one.checks:
            if check.outcome in ("failed", "unavailable"):
                part = WHOLE.get(check.code) or PARTS.get(check.code[4], "wording")
                yield one.source.name, part, check.code, check.outcome.value, check.message


def said(records: list[Extraction]) -> Iterator[Line]:
    for one in all_said(records):
        words = {word.strip(".,").lower() for word in (one.text or "").split()}
        if words >= {"number", "better"}:
            report = one.report.report
            assert report is not None
            end = report.visit.end.isoformat() if report.visit else None
            yield place_of(one.report)[1], end, one.judgement, one.text


ANSWERS: dict[str, Callable[[list[Extraction]], Iterator[Line]]] = {
    "What is the latest result of each establishment?": latest,
    "Which subjects fare worst?": by_theme,
    "And by healthy prison test?": by_test,
    "What has failed again?": again,
    "How do Ofsted and Estyn compare with HMI Prisons?": bodies,
    "Is there more progress over the years?": by_year,
    "What failed, word for word, and on which page?": failures,
    "How do two visits compare?": two_visits,
    "Who was asked, and what came of it?": addressees,
    "What needs review, and why?": reviewed,
    "Where is something said?": said,
}
OF_HISTORIES = "FROM links"
"""What is asked of visits to one place, whose answer is known from how they were made."""


@pytest.mark.parametrize(("question", "sql"), [*recipes()], ids=lambda text: text[:40])
def test_a_query_of_the_cookbook_gives_what_other_code_works_out(
    stores: Path, records: list[Extraction], question: str, sql: str
) -> None:
    kinds = ("sqlite",) if sql.startswith("-- SQLite") else ("sqlite", "duckdb")
    answers = [sorted(asked(stores, kind, sql), key=repr) for kind in kinds]
    assert answers[0], "a query that finds nothing shows nothing"
    assert answers[0] == answers[-1]
    if OF_HISTORIES not in sql:
        expected = [tuple(map(plain, line)) for line in ANSWERS[question](records)]
        assert answers[0] == sorted(expected, key=repr)


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_the_query_of_concerns_that_came_again_names_those_that_did(
    tmp_path: Path, kind: str
) -> None:
    told = [history(place, seed=1) for place in PLACES[:3]]
    write_store(tmp_path / f"irps.{kind}", histories.records(told))
    (sql,) = (sql for _, sql in recipes() if OF_HISTORIES in sql)
    keys = {
        (one.place.casefold(), day.isoformat(), item.text): item.keys
        for one in told
        for day, items in one.visits
        for item in items
    }
    found = asked(tmp_path, kind, sql)
    right = [
        keys[place, earlier, before] & keys[place, later, now]
        for place, earlier, _, later, _, _, before, now in found
    ]
    assert sum(map(bool, right)) / len(found) >= 0.98
    # Of two concerns that were merged, one can be linked; tests/links measures what is found.
    assert len(found) >= 0.85 * sum(1 for one in told for _ in one.again())


def test_every_question_of_the_analyst_is_in_the_cookbook() -> None:
    assert {question for question, _ in recipes()} == {*ANSWERS}


def test_every_record_that_needs_review_is_in_to_review(
    stores: Path, records: list[Extraction]
) -> None:
    there = {name for (name,) in asked(stores, "sqlite", "SELECT source_name FROM to_review")}
    assert there == {one.source.name for one in records if one.status == "needs_review"}
    assert there


def test_search_covers_concerns_and_recommendations(stores: Path) -> None:
    sql = "SELECT j.kind, count(*) FROM judgements_fts AS s JOIN judgements AS j ON j.id = s.rowid"
    found: dict[Any, Any] = dict(
        asked(stores, "sqlite", f"{sql} WHERE judgements_fts MATCH 'follow' GROUP BY 1")
    )
    assert set(found) == {"concern", "recommendation"}


def test_every_view_with_an_area_has_its_theme(stores: Path) -> None:
    columns = "SELECT v.name, c.name FROM sqlite_schema AS v, pragma_table_info(v.name) AS c"
    found: dict[str, set[str]] = defaultdict(set)
    for view, column in asked(stores, "sqlite", f"{columns} WHERE v.type = 'view'"):
        found[view].add(column)
    with_area = {view for view, names in found.items() if "area" in names}
    assert with_area == {"latest_judgements", "judgements_by_area", "failed_items"}
    assert all("area_theme" in found[view] for view in with_area)
