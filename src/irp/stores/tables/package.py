"""``datapackage.json``: what the tables are, in the words of the Data Package standard, version 2.

https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from irp.record.report import SCHEMA_VERSION
from irp.stores.tables.fields import Kind
from irp.stores.tables.schema import KEY, ROOT, Column, Schema, TableSchema

FILE = "datapackage.json"
_TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.DATETIME: "datetime",
    Kind.LIST: "array",
    Kind.ARRAY: "array",
    Kind.OBJECT: "object",
    Kind.JSON: "any",
}
DESCRIPTION = """\
Reports of HM Inspectorate of Prisons on independent reviews of progress, read by hmip-irp and \
checked against what each report says of itself. A row of `reports` is one source; `report_id`, \
the SHA-256 of its bytes, leads to it from every other table. Look at `status` first: only what \
is `verified` has passed every check."""
_MARKER = """\
 Text that a reader of CSV would take for a number, a day or a formula has an apostrophe before \
it."""
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0 (the text of the reports, Crown copyright)",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
SOURCE = {
    "title": "HM Inspectorate of Prisons: reports on independent reviews of progress",
    "path": "https://hmiprisons.justiceinspectorates.gov.uk/",
}


class Written(NamedTuple):
    """A file that was written: its size and its SHA-256 in hexadecimal."""

    bytes: int
    sha256: str


def describe(
    tables: Schema, written: Mapping[str, Written] | None = None, records: str = ""
) -> dict[str, Any]:
    """The data package of a folder.

    Args:
        tables: the tables.
        written: for each table the file that holds it.
        records: a hash of the records that the tables were made from.
    """
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "hmip-irp-reports",
        "title": "Independent reviews of progress by HM Inspectorate of Prisons",
        "description": DESCRIPTION + _MARKER,
        "version": SCHEMA_VERSION,
        "licenses": [
            LICENCE,
            {
                "name": "MIT",
                "title": "MIT License (hmip-irp, the software that made the tables)",
                "path": "https://opensource.org/license/mit",
            },
        ],
        "sources": [SOURCE],
        "keywords": ["prisons", "inspection", "independent reviews of progress"],
    }
    if records:
        package["irp_records"] = records
    package["resources"] = [
        _resource(table, (written or {}).get(table.name)) for table in tables.tables
    ]
    return package


def as_text(package: Mapping[str, Any]) -> str:
    """A data package as its file holds it."""
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: TableSchema, written: Written | None) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }
    if written:
        resource |= {"bytes": written.bytes, "hash": f"sha256:{written.sha256}"}
    resource["schema"] = _schema(table)
    return resource


def _schema(table: TableSchema) -> dict[str, Any]:
    keys = [] if table.name == ROOT else [_foreign(ROOT, [KEY], [KEY])]
    keys += [
        _foreign(parent, [KEY, column], [KEY, "row"])
        for parent, column in table.parents
        # The standard has no rule for a key of which a part is null.
        if not table.column(column).nullable
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column, key=column.name in table.key) for column in table.columns],
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _foreign(table: str, here: list[str], there: list[str]) -> dict[str, Any]:
    return {"fields": here, "reference": {"resource": table, "fields": there}}


def _field(column: Column, *, key: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # An empty text and a null are the same cell, so that text cannot be required.
    if not column.nullable and (key or column.allowed or column.kind is not Kind.TEXT):
        constraints["required"] = True
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }
