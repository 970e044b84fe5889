"""Sources for batches, and readings of them that take no time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from irp.errors import LimitError
from irp.isolation.worker import Worker
from irp.options import Options
from irp.record.extraction import Extraction
from irp.record.failed import failed_extraction, source_info
from irp.source import SourceFile
from library.records import extraction, one_count_too_many

PARTS = ("manifest.json", "problems.jsonl", "reports", "reports.jsonl")
"""What of a folder store is the same from run to run; run.json is not."""


def made_up(self: Worker, source: SourceFile, options: Options) -> Extraction:
    """In place of ``Worker.read``: a result by the source's first word."""
    kind = source.data.split(maxsplit=1)[0]
    if kind == b"bad":
        return failed_extraction(source_info(source), "not_an_irp", "not an IRP")
    if kind == b"lost":
        raise LimitError("why not", code="crashed")
    if kind == b"faulty":
        return failed_extraction(source_info(source), "internal_error", "why not")
    result = extraction(one_count_too_many if kind == b"doubtful" else None, name=source.name)
    return result.model_copy(update={"source": source_info(source, pages=20)})


def files(folder: Path, **contents: str) -> Path:
    """A folder with a text file for each name; two underscores are a slash."""
    for name, content in contents.items():
        path = folder / (name.replace("__", "/") + ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return file.getvalue()


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _differs(name: str) -> bool:
    """Whether a file holds times."""
    return name in ("run.json", ".irp-batch.index")


def content(store: Path, but: Callable[[str], bool] = _differs) -> Any:
    """Every file of a folder with its bytes, but some."""
    return {
        path.relative_to(store).as_posix(): path.read_bytes()
        for path in sorted(store.rglob("*"))
        if path.is_file() and not but(path.name)
    }


def rows(path: Path) -> list[dict[str, Any]]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
