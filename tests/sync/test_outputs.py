"""What a run leaves behind: changes, feed, problems, metrics, logs; the set as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from prometheus_client.parser import text_string_to_metric_families

from irp.files import folders
from irp.sync import Settings
from irp.sync.archive.opening import open_state
from irp.sync.publish.publisher import Publisher
from irp.sync.report.failure import report_failure
from irp.sync.report.notify import notify
from irp.sync.report.run_report import RunOutcome, RunReport
from irp.sync.settings import NotifySettings
from sync import faults
from sync.posts import irp_post
from sync.running import TODAY, Ticking, lines, published, published_hashes, settings_for, sync
from sync.site import Site
from sync.test_gates import record

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_tells_of_every_change_newest_first(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    site.replace_post("irp-0", pdf=irp_post(4).pdf)
    assert again() == 0
    feed = fromstring((data / "feed.xml").read_text("utf-8"))
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert [title.partition(":")[0] for title in titles] == ["Changed", "New", "New"]
    assert titles[0] == f"Changed: {irp_post(4).title}"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == 3
    assert feed.findtext(f"{ATOM}updated") == "2025-06-10T03:00:00+00:00"
    content = feed.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "establishment, name: “" in content


def test_a_quiet_night_leaves_changes_and_feed_as_they_were(
    data: Path, again: Callable[..., int]
) -> None:
    before = [(data / name).read_bytes() for name in ("changes.jsonl", "feed.xml")]
    assert again() == 0
    assert [(data / name).read_bytes() for name in ("changes.jsonl", "feed.xml")] == before


def test_problems_are_new_then_persisting_then_resolved(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    post = irp_post(3, -1)
    site.posts.insert(0, post)
    site.faults[post.pdf_path] = faults.status(404)

    def seen() -> list[tuple[str, str]]:
        rows = lines(data / "problems.jsonl")
        return [(row["id"], row["state"]) for row in rows if row["code"] == "http_error"]

    assert again() == 5
    ((name, state),) = seen()
    assert state == "new"
    again()
    assert seen() == [(name, "persisting")]
    assert again() == 0  # not tried again yet, so this run found nothing; it is told all the same
    assert seen() == [(name, "persisting")]
    site.faults.clear()
    assert again(crawl={"full": True}) == 0
    assert post.pdf_path not in site.asked("files")[-3:]


def test_metrics_are_what_run_json_says(data: Path) -> None:
    run = json.loads((data / "run.json").read_text("utf-8"))
    families = text_string_to_metric_families((data / "metrics.prom").read_text("utf-8"))
    values = {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }
    assert values["irp_sync_exit_code",] == run["exit_code"] == 0
    assert values["irp_sync_published_reports",] == run["published"]["reports"] == 2
    assert values["irp_sync_published_records", "verified"] == 2
    assert values["irp_sync_received_bytes",] == run["traffic"]["received"] > 10_000
    assert values["irp_sync_run_timestamp_seconds",] == run["ended_timestamp"]


def test_the_log_is_structured_and_the_history_is_pruned(
    data: Path, site: Site, clock: Ticking
) -> None:
    settings = settings_for(site, limits={"keep_runs": 2})
    for _ in range(3):
        sync(data, settings, clock)
        clock.pass_on(days=1)
    names = sorted(path.name for path in (data / "runs").iterdir())
    assert [name.partition(".")[2] for name in names] == ["json", "log.jsonl"] * 2
    events = lines(data / "runs" / names[-1])
    assert (events[0]["event"], events[-1]["event"]) == ("begin", "end")
    asked = [event["url"] for event in events if event["event"] == "ask"]
    assert asked[:1] == [f"{site.url}hmipris_reports/"]
    assert all(re.fullmatch(r"2025-06-12T03:00:00\+00:00", event["time"]) for event in events)


# ------------------------------------------------------------------ the set


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    with open_state(tmp_path, in_memory=True)[0] as state:
        yield Publisher(tmp_path, state)


def test_a_set_is_put_in_place_as_a_whole(tmp_path: Path, publisher: Publisher) -> None:
    assert publisher.publish([record(1)])
    assert not publisher.publish([record(1)])
    first = published(tmp_path)
    assert publisher.publish([record(1), record(2)])
    assert published(tmp_path).keys() > first.keys()
    assert publisher.publish([record(1)])
    assert published(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_a_link_in_place_of_the_set_is_followed(tmp_path: Path) -> None:
    """A web root elsewhere: the set there is replaced, and the link stays."""
    data, root = tmp_path / "data", tmp_path / "www"
    data.mkdir()
    root.mkdir()
    (data / "published").symlink_to(root)
    with open_state(data, in_memory=True)[0] as state:
        for records in ([record(1)], [record(1), record(2)], [record(2)]):
            publisher = Publisher(data, state)
            publisher.mend()
            assert publisher.publish(records)
            assert Publisher(data, state).records() == records
    assert (data / "published").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "www"]
    assert [path.name for path in data.iterdir()] == ["published"]


@pytest.mark.parametrize("name", ["reports.jsonl", "irp.sqlite", "reports"])
def test_one_damaged_copy_in_the_set_loses_no_record(
    tmp_path: Path, publisher: Publisher, name: str
) -> None:
    records = [record(1), record(2)]
    publisher.publish(records)
    path = tmp_path / "published" / name
    for file in path.glob("*.json") if path.is_dir() else [path]:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert publisher.records() == records
    assert publisher.damaged


def test_a_set_that_cannot_be_written_leaves_the_one_before(
    data: Path, site: Site, again: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that dies while it publishes: nothing is lost, and its changes are told once."""
    before = published(data)
    new = irp_post(3, -1)
    site.posts.insert(0, new)
    with monkeypatch.context() as patch:
        patch.setattr(folders, "put_in_place", lambda _new, _target: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            again()
    assert published(data) == before
    assert again() == 0
    assert len(published_hashes(data)) == 3
    assert site.asked("files", with_body=True).count(new.pdf_path) == 1
    assert [row["change"] for row in lines(data / "changes.jsonl")] == ["new"] * 3


def test_a_run_that_dies_after_it_has_published_tells_its_changes_all_the_same(
    data: Path, site: Site, again: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.posts.insert(0, irp_post(3, -1))
    with monkeypatch.context() as patch:
        patch.setattr("irp.sync.publish.changelog.ChangeLog._count", lambda _self, _key: 1 / 0)
        patch.setattr("irp.sync.publish.changelog.ChangeLog.settle", lambda _self, _key: None)
        with pytest.raises(ZeroDivisionError):
            again()
    assert len(published_hashes(data)) == 3
    assert again() == 0
    assert [row["change"] for row in lines(data / "changes.jsonl")] == ["new"] * 3


# ------------------------------------------------------------------ telling


@pytest.mark.parametrize(
    ("when", "attention", "told"),
    [("always", False, True), ("attention", False, False), ("attention", True, True),
     ("never", True, False)],
)  # fmt: skip
def test_somebody_is_told_when_that_is_wanted(
    tmp_path: Path, when: str, attention: bool, told: bool
) -> None:
    command = ("sh", "-c", f"cat > {tmp_path}/told")
    settings = NotifySettings.model_validate({"command": command, "when": when})
    outcome = RunOutcome.GATE_FAILED if attention else RunOutcome.VERIFIED
    assert notify(settings, failed(tmp_path, outcome)) == []
    assert (tmp_path / "told").exists() is told


@pytest.mark.parametrize("command", [("no-such-program",), ("false",), ("sleep", "9")])
def test_a_command_that_fails_is_a_warning(tmp_path: Path, command: tuple[str, ...]) -> None:
    settings = NotifySettings(command=command, when="always", seconds=0.3)
    (finding,) = notify(settings, failed(tmp_path, RunOutcome.VERIFIED))
    assert (finding.code, finding.severity.value) == ("notify_failed", "warning")


def failed(data: Path, outcome: RunOutcome) -> RunReport:
    """The report of a run that did nothing, with another outcome."""
    report = report_failure(data, Settings(), "x", (TODAY, TODAY), ZeroDivisionError())
    return RunReport({**report.values, "outcome": outcome.value})
