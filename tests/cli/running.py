"""Running the command, in this process with made-up results or as a program of its own."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer.main
import typer.testing

from irp.api import Reader, Source
from irp.errors import SourceError
from irp.forms import Form
from irp.record.brief import WrittenRecord
from irp.record.extraction import Extraction
from irp.render import written
from irp_cli.main import app
from library.records import extraction, failed, one_count_too_many

# To build the tree of commands takes longer than most of them; a program does it once, too.
typer.testing._get_command = functools.cache(typer.main.get_command)  # type: ignore[attr-defined]

PROGRAM = [sys.executable, "-c", "from irp_cli.start import main; main()"]


class Run:
    """What came of a run."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err
        self.lines = err.splitlines()


def irp(*arguments: str | Path, stdin: bytes | None = None) -> Run:
    """Run a command in this process."""
    done = typer.testing.CliRunner().invoke(app, [str(one) for one in arguments], input=stdin)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Run(done.exit_code, done.stdout, done.stderr)


def program(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a program of its own."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)], capture_output=True, check=False, timeout=60, **options
    )


def started(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start a command as a program of its own, on pipes where nothing else is said."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*PROGRAM, *map(str, arguments)], **{**pipes, **options})


def environment(**more: str) -> dict[str, str]:
    """The environment with some changes."""
    return {**os.environ, **more}


def made_up(self: Reader, source: Source, *, name: str | None = None) -> Extraction:
    """In place of ``Reader.extract``: a result by the source's name."""
    if not isinstance(source, str | os.PathLike):
        assert not isinstance(source, bytes)
        return extraction(name=name or "(file)")
    stem = Path(source).stem.rstrip("0123456789")
    results: dict[str, Callable[[], Extraction]] = {
        "good": lambda: extraction(name=Path(source).name),
        "doubtful": lambda: extraction(one_count_too_many, name=Path(source).name),
        "bad": failed,
        "broken": lambda: failed("internal_error", "ZeroDivisionError: why not"),
    }
    if stem == "refused":
        raise SourceError("why not", code="encrypted")
    if stem == "interrupted":
        raise KeyboardInterrupt
    if stem == "faulty":
        raise ZeroDivisionError("why not")
    return results[stem]()


def made_up_text(self: Reader, source: Source, form: Form, *, bom: bool = False) -> WrittenRecord:
    """In place of ``Reader.write``: what ``Reader.extract`` gives, as text."""
    return written(self.extract(source), form, bom=bom)
