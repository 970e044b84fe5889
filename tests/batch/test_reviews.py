"""A batch makes the review page of each report, once, and whatever becomes of one stops nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import wait
from pathlib import Path
from typing import Any

import pytest

from batch.making import files, hashed, rows, zipped
from conftest import ROOT
from irp import BatchOptions, Options, Progress, SourceFile, run_batch
from irp.batch.local import WorkerPool
from irp.batch.output.review_pages import Drawing
from irp.errors import LimitError
from irp.pages.names import report_name
from irp.pages.review import build_review
from irp.pages.review.review_folder import ReviewFolder
from irp.pages.stamp import BY_HAND, INCOMPLETE, Stamp, find_review, reviews_beside
from irp.show.page_images import Sheet
from irp.source import PDF
from irp.stores import read_store
from library.records import extraction

PAGE = {"number": 1, "text": "some words", "width": None, "height": None, "turn": 0}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources whose pages were asked for; the answer takes no time."""
    asked: list[str] = []

    def ask(
        self: WorkerPool,
        task: str,
        source: SourceFile,
        options: Options,
        arguments: Mapping[str, Any],
    ) -> bytes:
        asked.append(source.name)
        if b"endless" in source.data:
            raise LimitError("it takes too long", code="timed_out")
        if b"lively" in source.data:
            raise RecursionError("why not")
        return json.dumps([PAGE]).encode()

    monkeypatch.setattr(WorkerPool, "ask", ask)
    return asked


@pytest.fixture
def reports(tmp_path: Path, readings: list[str]) -> Path:
    return files(tmp_path / "in", a="good a", b="doubtful b", z="bad z")


def batch(sources: Any, out: Path, **options: Any) -> Any:
    return run_batch(sources, str(out), batch_options=BatchOptions(jobs=2, reviews=True, **options))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_report_has_its_page_under_the_name_of_its_page_on_the_site(
    reports: Path, tmp_path: Path, drawn: list[str]
) -> None:
    result = batch(reports, tmp_path / "out")
    assert dict(result.reviews) == {"made": 2}
    records = [one for one in read_store(tmp_path / "out") if one.report]
    made = tmp_path / "out" / "reviews"
    assert names(made) == sorted(f"{report_name(one.source)}.html" for one in records)
    for record in records:
        page = find_review(made, record.source)
        assert page is not None
        stamp = Stamp.on(page)
        assert stamp is not None
        assert stamp[:2] == Stamp.of(record)[:2]
        assert "some words" in page.read_text("utf-8")
    assert json.loads((tmp_path / "out/run.json").read_text("utf-8"))["reviews"] == {"made": 2}


def test_nothing_is_made_where_nobody_asks(reports: Path, tmp_path: Path, drawn: list[str]) -> None:
    result = run_batch(reports, str(tmp_path / "out"))
    assert (dict(result.reviews), drawn) == ({}, [])
    assert not (tmp_path / "out" / "reviews").exists()
    assert json.loads((tmp_path / "out/run.json").read_text("utf-8"))["reviews"] is None


def test_a_page_is_made_again_only_where_something_has_changed(
    reports: Path,
    tmp_path: Path,
    drawn: list[str],
    readings: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batch(reports, tmp_path / "out")
    pages = sorted((tmp_path / "out" / "reviews").iterdir())
    before = [(page.stat().st_mtime_ns, page.read_bytes()) for page in pages]
    drawn.clear()
    readings.clear()
    result = batch(reports, tmp_path / "out")
    assert (dict(result.reviews), drawn, readings) == ({"kept": 2}, [], ["z.txt"])
    assert [(page.stat().st_mtime_ns, page.read_bytes()) for page in pages] == before

    pages[0].unlink()
    result = batch(reports, tmp_path / "out")
    assert (dict(result.reviews), drawn) == ({"made": 1, "kept": 1}, ["a.txt"])
    assert dict(result.changes) == {"unchanged": 2, "skipped": 1}
    assert pages[0].read_bytes() == before[0][1]

    monkeypatch.setattr("irp.batch.output.review_pages.review_fingerprint", lambda _: "f" * 32)
    assert dict(batch(reports, tmp_path / "out").reviews) == {"made": 2}
    assert {stamp.by for page in pages if (stamp := Stamp.on(page))} == {"f" * 32}
    assert dict(batch(reports, tmp_path / "out", resume=False).reviews) == {"made": 2}


def test_a_page_that_shows_another_record_is_made_again(tmp_path: Path, drawn: list[str]) -> None:
    record = extraction(name="a.txt")
    source = SourceFile.from_bytes(b"good", "a.txt")
    folder = ReviewFolder(tmp_path, "f" * 32)
    record = record.model_copy(
        update={"source": record.source.model_copy(update={"sha256": source.sha256})}
    )
    folder.make(source, record, Options(), WorkerPool().ask)
    assert folder.holds(record.source, record)
    other = record.model_copy(update={"problems": []}).model_copy(update={"checks": []})
    assert not folder.holds(other.source, other)


@pytest.mark.parametrize("how", ["zip", "memory", "file store"])
def test_whatever_bytes_are_at_hand_will_do(
    how: str, tmp_path: Path, drawn: list[str], readings: list[str]
) -> None:
    sources: Any = [SourceFile.from_bytes(b"good", "a.txt", url="https://example.org/a.txt")]
    if how == "zip":
        (tmp_path / "in.zip").write_bytes(zipped([("x/a.txt", b"good")]))
        sources = tmp_path / "in.zip"
    out = tmp_path / ("out.jsonl" if how == "file store" else "out")
    assert dict(batch(sources, out).reviews) == {"made": 1}
    (page,) = reviews_beside(out).iterdir()
    assert page.name == f"a-{hashed('good')[:8]}.html"


def test_a_page_that_cannot_be_made_is_told_stops_nothing_and_is_tried_again(
    reports: Path, tmp_path: Path, drawn: list[str]
) -> None:
    files(reports, c="good and endless", d="good and lively")
    out = tmp_path / "out"
    result = batch(reports, out)
    # A text dump whose pages cannot be had still has the record to show.
    assert dict(result.reviews) == {"made": 3, "missing": 1}
    assert dict(result.statuses) == {"verified": 3, "needs_review": 1, "failed": 1}
    told = [row for row in rows(out / "problems.jsonl") if row["code"] == "review_wanting"]
    assert [(row["source"], row["sha256"], row["status"]) for row in told] == [
        ("d.txt", hashed("good and lively"), "verified")
    ]
    assert told[0]["message"] == ("the review page could not be made: RecursionError: why not")
    again = batch(reports, out)
    assert dict(again.reviews) == {"kept": 3, "missing": 1}
    assert [row for row in rows(out / "problems.jsonl") if row["code"] == "review_wanting"] == told
    assert "review_wanting" not in (out / "manifest.json").read_text("utf-8")
    # There is no place for the pages, though there is one for the records.
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "reviews").write_text("a file of somebody else", "utf-8")
    result = batch(reports, tmp_path / "other")
    assert dict(result.reviews) == {"missing": 4}
    assert dict(result.statuses) == {"verified": 3, "needs_review": 1, "failed": 1}
    messages = (tmp_path / "other" / "problems.jsonl").read_text("utf-8")
    assert messages.count("the review page could not be made: ") == 4


def test_pages_that_cannot_be_drawn_are_told_and_the_page_is_tried_again(tmp_path: Path) -> None:
    def ask(task: str, source: SourceFile, options: Options, arguments: Any) -> bytes:
        if task == "texts":
            return json.dumps(
                [{**PAGE, "number": n, "width": 9.0, "height": 9.0} for n in (1, 2)]
            ).encode()
        raise LimitError("why not", code="timed_out")

    record = extraction(name="a.pdf")
    source = SourceFile(b"%PDF-1.7", "a.pdf", record.source.sha256, PDF, None)
    folder = ReviewFolder(tmp_path, "f" * 32)
    told = folder.make(source, record, Options(), ask)
    assert told == "2 of its 2 pages could not be drawn for the review page"
    page = find_review(tmp_path, record.source)
    stamp = Stamp.on(page) if page else None
    assert stamp is not None
    assert stamp.by == INCOMPLETE
    assert not folder.holds(record.source)


def test_a_store_behind_an_address_has_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="on this machine only"):
        batch([], f"s3://bucket/{tmp_path.name}")  # type: ignore[arg-type]


def test_what_a_cluster_read_is_drawn_here(tmp_path: Path, drawn: list[str]) -> None:
    drawing = Drawing(tmp_path / "reviews", BatchOptions(jobs=1, reviews=True))
    record = extraction(name="a.txt")
    source = SourceFile(b"x", "a.txt", record.source.sha256, "text/plain", None)
    drawing.begin(None, source, record)
    assert drawing.held == 1
    (future,) = wait(drawing.pending).done
    drawing.land(future)
    drawing.close()
    assert (dict(drawing.counts), drawing.held) == ({"made": 1}, 0)
    assert drawing.is_done("a.txt", source.sha256)
    drawing.close(now=True)
    drawing.begin(None, source, record)
    assert not drawing.pending


def test_a_stop_leaves_whole_pages_and_the_next_run_makes_the_rest(
    reports: Path, tmp_path: Path, drawn: list[str]
) -> None:
    out = tmp_path / "out"

    def stop(progress: Progress) -> None:
        if progress.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(
            reports,
            str(out),
            batch_options=BatchOptions(jobs=1, reviews=True),
            on_progress=stop,
        )
    assert json.loads((out / "run.json").read_text("utf-8"))["outcome"] == "interrupted"
    result = batch(reports, out)
    assert result.reviews["made"] + result.reviews["kept"] == 2
    assert len(names(out / "reviews")) == 2


def test_what_a_kill_leaves_half_done_is_no_page_and_is_swept_away(tmp_path: Path) -> None:
    files(tmp_path / "in", a="no report at all")
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from irp import SourceFile, Options\n"
        "from irp.files import atomic\n"
        "from irp.pages.review.review_folder import ReviewFolder\n"
        "from library.records import extraction\n"
        "atomic.take_place = lambda own, target: os.kill(os.getpid(), signal.SIGKILL)\n"
        "source = SourceFile.from_bytes(b'words', 'a.txt')\n"
        "ask = lambda *_: b'[]'\n"
        "ReviewFolder(Path(sys.argv[1]), 'f').make(source, extraction(), Options(), ask)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "out")],
        check=False,
        env={"PYTHONPATH": str(ROOT / "tests")},
    )
    assert done.returncode == -signal.SIGKILL
    (left,) = names(tmp_path / "out")
    assert left.endswith(".tmp")
    ReviewFolder(tmp_path / "out", "f")
    assert names(tmp_path / "out") == []


# ------------------------------------------------------------------ names and stamps


def test_two_sources_whose_names_are_alike_have_a_page_each(tmp_path: Path) -> None:
    one = extraction(name="a.txt")
    alike = one.source.model_copy(update={"sha256": one.source.sha256[:8] + "1" * 56})
    other = one.model_copy(update={"source": alike})
    folder = ReviewFolder(tmp_path, "f")
    for record in (one, other, one):
        source = SourceFile(b"x", "a.txt", record.source.sha256, "text/plain", None)
        folder.make(source, record, Options(), lambda *_: b"[]")
    assert names(tmp_path) == sorted(
        f"{name}.html" for name in (report_name(one.source), report_name(alike, whole_hash=True))
    )
    for record in (one, other):
        assert folder.holds(record.source, record)


def test_a_page_of_somebody_else_is_neither_replaced_nor_taken_for_ours(tmp_path: Path) -> None:
    record = extraction(name="a.txt")
    own = tmp_path / f"{report_name(record.source)}.html"
    own.write_text("my own notes", "utf-8")
    folder = ReviewFolder(tmp_path, "f")
    assert find_review(tmp_path, record.source) is None
    source = SourceFile(b"x", "a.txt", record.source.sha256, "text/plain", None)
    folder.make(source, record, Options(), lambda *_: b"[]")
    assert own.read_text("utf-8") == "my own notes"
    assert folder.holds(record.source, record)
    folder.keep_only([])
    assert names(tmp_path) == [own.name]


def test_pages_of_other_sources_go_and_those_made_by_hand_stay(tmp_path: Path) -> None:
    one, other = extraction(name="a.txt"), extraction(name="b.txt")
    moved = other.source.model_copy(update={"sha256": "1" * 64})
    other = other.model_copy(update={"source": moved})
    folder = ReviewFolder(tmp_path, "f")
    for record in (one, other):
        source = SourceFile(b"x", "x.txt", record.source.sha256, "text/plain", None)
        folder.make(source, record, Options(), lambda *_: b"[]")
    by_hand = tmp_path / "by-hand.html"
    by_hand.write_text(build_review(other, [Sheet(1, "words")]), "utf-8")
    stamp = Stamp.on(by_hand)
    assert stamp is not None
    assert stamp.by == BY_HAND
    folder.keep_only([one.source])
    assert names(tmp_path) == sorted(["by-hand.html", f"{report_name(one.source)}.html"])


@pytest.mark.parametrize(
    "text",
    ['<meta name="irp-review" content="a b c">', '0 "><meta name="irp-review" content="'],
)
def test_words_of_a_report_make_no_stamp(tmp_path: Path, text: str) -> None:
    record = extraction(name=text)
    told = record.source.model_copy(update={"sha256": f"{text}{'0' * 64}"})
    page = tmp_path / "page.html"
    page.write_text(build_review(record.model_copy(update={"source": told})), "utf-8")
    stamp = Stamp.on(page)
    assert stamp is not None
    assert (stamp.source, stamp.by) == ("", BY_HAND)


def test_where_review_pages_are(tmp_path: Path) -> None:
    (tmp_path / "published").mkdir()
    assert reviews_beside(tmp_path) == tmp_path / "reviews"
    assert reviews_beside(tmp_path / "published") == tmp_path / "reviews"
    assert reviews_beside(tmp_path / "irp.sqlite") == tmp_path / "irp.sqlite.reviews"
