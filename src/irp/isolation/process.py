"""A reading process as its parent sees it: start it, ask it within a time limit, kill and reap it.

The child has its own session, so that killing its process group also kills its children, and
Ctrl-C on a terminal reaches only the parent.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from io import FileIO
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple, TypeVar

from irp.isolation import limits
from irp.isolation.frames import FrameError, PipeFrame, read_frame, write_frame
from irp.isolation.memory import Memory
from irp.isolation.strays import MARK, kill_strays, new_mark

T = TypeVar("T")

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from irp.isolation.child import main; main()"
)
_ENVIRONMENT = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ"),
    *("TMPDIR", "TEMP", "TMP", "SYSTEMROOT"),
)
"""The environment variables passed to the child: paths of libraries, and no secrets."""
_PATIENCE = 1.0
"""Seconds for things that should happen at once."""
_WORDS_LIMIT = 16_000
_POSIX = os.name == "posix"


class Death(NamedTuple):
    """How a child ended.

    Attributes:
        returncode: its exit code, or the negative of the signal that ended it.
        words: the last part of its standard error.
        peak: the most memory it used itself, in bytes; 0 where this is not known.
        peak_at_start: the same when it became ready.
    """

    returncode: int
    words: str
    peak: int
    peak_at_start: int


class Child:
    """A child process that exchanges frames. Not for use by two threads at a time.

    Args:
        command: what to run instead of irp's reading process, in tests.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        theirs, self._lifeline = os.pipe()
        self._mark = new_mark()
        try:
            self._process = _start(command, theirs, self._mark)
        except BaseException:
            os.close(self._lifeline)
            raise
        finally:
            os.close(theirs)
        self._jobs, self._answers, self._errors = _pipes(self._process)
        self._reaping = threading.Lock()  # until it is reaped no other process gets its id
        self._words: deque[bytes] = deque()
        # Threads hold no reference to the child, so that an unused child is collected and killed.
        listening = (self._errors, self._words)
        self._threads = [threading.Thread(target=_listen, args=listening, daemon=True)]
        self._threads[0].start()
        self._memory = Memory(self._process.pid)
        self.confined: tuple[str, ...] = ()
        self._death: Death | None = None
        self._forget = weakref.finalize(
            self, _forgotten, self._process, self._lifeline, self._mark, os.getpid()
        )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs, as far as can be known without reaping it."""
        return self._death is None and not _has_ended(self._process)

    def await_ready(self, seconds: float) -> None:
        """Wait until it reports that it is ready.

        Raises:
            TimeoutError: it did not report in time.
            FrameError: it sent something else, or died.
        """
        answers = self._answers
        header = self._within(seconds, lambda: read_frame(answers, 0)).header
        if header.get("kind") != "ready":
            raise FrameError("the first message does not say that it is ready")
        peak, confined = header.get("peak"), header.get("confined", [])
        self._memory.begin(peak if isinstance(peak, int) else 0)
        self.confined = tuple(map(str, confined)) if isinstance(confined, list) else ()

    def ask(self, header: dict[str, Any], body: bytes, *, seconds: float, limit: int) -> PipeFrame:
        """Send a job and wait for its answer, whose body may have ``limit`` bytes.

        Raises:
            TimeoutError: no whole answer came in time.
            FrameError: what arrived is not an answer.
        """
        jobs, answers = self._jobs, self._answers

        def exchange() -> PipeFrame:
            # If the child has died, reading from it will show that.
            with contextlib.suppress(OSError):
                write_frame(jobs, header, body)
            return read_frame(answers, limit)

        return self._within(seconds, exchange)

    def kill(self) -> None:
        """Kill its whole process group, from any thread; the waiting thread then reaps it."""
        with self._reaping:
            if self._death is None and self._process.returncode is None:
                _kill_group(self._process)

    def close(self) -> None:
        """Close its input so that it exits; kill it if it does not."""
        with contextlib.suppress(OSError):
            self._jobs.close()
        self.reap(_PATIENCE)

    def reap(self, grace: float = 0.0) -> Death:
        """Kill its whole process group, reap it and close the pipes.

        Args:
            grace: seconds to wait for it to exit by itself, so that the cause is known.
        """
        if self._death is None and not self._forget.alive:  # ended by its finaliser
            self._death = Death(self._process.returncode or -signal.SIGTERM, "", 0, 0)
        if self._death is None:
            _await_end(self._process, grace)
            with self._reaping:
                peak = _kill_and_reap(self._process)
            kill_strays(self._mark)
            self._forget.detach()
            os.close(self._lifeline)
            self._close_pipes()
            words = b"".join(self._words).decode("utf-8", errors="replace")
            memory = self._memory
            self._death = Death(self._process.returncode, words, memory.peak(peak), memory.at_start)
        return self._death

    def abandon(self) -> None:
        """Close this process's copies of the pipes, in a fork: the child is not its own."""
        self._forget.detach()
        os.close(self._lifeline)
        for pipe in (self._jobs, self._answers, self._errors):
            pipe.close()

    def _within(self, seconds: float, function: Callable[[], T]) -> T:
        """Run a function that may block in a thread, and wait for it up to a time limit."""
        outcome: SimpleQueue[Callable[[], T]] = SimpleQueue()
        thread = threading.Thread(target=_work, args=(function, outcome), daemon=True)
        self._threads[1:] = [thread]
        thread.start()
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            with contextlib.suppress(Empty):
                return outcome.get(timeout=min(left, self._memory.look()))()
        raise TimeoutError

    def _close_pipes(self) -> None:
        for thread in self._threads:
            thread.join(_PATIENCE)
        # A process that left the group may hold a pipe open. Then a thread still waits on it, and
        # closing the file under the thread would be worse than leaving it open.
        if not any(thread.is_alive() for thread in self._threads):
            for pipe in (self._jobs, self._answers, self._errors):
                with contextlib.suppress(OSError):
                    pipe.close()


def _work(function: Callable[[], T], outcome: SimpleQueue[Callable[[], T]]) -> None:
    """Run a function and pass on a function that returns its result or raises its error."""
    try:
        result = function()
    except (OSError, ValueError) as error:
        failure = FrameError(str(error))
    except FrameError as error:
        failure = error
    else:
        outcome.put(lambda: result)
        return

    def fail() -> T:
        raise failure

    outcome.put(fail)


def _listen(errors: FileIO, words: deque[bytes]) -> None:
    """Keep the end of what the child writes to its standard error."""
    size = 0
    with contextlib.suppress(OSError, ValueError):
        while part := errors.read(4096):
            words.append(part)
            size += len(part)
            while size > _WORDS_LIMIT and len(words) > 1:
                size -= len(words.popleft())


def _start(command: Sequence[str] | None, lifeline: int, mark: str) -> subprocess.Popen[bytes]:
    if command is None:
        if not sys.executable:
            raise OSError("there is no Python interpreter to start")
        root = str(Path(__file__).absolute().parents[2])
        path = [root, *(entry for entry in sys.path if entry and entry != root)]
        command = [sys.executable, "-I", "-X", "faulthandler", "-c", _BOOT, json.dumps(path)]
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment[MARK] = mark
    environment["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # looked for in every package, for nothing
    if _POSIX:
        environment[limits.LIFELINE] = str(lifeline)
    apart: dict[str, Any] = (
        {"start_new_session": True, "pass_fds": (lifeline,)}
        if _POSIX
        else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    )
    return subprocess.Popen(
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env=environment,
        **apart,
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[FileIO, FileIO, FileIO]:
    """The pipes to and from a process, raw: every read returns as soon as there is data."""
    jobs, answers, errors = process.stdin, process.stdout, process.stderr
    if not (
        isinstance(jobs, FileIO) and isinstance(answers, FileIO) and isinstance(errors, FileIO)
    ):
        raise TypeError("the pipes of a reading process must be raw files")
    return jobs, answers, errors


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether a child has ended. It is not reaped: its id must not be reused before the kill."""
    if hasattr(os, "waitid"):
        try:
            flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
            return os.waitid(os.P_PID, process.pid, flags) is not None
        except ChildProcessError:
            return True
    return not _POSIX and process.poll() is not None


def _await_end(process: subprocess.Popen[bytes], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not _has_ended(process):
        time.sleep(0.002)


def _kill_and_reap(process: subprocess.Popen[bytes]) -> int:
    """Kill the child's process group and reap the child; its peak memory in bytes."""
    _kill_group(process)
    if sys.platform == "win32":
        process.wait()
        return 0
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except ChildProcessError:  # reaped by somebody else, such as a handler of SIGCHLD
        process.wait()
        return 0
    process.returncode = os.waitstatus_to_exitcode(status)
    return limits.resident_bytes(usage.ru_maxrss)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill the child with everything in its process group; alone on Windows."""
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _forgotten(process: subprocess.Popen[bytes], lifeline: int, mark: str, owner: int) -> None:
    """Finaliser: kill a child that was never closed, at the latest when the interpreter ends."""
    if os.getpid() == owner and process.returncode is None:
        _kill_and_reap(process)
        kill_strays(mark)
        os.close(lifeline)
        for pipe in _pipes(process):
            pipe.close()
