"""irp.extract, irp.extract_many and irp.check: the names that other programs use."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import irp
from irp.api import Source
from irp.errors import RecordError
from irp.isolation.worker import Worker
from irp.options import Limits
from irp.record.failed import failed_extraction, source_info
from irp.record.vocabulary import Status
from irp.render import to_json, to_jsonl
from irp.source import SourceFile
from library import hostile
from library.children import ends, runs
from library.records import extraction, failed, one_count_too_many

IN_AND_OUT = pytest.mark.parametrize("isolated", [True, False], ids=["isolated", "here"])


def problem(found: irp.Extraction) -> str:
    """The code of the one problem of a result without a record."""
    assert (found.status, found.report) == (Status.FAILED, None)
    assert [one.message for one in found.problems if not one.message] == []
    (only,) = found.problems
    return only.code


# ------------------------------------------------------------------ sources


@IN_AND_OUT
def test_a_report_comes_in_as_path_bytes_file_or_source(dump: Path, isolated: bool) -> None:
    data = dump.read_bytes()
    with dump.open("rb") as file:
        sources: list[Source] = [
            dump,
            str(dump),
            data,
            file,
            io.BytesIO(data),
            SourceFile.from_bytes(data, "x"),
        ]
        found = list(irp.extract_many(sources, isolated=isolated))
    names = ["report.txt", "report.txt", "(bytes)", "report.txt", "(file)", "x"]
    assert [one.source.name for one in found] == names
    assert {one.status for one in found} == {Status.VERIFIED}
    assert len({to_json(one.model_copy(update={"source": found[0].source})) for one in found}) == 1


def test_a_name_can_be_given() -> None:
    assert irp.extract(b"text", name="some.txt").source.name == "some.txt"


@IN_AND_OUT
def test_a_bad_source_never_stops_the_others(tmp_path: Path, isolated: bool) -> None:
    closed = io.BytesIO()
    closed.close()
    bad: list[Source] = [
        *(b"", b"\x00\x01\x02", b"%PDF-1.7 and no more", b"a letter to a friend"),
        *(tmp_path / "missing.pdf", tmp_path, "a\0b.pdf", closed, b"x" * 1001),
    ]
    limits = Limits(bytes=1000)
    codes = [problem(one) for one in irp.extract_many(bad, limits=limits, isolated=isolated)]
    unreadable = ["unreadable"] * 4
    assert codes == ["not_a_pdf", "not_a_pdf", "truncated", "not_an_irp", *unreadable, "too_large"]


def test_a_name_need_not_be_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_bytes(b"text")
    assert irp.extract(path).source.name == "caf\ufffd.txt"


def test_what_could_be_read_is_told_with_its_hash() -> None:
    source = irp.extract(b"\x00\x01").source
    assert (source.bytes, source.sha256[:8]) == (2, "b413f47d")
    unread = irp.extract("missing.pdf").source
    assert (unread.bytes, unread.sha256) == (0, "")


def test_a_wrong_setting_is_told_at_the_call() -> None:
    with pytest.raises(
        ValueError, match="'best' is not an engine; known: auto, pdfium, pdfplumber"
    ):
        irp.extract_many([], engine="best")
    with pytest.raises(ValueError, match="limit on seconds must be above zero, not 0"):
        irp.extract_many([], limits=Limits(seconds=0))


def test_results_come_one_by_one_and_the_child_goes_with_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workers: list[Worker] = []
    make = Worker.__init__

    def remember(worker: Worker) -> None:
        make(worker)
        workers.append(worker)

    monkeypatch.setattr(Worker, "__init__", remember)

    def sources() -> Iterator[bytes]:
        yield b"first"
        yield b"second"
        raise AssertionError("nobody asked for a third")

    results = irp.extract_many(sources())
    assert [problem(next(results)) for _ in range(2)] == ["not_an_irp"] * 2
    pid = workers[0].pid
    assert pid is not None
    assert runs(pid)
    assert isinstance(results, Iterator)
    results.close()  # type: ignore[attr-defined]
    assert ends(pid)


@IN_AND_OUT
def test_a_fault_in_irp_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, isolated: bool
) -> None:
    if isolated:
        command = [sys.executable, "-c", "raise SystemExit('no')"]
        make = Worker.__init__
        monkeypatch.setattr(Worker, "__init__", lambda worker: make(worker, command=command))
    else:
        monkeypatch.setattr("irp.parser.pipeline.run", lambda source, options: 1 // 0)
    with caplog.at_level(logging.ERROR, "irp"):
        found = list(irp.extract_many([b"one", b"two"], isolated=isolated))
    assert [problem(one) for one in found] == ["internal_error"] * 2
    assert ("ZeroDivisionError" in caplog.text) is not isolated


# ------------------------------------------------------------------ limits


def test_the_limit_on_bytes() -> None:
    data = hostile.with_text()
    under, over = Limits(bytes=len(data)), Limits(bytes=len(data) - 1)
    assert problem(irp.extract(data, limits=under)) == "not_an_irp"
    assert problem(irp.extract(data, limits=over)) == "too_large"
    assert problem(irp.extract(io.BytesIO(data), limits=over)) == "too_large"


@pytest.mark.parametrize(("limit", "code"), [(3, "not_an_irp"), (2, "too_large")])
def test_the_limit_on_pages(limit: int, code: str) -> None:
    pages = [hostile.with_text(3)]
    (found,) = irp.extract_many(pages, limits=Limits(pages=limit))
    assert problem(found) == code


@pytest.mark.parametrize(("limit", "code"), [(10, "not_an_irp"), (9, "too_large")])
def test_the_limit_on_characters(limit: int, code: str) -> None:
    assert problem(irp.extract(b"0123456789", limits=Limits(characters=limit))) == code


@pytest.mark.parametrize(("limit", "code"), [(5000, "not_an_irp"), (100, "output_too_large")])
def test_the_limit_on_the_record(limit: int, code: str) -> None:
    assert problem(irp.extract(b"text", limits=Limits(output_bytes=limit))) == code


def test_a_pdf_that_never_ends_parsing_is_stopped() -> None:
    started = time.monotonic()
    found = irp.extract(hostile.endless(), engine="pdfplumber", limits=Limits(seconds=3))
    assert problem(found) == "timed_out"
    assert time.monotonic() - started < 8  # with the start of the child on a busy machine


@pytest.mark.parametrize("parent_mb", [0, 400])
def test_a_pdf_that_blows_up_in_memory_is_stopped(parent_mb: int) -> None:
    """Also where its reading process inherits the peak of a parent larger than its limit."""
    data = hostile.bomb()
    assert len(data) < 1_100_000
    code = (
        f"import sys, irp; bytearray(b'x') * {parent_mb}_000_000; data = sys.stdin.buffer.read();"
        "many = irp.extract_many([data, b'text'], limits=irp.Limits(memory_mb=300));"
        "[print(one.problems[0].code, one.problems[0].message) for one in many]"
    )
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    first, second = done.stdout.decode().splitlines()
    assert first.startswith("out_of_memory ")
    assert "300 MB" in first
    assert second.startswith("not_an_irp ")


# ------------------------------------------------------------------ checking again


def test_a_saved_record_is_checked_again_from_any_form(tmp_path: Path) -> None:
    saved = extraction(one_count_too_many)
    path = tmp_path / "record.json"
    path.write_text(to_json(saved), "utf-8")
    assert [check.code for check in saved.checks if check.outcome == "failed"] == ["IRP-T01"]
    for form in (saved, path, str(path), to_json(saved), json.loads(to_json(saved))):
        assert irp.check(form) == saved.checks


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "no record in this file"),
        ("[1]", "not a record"),
        ('{"status": "verified"}', "not a record"),
        ('{"schema_version": "0.1"}', "schema version 0.1, this irp reads 1.3"),
        ('{"schema_version": "1.0"}', "/status: Field required"),
        (to_json(extraction()) + to_json(extraction()), "not JSON"),
        (to_jsonl(extraction()) * 2, "there are 2 records"),
        (to_json(failed()), "no report to check"),
        ("[" * 100_000, "not JSON"),
    ],
    ids=range(11),
)
def test_what_is_no_record_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(text, "utf-8")
    with pytest.raises(RecordError, match=message):
        irp.check(path)


def test_a_record_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such file"):
        irp.check(tmp_path / "missing.json")
    (tmp_path / "latin.json").write_bytes(b'{"a": "\xe9"}')
    with pytest.raises(RecordError, match="UTF-8"):
        irp.check(tmp_path / "latin.json")


# ------------------------------------------------------------------ the package


def test_every_public_name_is_there_and_no_other() -> None:
    assert [name for name in irp.__all__ if getattr(irp, name) is None] == []
    assert set(irp.__all__) <= set(dir(irp))
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        irp.no_such_name  # noqa: B018


def test_importing_irp_imports_nothing_heavy() -> None:
    code = "import sys, irp; print(*{'pydantic', 'pdfplumber', 'typer', 'regex'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_no_main_guard_is_needed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import irp\nprint(irp.extract(b'text').problems[0].code)\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "not_an_irp\n"


def test_the_source_of_a_failure_is_told_in_full() -> None:
    source = SourceFile.from_bytes(b"text", "some.txt", url="urn:some")
    info = failed_extraction(source_info(source), "no_text", "why").source
    assert (info.url, info.media_type, info.bytes) == ("urn:some", "text/plain", 4)
