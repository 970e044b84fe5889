"""Messages about each result and about all: a table on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from irp.record.brief import Brief
from irp.record.vocabulary import Judgement, Outcome, Status
from irp_cli.exit_codes import ExitCode, worst
from irp_cli.talk import clean, cut_list, on_terminal, say, status_line

_MOST_LINES = 8
"""Lines for one source; a report in an odd layout may have a problem on every page."""
_MOST_ON_A_SCREEN = 20
"""Such lines for all sources together, below the table on a terminal."""
_COLOURS = {
    Status.VERIFIED: "green",
    Status.REVIEWED: "green",
    Status.NEEDS_REVIEW: "yellow",
    Status.FAILED: "red",
}


class ResultLine(NamedTuple):
    """A result in short."""

    label: str
    status: Status
    in_words: str
    follow_ups: int
    judgements: Counter[Judgement | None]
    checks: Counter[Outcome]
    problems: int
    details: list[str]


class RunSummary:
    """Collects results and prints a summary of them.

    Args:
        quiet: report only what leaves a source without a record.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._lines: list[ResultLine] = []
        self._codes: set[ExitCode] = set()
        self._to_table = on_terminal() and not quiet

    def begin(self, label: str) -> None:
        """Show on a terminal which source is being read, until the next message."""
        if self._to_table:
            status_line(f"reading {label} …")

    def add(self, label: str, brief: Brief) -> None:
        """Add a result; without a terminal, print it at once."""
        line = _line(label, brief)
        self._codes.add(_code(line.status, brief.problems))
        if self._to_table:
            status_line("")
            self._lines.append(line)
        else:
            self._say(line)

    def finish(self) -> ExitCode:
        """Print what remains; return the exit code of the run."""
        if self._lines:
            _print_table(self._lines)
            details = [f"{line.label}: {detail}" for line in self._lines for detail in line.details]
            for detail in cut_list(details, _MOST_ON_A_SCREEN):
                say(detail)
        return worst(self._codes)

    def _say(self, line: ResultLine) -> None:
        if not self._quiet and line.status is not Status.FAILED:
            say(f"{line.label}: {_sentence(line)}")
        if not self._quiet or line.status is Status.FAILED:
            for detail in line.details:
                say(f"{line.label}: {detail}")


def _code(status: Status, problems: list[str]) -> ExitCode:
    if status.is_good:
        return ExitCode.VERIFIED
    if status is Status.NEEDS_REVIEW:
        return ExitCode.NEEDS_REVIEW
    return ExitCode.INTERNAL_ERROR if "internal_error" in problems else ExitCode.NO_RECORD


def _line(label: str, brief: Brief) -> ResultLine:
    return ResultLine(
        label,
        Status(brief.status),
        brief.in_words,
        len(brief.judgements),
        Counter(Judgement(value) if value else None for value in brief.judgements),
        Counter(map(Outcome, brief.checks)),
        len(brief.problems),
        cut_list(brief.details, _MOST_LINES),
    )


def _sentence(line: ResultLine) -> str:
    """A result in one line: "verified, 11 follow-ups (3 good, …), checks: 15 passed"."""
    parts = [f"{line.judgements[j]} {_word(j)}" for j in _found(line.judgements)]
    checks = [
        f"{line.checks[outcome]} {_words(outcome)}" for outcome in Outcome if line.checks[outcome]
    ]
    in_brackets = f" ({', '.join(parts)})" if parts else ""
    follow_ups = "1 follow-up" if line.follow_ups == 1 else f"{line.follow_ups} follow-ups"
    return f"{line.in_words}, {follow_ups}{in_brackets}; checks: {', '.join(checks) or 'none'}"


def _found(judgements: Counter[Judgement | None]) -> list[Judgement | None]:
    """The judgements that were given, best first; last those that are missing."""
    best_first: list[Judgement | None] = [*reversed(Judgement), None]
    return [judgement for judgement in best_first if judgements[judgement]]


def _word(judgement: Judgement | None) -> str:
    return judgement.phrase.removesuffix(" progress") if judgement else "without a judgement"


def _words(term: Status | Outcome) -> str:
    return term.value.replace("_", " ")


def _short_names(labels: list[str]) -> list[str]:
    """The names without their directories, unless that makes two of them equal."""
    names = [Path(label).name or label for label in labels]
    return names if len(set(names)) == len(set(labels)) else labels


def _print_table(lines: list[ResultLine]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    total: Counter[Judgement | None] = sum((line.judgements for line in lines), Counter())
    shown = _found(total)
    outcomes = (Outcome.PASSED, Outcome.FAILED, Outcome.UNAVAILABLE)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("source", overflow="fold")
    table.add_column("status", no_wrap=True)
    columns = ["follow-ups", *map(_word, shown), *map(_words, outcomes), "problems"]
    for column in columns:
        table.add_column(column, justify="right")
    names = _short_names([line.label for line in lines])
    for line, name in zip(lines, names, strict=True):
        counts = [
            line.follow_ups,
            *(line.judgements[judgement] for judgement in shown),
            *(line.checks[outcome] for outcome in outcomes),
            line.problems,
        ]
        status = Text(_words(line.status), style=_COLOURS[line.status])
        table.add_row(Text(clean(name)), status, *(str(n) if n else "·" for n in counts))
    Console(stderr=True).print(table)
