"""What decides, besides its bytes, what is read from a source: one hash for all of it.

A record is read again when any of this changes: irp's own source files from the text stage to
the checks (so that a fork or a checkout counts as much as a release), layouts and schema among
them; the engines and libraries that read and match text; the engine asked for and the limits.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from irp.options import Options
from irp.records import SCHEMA_VERSION
from irp.version import package_version

LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "rapidfuzz", "regex")
"""Distributions whose version may change what is read."""

_AFTERWARDS = frozenset(
    "__init__.py batch batch_problems.py differences inspect.py isolation library.py pages render"
    " run_problems.py saved.py schema stores sync views.py".split()
)
"""What runs around the reading or after it; everything else in the package counts."""
_LENGTH = 32


@cache
def versions() -> dict[str, str]:
    """Versions by name: irp, the schema, the libraries."""
    known = {"hmip-irp": package_version(), "schema": SCHEMA_VERSION}
    for name in LIBRARIES:
        try:
            known[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            known[name] = "unknown"
    return known


@cache
def parser_digest() -> str:
    """A hash of irp's own source files that take part in a reading."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    files = (
        path
        for path in sorted(root.rglob("*"))
        if path.suffix not in {".pyc", ".pyo"}
        and path.relative_to(root).parts[0] not in _AFTERWARDS
        and path.is_file()
    )
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]


def fingerprint(options: Options) -> str:
    """One hash of everything that, with a source's bytes, decides the record."""
    parts = {"parser": parser_digest(), "versions": versions(), "options": asdict(options)}
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
