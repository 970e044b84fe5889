"""The command ``irp``. Nothing heavy is imported here, so that ``irp --help`` is quick."""

from __future__ import annotations

from typing import Annotated

import typer

from irp_cli.commands.about import about, explain, layouts, schema
from irp_cli.commands.areas import areas
from irp_cli.commands.batch import batch
from irp_cli.commands.check import check
from irp_cli.commands.compare import compare
from irp_cli.commands.convert import convert
from irp_cli.commands.decide import app as decide
from irp_cli.commands.diff import diff
from irp_cli.commands.establishments import establishments
from irp_cli.commands.extract import extract
from irp_cli.commands.review import review
from irp_cli.commands.show import show
from irp_cli.commands.site import site
from irp_cli.commands.sync import quarantine, sync
from irp_cli.output import to_stdout

app = typer.Typer(
    name="irp",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from irp.version import __version__

        with to_stdout() as write:
            write(f"irp {__version__}\n")
        raise typer.Exit


@app.callback()
def root(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Turn reports on independent reviews of progress into checked records.

    \b
    Examples:
      irp extract report.pdf                          a digest on a terminal, else JSON
      irp extract reports/ -o records/                one file for each report
      irp extract reports/ -o judgements.xlsx         a row for each follow-up
      irp batch reports/ --out records/               many, resumable, into a store
      irp convert records/ irps.sqlite                records into another store
      irp check records/*.json                        run the checks again
      irp review report.pdf --open                    the record beside the report's pages
      irp decide list records/                        what needs review, and what was decided
      irp sync --data data/                           the nightly job
      irp diff before/ after/                         what has changed
      irp compare 2021.json 2025.json                 concerns that were followed up again
      irp site data/ -o site/                         a web site of many records

    \b
    Exit codes: 0 verified, 1 needs review, 2 wrong usage, 3 no record, 70 internal error;
    irp explain CODE describes each. IRP_DEBUG=1 shows tracebacks.
    """


for command in (
    *(extract, batch, convert, sync, review, site, check, diff, compare, show),
    *(areas, establishments, schema, layouts, explain, about),
):
    app.command()(command)
app.add_typer(quarantine, name="quarantine")
app.add_typer(decide, name="decide")
