"""Downloads: the data in several formats, and their data dictionary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self
from urllib.parse import quote

from irp.pages.site import words
from irp.record.extraction import Extraction
from irp.record.vocabulary import Body, FollowUpKind, Judgement, Outcome, Status
from irp.stores import Store, open_store
from irp.stores.lines import read_lines
from irp.stores.naming import record_name
from irp.stores.tables.workbook import write_workbook

FOLDER = "downloads"
SQLITE = "irp.sqlite"
PACKAGE = "datapackage.json"
SPREADSHEET = "judgements.xlsx"
MOST_IN_A_SPREADSHEET = 1_000
"""Reports; of more there is none: making it takes memory with each, and programs open it slowly."""
_FIRST = (SPREADSHEET, "judgements.csv", "reports.csv", SQLITE, "reports.jsonl")
_ABOUT = MappingProxyType(
    {
        SPREADSHEET: "A spreadsheet for Excel and others: judgements, reports, paragraphs",
        SQLITE: "Everything as a SQLite database, with a full-text index",
        f"{SQLITE}.metadata.json": "The data dictionary of that database, for Datasette",
        "reports.jsonl": "Every record in full, a line of JSON for each report",
        PACKAGE: "The data dictionary for programs (a Frictionless data package)",
    }
)
_VALUES = MappingProxyType(
    {
        "judgement": {j.value: words.judgement_words(j) for j in Judgement},
        "body": {body.value: words.BODIES[body] for body in Body},
        "kind (of a follow-up)": {kind.value: words.KINDS[kind] for kind in FollowUpKind},
        "status": {status.value: words.STATUSES[status] for status in Status},
        "outcome": {outcome.value: words.OUTCOMES[outcome] for outcome in Outcome},
    }
)


class Downloads:
    """Puts each record into the stores that can be downloaded.

    Args:
        site: the folder of the site.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._stack = ExitStack()
        self._stores: list[Store] = []
        self._count = 0

    def __enter__(self) -> Self:
        folder = self._site / FOLDER
        for target in (f"{folder}/", str(folder / SQLITE)):
            self._stores.append(self._stack.enter_context(open_store(target)))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def put(self, extraction: Extraction) -> None:
        """Add a record; a source whose bytes could not be obtained is left out."""
        if extraction.source.sha256:
            self._count += 1
            for store in self._stores:
                store.put(extraction)

    def finish(self) -> None:
        """Write the tables, the data package and the spreadsheet."""
        for store in self._stores:
            store.finish()
        if self._count <= MOST_IN_A_SPREADSHEET:
            folder = self._site / FOLDER
            write_workbook(read_lines(folder / "reports.jsonl"), folder / SPREADSHEET)


def json_address(extraction: Extraction) -> str | None:
    """The address of a record's JSON on the site, for a link; None if it is not stored."""
    if not extraction.source.sha256:
        return None
    return f"{FOLDER}/reports/{quote(record_name(extraction))}"


class File(NamedTuple):
    """A file to download."""

    name: str
    address: str
    about: str
    size: str


def groups(site: Path) -> Iterator[tuple[str, list[File]]]:
    """The files of the downloads in groups; the records of single reports are left out."""
    every = list(_files(site))
    first = [file for file in every if file.name in _FIRST]
    csv = [file for file in every if file.name.endswith(".csv") and file not in first]
    yield "All of it", first
    yield "One table at a time", csv
    yield "For programs", [file for file in every if file not in first and file not in csv]


def _files(site: Path) -> Iterator[File]:
    abouts = {**_ABOUT, **{table.path: table.about for table in tables(site)}}
    there = [path for path in (site / FOLDER).iterdir() if path.is_file()]
    for path in sorted(there, key=lambda path: (_order(path.name), path.name)):
        address = f"{FOLDER}/{quote(path.name)}"
        yield File(path.name, address, abouts.get(path.name, ""), _size(path.stat().st_size))


def _order(name: str) -> int:
    """The files that most people want first, then the other tables."""
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + (not name.endswith(".csv"))


class SiteColumn(NamedTuple):
    """A column of a table."""

    name: str
    type: str
    about: str
    allowed: list[str]


class SiteTable(NamedTuple):
    """A table of the data package."""

    name: str
    path: str
    about: str
    columns: list[SiteColumn]

    @property
    def anchor(self) -> str:
        """Its place on the page of the data dictionary."""
        return f"table-{self.name}"


def tables(site: Path) -> list[SiteTable]:
    """The tables, as the data package describes them; empty where there is none."""
    package = site / FOLDER / PACKAGE
    if not package.is_file():
        return []
    values = json.loads(package.read_text("utf-8"))
    return [_table(resource) for resource in values.get("resources", ())]


def vocabularies() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The values that columns of a closed vocabulary may have, with what they mean."""
    for name, members in _VALUES.items():
        yield name, list(members.items())


def _table(resource: dict[str, Any]) -> SiteTable:
    fields = resource.get("schema", {}).get("fields", ())
    return SiteTable(
        name=str(resource.get("name", "")),
        path=str(resource.get("path", "")),
        about=str(resource.get("description") or resource.get("title") or ""),
        columns=[
            SiteColumn(
                str(field["name"]),
                str(field.get("type", "")),
                str(field.get("description", "")),
                field.get("constraints", {}).get("enum", []),
            )
            for field in fields
        ],
    )


def _size(count: int) -> str:
    """A size as people read it: "812 bytes", "14 kB", "3.2 MB"."""
    if count < 1000:
        return words.count(count, "byte")
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
