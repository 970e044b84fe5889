"""Running a script of the material, which is not ours, on irp."""

from __future__ import annotations

import contextlib
import io
import runpy
import subprocess
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import irp
from irp.record.failed import failed_extraction, unread_source
from irp.render import to_json


def said(script: Path, *arguments: str | Path) -> list[str]:
    """The lines that a script prints about ``irp``, which it calls as a program.

    Starting a program for each of a hundred reports takes minutes, so its calls of
    ``irp extract`` are answered in this process. No byte code is written beside the script.
    The files that it leaves open are its own affair: a program's end would close them.
    """
    out = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        warnings.catch_warnings(),
    ):
        warnings.filterwarnings("ignore", category=ResourceWarning, module="__main__")
        patch.setattr(sys, "argv", [str(script), "irp", *map(str, arguments)])
        patch.setattr(sys, "dont_write_bytecode", True)
        patch.setattr(subprocess, "run", _answered)
        patch.syspath_prepend(script.parent)
        with contextlib.suppress(SystemExit):
            runpy.run_path(str(script), run_name="__main__")
    _forget_modules(script.parent)
    return out.getvalue().splitlines()


def _forget_modules(folder: Path) -> None:
    """Forget what a script imported from its folder.

    Hypothesis opens the source of every module that is not installed, in tests that may not open
    anything of the material; and another folder has modules of the same names.
    """
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and folder in Path(file).parents:
            del sys.modules[name]


def _answered(command: Sequence[str], **_options: Any) -> subprocess.CompletedProcess[bytes]:
    program, name, path, *options = command
    assert (program, name) == ("irp", "extract")
    given = dict(zip(options[::2], options[1::2], strict=True))
    try:
        found = irp.extract(path, engine=given.get("--engine", "auto"), isolated=False)
    except Exception as error:  # noqa: BLE001 - what the reading process would answer
        found = failed_extraction(unread_source(path), "internal_error", repr(error))
    return subprocess.CompletedProcess(list(command), 0, to_json(found).encode(), b"")
