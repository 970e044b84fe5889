"""The state: what is damage and what is not, and what a lost state costs."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from irp.errors import OutputError
from irp.sync.archive import intake, opening
from irp.sync.archive.opening import COPY, STATE_FILE, is_damage, open_state
from irp.sync.archive.quarantine import Quarantine
from irp.sync.archive.state_schema import VERSION
from irp.sync.errors import StateError
from sync import faults
from sync.posts import irp_post
from sync.running import (
    Ticking,
    codes,
    lines,
    published,
    published_hashes,
    settings_for,
    sync,
)
from sync.site import Site

Again = Callable[..., int]


def spoil(data: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(data / STATE_FILE)) as state:
        state.execute(statement)
        state.commit()


def rebuilt(data: Path) -> dict[str, object] | None:
    rows = [row for row in lines(data / "problems.jsonl") if row["code"] == "state_rebuilt"]
    return rows[0]["evidence"] if rows and rows[0]["state"] != "resolved" else None


# ------------------------------------------------------------------ what is lost


LOSSES: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (lambda path: path.unlink(), "missing"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:5000]), "damaged"),
    "overwritten": (lambda path: path.write_bytes(b"x" * 20_000), "damaged"),
    "no version": (lambda path: spoil(path.parent, "PRAGMA user_version = 0"), "damaged"),
    "a table lost": (lambda path: spoil(path.parent, "DROP TABLE quarantine"), "damaged"),
    "no date": (lambda path: spoil(path.parent, "UPDATE pages SET visited = 'soon'"), "damaged"),
    "no JSON": (lambda path: spoil(path.parent, "UPDATE changes SET entry = '{'"), "damaged"),
    "no text": (
        lambda path: spoil(path.parent, "UPDATE meta SET value = CAST(x'ff' AS TEXT)"),
        "damaged",
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_lost_state_is_rebuilt_with_all_that_only_it_knew(
    name: str, data: Path, site: Site, again: Again, clock: Ticking
) -> None:
    """History, quarantine, cooldown, withdrawals and ETags come back from the files."""
    gone, busy = irp_post(4, -1), irp_post(3, -2)
    site.posts[:0] = [busy, gone]
    site.faults[gone.pdf_path] = faults.status(404)
    site.replace_post("irp-1", page_exists=False)
    assert again(crawl={"full": True}) == 5
    site.faults["/hmipris_reports/"] = faults.status(429, Retry_After="7200")
    assert again() == 5
    changes, feed, set_before = lines(data / "changes.jsonl"), data / "feed.xml", published(data)
    feed_before = feed.read_bytes()
    with open_state(data, in_memory=True)[0] as state:
        held = Quarantine(state).held()
    lose, why = LOSSES[name]
    lose(data / STATE_FILE)
    site.faults.clear()
    asked = len(site.log)

    assert again() == 5  # the cooldown is still in force
    assert len(site.log) == asked
    evidence = rebuilt(data)
    assert evidence is not None
    assert evidence["why"] == why
    assert (data / "changes.jsonl").read_text("utf-8").count("\n") == len(changes)
    assert feed.read_bytes() == feed_before
    assert published(data) == set_before
    with open_state(data, in_memory=True)[0] as state:
        assert Quarantine(state).held() == held
        assert [page.url for page in state.pages() if page.withdrawn] == [
            f"{site.url}hmipris_reports/irp-1/"
        ]
    clock.pass_on(hours=3)
    site.forget()
    assert again() == 0
    bodies = [path for path in site.asked("files", with_body=True) if path != "/robots.txt"]
    assert bodies == [gone.pdf_path]
    assert rebuilt(data) is None


def test_a_lost_state_without_its_copy_is_not_passed_over_in_silence(
    data: Path, again: Again
) -> None:
    (data / STATE_FILE).unlink()
    (data / COPY).unlink()
    before = (data / "changes.jsonl").read_bytes()
    assert again() == 0
    assert rebuilt(data) is not None
    assert (data / "changes.jsonl").read_bytes() == before


def test_damaged_states_are_all_kept(data: Path, again: Again) -> None:
    for content in (b"one" * 99, b"other" * 99):
        (data / STATE_FILE).write_bytes(content)
        assert again() == 0
    kept = sorted(path.name for path in data.glob(f"{STATE_FILE}.damaged*"))
    assert kept == [f"{STATE_FILE}.damaged", f"{STATE_FILE}.damaged-2"]
    assert (data / kept[0]).read_bytes() == b"one" * 99


def test_flipped_bits_never_end_a_night_with_an_internal_error(
    data: Path, again: Again, clock: Ticking
) -> None:
    sound = (data / STATE_FILE).read_bytes()
    changes, set_before = lines(data / "changes.jsonl"), published(data)
    for seed in range(12):
        rng, content = random.Random(seed), bytearray(sound)
        for _ in range(12):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        (data / STATE_FILE).write_bytes(content)
        state, _ = open_state(data)
        with state:
            assert state.pages()
    assert again() in (0, 5)
    assert [row["change"] for row in lines(data / "changes.jsonl")][:2] == [
        row["change"] for row in changes
    ]
    assert published(data) == set_before


def test_a_copy_with_damaged_rows_gives_back_the_others(data: Path, again: Again) -> None:
    (data / STATE_FILE).unlink()
    rows = (data / COPY).read_text("utf-8").splitlines()
    place = next(i for i, row in enumerate(rows) if "full_look" in row)
    rows[place] = rows[place].replace("+00:00", "+40:00")
    (data / COPY).write_text("\n".join(rows) + "\n", "utf-8")
    assert again() == 0
    evidence = rebuilt(data)
    assert evidence is not None
    assert evidence["lost"] == 1


# ------------------------------------------------------------------ what is not damage


def test_only_two_codes_are_damage() -> None:
    for name in dir(sqlite3):
        if name.startswith("SQLITE_") and isinstance(getattr(sqlite3, name), int):
            error = sqlite3.DatabaseError("x")
            error.sqlite_errorcode = getattr(sqlite3, name)
            low = error.sqlite_errorcode & 0xFF
            assert is_damage(error) is (low in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told.txt"


def test_a_lock_of_another_program_ends_the_run_and_harms_nothing(
    data: Path, site: Site, clock: Ticking, monkeypatch: pytest.MonkeyPatch, told: Path
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    sound = (data / STATE_FILE).read_bytes()
    notify = {"command": ("sh", "-c", f"cat > {told}"), "when": "always"}
    with contextlib.closing(sqlite3.connect(data / STATE_FILE)) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputError, match="locked"):
            sync(data, settings_for(site, notify=notify), clock)
    assert (data / STATE_FILE).read_bytes() == sound
    assert not list(data.glob("*.damaged*"))
    assert "database is locked" in told.read_text("utf-8")
    assert sync(data, settings_for(site), clock).exit_code == 0


def test_a_full_disk_ends_the_run_and_harms_nothing(
    data: Path, site: Site, clock: Ticking, monkeypatch: pytest.MonkeyPatch, told: Path
) -> None:
    """SQLITE_FULL at the first page that the state would grow by."""
    site.posts[:0] = [replace(irp_post(3, -1), title="Long " * 20_000)]
    connect = opening._connected

    def full(place: str) -> sqlite3.Connection:
        connection = connect(place)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    before, changes = published(data), (data / "changes.jsonl").read_bytes()
    notify = {"command": ("sh", "-c", f"cat > {told}"), "when": "always"}
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_connected", full)
        for _ in range(2):
            with pytest.raises(OutputError, match="full"):
                sync(data, settings_for(site, notify=notify), clock)
    assert "full" in told.read_text("utf-8")
    assert (published(data), (data / "changes.jsonl").read_bytes()) == (before, changes)
    assert not list(data.glob("*.damaged*"))
    assert sync(data, settings_for(site), clock).exit_code == 0
    assert len(published_hashes(data)) == 3


def test_a_state_of_a_newer_version_is_refused_and_left_alone(
    data: Path, site: Site, clock: Ticking
) -> None:
    spoil(data, f"PRAGMA user_version = {VERSION + 1}")
    sound = (data / STATE_FILE).read_bytes()
    with pytest.raises(StateError, match="newer version"):
        sync(data, settings_for(site), clock)
    assert (data / STATE_FILE).read_bytes() == sound
    assert not list(data.glob("*.damaged*"))


def test_a_state_of_an_older_version_is_brought_up_to_date(data: Path, again: Again) -> None:
    spoil(data, "ALTER TABLE originals DROP COLUMN record")
    spoil(data, "PRAGMA user_version = 1")
    assert again() == 0
    assert rebuilt(data) is None
    assert "state_rebuilt" not in codes(data)


def test_nothing_is_in_quarantine_before_the_first_run(tmp_path: Path) -> None:
    from irp.sync.quarantine_admin import held_in, release_from

    assert held_in(tmp_path / "none") == []
    assert release_from(tmp_path / "none", None) == []
    assert not (tmp_path / "none").exists()


# ------------------------------------------------------------------ the archive and the sets


def test_a_damaged_original_is_reported_put_aside_and_downloaded_again(
    data: Path, again: Again, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_SHARES", 1)  # all by hash, not a thirtieth each night
    before = published(data)
    path = min((data / "archive").glob("??/*.pdf"))
    whole = path.read_bytes()
    for damaged in (whole[:-9], bytes([whole[0] ^ 1]) + whole[1:], None):
        if damaged is None:
            path.unlink()
        else:
            path.write_bytes(damaged)
        assert again() == 0
        assert "archive_damaged" in codes(data, "new", "persisting")
        clock.pass_on(days=1)
        assert path.read_bytes() == whole
        assert published(data) == before


def test_a_damaged_record_of_a_download_is_reported(data: Path, again: Again) -> None:
    before = published(data)
    path = min((data / "archive").glob("??/*.json"))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"sha256": "', b'"sha256": "#'))
    assert again() == 0
    path.write_bytes(whole[:40])
    assert again() == 0
    (row,) = [row for row in lines(data / "problems.jsonl") if row["code"] == "archive_damaged"]
    assert row["subject"] == path.name
    assert published(data) == before


def test_lost_records_are_read_again(data: Path, again: Again) -> None:
    before = published(data)
    shutil.rmtree(data / "work")
    assert again() == 0
    assert "work_damaged" in codes(data, "new")
    assert published(data) == before


def test_a_damaged_list_of_what_was_read_is_no_end_of_the_night(
    data: Path, site: Site, again: Again
) -> None:
    site.posts.insert(0, irp_post(3, -1))
    (data / "work" / "manifest.json").write_text("{", "utf-8")
    assert again() == 0
    assert "work_damaged" in codes(data, "new")
    assert len(published_hashes(data)) == 3


@pytest.mark.parametrize("lost", ["work", "archive"])
def test_damage_that_is_read_is_noticed(lost: str, data: Path, site: Site, again: Again) -> None:
    """A record of ``work/`` is read again; an original that is to be read is checked by hash."""
    before = published(data)
    if lost == "work":
        for number, path in enumerate(sorted((data / "work" / "reports").glob("*.json"))):
            text = path.read_bytes()
            path.write_bytes(text[:200] if number else text.replace(b"reasonable", b"REASONABLE"))
        assert again() == 0
        assert "work_damaged" in codes(data, "new")
    else:
        path = min((data / "archive").glob("??/*.pdf"))
        content = path.read_bytes()
        path.write_bytes(content[:-1] + b"x")
        assert again(reparse=True) == 0
        assert "archive_damaged" in codes(data, "new")
        assert again() == 0
        assert path.read_bytes() == content
    assert published(data) == before


def test_a_damaged_published_set_is_replaced_and_tells_no_false_news(
    data: Path, again: Again
) -> None:
    before, changes = published(data), (data / "changes.jsonl").read_bytes()
    for name in ("reports.jsonl", "irp.sqlite", "follow_ups.csv"):
        path = data / "published" / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 4
        path.write_bytes(content)
        assert again() == 0
        assert "published_damaged" in codes(data)
        assert published(data) == before
    assert (data / "changes.jsonl").read_bytes() == changes
    assert again() == 0
    assert "published_damaged" in codes(data, "resolved")


def test_quarantine_grows_no_shorter_by_a_rebuilt_state(data: Path, clock: Ticking) -> None:
    with open_state(data)[0] as state:
        held = Quarantine(state).put("https://a.example/x", "pdf", "x", "x", clock.now())
        opening.save_copy(data, state)
    (data / STATE_FILE).unlink()
    with open_state(data)[0] as state:
        again = Quarantine(state).find("https://a.example/x")
    assert again == held
    assert held.due == clock.now() + timedelta(0)
