"""Reading processes that misbehave, and ways to see what is left of them."""

from __future__ import annotations

import os
import sys
import textwrap
import time
from pathlib import Path

from irp.errors import IrpError
from irp.isolation.worker import Worker
from irp.options import Limits, Options
from irp.source import SourceFile

SOURCE = SourceFile.from_bytes(b"some text", "some.txt")


def options(**limits: float) -> Options:
    """Options with small limits."""
    return Options(limits=Limits(**{"seconds": 20, "memory_mb": 1000, **limits}))  # type: ignore[arg-type]


def task(body: str) -> list[str]:
    """A reading process whose work is this code: ``header`` and ``data`` in, bytes returned."""
    return script(
        "import os, signal, sys, time\n"
        "from irp.isolation.child import serve\n"
        "def work(header, data):\n"
        + textwrap.indent(textwrap.dedent(body), "    ")
        + "\nserve({'work': work, 'extract': work})"
    )


def script(body: str) -> list[str]:
    """A process that runs this code in place of the reading process."""
    head = f"import sys; sys.path[:] = {sys.path!r}\n"
    return [sys.executable, "-I", "-c", head + textwrap.dedent(body)]


def speaker(body: str) -> list[str]:
    """A process that says it is ready and then runs this code, free to say what it likes."""
    return script(
        "import os, sys, time\n"
        "from io import FileIO\n"
        "from irp.isolation.frames import read_frame, write_frame\n"
        "jobs, answers = FileIO(0, 'rb'), FileIO(1, 'wb')\n"
        "write_frame(answers, {'kind': 'ready', 'peak': 0})\n" + textwrap.dedent(body)
    )


def runs(pid: int) -> bool:
    """Whether a process of this id exists and is no zombie."""
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat").read_text()
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # it ended just now, or this system has no such files
        return not Path("/proc/self").exists()
    return stat.rpartition(")")[2].split()[0] not in "ZX"


def ends(pid: int, seconds: float = 3.0) -> bool:
    """Whether a process is gone within so many seconds."""
    deadline = time.monotonic() + seconds
    while runs(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def code_of(command: list[str], **limits: float) -> str:
    """The code with which a job ends; "done" where it has an answer."""
    with Worker(command=command) as worker:
        try:
            worker.run("work", SOURCE, options(**limits))
        except IrpError as error:
            print(error.message)  # shown where the test fails
            return error.code
    return "done"
