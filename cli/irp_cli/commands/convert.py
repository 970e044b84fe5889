"""``irp convert``: records from one store into another, without reading a report again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irp.files.atomic import explained, replacing
from irp.plain_words import counted
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import named_store
from irp_cli.paths import same
from irp_cli.talk import say

if TYPE_CHECKING:
    from irp.record.extraction import Extraction


@guarded
def convert(
    records: Annotated[
        str,
        typer.Argument(help="A folder of records, *.sqlite, *.jsonl, *.json, *.duckdb or *.xlsx."),
    ],
    out: Annotated[
        str,
        typer.Argument(
            metavar="OUT", help="The store: DIR/, *.sqlite, *.jsonl, *.duckdb, *.parquet or *.xlsx."
        ),
    ],
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Do not say how many records were written.")
    ] = False,
) -> None:
    """Write records into another store, without reading a report again.

    What is in the store already is kept; a record of the same source is replaced. Exit code 3: the
    records cannot be read. 4: there are none.

    \b
    Examples:
      irp convert records/ irps.sqlite
      irp convert data/ judgements.xlsx
      irp convert irps.sqlite records/
    """
    from irp.stores import read_store, write_store
    from irp.stores.naming import StoreKind

    kind = named_store(out, "OUT")
    if same(Path(records), Path(out)):
        raise typer.BadParameter(
            "the records are to be written where they are read", param_hint="OUT"
        )
    found = _Counted(read_store(records))
    if kind is StoreKind.SPREADSHEET:
        from irp.stores.tables.workbook import write_workbook

        # Of its own, without the records that a store keeps beside it.
        with explained(out), replacing(Path(out)) as file:
            write_workbook(found, file)
    else:
        write_store(out, found)
    if not quiet:
        say(f"{counted(found.count, 'record')} from {records} written to {out}")
    raise typer.Exit(ExitCode.VERIFIED if found.count else ExitCode.NOTHING_TO_DO)


class _Counted:
    """Extractions, counted as they are taken."""

    def __init__(self, extractions: Iterator[Extraction]) -> None:
        self._extractions = extractions
        self.count = 0

    def __iter__(self) -> Iterator[Extraction]:
        for extraction in self._extractions:
            self.count += 1
            yield extraction
