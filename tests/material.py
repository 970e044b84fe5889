"""Material that is not part of the repository: where it is, and who may open it.

Only the tests in ``tests/evidence`` use it. Each folder there is named after a folder of the
material and runs where that is found; every other test fails when it opens anything of it.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EVIDENCE = ROOT / "tests" / "evidence"
SHARED = Path(os.environ.get("IRP_SHARED") or ROOT.parent / "shared").absolute()
DEMANDED = os.environ.get("IRP_DEMAND_SHARED", "") not in ("", "0")

_OPENING = {"open", "os.listdir", "os.scandir", "subprocess.Popen"}


def needed_by(folder: Path) -> Path:
    """The material that the tests in a folder of ``tests/evidence`` need."""
    return SHARED / folder.name.replace("_", "-")


def test_folders() -> list[Path]:
    """The folders of tests/evidence, one for each folder of the material."""
    return sorted(path.parent for path in EVIDENCE.glob("*/test_*.py"))


def missing() -> dict[Path, Path]:
    """The folders of tests whose material is not there, each with where it was looked for."""
    return {
        folder: needed_by(folder) for folder in test_folders() if not needed_by(folder).is_dir()
    }


def not_run() -> Iterator[str]:
    """One line for each folder of tests that cannot run here: what it is, and why."""
    for folder, place in missing().items():
        trees = (ast.parse(path.read_bytes()) for path in folder.glob("test_*.py"))
        names = (getattr(node, "name", "") for tree in trees for node in tree.body)
        count = sum(name.startswith("test_") for name in names)
        yield f"{folder.relative_to(ROOT)} ({count} tests): there is no folder {place}"


class Guard:
    """Notes what is opened below a folder while nobody may; an audit hook of this process.

    Attributes:
        opened: what was opened, in order.
    """

    def __init__(self, folder: Path) -> None:
        self.opened: list[str] = []
        self._folder = str(folder)
        self._watching = False
        sys.addaudithook(self._heard)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Note what is opened from here on."""
        before, self._watching = self._watching, True
        try:
            yield
        finally:
            self._watching = before

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._watching and event in _OPENING:
            self.opened += [text for text in _texts(arguments) if self._is_below(text)]

    def _is_below(self, text: str) -> bool:
        path = os.path.normpath(text) if ".." in text else text
        return path == self._folder or path.startswith(self._folder + os.sep)


def _texts(arguments: tuple[Any, ...]) -> Iterator[str]:
    """The texts among the arguments of an audit event, those of a command line among them."""
    for one in arguments:
        if isinstance(one, str | bytes | os.PathLike):
            yield os.fsdecode(one)
        elif isinstance(one, list | tuple):
            yield from _texts(tuple(one))
