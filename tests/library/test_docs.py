"""The pages made from the code are up to date, and every problem code in the code is told."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from irp import errors
from irp.record.problems import PROBLEMS, Weight, is_doubt

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(
    r"""(?x) (?: \b code \s* = \s* | \b (?:_?failed|TextProblem|Problem|_problem) \( \s* (?:f\b)?
        | failed_extraction\( \s* [^,"]+, \s* ) "([a-z_]+)" """
)


def codes_in(text: str) -> set[str]:
    return set(CODE.findall(text))


def test_the_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run `make docs`:\n{done.stdout}{done.stderr}"


def test_every_problem_code_in_use_is_in_the_list() -> None:
    used = {
        f"{path.relative_to(ROOT)}: {code}"
        for folder in ("src", "cli")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for code in codes_in(path.read_text("utf-8"))
        if code not in PROBLEMS
    }
    assert used == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('raise SourceError("no", code="no_text")', "no_text"),
        ('class A(IrpError):\n    code = "no_text"', "no_text"),
        ('TextProblem(\n    "no_text", "")', "no_text"),
        ('Problem(code="no_text", message="")', "no_text"),
        ('failed_extraction(source_info(source), "no_text", "")', "no_text"),
        ('_failed("no_text", "")', "no_text"),
    ],
)
def test_a_code_in_use_is_found(text: str, code: str) -> None:
    assert codes_in(text) == {code}


def test_every_error_has_a_code_of_the_list() -> None:
    kinds = [errors.IrpError]
    for kind in kinds:
        assert kind.code in PROBLEMS, kind
        kinds += [one for one in kind.__subclasses__() if one not in kinds]
    assert len(kinds) > 10


def test_every_problem_is_explained_in_sentences() -> None:
    for kind in PROBLEMS.values():
        assert re.fullmatch(r"[a-z][a-z_]*", kind.code)
        assert re.fullmatch(r"[A-Z].*\.", kind.meaning), kind
        assert re.fullmatch(r"[A-Z].*\.", kind.advice), kind
        assert "docs/" not in kind.meaning + kind.advice  # an installed package has none


def test_only_notes_leave_a_record_verified() -> None:
    for kind in PROBLEMS.values():
        assert is_doubt(kind.code) is (kind.weight is not Weight.NOTE)
    assert is_doubt("a_code_of_a_later_version")


def test_some_test_names_every_code() -> None:
    """A code that no test names may stand for something that is never found."""
    paths = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    text = "\n".join(path.read_text("utf-8") for path in paths)
    assert {code for code in PROBLEMS if not re.search(rf"\b{code}\b", text)} == set()
