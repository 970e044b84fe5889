"""``irp review``: one page that shows a report's pages and its record side by side."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from irp.options import Engine
from irp.record.brief import brief_of
from irp_cli import settings
from irp_cli.guard import guarded
from irp_cli.output import Folder, means_folder, to_file, to_stdout, to_terminal
from irp_cli.paths import same
from irp_cli.settings import DEFAULTS
from irp_cli.sources import STDIN, standard_input
from irp_cli.summary import RunSummary
from irp_cli.talk import say


@guarded
def review(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="PDF or text file; - for standard input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|DIR",
            help="Write to this file; into DIR/ a file named after the source.",
        ),
    ] = None,
    show: Annotated[
        bool,
        typer.Option(
            "--open", help="Show the page in your browser; without -o it is a temporary file."
        ),
    ] = False,
    engine: settings.Engine = Engine.AUTO,
    seconds: settings.Seconds = DEFAULTS.seconds,
    memory_mb: settings.MemoryMb = DEFAULTS.memory_mb,
    max_bytes: settings.MaxBytes = DEFAULTS.bytes,
    decisions: settings.Decisions = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Report only a source without a record.")
    ] = False,
) -> None:
    """Make a review page of a report: its pages next to the record, linked both ways.

    The page is a single HTML file that needs no server and no network. If a source has no record,
    the page says why.

    \b
    Examples:
      irp review report.pdf -o review.html
      irp review report.pdf --open
    """
    target = _target(source, output, show=show)
    from irp.pages.review import review_with

    options = settings.options(engine, seconds, memory_mb, max_bytes)
    known = settings.decisions(decisions)
    summary = RunSummary(quiet=quiet)
    label = "stdin" if source == STDIN else source
    summary.begin(label)
    if source == STDIN:
        page, extraction = review_with(standard_input(), options, name=label, decisions=known)
    else:
        page, extraction = review_with(source, options, decisions=known)
    summary.add(label, brief_of(extraction))
    with to_stdout() if target is None else to_file(target) as write:
        write(page)
    if show and target:
        show_page(target)
    raise typer.Exit(summary.finish())


def _target(source: str, output: str | None, *, show: bool) -> Path | None:
    """The file to write, None for standard output."""
    name = "stdin" if source == STDIN else source
    if output is None:
        if show:
            folder = tempfile.mkdtemp(prefix="irp-review-")
            return Folder(Path(folder), ".html").file_for(name)
        if to_terminal():
            raise typer.BadParameter(
                "name a file with -o, or use --open: a page is no text to read"
            )
        return None
    target = Folder(Path(output), ".html").file_for(name) if means_folder(output) else Path(output)
    if source != STDIN and same(Path(source), target):
        raise typer.BadParameter(f"{output} is the source; it would be overwritten")
    return target


def show_page(page: Path) -> None:
    """Open a page in the user's browser, and print its path."""
    import webbrowser

    if not webbrowser.open(page.absolute().as_uri()):
        say(f"irp: no browser could be opened; the page is {page}")
    else:
        say(f"irp: showing {page}")
