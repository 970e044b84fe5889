"""Material from outside: found or named as missing, and opened by no test but its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import material
from irp.source import SourceFile
from material import ROOT, Guard

NOWHERE = {"IRP_SHARED": "nowhere"}


def collected(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """How a run of the evidence and one other test ends that only collects, and what it prints."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    command = [sys.executable, "-m", "pytest", "--co", "-q", "-p", "no:cacheprovider"]
    tests = ["tests/evidence", "tests/text/test_passage.py"]
    done = subprocess.run([*command, *tests], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_what_is_not_there_is_not_run_and_named_in_the_last_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("IRP_DEMAND_SHARED", raising=False)
    code, said = collected(NOWHERE, monkeypatch)
    assert code == 0
    assert "test_passage.py" in said
    *_, last = said.split("material from outside is missing")
    for folder in material.test_folders():
        name = folder.relative_to(ROOT)
        assert f"{name}/" not in said
        assert f"{name} (" in last
        assert f"there is no folder {ROOT / 'nowhere' / material.needed_by(folder).name}" in last


def test_what_is_demanded_and_not_there_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = collected({**NOWHERE, "IRP_DEMAND_SHARED": "1"}, monkeypatch)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "tests/evidence/forms (1 tests): there is no folder" in said


def test_the_build_machine_demands_it() -> None:
    assert "IRP_DEMAND_SHARED=1" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_guard_notes_whatever_is_opened_below_its_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "shared", tmp_path / "shared-not"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text("text", "utf-8")
    guard = Guard(inside)
    SourceFile.from_path(inside / "a.txt")
    assert guard.opened == []  # nobody watches
    with guard.watching():
        SourceFile.from_path(outside / "a.txt")
        list(outside.iterdir())
        assert guard.opened == []
        SourceFile.from_path(outside / ".." / "shared" / "a.txt")
        list(inside.iterdir())
        subprocess.run([sys.executable, "-c", "", inside / "a.txt"], check=True)
    assert len(guard.opened) == 3
