"""``run_sync``: one nightly run on a data folder, under its lock."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from typing import Final

from irp.batch.output.lock import locked
from irp.files import atomic
from irp.sync.archive.parsing import OnProgress
from irp.sync.archive.state import open_state
from irp.sync.clock import Clock, SystemClock
from irp.sync.crawl.crawler import OnStep
from irp.sync.load_settings import require_contact
from irp.sync.report import run_report as reports
from irp.sync.report.log import RunLog
from irp.sync.report.run_report import RunReport, outcome_of
from irp.sync.run import Run, SyncOptions
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
        data: the data folder; made where there is none.
        settings: what ``irp.toml`` says.
        options: what is to be done; a plain nightly run where nothing is said.
        clock: the clocks.
        on_step: told of each address before it is asked for.
        on_progress: told after each PDF that was read.

    Raises:
        SettingsError: the settings name no contact.
        LockedError: another run holds the data folder.
        OutputError: the data folder cannot be written; what is published is as it was.
    """
    options = options or SyncOptions()
    if not options.reparse:
        require_contact(settings)
    steps = on_step or (lambda _address: None)
    clock = clock or SystemClock()
    if options.crawl.dry:
        return _dry_run(data, settings, options, clock, steps)
    for folder in (data, data / reports.RUNS):
        atomic.make_folder(folder)
    with locked(data / LOCK), atomic.explained(data):
        state, damaged = open_state(data)
        with state, RunLog(data / reports.RUNS, clock) as log:
            run = Run(data, settings, state, clock, log)
            if damaged:
                run.add("state_rebuilt", "the state was damaged and is made anew", damaged.name)
            return run.go(options, steps, on_progress)


def _dry_run(
    data: Path, settings: Settings, options: SyncOptions, clock: Clock, steps: OnStep
) -> RunReport:
    """Look, and say what would be fetched; write nothing."""
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
        return RunReport(values, run.findings, wanted=crawl.wanted)
