"""``irp show``: what each stage sees of a source."""

from __future__ import annotations

from typing import Annotated

import typer

from irp.errors import IrpError
from irp.forms import View
from irp.options import Engine
from irp_cli import settings
from irp_cli.guard import guarded
from irp_cli.output import to_stdout
from irp_cli.settings import DEFAULTS
from irp_cli.sources import STDIN, standard_input


@guarded
def show(
    view: Annotated[View, typer.Argument(help="The stage.", show_default=False)],
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="PDF or text file; - for standard input.",
            show_default=False,
        ),
    ],
    page: Annotated[
        int | None, typer.Option(help="Only this page (text and lines).", min=1, metavar="N")
    ] = None,
    engine: settings.Engine = Engine.AUTO,
    seconds: settings.Seconds = DEFAULTS.seconds,
    memory_mb: settings.MemoryMb = DEFAULTS.memory_mb,
    max_bytes: settings.MaxBytes = DEFAULTS.bytes,
) -> None:
    """Show what a stage reads from a source, to add a layout or to examine a record.

    text: the pages' text, which the offsets in a record count; a form feed separates the pages.
    lines: each line with its place, appearance and use. blocks: what the segmenter finds in each
    section. outline: a short overview.

    \b
    Examples:
      irp show text report.pdf --page 3
      irp show lines report.pdf | less -S
      irp show outline report.pdf
    """
    if page is not None and not view.by_page:
        raise typer.BadParameter("--page goes with text and lines only")
    from irp.api import Reader

    options = settings.options(engine, seconds, memory_mb, max_bytes)
    with Reader(options) as reader, to_stdout() as write:
        try:
            read = standard_input() if source == STDIN else source
            text = reader.view(read, view, page=page)
        except IrpError as error:
            if error.code == "no_such_page":
                raise typer.BadParameter(error.message) from None
            error.message = f"{source}: {error.message}"
            raise
        write(text)
