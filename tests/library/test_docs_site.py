"""The documentation is a site, and what it shows works: its commands parse, its examples run."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import irp
from conftest import ROOT
from irp_cli.main import app

PAGES = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
PAGES["README.md"] = (ROOT / "README.md").read_text("utf-8")
ELSEWHERE = ["README.md", "python.md"]
"""Pages whose blocks are run by another test, or are signatures."""
WITH_EXAMPLES = [
    name for name, text in PAGES.items() if "```python" in text and name not in ELSEWHERE
]
COMMANDS: Any = get_command(app)
FROM_ELSEWHERE = re.compile(r'<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)="?(?:https?:)?//')


def test_the_site_is_built_without_a_network_and_asks_nobody(tmp_path: Path) -> None:
    """Strict: a link without a page, an anchor, or a place in the navigation fails the build."""
    nowhere = "http://127.0.0.1:9"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "HTTP_PROXY": nowhere, "HTTPS_PROXY": nowhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.html")}
    assert len(pages) > 20
    assert {name for name, text in pages.items() if FROM_ELSEWHERE.search(text)} == set()
    assert (tmp_path / "repository/deploy/irp.toml").is_file()
    assert 'href="repository/deploy/irp.toml"' in pages["nightly.html"]


def test_a_page_that_asks_another_host_is_found() -> None:
    assert FROM_ELSEWHERE.search('<script src="https://example.org/a.js"></script>')
    assert FROM_ELSEWHERE.search("<link href=//example.org/a.css rel=stylesheet>")
    assert not FROM_ELSEWHERE.search('<a href="https://example.org/">')


# ------------------------------------------------------------------ commands


def commands_in(text: str) -> Iterator[list[str]]:
    """The words of each command of irp that a page shows, up to a pipe."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            for part in re.split(r" \|\|? ", line):
                words = shlex.split(part.partition(" > ")[0], comments=True)
                if words[:1] == ["irp"]:
                    yield words[1:]


def check_command(words: list[str]) -> None:
    """Raise an error unless the command takes these arguments."""
    command = COMMANDS
    while hasattr(command, "commands"):
        command, words = command.commands[words[0]], words[1:]
    context = command.context_class(command)
    given, rest, _ = command.make_parser(context).parse_args(args=list(words))
    assert not rest
    assert all(given.get(one.name) for one in command.params if one.required), words


def test_every_command_that_a_page_shows_is_one() -> None:
    shown = [(name, words) for name, text in PAGES.items() for words in commands_in(text)]
    assert len(shown) > 50
    for name, words in shown:
        try:
            check_command(words)
        except Exception as error:  # noqa: BLE001 - whatever it is, the page is wrong
            pytest.fail(f"{name}: irp {shlex.join(words)}: {error!r}")


@pytest.mark.parametrize("wrong", ["extracts a.pdf", "extract --colour a.pdf", "explain"])
def test_a_command_that_is_none_is_found(wrong: str) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - click's errors or an assertion
        check_command(wrong.split())


# ------------------------------------------------------------------ examples


def run_example(code: str, names: dict[str, object]) -> list[tuple[str, str]]:
    """What the code says of a value in a comment behind it, and the value: ``x  # 3``."""
    found = []
    for statement in ast.parse(code).body:
        lines = code.splitlines()[statement.lineno - 1 : statement.end_lineno]
        exec("\n" * (statement.lineno - 1) + "\n".join(lines), names)
        comment = lines[-1].partition("  # ")[2]
        if isinstance(statement, ast.Expr) and comment and not comment[0].islower():
            found.append((comment, repr(eval(ast.unparse(statement.value), names))))
    return found


@pytest.mark.parametrize("page", WITH_EXAMPLES)
def test_the_examples_of_a_page_run(
    page: str, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On text dumps of an invented report, whatever the example calls its files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    for number, name in enumerate(["report.pdf", "a.pdf", "b.pdf", "c.pdf", "reports/d.txt"]):
        Path(tmp_path / name).write_bytes(dump.read_bytes() + b"\n" * number)
    (tmp_path / "own.csv").write_text("id,name\nashdown-vale,Ashdown Vale\n", "utf-8")
    for name in ("records", "last-week", "this-week"):
        irp.write_store(tmp_path / name, [])
    names: dict[str, object] = {"irp": irp, "__name__": "example"}
    for code in re.findall(r"```python\n(.*?)```", PAGES[page], re.DOTALL):
        for said, is_ in run_example(code, names):
            assert said == is_


def test_an_example_that_says_something_else_is_found() -> None:
    assert run_example("x = 1\nx + 1  # 3", {}) == [("3", "2")]
