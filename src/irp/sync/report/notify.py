"""Telling somebody: a command of the operator's, with the summary on its standard input."""

from __future__ import annotations

import os
import subprocess
from typing import Final

from irp.sync.report.findings import Finding, Severity
from irp.sync.settings import NotifySettings

EXIT_CODE: Final = "IRP_RUN_EXIT_CODE"
OUTCOME: Final = "IRP_RUN_OUTCOME"
"""Environment variables that the command sees."""


def notify(
    settings: NotifySettings, summary: str, *, code: int, outcome: str, attention: bool
) -> Finding | None:
    """Run the command, if somebody is to be told.

    Args:
        settings: which command, and when.
        summary: goes to its standard input.
        code: the run's exit code.
        outcome: the same as a word.
        attention: whether a person should look.

    Returns:
        What went wrong with the command itself, which never changes the run's exit code.
    """
    wanted = settings.when == "always" or (settings.when == "attention" and attention)
    if not settings.command or not wanted:
        return None
    environment = {**os.environ, EXIT_CODE: str(code), OUTCOME: outcome}
    try:
        done = subprocess.run(
            settings.command,
            input=summary.encode(),
            capture_output=True,
            timeout=settings.seconds,
            env=environment,
            check=False,
        )
        fault = f"it ended with {done.returncode}" if done.returncode else None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        fault = str(error)
    if fault is None:
        return None
    message = "the command of [notify] failed"
    return Finding("notify_failed", Severity.WARNING, message, "notify", {"error": fault})
