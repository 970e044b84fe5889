"""``irp sync`` and ``irp quarantine`` as a user meets them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import trustme

from cli.running import Run, environment, irp, program, started
from irp.batch.output.lock import locked
from irp.pages import review as reviewing
from irp.sync.errors import SettingsError
from irp.sync.load_settings import load_settings
from irp.sync.report.findings import Finding, Severity
from irp.sync.report.run_report import EXIT_CODES
from irp_cli.exit_codes import ExitCode
from sync import faults
from sync.killing import config
from sync.pages import Post
from sync.posts import irp_post
from sync.running import codes
from sync.site import Site


@pytest.fixture
def settings_file(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of settings for the local site, in the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("IRP_")]:
        monkeypatch.delenv(name)
    return config(site, tmp_path)


@pytest.fixture
def one_review(site: Site) -> Post:
    """A site with one report only."""
    site.posts[:] = [irp_post(0, 0)]
    return site.posts[0]


def sync(*arguments: str | Path) -> Run:
    return irp("sync", "--data", "data", "--config", "irp.toml", *arguments)


def test_a_first_run_and_a_quiet_one(site: Site, settings_file: Path, one_review: Post) -> None:
    first = sync()
    assert (first.code, first.out) == (0, "")
    assert first.lines[0] == "irp sync: all is well (exit code 0)"
    assert len(first.lines) < 24
    assert any(line.startswith("new ") and one_review.title in line for line in first.lines)
    assert {path.name for path in Path("data").iterdir()} == {
        "archive", "changes.jsonl", "feed.xml", "metrics.prom", "problems.jsonl", "published",
        "run.json", "runs", "state.jsonl", "state.sqlite", "work",
    }  # fmt: skip
    assert {path.name for path in Path("data/published").iterdir()} >= {
        "datapackage.json", "irp.sqlite", "reports", "reports.jsonl",
    }  # fmt: skip
    second = sync()
    assert (second.code, second.out) == (0, "")
    run = json.loads(Path("data/run.json").read_text("utf-8"))
    assert (run["exit_code"], run["fetched"], run["published"]["changed"]) == (0, 0, False)
    assert len(list(Path("data/runs").glob("*.json"))) == 2


def test_the_settings_in_force_are_printed_with_where_they_come_from(
    site: Site, settings_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IRP_SITE__GAP_SECONDS", "7.5")
    monkeypatch.setenv("IRP_GATES_MIN_REPORTS", "3")
    shown = irp("sync", "--show-config")
    assert shown.code == 0
    assert f'url = "{site.url}"  # irp.toml' in shown.out
    assert "gap_seconds = 7.5  # IRP_SITE__GAP_SECONDS" in shown.out
    assert "min_reports = 3  # IRP_GATES_MIN_REPORTS" in shown.out
    assert "max_new = 20  # default" in shown.out
    assert not Path("data").exists()


def test_wrong_settings_have_a_code(settings_file: Path) -> None:
    with pytest.raises(SettingsError) as error:
        load_settings(settings_file, {"IRP_SITE__ULR": "x"})
    assert error.value.code == "bad_settings"


@pytest.mark.parametrize(
    ("toml", "variables", "told"),
    [
        ("", {}, "contact"),
        ('[site]\ncontact = "a"\nulr = "x"', {}, "site.ulr: there is no such setting"),
        ('[site]\ncontact = "a"\nurl = "http://x.example/"', {}, "must begin with https://"),
        ('[site]\ncontact = "a"\nurl = "gopher://x.example/"', {}, "must begin with https://"),
        ('[site]\ncontact = "a"\nreport_hosts = ["[::1"]', {}, "there is no host"),
        ('[site]\ncontact = "a\\nX: y"', {}, "plain ASCII on one line"),
        ('[site]\ncontact = "a"\nsilence_seconds = 5', {}, "silence_seconds must be at least 600"),
        ('[site]\ncontact = "a"', {"IRP_SITE__ULR": "x"}, "IRP_SITE__ULR is not a setting"),
        ('[site]\ncontact = "a"', {"IRP_SITE__GAP_SECONDS": "soon"}, "site.gap_seconds"),
        ("[site", {}, "is not TOML"),
    ],
)
def test_wrong_settings_are_told_and_nothing_is_asked(
    site: Site,
    settings_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    toml: str,
    variables: dict[str, str],
    told: str,
) -> None:
    settings_file.write_text(toml, "utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    done = sync()
    assert (done.code, done.out) == (2, "")
    assert told in " ".join(done.err.replace("│", " ").split())
    assert site.log == []
    assert not Path("data").exists()


def test_variables_win_and_lists_are_parted_by_commas(
    site: Site, settings_file: Path, one_review: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_file.write_text('[site]\nurl = "https://nowhere.example/"\n', "utf-8")
    monkeypatch.setenv("IRP_SITE_URL", f"{site.url}hmipris_reports")
    monkeypatch.setenv("IRP_SITE__REPORT_HOSTS", f"cdn.example, {site.files}")
    monkeypatch.setenv("IRP_SITE_CONTACT", "https://contact.example/")
    monkeypatch.setenv("IRP_SITE__ALLOW_LOOPBACK", "true")
    monkeypatch.setenv("IRP_SITE__GAP_SECONDS", "0")
    assert sync("--quiet").code == 0
    agents = {request.headers["user-agent"] for request in site.log}
    assert len(agents) == 1
    assert "hmip-irp/" in (agent := agents.pop())
    assert "https://contact.example/" in agent


def test_a_dry_run_says_what_it_would_fetch(
    site: Site, settings_file: Path, one_review: Post
) -> None:
    done = sync("--dry-run")
    assert done.code == 0
    assert done.out == f"{site.pdf_url(one_review)}\t{one_review.title}\n"
    assert not Path("data").exists()


def test_a_second_run_at_the_same_time_ends_with_6(site: Site, settings_file: Path) -> None:
    Path("data").mkdir()
    with locked(Path("data/.lock")):
        done = program("sync", "--data", "data", "--config", "irp.toml")
    assert done.returncode == 6
    assert b"locked" in done.stderr
    assert site.log == []


def test_a_run_that_is_asked_to_end_ends_in_order(site: Site, settings_file: Path) -> None:
    site.faults["/hmipris_reports/"] = faults.trickle(b"x" * 1000)
    with started("sync", "--data", "data", "--config", "irp.toml") as running:
        end = time.monotonic() + 60
        while not site.log and time.monotonic() < end:
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 143
    assert not Path("data/.lock").exists()
    site.faults.clear()
    site.posts[:] = [irp_post(0, 0)]
    assert sync().code == 0


def test_quarantine_is_listed_and_released(
    site: Site, settings_file: Path, one_review: Post
) -> None:
    site.faults[one_review.pdf_path] = faults.status(404)
    assert sync("--quiet").code == 5
    listed = irp("quarantine", "list", "--data", "data")
    due, attempts, code, address, reason = listed.out.rstrip("\n").split("\t")
    assert (attempts, code, address, reason) == (
        "1", "http_error", site.pdf_url(one_review), "HTTP 404",
    )  # fmt: skip
    assert due.endswith("+00:00")
    missed = irp("quarantine", "release", "--data", "data", "https://other.example/")
    assert (missed.code, missed.lines) == (4, ["not in quarantine: https://other.example/"])
    freed = irp("quarantine", "release", "--data", "data", address)
    assert (freed.code, freed.lines) == (0, [f"released: {address}"])
    assert irp("quarantine", "list", "--data", "data").out == ""
    assert irp("quarantine", "release", "--data", "data", "--all").code == 4
    before = irp("quarantine", "list", "--data", "nowhere")
    assert (before.code, before.out) == (0, "")
    assert before.lines == ["nothing is in quarantine: there was no run in nowhere yet"]


def test_nothing_to_read_again_is_4(site: Site, settings_file: Path) -> None:
    Path("irp.toml").write_text("[gates]\nmin_reports = 0\n", "utf-8")
    assert sync("--reparse").code == 4
    assert site.log == []


@pytest.mark.parametrize("extra", ["--dry-run", "--full", "--limit=3", "--since=2024-01-01"])
def test_reading_again_goes_with_no_option_of_the_network(settings_file: Path, extra: str) -> None:
    assert sync("--reparse", extra).code == 2


def test_pages_are_made_where_they_are_asked_for(
    site: Site, settings_file: Path, one_review: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def make_pages(data: Path, *_: object, **__: object) -> list[Finding]:
        made.append(data)
        return [Finding("site_not_built", Severity.ERROR, "no room", "site")]

    monkeypatch.setattr("irp.sync.run.make_pages", make_pages)
    assert sync().code == 0
    assert made == []
    done = sync("--site")
    assert done.code == 73
    assert made == [Path("data")]
    assert "its site could not be built (exit code 73)" in done.lines[0]
    monkeypatch.setitem(sys.modules, "jinja2", None)
    reviewing._template.cache_clear()
    missing = sync("--site")
    assert missing.code == 2
    assert "pip install '.[pages]'" in missing.err


def test_somebody_is_told_by_a_command(site: Site, settings_file: Path, one_review: Post) -> None:
    text = settings_file.read_text("utf-8")
    command = '["sh", "-c", "cat > told.txt; echo $IRP_RUN_EXIT_CODE >> told.txt"]'
    settings_file.write_text(f"{text}[notify]\ncommand = {command}\nwhen = 'always'\n", "utf-8")
    done = sync()
    told = Path("told.txt").read_text("utf-8").splitlines()
    assert told[:-1] == done.lines
    assert told[-1] == "0"


@contextlib.contextmanager
def tls_server() -> Iterator[int]:
    """A server with a certificate that nobody knows; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def test_a_bad_certificate_is_refused_and_told(settings_file: Path) -> None:
    with tls_server() as port:
        settings_file.write_text(
            f'[site]\nurl = "https://127.0.0.1:{port}/"\ncontact = "a@example.org"\n'
            "allow_loopback = true\n",
            "utf-8",
        )
        assert sync().code == 5
    assert "bad_certificate" in codes(Path("data"), "new")


def test_the_exit_codes_are_those_of_the_command_line() -> None:
    assert {outcome.value: code for outcome, code in EXIT_CODES.items()} == {
        code.name.lower(): code.value
        for code in ExitCode
        if code.name.lower() in {outcome.value for outcome in EXIT_CODES}
    }


def test_help_needs_none_of_the_extras() -> None:
    code = (
        "import sys\n"
        "for name in ('httpx2', 'selectolax', 'structlog', 'stamina', 'protego'):\n"
        "    sys.modules[name] = None\n"
        "from irp_cli.main import app\n"
        "app(['sync', '--data', 'x'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(), check=False
    )
    assert done.returncode == 2
    assert b"pip install '.[nightly]'" in done.stderr
