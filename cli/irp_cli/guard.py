"""How a command ends when something goes wrong: one line for a person, and an exit code."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import ParamSpec, TypeVar

from irp.errors import ClusterError, IrpError, LockedError, MissingExtraError, OutputError
from irp_cli.exit_codes import ExitCode
from irp_cli.talk import say

P = ParamSpec("P")
R = TypeVar("R")

DEBUG = "IRP_DEBUG"


_OWN_CODES: dict[type[Exception], ExitCode] = {
    OutputError: ExitCode.CANNOT_WRITE,
    ClusterError: ExitCode.SITE_FAILED,
    LockedError: ExitCode.LOCKED,
    MissingExtraError: ExitCode.USAGE,
}
"""Errors of the run and not of a source, with the exit code of each."""


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Make a command report errors in one line; IRP_DEBUG=1 shows tracebacks."""

    @functools.wraps(command)
    def wrapper(*args: P.args, **options: P.kwargs) -> R:
        if debugging():
            _log_to_stderr()
        else:
            _hide()
        try:
            with _ending_in_order():
                return command(*args, **options)
        except _ends():
            raise
        except KeyboardInterrupt:
            say("irp: interrupted")
            raise SystemExit(ExitCode.INTERRUPTED) from None
        except BrokenPipeError:
            _drop_stdout()
            raise SystemExit(ExitCode.BROKEN_PIPE) from None
        except tuple(_OWN_CODES) as error:
            say(f"irp: {error}")
            raise SystemExit(_own_code(error)) from None
        except Exception as error:  # noqa: BLE001 - no caller can do better
            raise SystemExit(_tell(error)) from None

    return wrapper


def _ends() -> tuple[type[Exception], ...]:
    """What typer ends a command with; it is imported when a command ends so, not before."""
    import typer

    return typer.Exit, typer.Abort, typer.TyperException


def _hide() -> None:
    """Protect this process's memory from the one that reads hostile files for it."""
    from irp.isolation.confine import hide_from_children

    hide_from_children()


def _own_code(error: Exception) -> ExitCode:
    return next(code for kind, code in _OWN_CODES.items() if isinstance(error, kind))


@contextlib.contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let SIGTERM unwind the command like an error, so that no half-written file is left."""

    def end(_number: int, _frame: object) -> None:
        raise SystemExit(ExitCode.TERMINATED)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def debugging() -> bool:
    """Whether tracebacks are requested."""
    return os.environ.get(DEBUG, "") not in ("", "0")


def _tell(error: Exception) -> ExitCode:
    if debugging():
        import traceback

        traceback.print_exception(error)
    if isinstance(error, IrpError) and error.code != "internal_error":
        say(f"{error.message} ({error.code})")
        return ExitCode.NO_RECORD
    what = error.message if isinstance(error, IrpError) else f"{type(error).__name__}: {error}"
    say(f"irp: internal error: {what}")
    say(f"irp: please report it, with the output of the same command under {DEBUG}=1")
    return ExitCode.INTERNAL_ERROR


def _drop_stdout() -> None:
    """Redirect standard output to the null device, so that Python's last flush succeeds."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _log_to_stderr() -> None:
    import logging

    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    logging.getLogger("pdfminer").setLevel(logging.WARNING)
