"""Extractions for the tests of stores: invented, some with text that is hard to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.clean import Plain
from irp.record.extraction import Extraction
from irp.record.failed import failed_extraction
from irp.stores import Store, open_store
from library.records import extraction, failed

NASTY = (
    "=SUM(A1:A9)",
    "+44 1632 960001",
    "-2+3",
    "@name",
    "\ttab first",
    "\rreturn first",
    "\nline first",
    "'=quoted already",
    "''@twice",
    "a, comma; a \"quote\" and 'another'",
    "two\nlines\r\nand\rthree",
    "bell \x07, escape \x1b[31m, unit \x1f, delete \x7f, next line \x85",
    "separators \u2028 and \u2029",
    "Welsh: Ŵŷ, emoji: \U0001f600, right to left: \u202eabc",
    "[1, 2]",
    '{"a": 1}',
    "null",
    "NA",
    "1.30",
    "2022-01-01",
    "＝wide",  # noqa: RUF001 - a formula to some spreadsheets
    " spaces around ",
    "x" * 5000,
)
"""Texts that a careless writer of CSV or SQL breaks on."""


def named(name: str, sha256: str | None = None) -> Extraction:
    """The clean record under a name, with a hash of its own."""
    found = extraction(name=name)
    digest = sha256 or hashlib.sha256(name.encode()).hexdigest()
    return found.model_copy(update={"source": found.source.model_copy(update={"sha256": digest})})


def nasty(plain: Plain) -> None:
    """Put hard text wherever the record has text of its own."""
    report = plain["report"]
    for index, text in enumerate(NASTY):
        follow_up = report["follow_ups"][index % len(report["follow_ups"])]
        follow_up["paragraphs"].append({"number": f"9.{index}", "text": text})
        report["glossary"].append({"term": f"{text} {index}", "definition": text})
        report["review_team"].append({"name": text, "role": None if index % 2 else text})
    report["follow_ups"][0]["references"] = list(NASTY[:12])
    report["follow_ups"][0]["area"] = NASTY[0]
    report["tables"] = [
        {"caption": NASTY[4], "rows": [[NASTY[9], None], [NASTY[10], "b"]], "after": None}
    ]


def nasty_extraction() -> Extraction:
    """A record full of hard text, its source's name among it."""
    found = extraction(nasty, name='=HYPERLINK(1)\n"nasty", é.pdf')
    source = found.source.model_copy(update={"sha256": "f" * 64, "url": "https://x.test/?a=1&b"})
    return found.model_copy(update={"source": source})


def failed_with_hash() -> Extraction:
    """A source that gave no record, but whose bytes were had."""
    source = failed().source.model_copy(update={"sha256": "e" * 64, "bytes": 3})
    return failed_extraction(source, "not_a_pdf", "the file is neither a PDF nor text")


def several() -> list[Extraction]:
    """Some of each kind, in the order in which a store gives them back."""
    every = [named("b.pdf"), named("a.pdf"), nasty_extraction(), failed_with_hash()]
    return sorted(every, key=lambda one: (one.source.name, one.source.sha256))


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder and those below it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


KINDS = ("folder", "sqlite", "jsonl", "duckdb", "parquet", "xlsx")
READABLE = tuple(kind for kind in KINDS if kind != "parquet")
Opener = Callable[[], Store]


def target(folder: Path, kind: str) -> Path:
    """Where a store of a kind is put."""
    return folder / ("records" if kind == "folder" else f"records.{kind}")


def opened(folder: Path, kind: str) -> Store:
    """A store of a kind."""
    return open_store(target(folder, kind))


every_kind = pytest.mark.parametrize("kind", KINDS)
every_readable_kind = pytest.mark.parametrize("kind", READABLE)


def versions(names: int = 5, parsers: int = 3) -> list[Extraction]:
    """Records of several sources, each as several versions of the parser read it."""
    return [
        one.model_copy(update={"parser": one.parser.model_copy(update={"version": str(parser)})})
        for one in (named(f"report-{number}.pdf") for number in range(names))
        for parser in range(parsers)
    ]
