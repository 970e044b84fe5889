"""What is said of a run and of its changes, up to a limit; clocks, logs and kept queries."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from irp.batch.sources.remote import _check_address
from irp.errors import SourceError
from irp.sync.clock import SystemClock, elapsed
from irp.sync.http.urls import page_url, pdf_url
from irp.sync.report.feed import _lines
from irp.sync.report.findings import Finding, Severity
from irp.sync.report.log import RunLog
from irp.sync.report.run_report import RunReport
from irp.sync.report.summary import summary

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "passed"), [(5, 5.0), (0, 0.0), (-1, None)])
def test_no_time_has_passed_where_the_clock_has_gone_back(
    seconds: int, passed: float | None
) -> None:
    assert elapsed(NOON, NOON + timedelta(seconds=seconds)) == passed


def test_waiting_for_no_time_is_no_error() -> None:
    clock = SystemClock()
    clock.sleep(-1)
    clock.sleep(0)
    assert clock.now().microsecond == 0


BASE = "https://site.example/list/"


@pytest.mark.parametrize(
    ("query", "signs"),
    [
        ("X-Amz-Date=1&X-Amz-Signature=2", True),
        ("ver=2&Signature=abc", True),
        ("token=", True),
        ("Expires=9&ver=2", True),
        ("ver=2&sign=abc", False),
        ("", False),
    ],
)
def test_the_query_of_a_pdf_is_kept_where_it_signs_the_address(query: str, signs: bool) -> None:
    address = "https://cdn.example/a.pdf"
    given = f"{address}?{query}" if query else address
    assert pdf_url(given, BASE) == (given if signs else address)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/a", "https://site.example/a/"),
        ("http://site.example/a/", "https://site.example/a/"),
        ("http://site.example:8080/a/", "https://site.example/a/"),
        ("http://other.example/a", "http://other.example/a/"),
        ("https://site.example:443/a", "https://site.example/a/"),
        ("https://site.example:444/a", "https://site.example:444/a/"),
        ("https://u@site.example/a", "https://u@site.example/a/"),
        ("https://[::1]/a", "https://[::1]/a/"),
        ("?p=12&post_type=hmipris_reports&x=1",
            "https://site.example/list/?p=12&post_type=hmipris_reports"),
        ("?p=a&post_type=hmipris_reports", "https://site.example/list/"),
        ("?p=12&post_type=post", "https://site.example/list/"),
        ("mailto:a@site.example", None),
        ("https://site.example:port/a", None),
    ],
)  # fmt: skip
def test_an_address_of_a_page_has_one_form(link: str, address: str | None) -> None:
    assert page_url(link, BASE) == address


@pytest.mark.parametrize(
    ("url", "hosts", "refused"),
    [
        ("https://files.example/a.pdf", ("files.example",), False),
        ("https://FILES.example/a.pdf", ("Files.Example",), False),
        ("https://files.example:8443/a.pdf", ("files.example:8443",), False),
        ("https://files.example:8443/a.pdf", ("files.example",), False),
        ("https://u:p@files.example/a.pdf", ("files.example",), False),
        ("https://other.example/a.pdf", ("files.example",), True),
        ("https://other.example/a.pdf", (), True),
        ("http://files.example/a.pdf", ("files.example",), False),
        ("ftp://files.example/a.pdf", ("files.example",), True),
    ],
)
def test_a_report_is_fetched_from_allowed_hosts_alone(
    url: str, hosts: tuple[str, ...], refused: bool
) -> None:
    if not refused:
        _check_address(url, hosts)
        return
    with pytest.raises(SourceError) as told:
        _check_address(url, hosts)
    assert told.value.code == "host_not_allowed"


def change(fields: int, more: int | None = None) -> dict[str, Any]:
    each = [{"field": f"/report/x{i}", "before": None, "after": "y"} for i in range(fields)]
    return {"change": "changed", "url": "https://a", "fields": each, "more_fields": more}


@pytest.mark.parametrize(
    ("fields", "more", "last"),
    [(0, None, None), (20, None, None), (20, 0, None), (20, 3, 3), (22, None, 2), (22, 3, 5)],
)
def test_a_feed_shows_twenty_fields_and_counts_the_rest(
    fields: int, more: int | None, last: int | None
) -> None:
    lines = _lines(change(fields, more))
    assert len(lines) == 1 + min(fields, 20) + (last is not None)
    assert (lines[-1] == f"and {last} more fields") is (last is not None)


def report(*findings: Finding) -> list[str]:
    values: dict[str, Any] = {
        "outcome": "verified",
        "published": {"statuses": {"verified": 2}, "changed": True, "reports": 2},
        "traffic": {"requests": {"page": 3}, "received": 1000, "seconds": 1.0},
        "pages": {"new": 1}, "fetched": 0, "listed": 2, "full_look": False, "seconds": 2.0,
        "stopped": None, "pages_without_pdf": 0, "quarantined": 0,
    }  # fmt: skip
    return summary(RunReport(values, list(findings))).splitlines()


def findings(count: int, severity: Severity = Severity.WARNING) -> list[Finding]:
    return [Finding("http_error", severity, "It failed", f"subject {i}") for i in range(count)]


@pytest.mark.parametrize(("count", "more"), [(0, 0), (12, 0), (13, 1), (20, 8)])
def test_a_summary_shows_twelve_findings_and_counts_the_rest(count: int, more: int) -> None:
    lines = report(*findings(count))
    shown = [line for line in lines if line.startswith("warning")]
    assert len(shown) == min(count, 12)
    assert (f"           and {more} more" in lines) is (more > 0)


def test_a_summary_gives_gates_with_their_numbers_and_no_notes() -> None:
    gate = Finding("set_shrank", Severity.GATE, "Fewer", "set",
        {"before": 9, "records": [f"r{i}" for i in range(7)]})  # fmt: skip
    lines = report(*findings(1), gate, *findings(1, Severity.NOTE))
    at = lines.index("gate       Fewer (set_shrank): set")
    assert lines[at + 1] == "           before 9"
    assert lines[at + 2].startswith("           records: r0, r1")
    assert not [line for line in lines if line.startswith("note")]
    assert sum(line.startswith("gate") for line in lines) == 1


class Still:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0

    def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


def _odd() -> ValueError:
    return ValueError("odd")


def test_a_log_has_every_event_and_a_failure_as_the_last(tmp_path: Path) -> None:
    log = RunLog(tmp_path, Still())
    log.event("began", url="https://u:secret@a.example/")
    with pytest.raises(ValueError, match="odd"), log:
        raise _odd()
    # A run in the same second has another name.
    with RunLog(tmp_path, Still()) as second:
        second.event("ended")
    with RunLog(None, Still()) as none:
        none.event("nowhere")
    assert (log.run, second.run) == (none.run, f"{none.run}-2")
    first, other = sorted(tmp_path.iterdir(), key=lambda path: len(path.name))
    events = [json.loads(line) for line in first.read_text("utf-8").splitlines()]
    assert [event["event"] for event in events] == ["began", "failed"]
    assert "secret" not in first.read_text("utf-8")
    assert events[1]["error"] == "ValueError: odd"
    assert [json.loads(line)["event"] for line in other.read_text("utf-8").splitlines()] == [
        "ended"
    ]
