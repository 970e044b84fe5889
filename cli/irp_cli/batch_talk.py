"""Messages while a batch runs and at its end: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from irp_cli.exit_codes import ExitCode, worst
from irp_cli.talk import clean, cut_list, on_terminal, say

if TYPE_CHECKING:
    from collections import Counter

    from irp.batch import BatchResult, Progress

_NO_RECORD = ("failed", "unread")
_STATUSES = ("verified", "reviewed", "needs_review", "failed", "unread")
_CHANGES = ("inserted", "updated", "unchanged", "skipped", "duplicate")
_REVIEWS = ("made", "kept", "missing")
_MOST_MESSAGES = 8


class BatchTalk:
    """Shows a batch's progress and its results on standard error.

    Args:
        quiet: report only the sources that gave no record.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bar: Any = None
        self._task: Any = None
        self._last: Progress | None = None
        self._finished = False

    def __enter__(self) -> Self:
        if on_terminal() and not self._quiet:
            self._bar, self._task = _bar()
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop_bar()
        if kind and issubclass(kind, KeyboardInterrupt | SystemExit) and self._last:
            done, total = self._last.done, self._last.total
            say(f"stopped after {done} of {total} sources; they are kept: run it again to go on")

    def step(self, progress: Progress) -> None:
        """Show that a source is done."""
        self._last = progress
        shown = progress.outcome in _NO_RECORD or not self._quiet
        if shown and progress.outcome != "skipped":
            for line in _lines(progress):
                self._say(line)
        if self._bar:
            rate = f"{progress.rate:.1f} a second" if progress.read else ""
            self._bar.update(
                self._task,
                completed=progress.done,
                total=progress.total,
                rate=rate,
                left=_time(progress.seconds_left),
                what=clean(progress.label)[-40:],
            )

    def finish(self, result: BatchResult) -> None:
        """Print the summary of the batch."""
        self._stop_bar()
        for name in result.damaged:
            what = "damaged and set aside; what is whole is kept, the rest read again"
            say(f"{name}: {what} (record_damaged)")
        if self._quiet:
            return
        if on_terminal():
            _print_table(result)
        else:
            for name, counts in sorted(result.layouts.items()):
                say(f"layout {name}: {_listed(counts, _STATUSES)}")
        statuses = _listed(result.statuses, _STATUSES) or "no sources"
        say(f"{statuses}; {_listed(result.changes, _CHANGES) or 'nothing changed'}")
        if result.reviews:
            say(f"review pages: {_listed(result.reviews, _REVIEWS)}")
        say(f"{result.seconds:.1f} s; problems: {result.problems}; report: {result.run_file}")

    @staticmethod
    def exit_code(result: BatchResult) -> ExitCode:
        """The exit code of the batch."""
        if not result.found:
            return ExitCode.NOTHING_TO_DO
        codes = set()
        if result.codes["internal_error"]:
            codes.add(ExitCode.INTERNAL_ERROR)
        if any(result.statuses[status] for status in _NO_RECORD) or result.codes["nothing_found"]:
            codes.add(ExitCode.NO_RECORD)
        if result.statuses["needs_review"]:
            codes.add(ExitCode.NEEDS_REVIEW)
        return worst(codes)

    def _say(self, line: str) -> None:
        if self._bar:
            self._bar.console.print(clean(line), markup=False, highlight=False, soft_wrap=True)
        else:
            say(line)

    def _stop_bar(self) -> None:
        bar, self._bar = self._bar, None
        if bar:
            bar.stop()


def _lines(progress: Progress) -> list[str]:
    """The lines about a source: its outcome, and then what is wrong, if anything."""
    messages = cut_list(progress.messages, _MOST_MESSAGES)
    lines = [f"{progress.label}: {message}" for message in messages]
    if progress.outcome in (*_NO_RECORD, "duplicate"):
        return lines
    return [f"{progress.label}: {progress.words or progress.outcome}", *lines]


def _bar() -> tuple[Any, Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = ("{task.fields[rate]}", "{task.fields[left]}", "{task.fields[what]}")
    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        *(TextColumn(column, markup=False) for column in columns),
        console=Console(stderr=True),
        transient=True,
    )
    return bar, bar.add_task("reading", total=None, rate="", left="", what="")


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02} left" if hours else f"{minutes}:{rest:02} left"


def _listed(counts: Counter[str], names: tuple[str, ...]) -> str:
    """Counts in words: "2 verified, 1 needs review"."""
    return ", ".join(f"{counts[name]} {name.replace('_', ' ')}" for name in names if counts[name])


def _print_table(result: BatchResult) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = [status for status in _STATUSES if result.statuses[status]]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("layout", overflow="fold")
    for status in shown:
        table.add_column(status.replace("_", " "), justify="right")
    rows = [*sorted(result.layouts.items()), ("all", result.statuses)]
    for name, counts in rows:
        table.add_row(Text(name), *(str(counts[status] or "·") for status in shown))
    Console(stderr=True).print(table)
