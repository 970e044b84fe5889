"""Review pages of real, invented and made-up sources, each made once in a run of the tests."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from conftest import ROOT
from irp.api import Reader
from irp.pages.review import build_review
from irp.record.extraction import Extraction
from irp.record.pointers import leaves
from irp.show.page_images import Sheet
from irp.source import SourceFile
from pages.sharing import made_once

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
    return _kept(source.stem, lambda: SourceFile.from_path(source))


@cache
def as_text(source: Path) -> Made:
    """The page of a source as a text dump: the pages' texts with form feeds between them."""

    def dump() -> SourceFile:
        text = "\f".join(sheet.text or "" for sheet in reviewed(source).sheets)
        return SourceFile.from_bytes(text.encode(), "dump.txt")

    return _kept(f"{source.stem}-text", dump)


def _kept(name: str, load: Callable[[], SourceFile]) -> Made:
    """The page of a source, which one test process makes for all."""

    def make(folder: Path) -> None:
        source = load()
        with Reader() as reader:
            extraction = reader.extract(source)
            sheets = reader.sheets(source, extraction)
        (folder / "record.json").write_text(extraction.model_dump_json(), "utf-8")
        (folder / "sheets.json").write_text(json.dumps([asdict(one) for one in sheets]), "utf-8")
        (folder / "review.html").write_text(build_review(extraction, sheets), "utf-8")

    folder = made_once(f"review-{name}", make)
    record = Extraction.model_validate_json((folder / "record.json").read_bytes())
    sheets = [Sheet(**one) for one in json.loads((folder / "sheets.json").read_bytes())]
    return Made(folder / "review.html", record, sheets)


def written(extraction: Extraction, sheets: list[Sheet]) -> Made:
    """The page of an extraction in a file of its own."""
    path = Path(mkdtemp(prefix="irp-pages-")) / "review.html"
    path.write_text(build_review(extraction, sheets), "utf-8")
    return Made(path, extraction, sheets)


@cache
def shortened() -> Made:
    """The sample with at most three of everything: the same kinds of parts, quick to examine."""
    made = reviewed(SAMPLE)
    return written(short(made.extraction, 3), made.sheets[:10])


def short(extraction: Extraction, most: int) -> Extraction:
    """The same with no more than some of everything but checks: every kind of part, but little."""
    whole = extraction.model_dump()
    plain = {**_first(whole, most), "checks": whole["checks"]}
    places = extraction.provenance
    kept = {key for key, _ in leaves(plain["report"])}
    plain["provenance"] = {key: places[key] for key in places if key in kept}
    return Extraction.model_validate(plain)


def _first(value: Any, count: int) -> Any:
    """The value with no more than some members in each list."""
    if isinstance(value, dict):
        return {name: _first(inner, count) for name, inner in value.items()}
    if isinstance(value, list):
        return [_first(inner, count) for inner in value[:count]]
    return value
