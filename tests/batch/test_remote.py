"""Sources on the web: only from allowed hosts, wherever redirects lead; and stores by fsspec."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import httpx2  # noqa: F401 - so that its import is no part of a fetch
import pytest

from batch.making import content, files, zipped
from irp import BatchOptions, Limits, Options, SourceFile, run_batch
from irp.batch.sources.arguments import find
from irp.errors import MissingExtraError, OutputError
from irp.stores import read_store

LIMIT = 1000


class Site(BaseHTTPRequestHandler):
    """Some files, redirects and faults."""

    def do_GET(self) -> None:
        pages: dict[str, tuple[int, bytes]] = {
            "/a.txt": (200, b"good a"),
            "/b%20c.txt": (200, b"good b"),
            "/x.zip": (200, zipped([("in/m.txt", b"good m"), ("n.txt", b"good n")])),
            "/large.txt": (200, b"x" * (LIMIT + 1)),
            "/gone.txt": (404, b"no"),
        }
        port = self.headers["Host"].rpartition(":")[2]
        leads = {
            "/here": "/a.txt",
            "/ring": "/ring",
            "/elsewhere": f"http://localhost:{port}/a.txt",
            "/file": "file:///etc/passwd",
            "/inside": "http://169.254.169.254/latest/meta-data/",
            "/odd_port": "http://127.0.0.1:0x50/a.txt",
            "/half_an_address": "http://[::1/a.txt",
        }
        if self.path in leads:
            self.send_response(302)
            self.send_header("Location", leads[self.path])
            self.end_headers()
            return
        if self.path.startswith("/trickle"):
            self.trickle(b"HTTP/1.1 200 OK\r\nA: " if "head" in self.path else b"x" * LIMIT)
            return
        status, body = pages.get(self.path.partition("?")[0], (500, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def trickle(self, data: bytes) -> None:
        """A byte every tenth of a second, as long as there is somebody to take it."""
        self.wfile.write(b"" if data.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n\r\n")
        with contextlib.suppress(OSError):
            for byte in data * 60:
                self.wfile.write(bytes([byte]))
                time.sleep(0.1)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetched(url: str, *hosts: str) -> list[tuple[str, str, str | None]]:
    """The name, text (or code of what is wrong) and URL of each source behind a URL."""
    options = BatchOptions(Options(limits=Limits(bytes=LIMIT)), hosts=hosts)
    result: list[tuple[str, str, str | None]] = []
    for one in find([url], options):
        for item in one.items():
            source = item.load(LIMIT)
            if isinstance(source, SourceFile):
                result.append((source.name, source.data.decode(), source.url))
            else:
                result.append((source.source.name, source.problems[0].code, source.source.url))
    return result


def test_a_report_is_fetched_from_a_host_that_is_allowed(site: str) -> None:
    assert fetched(f"{site}/a.txt", "127.0.0.1") == [("a.txt", "good a", f"{site}/a.txt")]
    assert fetched(f"{site}/b%20c.txt", "127.0.0.1")[0][:2] == ("b c.txt", "good b")
    port = site.rpartition(":")[2]
    assert fetched(f"{site}/a.txt", f"127.0.0.1:{port}")[0][1] == "good a"
    assert fetched(f"{site}/a.txt", "127.0.0.1:9")[0][1] == "host_not_allowed"


def test_an_archive_is_fetched_and_read(site: str) -> None:
    assert fetched(f"{site}/x.zip", "127.0.0.1") == [
        ("m.txt", "good m", f"{site}/x.zip#in/m.txt"),
        ("n.txt", "good n", f"{site}/x.zip#n.txt"),
    ]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/here", "good a"),
        ("/ring", "unreadable"),
        ("/elsewhere", "host_not_allowed"),
        ("/inside", "host_not_allowed"),
        ("/file", "host_not_allowed"),
        ("/gone.txt", "unreadable"),
        ("/fault", "unreadable"),
        ("/large.txt", "too_large"),
        ("/odd_port", "unreadable"),
        ("/half_an_address", "unreadable"),
    ],
)
def test_redirects_and_faults_lead_nowhere_else(site: str, path: str, what: str) -> None:
    assert [one[1] for one in fetched(site + path, "127.0.0.1")] == [what]


def test_a_server_that_is_not_there_is_told() -> None:
    assert fetched("http://127.0.0.1:9/a.txt", "127.0.0.1")[0][1] == "unreadable"


def test_without_the_extra_it_is_named(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irp.batch.sources.remote.find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError, match="extra 'remote'"):
        fetched(f"{site}/a.txt", "127.0.0.1")


ODD = [
    "https://hmiprisons.justiceinspectorates.gov.uk:0x50/a.pdf",
    "http://127.0.0.1/\x1b[31m.pdf",
    "https://[::1/x.pdf",
    "s3://bu[ck/x",
    "memory://no/such/a.txt",
]


def test_an_address_that_is_none_is_that_sources_problem(
    site: str, tmp_path: Path, readings: list[str]
) -> None:
    options = BatchOptions(hosts=("127.0.0.1",))
    result = run_batch([*ODD, f"{site}/a.txt"], str(tmp_path), batch_options=options)
    assert dict(result.statuses) == {"unread": len(ODD), "verified": 1}
    assert readings == ["a.txt"]


@pytest.mark.parametrize("path", ["/trickle", "/trickle_head", "/trickle.zip"])
def test_a_server_that_never_finishes_is_given_up(
    site: str, path: str, tmp_path: Path, readings: list[str]
) -> None:
    options = BatchOptions(hosts=("127.0.0.1",), fetch_seconds=2)
    began = time.monotonic()
    result = run_batch([site + path, f"{site}/a.txt"], str(tmp_path), batch_options=options)
    assert time.monotonic() - began < 8
    assert dict(result.statuses) == {"unread": 1, "verified": 1}
    assert "took longer than 2 s" in (tmp_path / "problems.jsonl").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to send on Windows")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("name", ["trickle", "trickle.zip"])
def test_a_signal_ends_a_batch_whatever_the_server_does(
    site: str, tmp_path: Path, number: signal.Signals, name: str
) -> None:
    command = [sys.executable, "-c", "from irp_cli.start import main; main()", "batch"]
    command += [f"{site}/{name}", "--out", str(tmp_path), "--allow-host", "127.0.0.1"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while not (tmp_path / ".irp-batch.lock").exists():
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(number)
        assert process.wait(5) == 128 + number
    assert not (tmp_path / ".irp-batch.lock").exists()


def test_nothing_secret_of_an_address_is_stored_or_shown(
    site: str, tmp_path: Path, readings: list[str]
) -> None:
    place = site.replace("://", "://bob:hunter2@")
    signed = "?X-Amz-Signature=hunter2"
    names = ["a.txt", "gone.txt", "x.zip", "odd_port", "elsewhere"]
    options = BatchOptions(hosts=("127.0.0.1",))
    shown: list[str] = []
    run_batch(
        [*(f"{place}/{name}{signed}" for name in names), "s3://key:hunter2@bu[ck/x"],
        str(tmp_path),
        batch_options=options,
        on_progress=lambda progress: shown.append(repr(progress)),
    )
    assert len(shown) == len(names) + 2
    assert f"{site}/a.txt" in "".join(shown)
    assert "hunter2" not in "".join(shown)
    stored = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert [path for path, text in stored.items() if b"hunter2" in text] == []
    (one,) = [one for one in read_store(tmp_path) if one.source.name == "a.txt"]
    assert one.source.url == f"{site}/a.txt"


# ------------------------------------------------------------------ stores by fsspec


@pytest.fixture
def memory() -> Iterator[Any]:
    """fsspec's own store in memory, emptied."""
    store = fsspec.filesystem("memory")
    store.rm("/", recursive=True) if store.ls("/") else None
    store.pipe({"/in/a.txt": b"good a", "/in/sub/b.txt": b"doubtful b", "/in/c.md": b"no"})
    yield store
    store.store.clear()


def test_a_store_behind_a_url_is_the_same_as_one_here(
    memory: Any, tmp_path: Path, readings: list[str]
) -> None:
    run_batch(["memory://in/"], str(tmp_path / "here"))
    for expected in ({"inserted": 2}, {"skipped": 2}):
        result = run_batch("memory://in/", "memory://out/")
        assert dict(result.changes) == expected
        there = {path.removeprefix("/out/"): memory.cat(path) for path in memory.find("/out")}
        assert there.pop("run.json")
        assert there == content(tmp_path / "here")
        assert result.run_file == "memory://out/run.json"


def test_a_second_run_fetches_the_manifest_and_nothing_else(
    memory: Any, tmp_path: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_batch("memory://in/", "memory://out/")
    fetched_names: list[str] = []
    get = type(memory).get_file

    def noted(self: Any, path: str, *arguments: Any, **options: Any) -> Any:
        fetched_names.append(path.rpartition("/")[2])
        return get(self, path, *arguments, **options)

    monkeypatch.setattr(type(memory), "get_file", noted)
    run_batch("memory://in/", "memory://out/")
    assert sorted(fetched_names) == ["manifest.json", "problems.jsonl", "run.json"]


def test_a_record_deleted_behind_a_url_is_made_again(
    memory: Any, tmp_path: Path, readings: list[str]
) -> None:
    run_batch("memory://in/", "memory://out/")
    (victim,) = memory.glob("/out/reports/a-*.json")
    before = memory.cat(victim)
    memory.rm(victim)
    readings.clear()
    run_batch("memory://in/", "memory://out/")
    assert (readings, memory.cat(victim)) == (["a.txt"], before)


def test_a_file_url_is_a_path(tmp_path: Path, readings: list[str]) -> None:
    sources = files(tmp_path / "in", a="good a", b="good b")
    run_batch(f"file://{sources}/", f"file://{tmp_path}/out/")
    assert [one.source.name for one in read_store(tmp_path / "out")] == ["a.txt", "b.txt"]


def test_an_output_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="ftp://"):
        run_batch(str(tmp_path), "ftp://host/out/")
