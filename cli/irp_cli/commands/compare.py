"""``irp compare``: two reviews of one establishment, concern by concern."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from irp_cli.commands.diff import DiffForm
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import to_stdout
from irp_cli.sources import record_of
from irp_cli.talk import clean, say

if TYPE_CHECKING:
    from irp.links import ConcernLink, FollowedItem, VisitComparison


@guarded
def compare(
    one: Annotated[
        str, typer.Argument(metavar="A", help="A report, or its saved record.", show_default=False)
    ],
    other: Annotated[
        str,
        typer.Argument(metavar="B", help="One of another visit there.", show_default=False),
    ],
    form: Annotated[
        DiffForm, typer.Option("--format", "-f", help="How to write it.")
    ] = DiffForm.TABLE,
) -> None:
    """Say which concerns of one review are likely to be those of another, and how they were judged.

    Each is a suggestion, with the likeness of both texts: irp decide link confirms or rejects it.
    Exit code 0: compared. 3: these are not two visits to one establishment.

    \b
    Examples:
      irp compare exeter-2021.json exeter-2025.json
      irp compare exeter-2021.pdf exeter-2025.pdf --format jsonl
    """
    from irp.links import compare as compared

    found = compared(record_of(one), record_of(other))
    with to_stdout() as write:
        write(_as_lines(found) if form is DiffForm.JSONL else _as_text(found))
    say(
        f"{found.later[0].establishment}: {len(found.links)} followed up again,"
        f" {len(found.ended)} no more, {len(found.new)} new"
    )
    raise typer.Exit(ExitCode.VERIFIED)


def _as_text(found: VisitComparison) -> str:
    lines: list[str] = []
    for link in found.links:
        lines += [f"{link.later.theme or 'no theme'}: {_sure(link)}", _line(link.earlier)]
        lines += [_line(link.later), ""]
    for title, items in (("no more", found.ended), ("new", found.new)):
        if items:
            lines += [f"{title}:", *map(_line, items), ""]
    return "".join(f"{line}\n" for line in lines)


def _sure(link: ConcernLink) -> str:
    said = f", {link.by}: {link.because}" if link.by else ""
    return clean(f"{link.state}, {link.likeness:g} of 100 alike{said}")


def _line(item: FollowedItem) -> str:
    judgement = item.judgement.phrase if item.judgement else "no judgement"
    return clean(f"  {item.visit:%Y-%m} no. {item.position}, {judgement}: {item.text}")


def _as_lines(found: VisitComparison) -> str:
    rows: list[dict[str, Any]] = [
        {
            "what": "again",
            "state": link.state,
            "likeness": link.likeness,
            "by": link.by,
            "because": link.because,
            "earlier": _plain(link.earlier),
            "later": _plain(link.later),
        }
        for link in found.links
    ]
    rows += [{"what": "no_more", "earlier": _plain(item)} for item in found.ended]
    rows += [{"what": "new", "later": _plain(item)} for item in found.new]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _plain(item: FollowedItem) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(item), "visit": item.visit.isoformat()}
