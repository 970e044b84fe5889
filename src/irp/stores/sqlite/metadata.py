"""Metadata of a SQLite store for Datasette: ``FILE.metadata.json`` next to it.

https://docs.datasette.io/en/stable/metadata.html
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from irp.files import atomic
from irp.stores.sqlite.schema import LABEL, RECORDS, STORE
from irp.stores.sqlite.views import usable
from irp.stores.tables import package
from irp.stores.tables.links import LINKS
from irp.stores.tables.schema import JUDGEMENTS, ROOT, Schema

_SEARCH = """\
SELECT r.label AS report, p.number AS paragraph, p.text, p.page, p.report_id
FROM paragraphs_fts AS s JOIN paragraphs AS p ON p.id = s.rowid
JOIN reports AS r ON r.report_id = p.report_id
WHERE paragraphs_fts MATCH :words ORDER BY s.rank"""
_SEARCH_JUDGEMENTS = """\
SELECT r.label AS report, j.body, j.area, j.text, j.judgement, j.judgement_page, j.report_id
FROM judgements_fts AS s JOIN judgements AS j ON j.id = s.rowid
JOIN reports AS r ON r.report_id = j.report_id
WHERE judgements_fts MATCH :words ORDER BY s.rank"""
_SHOWN: dict[str, dict[str, Any]] = {
    JUDGEMENTS: {
        "facets": ["judgement", "body", "year", "area_theme"],
        "sort_desc": "visit_end",
    },
    ROOT: {
        "facets": ["status", "establishment_kind"],
        "sort_desc": "visit_end",
        "label_column": LABEL,
    },
    LINKS: {"facets": ["state", "body"], "sort_desc": "visit_end"},
    "paragraphs": {"facets": ["part"]},
    "checks": {"facets": ["code", "outcome"]},
    "problems": {"facets": ["code"]},
    "decisions": {"facets": ["decision", "state"]},
}
"""How Datasette shows the tables that people look at; it hides the others from its first page."""


def metadata_path(path: Path) -> Path:
    """The metadata's file beside a store: ``irps.sqlite.metadata.json`` beside ``irps.sqlite``."""
    return path.with_name(f"{path.name}.metadata.json")


def write(path: Path, tables: Schema) -> None:
    """Write a store's metadata.

    Raises:
        OutputError: it cannot be written.
    """
    content = json.dumps(describe(path.stem, tables), indent=2, ensure_ascii=False) + "\n"
    atomic.write_if_other(metadata_path(path), content.encode())


def describe(database: str, tables: Schema) -> dict[str, Any]:
    """The metadata of a database.

    Args:
        database: the name that Datasette gives it: the file's, without its ending.
        tables: the tables in it.
    """
    about = package.describe(tables)
    licence, source = package.LICENCE, package.SOURCE
    described: dict[str, Any] = {
        table.name: {
            "description": table.description,
            "columns": {column.name: column.description for column in table.columns},
            **_SHOWN.get(table.name, {"hidden": True}),
        }
        for table in tables.tables
    }
    described |= {view.name: {"description": view.description} for view in usable(tables)}
    described |= {RECORDS: {"hidden": True}, STORE: {"hidden": True}}
    return {
        "title": about["title"],
        "description": package.DESCRIPTION,
        "license": licence["title"],
        "license_url": licence["path"],
        "source": source["title"],
        "source_url": source["path"],
        "databases": {
            database: {
                "tables": described,
                "queries": _queries(tables),
            }
        },
    }


def _queries(tables: Schema) -> dict[str, Any]:
    """The searches, and each view under what it answers."""
    queries = {
        "search": {"title": "Search the paragraphs of all reports", "sql": _SEARCH},
        "search_judgements": {
            "title": "Search what was followed up",
            "sql": _SEARCH_JUDGEMENTS,
        },
    }
    for view in usable(tables):
        queries[f"all_{view.name}"] = {
            "title": view.description,
            "sql": f"SELECT * FROM {view.name}",
        }
    return queries
