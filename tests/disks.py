"""File systems of a few megabytes, where this process may mount them: root on Linux may."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@functools.cache
def can_mount() -> bool:
    """Whether a file system can be mounted here."""
    if sys.platform != "linux":
        return False
    with tempfile.TemporaryDirectory() as folder:
        try:
            with small_disk(Path(folder), 1):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount an empty file system of that size at a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs"]
    subprocess.run(["mount", *options, folder], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """Fill a file system until so many bytes are left, rounded down to its blocks."""
    path = disk / "filling"
    with path.open("wb") as file:
        status = os.statvfs(disk)
        os.posix_fallocate(file.fileno(), 0, max(1, status.f_bavail * status.f_frsize - left))
    try:
        yield
    finally:
        path.unlink()
