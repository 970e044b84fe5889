"""What is at a path; a name that no system accepts counts as missing."""

from __future__ import annotations

from pathlib import Path


def is_folder(path: Path) -> bool:
    """Whether it is a directory that is accessible."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether it is an ordinary file that is accessible."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def same(one: Path, other: Path) -> bool:
    """Whether both exist and are the same file."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
