"""Find the sources that arguments name: files, folders, patterns, archives, lists, URLs."""

from __future__ import annotations

import codecs
import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from irp.batch.settings import BatchOptions
from irp.batch.sources.archives import Archive
from irp.batch.sources.items import (
    FileItem,
    MemoryItem,
    SourceGroup,
    Unreadable,
    fits,
    is_archive,
    printable,
)
from irp.errors import SourceError
from irp.plain_words import not_wanted, reason_of
from irp.source import SourceFile

Given = str | os.PathLike[str] | SourceFile
"""What a batch may be given: a path, a pattern, a URL, or a source that is in memory."""

_ANY_BYTES = "surrogateescape"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(text: str) -> bool:
    """Whether a text is a URL and not a path."""
    return _URL.match(text) is not None


def as_list(sources: Iterable[Given] | Given) -> list[Given]:
    """What a caller named, one or several, as a list.

    Raises:
        TypeError: it is something else.
    """
    if isinstance(sources, str | os.PathLike | SourceFile):
        return [sources]
    if not isinstance(sources, Iterable):
        raise not_wanted("the sources", "paths, addresses or irp.SourceFiles", sources)
    return list(sources)


def find(given: Iterable[Given], options: BatchOptions) -> Iterator[SourceGroup]:
    """Everything the arguments name, in their order; folders in the order of their names.

    An argument that names nothing, or cannot be opened, becomes a source with a problem.
    """
    for one in given:
        if isinstance(one, SourceFile):
            yield MemoryItem(one.name, one)
        elif isinstance(one, str) and is_url(one):
            from irp.batch.sources.remote import find_remote

            yield from find_remote(one, options)
        else:
            yield from _find_path(one, options)


def read_list(data: bytes) -> list[str]:
    """The sources of a list: one on each line; empty lines and those starting with # are ignored.

    Raises:
        SourceError: the list is not text.
    """
    # PowerShell writes UTF-16; otherwise names of files may be any bytes.
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = data.decode("utf-16" if marked else "utf-8-sig", "replace" if marked else _ANY_BYTES)
    if "\0" in text:
        raise SourceError("the list of sources is not text")
    lines = (line.strip("\r") for line in text.split("\n"))
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _find_path(given: str | os.PathLike[str], options: BatchOptions) -> Iterator[SourceGroup]:
    path, text = Path(given), os.fspath(given)
    if _is_there(path):
        yield from _walk(path, options) if path.is_dir() else iter((_file(path, options),))
    elif isinstance(given, str) and glob.has_magic(text):
        matches = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - a pattern may be absolute
        if not matches:
            yield Unreadable(printable(text), "nothing_found", f"nothing matches {printable(text)}")
        for match in matches:
            # "**" matches folders as well as the files in them.
            if not ("**" in text and os.path.isdir(match)):  # noqa: PTH112
                yield from _find_path(Path(match), options)
    else:
        yield _file(path, options)  # reading it reports what is wrong


def _file(path: Path, options: BatchOptions) -> SourceGroup:
    if is_archive(path.name):
        return Archive(printable(str(path)), path, options)
    return FileItem(printable(str(path)), path)


def _walk(top: Path, options: BatchOptions) -> Iterator[SourceGroup]:
    """The reports and archives below a folder; each folder once, even if links lead to it."""
    count, seen = 0, set[tuple[int, int]]()
    for found in _inside(top, seen, options):
        count += 1
        yield found
    if not count:
        where = printable(str(top))
        yield Unreadable(where, "nothing_found", f"no PDF or text files or archives in {where}")


def _inside(
    folder: Path, seen: set[tuple[int, int]], options: BatchOptions
) -> Iterator[SourceGroup]:
    try:
        known = folder.stat()
        if (known.st_dev, known.st_ino) in seen:
            return
        seen.add((known.st_dev, known.st_ino))
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        message = f"the folder cannot be read: {reason_of(error)}"
        yield Unreadable(printable(str(folder)), "unreadable", message)
        return
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            yield from _inside(path, seen, options)
        elif fits(name) and (path.is_file() or path.is_symlink()):
            # A broken link is reported, not ignored.
            yield _file(path, options)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
