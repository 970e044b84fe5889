"""``run_sync``: one nightly run on a data folder, under its lock.

Whatever ends a run, its files and the command of [notify] say so.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from irp.batch.output.lock import locked
from irp.errors import LockedError, OutputError
from irp.files import atomic
from irp.sync.archive.opening import STATE_FILE, explained, open_state, save_copy
from irp.sync.archive.parsing import OnProgress
from irp.sync.archive.state import SyncState
from irp.sync.clock import Clock, SystemClock
from irp.sync.crawl.crawler import OnStep
from irp.sync.load_settings import require_contact
from irp.sync.options import SyncOptions
from irp.sync.report import run_report as reports
from irp.sync.report.failure import report_failure
from irp.sync.report.log import RUN_NAME, RunLog
from irp.sync.report.run_report import RunReport, outcome_of
from irp.sync.run import Run
from irp.sync.settings import Settings

LOCK: Final = ".lock"


def run_sync(
    data: Path,
    settings: Settings,
    options: SyncOptions | None = None,
    *,
    clock: Clock | None = None,
    on_step: OnStep | None = None,
    on_progress: OnProgress | None = None,
) -> RunReport:
    """Bring a data folder up to date with the site.

    Args:
        data: the data folder; created if it does not exist.
        settings: the settings of ``irp.toml``.
        options: what to do; by default a plain nightly run.
        clock: the clocks.
        on_step: called with each address before it is requested.
        on_progress: called after each PDF that was read.

    Raises:
        SettingsError: the settings name no contact.
        LockedError: another run holds the data folder.
        OutputError: the data folder cannot be written, or its state cannot be used; the published
            set is unchanged.
    """
    options = options or SyncOptions()
    if not options.reparse:
        require_contact(settings)
    steps = on_step or (lambda _address: None)
    clock = clock or SystemClock()
    if options.crawl.dry:
        return _dry_run(data, settings, options, clock, steps)
    began = clock.now()
    name = began.strftime(RUN_NAME)
    try:
        for folder in (data, data / reports.RUNS):
            atomic.make_folder(folder)
        with locked(data / LOCK), atomic.explained(data), explained(data / STATE_FILE):
            state, rebuilt = open_state(data)
            with state, RunLog(data / reports.RUNS, clock) as log:
                name = log.run
                run = Run(data, settings, state, clock, log)
                if rebuilt:
                    message = "the state was rebuilt from the files next to it"
                    run.add("state_rebuilt", message, STATE_FILE, **vars(rebuilt))
                with _saved_anyway(data, state):
                    return run.go(options, steps, on_progress)
    except LockedError:
        raise
    except BaseException as error:
        report_failure(data, settings, name, (began, clock.now()), error)
        raise


@contextlib.contextmanager
def _saved_anyway(data: Path, state: SyncState) -> Iterator[None]:
    """Save the copy of the state, as far as that is possible, if the run fails."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OutputError, sqlite3.Error):
            save_copy(data, state)
        raise


def _dry_run(
    data: Path, settings: Settings, options: SyncOptions, clock: Clock, steps: OnStep
) -> RunReport:
    """Look, and report what would be downloaded; write nothing."""
    with contextlib.ExitStack() as stack:
        if data.is_dir():
            stack.enter_context(locked(data / LOCK))
        state = stack.enter_context(open_state(data, in_memory=True)[0])
        run = Run(data, settings, state, clock, RunLog(None, clock))
        crawl = run.crawl(options.crawl, steps)
        run.findings += crawl.findings
        nothing = options.crawl.since is not None and not crawl.wanted
        outcome = outcome_of(run.findings, {}, stopped=crawl.stopped is not None, nothing=nothing)
        values = run.values(crawl, outcome, Counter(), changed=False)
        return RunReport(values, run.findings, wanted=crawl.wanted, dry=True)
