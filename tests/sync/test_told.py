"""What a run tells, to the letter: its log, the summary, the feed, addresses and messages."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irp.batch.output.problem_ids import problem_id, with_ids
from irp.sync.crawl.discovery import _older
from irp.sync.crawl.markup import ListedPage
from irp.sync.http.addresses import _names_loopback
from irp.sync.http.urls import pdf_url
from irp.sync.report.feed import _lines
from irp.sync.report.log import RunLog
from irp.sync.report.summary import _MOST, _shown
from sync.running import TODAY, Ticking, lines


def test_logs_of_one_second_are_numbered_and_tell_what_ended_them(tmp_path: Path) -> None:
    clock, runs = Ticking(TODAY), []
    for _ in range(3):
        with contextlib.suppress(ZeroDivisionError), RunLog(tmp_path, clock) as log:
            runs.append(log.run)
            raise ZeroDivisionError("why not")
    assert runs == [runs[0], f"{runs[0]}-2", f"{runs[0]}-3"]
    (event,) = lines(tmp_path / f"{runs[2]}.log.jsonl")
    assert (event["event"], event["error"]) == ("failed", "ZeroDivisionError: why not")
    with RunLog(tmp_path, clock):
        pass
    assert lines(tmp_path / f"{runs[0]}-4.log.jsonl") == []
    with RunLog(None, clock) as dry:  # of a dry run nothing is kept
        dry.event("begin")
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize(("more", "last"), [(0, f"line {_MOST - 1}"), (2, "and 2 more")])
def test_a_summary_names_so_many_and_counts_the_rest(more: int, last: str) -> None:
    shown = _shown([f"line {number}" for number in range(_MOST + more)])
    assert shown[-1].strip() == last
    assert len(shown) == _MOST + (more > 0)


def test_the_feed_counts_the_fields_that_it_does_not_show() -> None:
    fields = [{"field": f"/report/x{n}", "before": None, "after": "b"} for n in range(30)]
    change: dict[str, Any] = {"change": "changed", "url": "https://a.example/x.pdf"}
    shown = _lines({**change, "fields": fields})
    assert shown[-1] == f"and {30 - (len(shown) - 2)} more fields"
    assert _lines({**change, "fields": fields, "more_fields": 5})[-1] == (
        f"and {35 - (len(shown) - 2)} more fields"
    )
    assert "more" not in _lines({**change, "fields": fields[:1]})[-1]


@pytest.mark.parametrize(
    ("link", "is_kept"),
    [
        ("/x.pdf?v=1&X-Amz-Signature=abc", True),
        ("/x.pdf?X-Amz-Signature=", True),
        ("/x.pdf?v=1", False),
        ("/x.pdf?page=114", False),
    ],
)
def test_only_a_signed_query_of_a_pdf_is_kept(link: str, is_kept: bool) -> None:
    expected = link if is_kept else link.partition("?")[0]
    assert pdf_url(link, "https://a.example/") == f"https://a.example{expected}"


def test_an_entry_without_a_day_is_not_taken_for_an_old_one() -> None:
    since = date(2024, 1, 31)
    days = [date(2024, 1, 30), since, None]
    assert [_older(ListedPage("u", "t", day), since) for day in days] == [True, False, False]


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("127.0.0.2", True), ("::1", True), ("10.0.0.1", False), ("a.b", False)],
)
def test_which_hosts_are_this_machine(host: str, loopback: bool) -> None:
    assert _names_loopback(host) is loopback


def test_the_id_of_a_problem_stays_the_same() -> None:
    """Whoever keeps ids of problems finds them again after every update."""
    assert problem_id("a", "unreadable", 3, "“é”") == "814403ad74cb6365"
    problem = {"code": "x", "page": None, "message": "y"}
    first, second = with_ids("a", [problem, problem])
    assert first["id"] == problem_id("a", "x", None, "y")
    assert second["id"] == problem_id("a", "x", None, "y", 1)
