"""Notification: a command of the operator's gets the summary on its standard input."""

from __future__ import annotations

import os
import subprocess
from typing import Final

from irp.sync.report.findings import Finding, Severity
from irp.sync.report.run_report import RunReport
from irp.sync.report.summary import summary
from irp.sync.settings import NotifySettings

EXIT_CODE: Final = "IRP_RUN_EXIT_CODE"
OUTCOME: Final = "IRP_RUN_OUTCOME"
"""Environment variables of the command."""


def notify(settings: NotifySettings, report: RunReport) -> list[Finding]:
    """Run the command of [notify], if the settings ask for it.

    Returns:
        What went wrong with the command itself, which never changes the run's exit code.
    """
    attention = settings.when == "attention" and report.needs_attention
    if not settings.command or not (settings.when == "always" or attention):
        return []
    environment = {
        **os.environ,
        EXIT_CODE: str(report.exit_code),
        OUTCOME: report.outcome.value,
    }
    try:
        done = subprocess.run(
            settings.command,
            input=summary(report).encode("utf-8", "replace"),
            capture_output=True,
            timeout=settings.seconds,
            env=environment,
            check=False,
        )
        fault = f"it ended with {done.returncode}" if done.returncode else None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        fault = str(error)
    if fault is None:
        return []
    message = "the command of [notify] failed"
    return [Finding("notify_failed", Severity.WARNING, message, "notify", {"error": fault})]
