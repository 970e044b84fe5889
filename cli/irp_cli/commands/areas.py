"""``irp areas``: the crosswalk from headings to themes and healthy prison tests."""

from __future__ import annotations

import csv
import io
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irp_cli.columns import columns
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import to_stdout
from irp_cli.talk import say

if TYPE_CHECKING:
    from irp.areas import AreaPlaced, Crosswalk


class AreasForm(StrEnum):
    """How the crosswalk is written."""

    TABLE = "table"
    CSV = "csv"


@guarded
def areas(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[HEADING|DATA]",
            help="A heading to look up, or records whose headings have no theme are listed.",
            show_default=False,
        ),
    ] = None,
    own: Annotated[
        str | None,
        typer.Option(
            "--areas",
            help="A list of your own (CSV), which adds to the crosswalk in irp.",
            metavar="FILE",
            envvar="IRP_AREAS",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        AreasForm, typer.Option("--format", "-f", help="How to write the whole crosswalk.")
    ] = AreasForm.TABLE,
) -> None:
    """Show which theme and healthy prison test the heading of an area belongs to.

    Without an argument, the themes are listed; as CSV, all headings. Exit code 0: every heading
    has a theme. 1: one has none. 3: the data or the list cannot be read.

    \b
    Examples:
      irp areas
      irp areas "Reducing self-harm"
      irp areas records/                    headings without a theme
      irp areas -f csv > crosswalk.csv
      irp areas records/ --areas own.csv
    """
    from irp.areas import crosswalk_with, read_own

    crosswalk = crosswalk_with(read_own(own) if own else "")
    if what is None:
        with to_stdout() as write:
            write(_as_csv(crosswalk) if form is AreasForm.CSV else _themes(crosswalk))
    elif Path(what).exists():
        _headings_of(what, crosswalk)
    else:
        placed = crosswalk.place(what)
        with to_stdout() as write:
            write(_told(what, placed, crosswalk))
        raise typer.Exit(ExitCode.VERIFIED if placed.theme else ExitCode.NEEDS_REVIEW)


def _themes(crosswalk: Crosswalk) -> str:
    from irp.areas import Estate

    counts = Counter(rule.theme for rule in crosswalk.rules)
    rows = [("theme", "headings", *Estate)]
    rows += [
        (theme.id, str(counts[theme.id]), *(theme.tests.get(estate, "-") for estate in Estate))
        for theme in crosswalk.themes.values()
    ]
    return columns(rows)


def _as_csv(crosswalk: Crosswalk) -> str:
    from irp.areas import Estate

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("heading", "match", "theme", "title", *Estate, "source"))
    for rule in crosswalk.rules:
        theme = crosswalk.themes[rule.theme]
        tests = (theme.tests.get(estate, "") for estate in Estate)
        writer.writerow((rule.heading, rule.manner, theme.id, theme.title, *tests, rule.source))
    return out.getvalue()


def _told(heading: str, placed: AreaPlaced, crosswalk: Crosswalk) -> str:
    theme = crosswalk.themes.get(placed.theme or "")
    rows = [
        ("heading", heading),
        ("theme", f"{theme.id}: {theme.title}" if theme else _why(placed)),
    ]
    if theme:
        own = "; ".join(f"{test} ({estate})" for estate, test in theme.tests.items())
        rows.append(("healthy prison test", placed.test or own or "none"))
    rows += [
        ("rule", f"{rule.manner} “{rule.heading}” → {rule.theme} ({rule.source or 'your list'})")
        for rule in placed.rules
    ]
    return columns(rows)


def _why(placed: AreaPlaced) -> str:
    if not placed.rules:
        return "unknown: no rule fits"
    return "unknown: several fit (" + ", ".join(sorted({rule.theme for rule in placed.rules})) + ")"


def _headings_of(data: str, crosswalk: Crosswalk) -> None:
    from irp import read_store

    counts = Counter(
        follow_up.area
        for record in read_store(data)
        if record.report
        for follow_up in record.report.follow_ups
        if follow_up.area
    )
    unknown = [
        (heading, str(count), _why(placed))
        for heading, count in counts.most_common()
        if (placed := crosswalk.place(heading)).theme is None
    ]
    if unknown:
        with to_stdout() as write:
            write(columns([("heading", "follow-ups", "theme"), *unknown]))
    say(f"headings: {len(counts)}, without a theme: {len(unknown)}")
    raise typer.Exit(ExitCode.NEEDS_REVIEW if unknown else ExitCode.VERIFIED)
