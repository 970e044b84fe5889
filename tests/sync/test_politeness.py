"""How the site is asked: one at a time, with gaps, under an honest name, no more than needed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import httpcore2
import pytest

from irp.sync.archive.opening import open_state
from irp.sync.archive.quarantine import INTERVALS, Quarantine
from irp.sync.http.addresses import Permit
from irp.sync.http.cooldown import Cooldown
from irp.sync.http.network import retry_after
from irp.sync.http.transport import Budget
from sync import faults
from sync.posts import irp_post
from sync.running import TODAY, Ticking, settings_for, sync
from sync.site import Site

GAP = 0.15


def test_the_gap_is_kept_between_all_requests_redirects_and_retries_too(
    data: Path, site: Site, clock: Ticking
) -> None:
    site.posts.insert(0, irp_post(3, -1))
    site.faults["/hmipris_reports/irp-3/"] = faults.times(1, faults.status(502))
    site.faults[irp_post(3).pdf_path] = faults.times(1, faults.redirect("?moved"))
    settings = settings_for(site, site={"gap_seconds": GAP})
    assert sync(data, settings, clock).exit_code == 0
    assert len(site.log) > 8
    # The server notes the beginning of a request, so the gaps it sees are the longer ones.
    assert min(site.gaps()) >= GAP * 0.98


def test_a_crawl_delay_that_is_longer_wins(data: Path, site: Site, clock: Ticking) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 0.3\n"
    assert sync(data, settings_for(site), clock).exit_code == 0
    pages = [request.at for request in site.log if request.host == "pages"]
    assert min(b - a for a, b in pairwise(pages)) >= 0.29


def test_each_request_says_who_asks(data: Path, site: Site, again: Callable[..., int]) -> None:
    assert again() == 0
    for request in site.log:
        assert request.headers["user-agent"].startswith("hmip-irp/")
        assert "tests@example.org" in request.headers["user-agent"]
        assert request.method == "GET"


def test_known_pdfs_are_asked_for_on_condition(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    assert again() == 0
    asked = [request for request in site.log if request.path.startswith("/uploads/")]
    assert len(asked) == 2
    for request in asked:
        assert request.status == 304
        assert request.headers["if-none-match"].startswith('"')
        assert request.headers["if-modified-since"].endswith(" GMT")


def test_pdfs_without_validators_are_not_asked_for_again(
    site: Site, tmp_path: Path, clock: Ticking
) -> None:
    site.validators = False
    for _ in range(2):
        site.forget()
        assert sync(tmp_path, settings_for(site), clock).exit_code == 0
    assert site.asked("files") == []


def test_robots_txt_comes_first_at_each_host(site: Site, tmp_path: Path, clock: Ticking) -> None:
    sync(tmp_path, settings_for(site), clock)
    assert site.asked("pages")[0] == site.asked("files")[0] == "/robots.txt"


def test_no_address_is_asked_for_twice_and_none_has_a_query(
    site: Site, tmp_path: Path, clock: Ticking
) -> None:
    site.markup = "listing"  # links with junk in their query
    sync(tmp_path, settings_for(site), clock)
    for host in ("pages", "files"):
        assert len(site.asked(host)) == len(set(site.asked(host)))
    assert [path for path in site.asked() if "?" in path] == []


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Tue, 10 Jun 2025 03:02:00 GMT", 120.0),
        ("Tue, 10 Jun 2025 02:00:00 GMT", 0.0),
        ("999999999999", 86400.0),
        ("Tue, 10 Jun 2035 03:02:00 GMT", 86400.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, TODAY) == seconds


def test_a_trickle_is_cut_off_and_a_slow_line_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("irp.sync.http.transport.time.monotonic", lambda: now[0])
    for came, seconds, cut in ((4_000, 9, False), (4_000, 11, True), (9_000, 11, False)):
        budget = Budget()
        budget.begin(Permit("x.example", 443, loopback_only=False, loopback=False), 60)
        budget.receive(came)
        now[0] += seconds
        with pytest.raises(httpcore2.ReadTimeout) if cut else contextlib.nullcontext():
            assert budget.left(None) == 60 - seconds
        now[0] += 60
        with pytest.raises(httpcore2.ReadTimeout):
            budget.left(None)


def test_a_silence_is_as_long_as_it_must_be(tmp_path: Path) -> None:
    clock = Ticking(TODAY)
    with open_state(tmp_path)[0] as state:
        silence = Cooldown(state, clock, 600)
        assert silence.left() == 0
        silence.begin("HTTP 429", 5)
        assert silence.left() == 600
        silence.begin("HTTP 429", 1000)
        clock.pass_on(seconds=999)
        assert silence.left() == 1
        clock.pass_on(seconds=1)
        assert silence.left() == 0
        clock.time = datetime(2001, 1, 1, tzinfo=UTC)
        assert silence.left() == 1000
        clock.pass_on(seconds=1000)
        assert silence.left() == 0


def test_what_fails_is_tried_at_growing_intervals(tmp_path: Path) -> None:
    clock, tried = Ticking(TODAY), []
    with open_state(tmp_path)[0] as state:
        quarantine = Quarantine(state)
        for night in range(100):
            if not quarantine.keeps("https://x.example/a.pdf", clock.now()):
                quarantine.put("https://x.example/a.pdf", "pdf", "http_error", "no", clock.now())
                tried.append(night)
            clock.pass_on(days=1)
        assert tried == [0, 1, 2, 5, 12, 26, 56, 86]
        clock.time = datetime(2001, 1, 1, tzinfo=UTC)
        assert not quarantine.keeps("https://x.example/a.pdf", clock.now())
    assert list(INTERVALS) == sorted(INTERVALS)
