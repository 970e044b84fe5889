"""However a run ends, its files and the command of [notify] say so."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cli.running import started
from irp.errors import IrpError, OutputError
from irp.sync import CrawlOptions, SyncOptions, run_sync
from irp.sync.report.failure import outcome_of_error
from irp.sync.report.run_report import EXIT_CODES, RunOutcome
from irp.sync.report.summary import summary
from sync import faults
from sync.killing import config
from sync.posts import faulty_review, irp_post, other_post
from sync.running import Ticking, codes, lines, published_hashes, settings_for, sync
from sync.site import Site

Again = Callable[..., int]


def last_run(data: Path) -> dict[str, Any]:
    run: dict[str, Any] = json.loads((data / "run.json").read_text("utf-8"))
    return run


ERRORS = [
    (OutputError("no room"), RunOutcome.CANNOT_WRITE),
    (OSError(28, "No space left on device"), RunOutcome.CANNOT_WRITE),
    (IrpError("no", code="bad_record"), RunOutcome.NO_RECORD),
    (ZeroDivisionError("oh"), RunOutcome.INTERNAL_ERROR),
    (KeyboardInterrupt(), RunOutcome.INTERRUPTED),
    (SystemExit(143), RunOutcome.TERMINATED),
]


@pytest.mark.parametrize(("error", "outcome"), ERRORS)
@pytest.mark.parametrize("place", ["crawl", "_finish"])
def test_whatever_ends_a_run_is_reported(
    error: BaseException,
    outcome: RunOutcome,
    place: str,
    data: Path,
    site: Site,
    clock: Ticking,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    told = tmp_path / "told"
    command = ("sh", "-c", f"(echo $IRP_RUN_EXIT_CODE $IRP_RUN_OUTCOME; cat) > {told}")
    settings = settings_for(site, notify={"command": command})
    before = last_run(data)["published"]["reports"]
    with monkeypatch.context() as patch:
        patch.setattr(f"irp.sync.run.Run.{place}", fail)
        with pytest.raises((type(error), OutputError)):
            sync(data, settings, clock)
    run, code = last_run(data), EXIT_CODES[outcome]
    assert (run["outcome"], run["exit_code"]) == (outcome.value, code)
    assert run["published"] == {"reports": before, "statuses": run["published"]["statuses"],
                                "changed": False}  # fmt: skip
    assert f"irp_sync_exit_code {code}.0" in (data / "metrics.prom").read_text("utf-8")
    first, *rest = told.read_text("utf-8").splitlines()
    assert first == f"{code} {outcome.value}"
    assert any(line.startswith("stopped ") for line in rest)
    assert sync(data, settings, clock).exit_code == 0
    assert last_run(data)["outcome"] == "verified"


def test_the_exit_code_of_an_error_is_the_one_in_the_report() -> None:
    for error, outcome in ERRORS:
        if not isinstance(error, OSError):
            assert outcome_of_error(error) is outcome


def test_a_run_that_can_write_nothing_still_runs_the_command(
    data: Path, site: Site, clock: Ticking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"

    def full(*_: object, **__: object) -> None:
        raise OutputError("no space left on device")

    notify = {"command": ("sh", "-c", f"cat > {told}"), "when": "attention"}
    monkeypatch.setattr("irp.files.atomic.write", full)
    monkeypatch.setattr("irp.files.atomic.write_if_other", full)
    with pytest.raises(OutputError):
        sync(data, settings_for(site, notify=notify), clock)
    assert "the data folder cannot be used (exit code 73)" in told.read_text("utf-8")
    assert "no space left on device" in told.read_text("utf-8")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_run_within_five_seconds_and_is_reported(
    number: signal.Signals, code: int, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a server sends its answer a byte at a time, and the command of [notify] hangs."""
    monkeypatch.chdir(tmp_path)
    settings = config(site, tmp_path)
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}[notify]\ncommand = ["sleep", "60"]\n', "utf-8")
    site.faults["/hmipris_reports/"] = faults.trickle(b"x" * 1000)
    with started("sync", "--data", "data", "--config", "irp.toml") as running:
        end = time.monotonic() + 60
        while not site.log and time.monotonic() < end:
            time.sleep(0.05)
        began = time.monotonic()
        running.send_signal(number)
        assert running.wait(20) == code
        assert time.monotonic() - began < 5
    assert last_run(Path("data"))["exit_code"] == code


def test_resolving_a_name_takes_no_longer_than_a_request_may(
    data: Path, site: Site, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> list[object]:
        time.sleep(5)
        return []

    monkeypatch.setattr("socket.getaddrinfo", slow)
    limits = {"request_seconds": 0.2, "attempts": 1}
    began = time.monotonic()
    assert sync(data, settings_for(site, limits=limits), clock).exit_code == 5
    assert time.monotonic() - began < 4
    assert "too_slow" in codes(data, "new")


# ------------------------------------------------------------------ a limited first run


def test_after_a_limited_first_run_the_next_one_is_no_drift(
    site: Site, tmp_path: Path, clock: Ticking
) -> None:
    """Three good reports first; then a full run brings those with faults of the report."""
    data = tmp_path / "data"
    bad = [
        replace(irp_post(4, 5 + n), slug=f"bad-{n}", pdf_path=f"/bad-{n}.pdf",
                pdf=faulty_review(5 + n, "count_off"))
        for n in range(3)
    ]  # fmt: skip
    site.posts[:] = [irp_post(0, 0), irp_post(1, 1), *bad]
    settings = settings_for(site)
    first = sync(data, settings, clock, crawl={"limit": 2})
    assert first.exit_code == 0
    second = sync(data, settings, clock)
    assert second.exit_code == 1
    assert "verified_fell" in codes(data, "new")
    assert len(published_hashes(data)) == 5

    # From here on a fall is a change, and held back, with its numbers and what to do.
    newest = site.posts[0].published
    more = [
        replace(post, slug=f"more-{n}", pdf_path=f"/more-{n}.pdf", published=newest,
                pdf=faulty_review(10 + n, "count_off"))
        for n, post in enumerate(bad)
    ]  # fmt: skip
    site.posts[:0] = more
    third = sync(data, settings, clock)
    assert third.exit_code == 7
    text = summary(third)
    assert "published 0.4, now 0.25, max_verified_fall 0.1" in text
    assert "records: more-0.pdf, more-1.pdf, more-2.pdf" in text
    assert "--accept" in text


def test_pages_that_mention_reviews_and_have_no_pdf_are_one_line(
    data: Path, site: Site, again: Again, clock: Ticking
) -> None:
    for number in range(15):
        plan = other_post(3, -1)
        site.posts.append(
            replace(
                plan,
                slug=f"plan-{number}",
                pdf_path="",
                pdf=None,
                summary="Our plan for independent reviews of progress",
            )
        )
    report = sync(data, settings_for(site), clock, crawl={"full": True})
    assert report.exit_code == 0
    assert not report.needs_attention
    assert summary(report).count("no PDF") == 1
    assert "15 pages that mention reviews" in summary(report)
    assert report.values["quarantined"] == 0
    rows = [row for row in lines(data / "problems.jsonl") if row["code"] == "page_without_pdf"]
    assert len(rows) == 1
    assert len(rows[0]["evidence"]["pages"]) == 15


def test_the_seconds_of_the_network_are_those_of_requests(
    data: Path, site: Site, clock: Ticking
) -> None:
    assert sync(data, settings_for(site), clock).values["traffic"]["seconds"] > 0
    run = sync(data, settings_for(site), clock, reparse=True).values
    assert run["traffic"]["seconds"] == 0
    assert run["seconds"] > 0


def test_a_dry_run_leaves_no_report_and_names_no_list(
    site: Site, tmp_path: Path, clock: Ticking
) -> None:
    site.faults["/hmipris_reports/irp-0/"] = faults.status(404)
    options = SyncOptions(CrawlOptions(dry=True))
    report = run_sync(tmp_path / "data", settings_for(site), options, clock=clock)
    assert "quarantine 1 address" in summary(report)
    assert "irp quarantine list" not in summary(report)
    assert not (tmp_path / "data").exists()
