"""Review pages of real, invented and made-up sources, each made once for each test process."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from conftest import ROOT
from irp.extraction import Extraction
from irp.library import Reader
from irp.pages.review import build_review
from irp.pages.review.places import leaves
from irp.sheets import Sheet
from irp.source import SourceFile

SAMPLE = ROOT / "samples" / "hmp-larkstone-2022.pdf"
"""Invented; one count sentence contradicts the judgements, so that a check fails."""


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
"""One pixel."""


class Made(NamedTuple):
    """A page and what it was made from."""

    path: Path
    extraction: Extraction
    sheets: list[Sheet]

    def at(self, key: str) -> str:
        """The address of the page with a key chosen."""
        return f"{self.path.absolute().as_uri()}#{key}"


@cache
def reviewed(source: Path) -> Made:
    """The page of a source, read and drawn in the reading process as ``irp review`` does."""
    loaded = SourceFile.from_path(source)
    with Reader() as reader:
        extraction = reader.extract(loaded)
        return written(extraction, reader.sheets(loaded, extraction))


def written(extraction: Extraction, sheets: list[Sheet]) -> Made:
    """The page of an extraction in a file of its own."""
    path = Path(mkdtemp(prefix="irp-pages-")) / "review.html"
    path.write_text(build_review(extraction, sheets), "utf-8")
    return Made(path, extraction, sheets)


@cache
def as_text(source: Path) -> Made:
    """The page of a source as a text dump: the pages' texts with form feeds between them."""
    pdf = reviewed(source)
    dump = "\f".join(sheet.text or "" for sheet in pdf.sheets)
    loaded = SourceFile.from_bytes(dump.encode(), "dump.txt")
    with Reader() as reader:
        extraction = reader.extract(loaded)
        return written(extraction, reader.sheets(loaded, extraction))


@cache
def shortened() -> Made:
    """The sample with at most three of everything: the same kinds of parts, quick to examine."""
    made = reviewed(SAMPLE)
    plain = _first(made.extraction.model_dump(), 3)
    plain["checks"] = made.extraction.model_dump()["checks"]
    places = made.extraction.provenance
    kept = {key for key, _ in leaves(plain["report"])}
    plain["provenance"] = {key: places[key] for key in places if key in kept}
    return written(Extraction.model_validate(plain), made.sheets[:10])


def _first(value: Any, count: int) -> Any:
    """The value with no more than some members in each list."""
    if isinstance(value, dict):
        return {name: _first(inner, count) for name, inner in value.items()}
    if isinstance(value, list):
        return [_first(inner, count) for inner in value[:count]]
    return value
