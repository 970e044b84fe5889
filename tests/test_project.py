"""House rules that a program can hold: each finder below is shown to find a planted fault."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 350
NOT_OURS = {".git", ".venv", ".venv-lock", "__pycache__", "out", "dist", "build", "node_modules"}
MACHINE_PATH = re.compile(rb"(?<![\w.$~}-])/(?:work|root|farm)/")
HOST = re.compile(r"\w+://|^\s*-(?:i|f)\b|--(?:index|extra-index|find-links|trusted)")
PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==\S+( ; .+)? \\")
SHA256 = re.compile(r"--hash=sha256:[0-9a-f]{64}( \\)?")


def project_files(root: Path) -> list[Path]:
    """What git tracks or would add; every file that is ours where there is no checkout."""
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others"]
    try:
        answer = subprocess.run([*listing, "--exclude-standard"], capture_output=True, check=False)
        names = [name for name in answer.stdout.decode().split("\0") if name]
    except FileNotFoundError:
        names = []
    found = [root / name for name in names] or list(root.rglob("*"))
    return sorted(
        path
        for path in found
        if path.is_file()
        and not any(
            part in NOT_OURS or part.endswith((".egg-info", "_cache"))
            for part in path.relative_to(root).parts
        )
    )


def modules(*folders: str, root: Path = ROOT) -> list[Path]:
    return sorted(path for folder in folders for path in (root / folder).rglob("*.py"))


def too_long(paths: Iterable[Path]) -> dict[str, int]:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > LONGEST_MODULE}


def prints(paths: Iterable[Path]) -> list[str]:
    return [
        f"{path}:{node.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]


def without_docstring(paths: Iterable[Path]) -> list[str]:
    """The modules anyone may import (no leading underscore) that do not say what they are."""
    return [
        str(path)
        for path in paths
        if (path.name == "__init__.py" or not path.name.startswith("_"))
        and not (ast.get_docstring(ast.parse(path.read_bytes())) or "").strip()
    ]


def lines_with_machine_paths(paths: Iterable[Path]) -> list[str]:
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1)
        if MACHINE_PATH.search(line)
    ]


def lines_with_hosts(paths: Iterable[Path]) -> list[str]:
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if HOST.search(line)
    ]


def unpinned(lock: str) -> Iterator[str]:
    """The lines of a lock that are neither a pin with hashes to follow, nor a hash."""
    for line in lock.splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#") and not (PIN.match(bare) or SHA256.fullmatch(bare)):
            yield bare


def requirements(text: str) -> set[str]:
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {line for line in lines if line and not line.startswith("-")}


def pins(lock: str) -> set[str]:
    """Each pin with its version and marker."""
    return set(re.findall(r"^([a-z0-9._-]+==.+?) \\$", lock, flags=re.MULTILINE))


def versions(found: set[str]) -> set[str]:
    """The pins without their markers, which differ by what else a lock holds."""
    return {pin.partition(" ;")[0] for pin in found}


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def test_no_module_is_too_long() -> None:
    paths = modules("src", "cli")
    assert paths
    assert too_long(paths) == {}


def test_the_library_never_prints() -> None:
    paths = modules("src/irp")
    assert paths
    assert prints(paths) == []


def test_every_public_module_says_what_it_is() -> None:
    paths = modules("src/irp")
    assert paths
    assert without_docstring(paths) == []


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    paths = project_files(ROOT)
    assert ROOT / "pyproject.toml" in paths
    assert lines_with_machine_paths(paths) == []


def test_requirements_name_no_host() -> None:
    paths = sorted((ROOT / "requirements").iterdir())
    assert {path.name for path in LOCKS} >= {"build.txt", "development.txt", "runtime.txt"}
    assert lines_with_hosts(paths) == []


def test_the_nightly_lock_is_for_the_extras_of_the_package() -> None:
    extras = pyproject()["project"]["optional-dependencies"]
    declared = {*extras["nightly"], *extras["pages"]}
    text = (ROOT / "requirements" / "nightly.in").read_text("utf-8")
    assert requirements(text) == declared
    assert "-r runtime.in" in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_locked_package_is_pinned_with_hashes(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert pins(text)
    assert list(unpinned(text)) == []
    assert not re.search(r" \\\n(?! +--hash)", text)


def test_the_locks_agree_with_each_other() -> None:
    runtime, build, nightly, development = (
        pins((ROOT / "requirements" / f"{name}.txt").read_text("utf-8"))
        for name in ("runtime", "build", "nightly", "development")
    )
    assert versions(runtime | build) <= versions(development)
    assert versions(runtime) < versions(nightly) <= versions(development)


def test_runtime_requirements_are_those_of_the_package() -> None:
    declared = set(pyproject()["project"]["dependencies"])
    assert declared
    assert requirements((ROOT / "requirements" / "runtime.in").read_text("utf-8")) == declared


def test_locked_extras_are_those_of_the_package() -> None:
    extras = pyproject()["project"]["optional-dependencies"]
    declared = {
        requirement
        for extra in extras.values()
        for requirement in extra
        if not requirement.startswith("hmip-irp[")
    }
    assert declared
    assert requirements((ROOT / "requirements" / "extras.in").read_text("utf-8")) == declared


def test_the_console_script_exists() -> None:
    scripts = pyproject()["project"]["scripts"]
    assert set(scripts) == {"irp"}
    module, _, attribute = scripts["irp"].partition(":")
    assert callable(getattr(importlib.import_module(module), attribute))


# ------------------------------------------------------------------ the finders find


def planted(folder: Path, text: str, name: str = "module.py") -> list[Path]:
    path = folder / name
    path.write_text(text, "utf-8")
    return [path]


@pytest.mark.parametrize(("lines", "faults"), [(LONGEST_MODULE, 0), (LONGEST_MODULE + 1, 1)])
def test_a_line_too_many_is_found(tmp_path: Path, lines: int, faults: int) -> None:
    assert len(too_long(planted(tmp_path, "x = 1\n" * lines))) == faults


@pytest.mark.parametrize(
    ("code", "faults"),
    [("print(1)", 1), ("def f():\n    print (1)", 1), ("'print(1)'", 0), ("fingerprint(1)", 0)],
)
def test_a_print_is_found(tmp_path: Path, code: str, faults: int) -> None:
    assert len(prints(planted(tmp_path, code))) == faults


@pytest.mark.parametrize(
    ("name", "code", "faults"),
    [
        ("dates.py", "x = 1", 1),
        ("dates.py", '""" """', 1),
        ("__init__.py", "", 1),
        ("dates.py", '"""Dates."""', 0),
        ("_private.py", "x = 1", 0),
    ],
)
def test_a_missing_docstring_is_found(tmp_path: Path, name: str, code: str, faults: int) -> None:
    assert len(without_docstring(planted(tmp_path, code, name))) == faults


@pytest.mark.parametrize("top", ["work", "root", "farm"])
@pytest.mark.parametrize(
    ("template", "faults"),
    [("/{}/x", 1), ("x = '/{}/x'", 1), ("file:///{}/x", 1), ("net{}/x", 0), ("a/{}/x", 0)],
)
def test_a_machine_path_is_found(tmp_path: Path, top: str, template: str, faults: int) -> None:
    assert len(lines_with_machine_paths(planted(tmp_path, template.format(top)))) == faults


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("--index-url there", 1),
        ("-i there", 1),
        ("--find-links there", 1),
        ("name @ https://there/name.whl", 1),
        ("name==1.0 ; sys_platform == 'win32' \\", 0),
        ("    --hash=sha256:00", 0),
    ],
)
def test_a_host_is_found(tmp_path: Path, line: str, faults: int) -> None:
    assert len(lines_with_hosts(planted(tmp_path, line, "lock.txt"))) == faults


@pytest.mark.parametrize(
    "line", ["name>=1.0 \\", "name==1.0", "name", "--hash=sha256:12", "-e .", "-r other.txt"]
)
def test_a_line_that_is_no_pin_with_hashes_is_found(line: str) -> None:
    assert list(unpinned(f"# head\ngood==1.0 \\\n    --hash=sha256:{'0' * 64}\n{line}\n")) == [line]


def test_outside_a_checkout_the_files_are_found_by_walking(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    planted(tmp_path / ".venv", "x = 1")
    ours = planted(tmp_path, "x = 1")
    assert project_files(tmp_path) == ours
