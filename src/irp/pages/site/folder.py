"""The site's folder: built next to its place, then moved there whole; never over other files."""

from __future__ import annotations

import filecmp
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from irp.errors import OutputError
from irp.files import folders

MARKER = "irp-site.json"
"""A file in every site: it says that irp built the folder, and which files it wrote."""
_MADE_BY = "irp site"
_MADE_FROM, _CONTENTS = "made_from", "contents"


class NotOursError(OutputError):
    """The output would overwrite something that irp did not write."""


@contextmanager
def replaced(out: Path, about: Mapping[str, Any]) -> Iterator[Path]:
    """Yield a new folder that replaces ``out`` when the block ends without an error.

    Args:
        out: the folder.
        about: what its marker is to say of it; the block may add to it.

    Raises:
        NotOursError: ``out`` contains something that irp did not write.
        OSError: the folder cannot be written.
    """
    folders.mend(out)
    refuse_others_files(out)
    with folders.new_folder(out) as new:
        yield new
        _mark(new, about)
        _keep_what_is_the_same(new, out)
        folders.put_in_place(new, out)


def _keep_what_is_the_same(new: Path, out: Path) -> None:
    """Give each unchanged file the time that it had, so that a copy to a web host skips it."""
    for path in new.rglob("*"):
        before = out / path.relative_to(new)
        if path.is_file() and before.is_file() and filecmp.cmp(path, before, shallow=False):
            at = before.stat()
            os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))


def refuse_others_files(out: Path) -> None:
    """Do nothing if ``out`` does not exist, is empty, or is a site that irp wrote.

    Raises:
        NotOursError: it is something else.
    """
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise NotOursError(f"{out} exists and is not a folder: choose another place for the site")
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}
    if not there:
        return
    ours = _marked(out)
    if ours is None:
        raise NotOursError(
            f"{out} holds files but no {MARKER}, so irp did not make it: choose a new folder"
        )
    if others := sorted(there - ours):
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        raise NotOursError(
            f"{out} holds {others[0]}{more}, which irp did not write: move it elsewhere first"
        )


def _marked(out: Path) -> set[str] | None:
    """The files of a site, as its marker lists them; None if there is no marker of irp."""
    files = _marker(out).get("files")
    return {MARKER, *map(str, files)} if isinstance(files, list | dict) else None


def _marker(out: Path) -> dict[str, Any]:
    """What the marker of a site says; empty if there is no marker of irp."""
    try:
        values = json.loads((out / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) and values.get("made_by") == _MADE_BY else {}


def contents_if_from(out: Path, key: str) -> dict[str, int] | None:
    """What a whole site that was made from the same things holds; None if it was not.

    Args:
        out: the folder of the site.
        key: the hash of what it would be made from now.
    """
    values = _marker(out)
    files, contents = values.get("files"), values.get(_CONTENTS)
    if values.get(_MADE_FROM) != key or not isinstance(contents, dict):
        return None
    whole = isinstance(files, dict) and files == _sizes(out)
    return {str(name): int(number) for name, number in contents.items()} if whole else None


def _sizes(folder: Path) -> dict[str, int]:
    """The files of a site but its marker, with their sizes in bytes."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {name: found[name].stat().st_size for name in sorted(found) if name != MARKER}


def _mark(folder: Path, about: Mapping[str, Any]) -> None:
    values = {"made_by": _MADE_BY, **about, "files": _sizes(folder)}
    text = json.dumps(values, indent=0) + "\n"
    (folder / MARKER).write_text(text, "utf-8", newline="\n")
