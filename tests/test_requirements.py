"""The locks and the lists of requirements: pinned, hashed, and in step with the package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT

HOST = re.compile(r"\w+://|^\s*-(?:i|f)\b|--(?:index|extra-index|find-links|trusted)")
PIN = re.compile(r"[a-z0-9][a-z0-9._-]*==\S+( ; .+)? \\")
SHA256 = re.compile(r"--hash=sha256:[0-9a-f]{64}( \\)?")


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


WHOLE: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT: dict[str, Any] = WHOLE["project"]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def test_requirements_name_no_host() -> None:
    paths = sorted((ROOT / "requirements").iterdir())
    assert {path.name for path in LOCKS} >= {"build.txt", "development.txt", "runtime.txt"}
    assert lines_with_hosts(paths) == []


def test_the_nightly_lock_is_for_the_extras_of_the_package() -> None:
    extras = PROJECT["optional-dependencies"]
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


def test_the_build_backend_is_the_one_of_the_lock() -> None:
    lock = (ROOT / "requirements" / "build.txt").read_text("utf-8")
    assert set(WHOLE["build-system"]["requires"]) <= versions(pins(lock))


def test_runtime_requirements_are_those_of_the_package() -> None:
    declared = set(PROJECT["dependencies"])
    assert declared
    assert requirements((ROOT / "requirements" / "runtime.in").read_text("utf-8")) == declared


def test_locked_extras_are_those_of_the_package() -> None:
    extras = PROJECT["optional-dependencies"]
    declared = {
        requirement
        for extra in extras.values()
        for requirement in extra
        if not requirement.startswith("hmip-irp[")
    }
    assert declared
    assert requirements((ROOT / "requirements" / "extras.in").read_text("utf-8")) == declared


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
    lock = tmp_path / "lock.txt"
    lock.write_text(line, "utf-8")
    assert len(lines_with_hosts([lock])) == faults


@pytest.mark.parametrize(
    "line", ["name>=1.0 \\", "name==1.0", "name", "--hash=sha256:12", "-e .", "-r other.txt"]
)
def test_a_line_that_is_no_pin_with_hashes_is_found(line: str) -> None:
    assert list(unpinned(f"# head\ngood==1.0 \\\n    --hash=sha256:{'0' * 64}\n{line}\n")) == [line]
