"""The README is true: its example runs, its pages and targets exist."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from conftest import ROOT

TEXT = (ROOT / "README.md").read_text("utf-8")


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {"__name__": "example"})
    lines = printed.getvalue().splitlines()
    assert lines[0] == "verified"
    assert len(lines) > 5
    assert re.fullmatch(r"page \d+, characters \d+ to \d+, box Box\(.*\)", lines[-1])


def test_the_python_example_is_typed_and_takes_a_refused_file() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    # mypy checks the copy together with the tests
    assert Path(__file__).with_name("readme_example.py").read_text("utf-8") == example
    refused = example.replace("samples/hmp-ashdown-vale-2022.pdf", "missing.pdf")
    assert refused != example
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(refused, "README.md", "exec"), {"__name__": "example"})
    assert printed.getvalue().startswith("failed\nunreadable ")


def test_every_page_it_points_to_is_there() -> None:
    pages = re.findall(r"\]\(([^)#:]+)\)", TEXT)
    assert len(pages) > 5
    assert [page for page in pages if not (ROOT / page).exists()] == []


def test_every_target_it_names_is_in_the_makefile() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", Path(ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"\bmake ([a-z]+)\b", TEXT)) <= targets | {"it", "sure"}
