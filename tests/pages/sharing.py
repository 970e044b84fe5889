"""What is costly to make is made by one test process, and the others of the run find it made."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

_FOLDER: list[Path] = []


def share_in(folder: Path) -> None:
    """Share what is made from now on in this folder, which all processes of the run have."""
    folder.mkdir(exist_ok=True)
    _FOLDER[:] = [folder]


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder of that name, which is made where no process has made it yet."""
    path = _FOLDER[0] / name
    with (_FOLDER[0] / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            half = _FOLDER[0] / f"{name}.half"
            half.mkdir(exist_ok=True)
            make(half)
            half.replace(path)
    return path
