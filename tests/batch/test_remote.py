"""Sources on the web: only from allowed hosts, wherever redirects lead; and stores by fsspec."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
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
        }
        if self.path in leads:
            self.send_response(302)
            self.send_header("Location", leads[self.path])
            self.end_headers()
            return
        status, body = pages.get(self.path, (500, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
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
    ],
)
def test_redirects_and_faults_lead_nowhere_else(site: str, path: str, what: str) -> None:
    assert [one[1] for one in fetched(site + path, "127.0.0.1")] == [what]


def test_a_server_that_is_not_there_is_told() -> None:
    assert fetched("http://127.0.0.1:9/a.txt", "127.0.0.1")[0][1] == "unreadable"


def test_without_the_extra_it_is_named(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irp.batch.sources.remote.find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError, match=r"hmip-irp\[remote\]"):
        fetched(f"{site}/a.txt", "127.0.0.1")


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
