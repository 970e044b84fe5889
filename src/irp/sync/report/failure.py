"""The report of a run that ended by an exception."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from irp.errors import IrpError, OutputError
from irp.files import atomic
from irp.sync.http.client import Traffic
from irp.sync.report import run_report as reports
from irp.sync.report.findings import Finding, Severity
from irp.sync.report.notify import notify
from irp.sync.report.run_report import RunOutcome, RunReport, counted
from irp.sync.settings import Settings

_SIGNALLED: Final = frozenset({RunOutcome.INTERRUPTED, RunOutcome.TERMINATED})
_SIGNAL_SECONDS: Final = 1.5
"""Longest time for the command of [notify] after a signal: a run must end within five seconds."""


def report_failure(
    data: Path, settings: Settings, run: str, times: tuple[datetime, datetime], error: BaseException
) -> RunReport:
    """Write ``run.json`` and the metrics, if that is possible, and run the command of [notify].

    Args:
        data: the data folder.
        settings: the settings.
        run: the run's name.
        times: when it began and ended.
        error: what ended it.
    """
    outcome = outcome_of_error(error)
    reason = _reason(error)
    code = getattr(error, "code", None) or outcome.value
    finding = Finding(
        str(code), Severity.ERROR, "the run ended early", str(data), {"error": reason}
    )
    values = {
        **_earlier(data / reports.RUN),
        **reports.frame(run, *times, outcome),
        "stopped": finding.evidence["error"],
        "findings": counted([finding]),
    }
    report = RunReport(values, [finding])
    try:
        with atomic.explained(data):
            (data / reports.RUNS).mkdir(parents=True, exist_ok=True)
            reports.write_run(data, values)
    except OutputError as unwritten:
        values["stopped"] += f"; {unwritten.message}"
    if outcome in _SIGNALLED:
        seconds = min(settings.notify.seconds, _SIGNAL_SECONDS)
        settings = settings.model_copy(
            update={"notify": settings.notify.model_copy(update={"seconds": seconds})}
        )
    notify(settings.notify, replace(report, values=values))
    return report


def outcome_of_error(error: BaseException) -> RunOutcome:
    """The outcome of a run that ended by an exception; its exit code is that of the command."""
    if isinstance(error, KeyboardInterrupt):
        return RunOutcome.INTERRUPTED
    if isinstance(error, SystemExit):
        return RunOutcome.TERMINATED
    if isinstance(error, OutputError):
        return RunOutcome.CANNOT_WRITE
    if isinstance(error, IrpError) and error.code != "internal_error":
        return RunOutcome.NO_RECORD
    return RunOutcome.INTERNAL_ERROR


def _reason(error: BaseException) -> str:
    if isinstance(error, IrpError):
        return error.message
    if isinstance(error, KeyboardInterrupt):
        return "interrupted by Ctrl-C"
    if isinstance(error, SystemExit):
        return "ended by SIGTERM"
    return f"{type(error).__name__}: {error}"


def _earlier(path: Path) -> Mapping[str, Any]:
    """The values of a run that did nothing; what is published is as the last run left it."""
    values: dict[str, Any] = {
        "full_look": False,
        "listed": 0,
        "pages": {},
        "pages_without_pdf": 0,
        "fetched": 0,
        "read": 0,
        "withdrawn": [],
        "published": {"reports": 0, "statuses": {}},
        "quarantined": 0,
        "silence_seconds": 0.0,
        "newest_listed": None,
        "days_quiet": None,
        "traffic": reports.traffic_values(Traffic()),
    }
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        last = json.loads(path.read_text("utf-8"))
        published = {name: last["published"][name] for name in ("reports", "statuses")}
        values |= {"published": published, "quarantined": last["quarantined"]}
    return {**values, "published": {**values["published"], "changed": False}}
