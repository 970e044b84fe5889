"""Whether there is news for a site: one hash of all that it is made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from irp.decisions.file import Decisions
from irp.render.judgements import made_with
from irp.stores.journal import journal_path
from irp.stores.naming import spreadsheet_records
from irp.stores.reading import records_folder

_DRAWING = ("jinja2", "xlsxwriter")
"""Distributions whose version may change a page or a download."""


def key_of(data: Path, reviews: Path | None, decisions: Decisions | None, *options: object) -> str:
    """The hash: the records, the review pages, the options, irp's own files, what draws.

    When the records were last read (``run.json``) is no news: it changes with every run.
    """
    digest = hashlib.sha256()
    digest.update(json.dumps([str(one) for one in options]).encode())
    digest.update(json.dumps(decisions.fingerprints() if decisions else None).encode())
    for part in _parts(data, reviews):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _parts(data: Path, reviews: Path | None) -> Iterator[str]:
    yield made_with()
    yield from (_version(name) for name in _DRAWING)
    own = Path(__file__).resolve().parents[2]
    for path in sorted(own.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{path.relative_to(own)} {_hash(path)}"
    for path in _records(data):
        yield f"{path.name} {_hash(path)}"
    for path in sorted(reviews.glob("*.html")) if reviews and reviews.is_dir() else ():
        at = path.stat()  # large, so not read
        yield f"{path.name} {at.st_size} {at.st_mtime_ns}"


def _records(data: Path) -> list[Path]:
    """The files from which the records are read."""
    if data.is_dir():
        return sorted(path for path in records_folder(data).glob("*.json") if path.is_file())
    beside = (journal_path(data), spreadsheet_records(data), data.with_name(f"{data.name}-wal"))
    return [path for path in (data, *beside) if path.is_file()]


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "none"
