"""``irp diff``: what has changed between two records, folders or databases."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import to_stdout
from irp_cli.talk import say


class DiffForm(StrEnum):
    """How differences are written."""

    TABLE = "table"
    JSONL = "jsonl"


@guarded
def diff(
    old: Annotated[
        str,
        typer.Argument(help="A record (JSON), JSON lines, a folder of records, or a database."),
    ],
    new: Annotated[str, typer.Argument(help="The same, as it is now.")],
    form: Annotated[
        DiffForm, typer.Option("--format", "-f", help="How to write it.")
    ] = DiffForm.TABLE,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Compare also places, coverage and versions of the parser."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Do not say how many records changed.")
    ] = False,
) -> None:
    """Say what was added, changed and removed, field by field, with both values.

    Reports are matched by their bytes, else by establishment and visit, so that a file that was
    read again and a PDF that was replaced are both found. Exit code 0: nothing differs. 1:
    something does. 3: one side cannot be read.

    \b
    Examples:
      irp diff before.json after.json
      irp diff last-week/ this-week/
      irp diff irps.sqlite new/ --format jsonl
    """
    from irp import diff as compare
    from irp_cli.differences import lines_of

    found = compare(old, new, everything=everything)
    with to_stdout() as write:
        if form is DiffForm.JSONL:
            for one in found:
                write(f"{one.as_json()}\n")
        elif found:
            write(lines_of(found))
    if not quiet:
        say(
            f"records: {found.added} added, {found.changed} changed, {found.removed} removed,"
            f" {found.same} the same"
        )
    raise typer.Exit(ExitCode.NEEDS_REVIEW if found else ExitCode.VERIFIED)
