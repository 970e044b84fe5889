"""``irp decide``: a person's decisions about records, made, merged, listed and moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from irp.errors import DecisionsError
from irp_cli import settings
from irp_cli.exit_codes import ExitCode, worst
from irp_cli.guard import guarded
from irp_cli.output import to_stdout
from irp_cli.sources import record_of
from irp_cli.talk import clean, say

if TYPE_CHECKING:
    from irp.decisions.file import Decisions
    from irp.record.decision import Decision
    from irp.record.extraction import Extraction

app = typer.Typer(
    no_args_is_help=True,
    help="Accept, correct or reject what was read, in a file that is kept: decisions.jsonl.",
)

Into = Annotated[
    Path,
    typer.Option("--into", metavar="FILE", help="The decisions file.", envvar="IRP_DECISIONS"),
]
By = Annotated[
    str,
    typer.Option(metavar="NAME", help="Who decides.", envvar="IRP_BY", show_default=False),
]
Because = Annotated[str, typer.Option(metavar="TEXT", help="Why.", show_default=False)]
Source = Annotated[
    str,
    typer.Argument(metavar="SOURCE", help="A report, or its saved record.", show_default=False),
]
Place = Annotated[
    str,
    typer.Argument(
        metavar="CODE|POINTER", help="Of a check, problem or value.", show_default=False
    ),
]
Store = Annotated[
    str,
    typer.Argument(
        metavar="DATA", help="What irp batch or irp sync wrote, or a record.", show_default=False
    ),
]
FILE = Path("decisions.jsonl")


@app.command()
@guarded
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", show_default=False)],
    into: Into = FILE,
) -> None:
    """Check files of decisions, such as a review page saves, and add them to one file.

    A line that is not a decision is reported and left out (exit code 3). Exit code 1: people
    decided differently about one place.

    \b
    Example:
      irp decide add ~/Downloads/decisions-*.jsonl --into data/decisions.jsonl
    """
    from irp.decisions.file import add as add_to
    from irp.decisions.file import disputes, parse, read_bytes, told_of

    codes: set[ExitCode] = set()
    found: list[Decision] = []
    for file in files:
        good, bad = parse(read_bytes(file))
        found += good
        if bad:
            say(f"{told_of(file, bad)} (bad_decisions)")
            codes.add(ExitCode.NO_RECORD)
    count = add_to(into, found)
    say(f"{into}: {count} added, {len(found) - count} were there already")
    for dispute in disputes(parse(read_bytes(into))[0] if into.exists() else []):
        one = dispute.decisions[0]
        names = " and ".join(decision.by for decision in dispute.decisions)
        say(f"{one.source.name}: {names} decided differently about {one.place}")
        codes.add(ExitCode.NEEDS_REVIEW)
    raise typer.Exit(worst(codes))


@app.command()
@guarded
def accept(source: Source, place: Place, because: Because, by: By, into: Into = FILE) -> None:
    """Accept what a check or problem reports, or a value as it was read.

    \b
    Examples:
      irp decide accept report.pdf IRP-T03 --by "A. Reader" --because "the report never says it"
      irp decide accept report.pdf /establishment/name --by "A. Reader" --because "as on the cover"
    """
    _decide(source, "accept", into, place=place, because=because, by=by)


@app.command()
@guarded
def correct(
    source: Source,
    pointer: Annotated[str, typer.Argument(metavar="POINTER", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="VALUE", show_default=False)],
    because: Because,
    by: By,
    into: Into = FILE,
    json: Annotated[bool, typer.Option("--json", help="VALUE is JSON: a number, null, …")] = False,
) -> None:
    """Correct a value of the report; POINTER is its place, as irp show and the record name it.

    \b
    Example:
      irp decide correct report.pdf /follow_ups/0/judgement/value good_progress --by "A. Reader"
        --because "the sentence on page 9 says good"
    """
    given: Any = value
    if json:
        from json import loads

        try:
            given = loads(value)
        except ValueError:
            raise typer.BadParameter(f"{value} is not JSON", param_hint="VALUE") from None
    _decide(source, "correct", into, place=pointer, value=given, because=because, by=by)


@app.command()
@guarded
def reject(source: Source, because: Because, by: By, into: Into = FILE) -> None:
    """Decide that a source must not give a record.

    \b
    Example:
      irp decide reject draft.pdf --by "A. Reader" --because "a draft of the report of June"
    """
    _decide(source, "reject", into, because=because, by=by)


@app.command()
@guarded
def note(
    source: Source,
    words: Annotated[list[str], typer.Argument(metavar="[POINTER] TEXT", show_default=False)],
    by: By,
    into: Into = FILE,
) -> None:
    """Note something about a record, or about a value of it; the record is not changed.

    \b
    Example:
      irp decide note report.pdf "the appendix is a picture" --by "A. Reader"
    """
    if len(words) > 2:
        raise typer.BadParameter("put the text between quotation marks")
    place = words[0] if len(words) > 1 else None
    _decide(source, "note", into, place=place, because=words[-1], by=by)


@app.command()
@guarded
def link(
    source: Source,
    position: Annotated[
        int, typer.Argument(metavar="N", help="Of its follow-up: 1, 2, …", show_default=False)
    ],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="An earlier review.", show_default=False)
    ],
    other_position: Annotated[
        int, typer.Argument(metavar="N", help="Of its follow-up.", show_default=False)
    ],
    because: Because,
    by: By,
    into: Into = FILE,
    different: Annotated[
        bool, typer.Option("--not", help="They are not the same concern.")
    ] = False,
) -> None:
    """Decide whether two follow-ups, which irp compare links, are the same concern.

    \b
    Examples:
      irp decide link 2025.json 3 2021.json 5 --by "A. Reader" --because "both on first nights"
      irp decide link 2025.json 4 2021.json 2 --not --by "A. Reader" --because "another wing"
    """
    from irp.decisions.making import LinkEnd
    from irp.decisions.making import link as decide_link

    record = record_of(source)
    there = LinkEnd(record_of(other), other_position)
    end = LinkEnd(record, position)
    made = decide_link(end, there, same=not different, because=because, by=by)
    _add_to(into, record, [made])
    say(
        f"{into}: {'not ' * different}the same: {position} of {source}, {other_position} of {other}"
    )


@app.command("list")
@guarded
def list_decisions(data: Store, decisions: settings.Decisions = None) -> None:
    """List what is open, decided and stale, report by report. Exit code 1: something is open.

    \b
    Example:
      irp decide list data/
    """
    from irp.record.findings import described, in_words, open_findings

    codes: set[ExitCode] = set()
    with to_stdout() as write:
        for record in _records(data, decisions):
            lines = [f"open: {described(finding)}" for finding in open_findings(record)]
            if lines:
                codes.add(ExitCode.NEEDS_REVIEW)
            for one in record.decisions:
                what = f"{one.decision} {one.place or 'the record'}".strip()
                said = f"{what} by {one.by}: {one.message} ({one.because})"
                lines.append(f"{one.state.value.replace('_', ' ')}: {said}")
            if lines:
                lines = [f"{record.source.name}: {in_words(record)}", *lines]
                write("\n  ".join(map(clean, lines)) + "\n")
    raise typer.Exit(worst(codes))


@app.command("next")
@guarded
def show_next(data: Store, decisions: settings.Decisions = None) -> None:
    """Open the review page of the report with most open findings. Exit code 4: nothing is open.

    \b
    Example:
      irp decide next data/
    """
    from irp.pages.stamp import find_review, reviews_beside
    from irp.record.findings import in_words, open_findings
    from irp_cli.commands.review import show_page

    records = (record for record in _records(data, decisions) if record.report)
    counts = [(len(open_findings(record)), record) for record in records]
    count, record = max(counts, key=lambda pair: pair[0], default=(0, None))
    if record is None or not count:
        say("nothing is open")
        raise typer.Exit(ExitCode.NOTHING_TO_DO)
    say(f"{record.source.name}: {in_words(record)}; open findings: {count}")
    page = find_review(reviews_beside(Path(data)), record.source)
    if page is None:
        say("it has no review page: irp batch --site makes them, irp review makes one")
        raise typer.Exit(ExitCode.NOTHING_TO_DO)
    show_page(page)


@app.command()
@guarded
def carry(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The old edition.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new edition.")],
    into: Into = FILE,
) -> None:
    """Move the decisions about a report to a new edition of it, where the words are the same.

    Decisions about words that have changed are listed (exit code 1): decide again.

    \b
    Example:
      irp decide carry report-2023.pdf report-2023-corrected.pdf --into data/decisions.jsonl
    """
    from irp.decisions.file import add as add_to
    from irp.decisions.making import carry as carry_to

    known = _known(into)
    moved, left = carry_to(known.about(record_of(old, None).source.sha256), record_of(new, None))
    add_to(into, moved)
    say(f"{into}: {len(moved)} moved, {len(left)} left")
    for decision in left:
        say(f"left: {decision.decision} {decision.place or ''} ({decision.because})")
    raise typer.Exit(ExitCode.NEEDS_REVIEW if left else ExitCode.VERIFIED)


def _decide(source: str, ruling: str, into: Path, *, because: str, by: str, **about: Any) -> None:
    """Make decisions about a source, and add them to a file if they can be applied."""
    from irp.decisions.making import decide
    from irp.record.decision import Ruling
    from irp.record.findings import in_words

    record = record_of(source, _known(into))
    made = decide(record, Ruling(ruling), because=because, by=by, **about)
    after = _add_to(into, record, made)
    say(f"{into}: {ruling} {about.get('place') or record.source.name}")
    say(f"{source}: {in_words(after)}")


def _add_to(into: Path, record: Extraction, made: Sequence[Decision]) -> Extraction:
    """Add decisions about a record to a file, and return the record with them.

    Raises:
        DecisionsError: one of them cannot be applied; nothing is added.
    """
    from irp.decisions.applying import apply
    from irp.decisions.file import add as add_to
    from irp.decisions.making import refusal

    if reason := refusal(record, made):
        raise DecisionsError(reason)
    add_to(into, made)
    return apply(record, [*_known(into).about(record.source.sha256), *made])


def _known(into: Path) -> Decisions:
    from irp.decisions.file import Decisions, read

    return read(into) if into.exists() else Decisions()


def _records(data: str, path: str | None) -> Iterable[Extraction]:
    """The records of a store with the decisions about them."""
    from irp.decisions.applying import applied_again
    from irp.stores import read_store

    known = settings.decisions(path, data)
    records = read_store(data)
    return records if known is None else applied_again(records, known)
