"""Decisions where people see them: on the site, in a database, in the nightly job."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import irp
from irp.decisions.applying import apply
from irp.decisions.file import Decisions, add
from irp.decisions.making import decide
from irp.pages.site import SiteOptions
from irp.record.decision import Decision, Ruling
from irp.record.extraction import Extraction
from irp.stores import read_store, write_store
from library.records import extraction, one_count_too_many
from sync.posts import mixed
from sync.running import TODAY, Ticking, codes, lines, settings_for, sync
from sync.site import Site

WHO = {"because": "looked at <the> PDF", "by": "A. Reader"}


def decided(record: Extraction) -> list[Decision]:
    name = decide(record, Ruling.CORRECT, place="/chief_inspector/name", value="A. Other", **WHO)
    return [*decide(record, Ruling.ACCEPT, place="IRP-T01", **WHO), *name]


def test_the_site_says_what_a_person_reviewed_and_counts_it_apart(tmp_path: Path) -> None:
    record = extraction(one_count_too_many)
    options = SiteOptions(decisions=Decisions(decided(record)))
    irp.build_site([record], tmp_path / "site", options)
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "1 report is reviewed by a person" in home
    assert "0 reports are verified" in home
    (page,) = (tmp_path / "site" / "reports").glob("*.html")
    text = page.read_text("utf-8")
    assert "Reviewed by a person:</strong> looked at &lt;the&gt; PDF" in text
    assert "Correct of /chief_inspector/name (applied): set by A. Reader" in text


def test_a_database_has_a_table_of_decisions(tmp_path: Path) -> None:
    record = extraction(one_count_too_many)
    path = tmp_path / "irp.sqlite"
    reviewed = apply(record, decided(record))
    write_store(path, [reviewed])
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT decision, state, by, value FROM decisions ORDER BY row")
        assert rows.fetchall() == [
            ("accept", "applied", "A. Reader", None),
            ("correct", "applied", "A. Reader", '"A. Other"'),
        ]
        assert database.execute("SELECT status FROM reports").fetchone() == ("reviewed",)
        assert database.execute("SELECT count(*) FROM to_review").fetchone() == (0,)
    database.close()
    assert [one.decisions for one in read_store(path)] == [reviewed.decisions]


@pytest.fixture
def server() -> Iterator[Site]:
    with Site() as site:
        yield site


def test_the_nightly_job_reads_again_what_was_decided_about_and_nothing_else(
    server: Site, tmp_path: Path
) -> None:
    server.reset(mixed(3, 2))
    data, clock = tmp_path / "data", Ticking(TODAY)
    assert sync(data, settings_for(server), clock).exit_code == 0
    record = next(read_store(data))
    name = decide(record, Ruling.CORRECT, place="/chief_inspector/name", value="A. Other", **WHO)
    add(data / "decisions.jsonl", name)
    report = sync(data, settings_for(server), clock, reparse=False)
    assert report.exit_code == 0
    rows = {row["source"]["sha256"]: row for row in lines(data / "published" / "reports.jsonl")}
    assert rows[record.source.sha256]["status"] == "reviewed"
    assert [row["status"] for row in rows.values()].count("verified") == len(rows) - 1
    assert "stale_decision" not in codes(data)
    again = sync(data, settings_for(server), clock, reparse=True)
    assert (again.exit_code, again.changes) == (0, [])
    (data / "decisions.jsonl").unlink()
    sync(data, settings_for(server), clock)
    assert next(read_store(data)) == record
