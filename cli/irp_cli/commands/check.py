"""``irp check``: check saved records again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irp.errors import RecordError
from irp.plain_words import counted
from irp.record.vocabulary import Outcome
from irp_cli import settings
from irp_cli.exit_codes import ExitCode, worst
from irp_cli.guard import guarded
from irp_cli.output import Write, to_stdout
from irp_cli.paths import is_folder
from irp_cli.sources import STDIN, standard_input
from irp_cli.talk import clean, say

if TYPE_CHECKING:
    from irp.decisions.file import Decisions
    from irp.record.extraction import Check, Extraction

_FINE = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


@guarded
def check(
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORD",
            help="JSON or JSON lines written by irp extract, - for standard input; or a store: a"
            " folder, a database, the data folder of irp sync.",
            show_default=False,
        ),
    ],
    decisions: settings.Decisions = None,
) -> None:
    """Run the checks again on saved records, and report differences; or check a store for damage.

    Of a folder or a database every record and file is compared by hash with what was written; of
    the data folder of irp sync the archive as well.

    Exit code 0: all checks pass, as they did when the record was saved. 1: a check fails or is
    unavailable, or its outcome is not the saved one. 3: a record cannot be read, or
    something in a store is damaged.

    \b
    Examples:
      irp check record.json
      irp check records/*.json
      irp check irp.sqlite
      irp extract report.pdf | irp check -
    """
    known = settings.decisions(decisions)
    codes: set[ExitCode] = set()
    with to_stdout() as write:
        for path in records:
            try:
                if _is_store(path):
                    codes.add(_check_store(path, write))
                    continue
                for label, extraction in _read(path):
                    if extraction.report is None:
                        say(f"{label}: {_without_report(extraction)}")
                        codes.add(ExitCode.NO_RECORD)
                        continue
                    lines = [f"{label}: {line}" for line in _compare(extraction, known)]
                    codes.add(ExitCode.NEEDS_REVIEW if len(lines) > 1 else ExitCode.VERIFIED)
                    write("".join(f"{clean(line)}\n" for line in lines))
            except RecordError as error:
                say(f"{path}: {error.message} ({error.code})")
                codes.add(ExitCode.NO_RECORD)
    raise typer.Exit(worst(codes))


def _is_store(path: str) -> bool:
    from irp.stores.naming import StoreKind, kind_if_any

    kinds = (StoreKind.SQLITE, StoreKind.DUCKDB, StoreKind.PARQUET, StoreKind.SPREADSHEET)
    return path != STDIN and (is_folder(Path(path)) or kind_if_any(path) in kinds)


def _check_store(path: str, write: Write) -> ExitCode:
    from irp.batch.soundness import check_store

    data = Path(path)
    damaged: list[tuple[str, str]] = []
    if is_folder(data / "archive"):
        from irp.sync.archive.originals import Originals

        originals = Originals(data)
        hashes = originals.hashes()
        bad = [one for one in hashes if not originals.is_whole(one)]
        damaged += [
            (f"archive/{one[:2]}/{one}.pdf", "it is not what was downloaded") for one in bad
        ]
        write(f"{clean(path)}: {len(hashes) - len(bad)} of {len(hashes)} originals are whole\n")
    found = check_store(data)
    damaged += found.damaged
    write(f"{clean(path)}: {counted(found.whole, 'record')} whole, {len(damaged)} damaged\n")
    write("".join(f"{clean(f'{name}: {reason}')}\n" for name, reason in damaged))
    return ExitCode.NO_RECORD if damaged else ExitCode.VERIFIED


def _read(path: str) -> Iterator[tuple[str, Extraction]]:
    """The records of a file, each with its name."""
    from irp.record.load import parse_records, read_records

    if path == STDIN:
        try:
            found = parse_records(standard_input().read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise RecordError("standard input is not text in UTF-8") from None
    else:
        found = read_records(path)
    for extraction in found:
        label = path if len(found) == 1 else f"{path}: {extraction.source.name}"
        yield label, extraction


def _without_report(extraction: Extraction) -> str:
    reasons = [f"{problem.message} ({problem.code})" for problem in extraction.problems[:1]]
    return ": ".join(["there is no report in this record to check", *reasons])


def _compare(extraction: Extraction, decisions: Decisions | None) -> Iterator[str]:
    """A line on the record, then one for each check that does not pass or differs."""
    from irp import check as check_again

    again = check_again(extraction, decisions=decisions)
    counts = [
        f"{count} {outcome.value.replace('_', ' ')}"
        for outcome in Outcome
        if (count := sum(one.outcome is outcome for one in again))
    ]
    saved = {one.code: one for one in extraction.checks}
    yield f"{len(again)} checks: {', '.join(counts)}"
    for one in again:
        before = saved.pop(one.code, None)
        if one.outcome not in _FINE and not one.accepted:
            yield f"{one.code} {one.outcome.value}: {one.message}{_sides(one)}"
        if before is None:
            yield f"{one.code} is new: it was not among the saved checks"
        elif before.outcome is not one.outcome:
            yield f"{one.code} was {before.outcome.value} when saved, is {one.outcome.value} now"
        elif before != one:
            yield f"{one.code} is {one.outcome.value} as saved, but says something else now"
    for code in saved:
        yield f"{code} is among the saved checks, but irp no longer has it"


def _sides(one: Check) -> str:
    sides = [("expected", one.expected), ("found", one.found)]
    words = "; ".join(f"{name} {value}" for name, value in sides if value)
    return f" ({words})" if words else ""
