"""The reading process: takes jobs from its parent one after the other until the pipe closes.

Started by ``irp.isolation.process``. Its standard streams lead to the null device, so that
nothing a PDF engine prints can mix with the answers.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from io import FileIO
from typing import Any, NamedTuple

from irp.errors import IrpError
from irp.isolation import limits
from irp.isolation.frames import EndOfStreamError, PipeFrame, read_frame, write_frame

Perform = Callable[[Mapping[str, Any], bytes], bytes]
"""Turns a job's header and bytes into the answer's bytes."""

_REFUSALS = (errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EAGAIN)
"""The kernel's error for a system call that a reading process may not make."""
_TRACE_LIMIT = 20_000
_NO_MEMORY = ("cannot allocate memory", "not enough memory", "out of memory")


class Answer(NamedTuple):
    """A frame to send, and whether the process can take another job after it."""

    frame: PipeFrame
    fit: bool = True


def main() -> None:
    """Serve irp's own tasks."""
    limits.end_with_parent()  # the imports take a while, in which the parent may be killed
    gc.disable()  # imports leave next to no garbage
    from irp.isolation.tasks import TASKS

    gc.freeze()
    gc.enable()
    serve(TASKS)


def serve(tasks: Mapping[str, Perform]) -> None:
    """Report that the process is ready, then answer jobs until the parent closes the pipe."""
    jobs, answers = _take_pipes()
    limits.end_with_parent()
    confined = limits.bound_process()
    with jobs, answers:
        try:
            ready = {"kind": "ready", "peak": limits.peak_memory(), "confined": confined}
            write_frame(answers, ready)
            while True:
                answer = _perform(tasks, read_frame(jobs, sys.maxsize))
                write_frame(answers, answer.frame.header, answer.frame.body)
                if not answer.fit:
                    return
        except (EndOfStreamError, BrokenPipeError):
            return


def _take_pipes() -> tuple[FileIO, FileIO]:
    """The two pipes, moved away from the standard streams, which then lead to the null device."""
    jobs = FileIO(os.dup(0), "rb")
    answers = FileIO(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return jobs, answers


def _perform(tasks: Mapping[str, Perform], job: PipeFrame) -> Answer:
    header = job.header
    limits.bound_job(header["seconds"], header["memory_mb"])
    try:
        body = tasks[header["task"]](header, job.body)
        answer = _done(body, header["output_bytes"])
    except Exception as error:  # noqa: BLE001 - the parent gets whatever it is
        answer = _explained(error)
    finally:
        limits.release_job()
    return answer


def _done(body: bytes, limit: int) -> Answer:
    if len(body) > limit:
        message = f"the record has {len(body):,} bytes, more than {limit:,}"
        return _failed("output_too_large", message)
    return Answer(PipeFrame({"kind": "done"}, body))


def _explained(error: Exception) -> Answer:
    if any(map(_is_no_memory, _with_causes(error))):
        return _failed("out_of_memory", "reading took more memory than allowed", fit=False)
    if isinstance(error, IrpError):
        return _failed(error.code, error.message)
    if isinstance(error, OSError) and error.errno in _REFUSALS:
        what = f"the reading process attempted a blocked operation: {error}"
        return _failed("crashed", what, fit=False)
    if isinstance(error, RecursionError):
        return _failed("crashed", "the source is nested too deeply to be read", fit=False)
    trace = "".join(traceback.format_exception(error))[-_TRACE_LIMIT:]
    what = f"{type(error).__name__}: {error}".splitlines()[0][:300]
    return _failed("internal_error", what, trace=trace, fit=False)


def _failed(code: str, message: str, *, trace: str | None = None, fit: bool = True) -> Answer:
    header = {"kind": "failed", "code": code, "message": message, "trace": trace, "fit": fit}
    return Answer(PipeFrame(header, b""), fit)


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it was raised from: an engine may wrap a MemoryError in its own."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _is_no_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return True
    # A library that could not be mapped into memory arrives as an ImportError.
    return isinstance(error, ImportError) and any(
        words in str(error).lower() for words in _NO_MEMORY
    )
