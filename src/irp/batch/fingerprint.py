"""One hash of everything but its bytes that affects what is read from a source.

A record is read again when any of this changes: irp's own source files from the text stage to
the checks (so that a fork or a checkout counts as much as a release), layouts and schema among
them; the engines and libraries that read and match text; the engine asked for and the limits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from irp.options import Options
from irp.record.report import SCHEMA_VERSION
from irp.version import __version__

LIBRARIES = (
    *("pdfplumber", "pdfminer.six", "pypdfium2", "rapidfuzz", "regex"),
    *("onnxruntime", "rapidocr"),  # of an extra: with it, pictures are read
)
"""Distributions whose version may change what is read."""

DRAWING = ("jinja2", "pillow")
"""Those that a review page also depends on."""

_DECIDES = (
    *("parser", "decisions", "record", "establishments"),
    *("csv_lists.py", "errors.py", "options.py", "plain_words.py", "source.py"),
)
"""The folders and files that decide a record; an import contract lets the parser use no others."""
_LENGTH = 32


@cache
def versions() -> dict[str, str]:
    """Versions by name: irp, the schema, the libraries."""
    known = {"hmip-irp": __version__, "schema": SCHEMA_VERSION}
    return known | {name: _version(name) for name in LIBRARIES}


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "unknown"


@cache
def parser_digest() -> str:
    """A hash of irp's own source files that are used in reading."""
    return _digest(lambda parts: parts[0] in _DECIDES)


def review_fingerprint(options: Options) -> str:
    """One hash of everything that, with a source's bytes, decides its review page."""
    pages = _digest(lambda parts: parts[0] == "pages" and "site" not in parts)
    parts = [fingerprint(options), pages, *(_version(name) for name in DRAWING)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]


def _digest(counts: Callable[[tuple[str, ...]], bool]) -> str:
    """A hash of those of irp's own files whose path, given as its parts, is selected."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        within = path.relative_to(root)
        # Generated files (byte code, compiled patterns) come and go.
        made = "__pycache__" in within.parts or path.suffix in {".pyc", ".pyo"}
        if not made and counts(within.parts) and path.is_file():
            digest.update(within.as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]


def fingerprint(options: Options) -> str:
    """One hash of everything that, with a source's bytes, decides the record."""
    parts = {"parser": parser_digest(), "versions": versions(), "options": asdict(options)}
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
