"""The fingerprint of the parser: it changes with irp's own files, and with nothing made of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import irp
from irp.batch import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of irp's files, to which the fingerprint looks."""
    copy = tmp_path / "irp"
    shutil.copytree(Path(irp.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "__file__", str(copy / "batch" / "fingerprint.py"))
    return copy


def digest() -> str:
    return fingerprint.parser_digest.__wrapped__()


def test_what_python_and_irp_make_of_the_files_changes_nothing(package: Path) -> None:
    before = digest()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "patterns.cpython-311.patterns").write_bytes(b"compiled")
    (package / "parser" / "segment" / "__pycache__").mkdir()
    (package / "parser" / "segment" / "__pycache__" / "outline.cpython-311.pyc").write_bytes(
        b"compiled"
    )
    (package / "record" / "report.pyc").write_bytes(b"compiled")
    assert digest() == before


@pytest.mark.parametrize(
    "name", ["record/report.py", "parser/layouts/shared.py", "parser/segment/new.py"]
)
def test_a_file_of_the_parser_changes_it(package: Path, name: str) -> None:
    before = digest()
    with (package / name).open("a") as file:
        file.write("# changed\n")
    assert digest() != before


@pytest.mark.parametrize("name", ["pages/words.py", "stores/lines.py", "sync/run.py"])
def test_a_file_that_takes_no_part_in_a_reading_does_not(package: Path, name: str) -> None:
    before = digest()
    with (package / name).open("a") as file:
        file.write("# changed\n")
    assert digest() == before
