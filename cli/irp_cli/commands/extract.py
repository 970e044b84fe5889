"""``irp extract``: reports to records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from irp.forms import Form
from irp.options import Engine
from irp_cli import settings
from irp_cli.extracting import usual_form, write_records
from irp_cli.guard import guarded
from irp_cli.output import means_folder
from irp_cli.paths import is_file, same
from irp_cli.settings import DEFAULTS
from irp_cli.sources import STDIN, expand


@guarded
def extract(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="PDF or text file; - for standard input; a directory for its *.pdf and *.txt.",
            show_default=False,
        ),
    ],
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            "-f",
            help="The output format [by the ending of FILE; else json, on a terminal markdown].",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR",
            help="Write to this file; into DIR/ one file for each source.",
        ),
    ] = None,
    engine: settings.Engine = Engine.AUTO,
    recognise: settings.Recognise = False,
    seconds: settings.Seconds = DEFAULTS.seconds,
    memory_mb: settings.MemoryMb = DEFAULTS.memory_mb,
    max_bytes: settings.MaxBytes = DEFAULTS.bytes,
    establishments: settings.Establishments = None,
    decisions: settings.Decisions = None,
    bom: Annotated[
        bool,
        typer.Option("--bom", help="Start CSV with a byte order mark (old Excel)."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Report only sources without a record.")
    ] = False,
) -> None:
    """Turn reports into checked records.

    Each source gives one result, in order; a bad source never stops the others. The JSON is an
    object for one source, and an array for several sources or a directory. A terminal shows a
    digest to read.

    \b
    Examples:
      irp extract report.pdf
      irp extract report.pdf > record.json
      irp extract reports/ -o records/
      irp extract reports/*.pdf -o judgements.xlsx
      pdftotext -layout report.pdf - | irp extract -
    """
    _refuse_mistakes(sources, output)
    form = form or _usual_form(output)
    if form is Form.XLSX and (output is None or means_folder(output)):
        raise typer.BadParameter("name the file that the spreadsheet is written to with -o")
    options = settings.options(
        engine,
        seconds,
        memory_mb,
        max_bytes,
        establishments=establishments,
        recognise=recognise,
    )
    known = settings.decisions(decisions)
    raise typer.Exit(
        write_records(sources, form, output, options, decisions=known, bom=bom, quiet=quiet)
    )


def _usual_form(output: str | None) -> Form:
    """What an output is taken for where no form is named."""
    if output is None or means_folder(output):
        return usual_form(output)
    ending = Path(output).suffix
    form = Form.of_ending(ending)
    if form is None and ending:
        known = ", ".join(form.suffix for form in Form)
        raise typer.BadParameter(
            f"no format has the ending {ending}: {known} do; name one with --format, or use irp"
            " batch for a database"
        )
    return form or Form.JSON


def _refuse_mistakes(sources: Sequence[str], output: str | None) -> None:
    if sources.count(STDIN) > 1:
        raise typer.BadParameter("standard input can be read only once")
    for source in sources:
        if "://" in source:
            raise typer.BadParameter(
                f"{source}: irp extract reads files; for an address use irp batch"
            )
    if output is not None and is_file(Path(output)):
        for wanted in expand(sources):
            if wanted.path and same(wanted.path, Path(output)):
                raise typer.BadParameter(f"{output} is a source; it would be overwritten")
