"""A worker reads sources in a child process, one after the other, and always gives an answer."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeVar

from irp.errors import IrpError, LimitError
from irp.forms import Form
from irp.isolation import verdict
from irp.isolation.frames import EndOfStreamError, FrameError, FrameTooLargeError, PipeFrame
from irp.isolation.jobs import Task, header_of
from irp.isolation.process import Child, Death
from irp.options import Options
from irp.record.brief import Brief, WrittenRecord
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

T = TypeVar("T")

logger = logging.getLogger("irp.isolation")
logger.addHandler(logging.NullHandler())

_START_SECONDS = 60.0
_DYING_SECONDS = 1.0
"""How long a child that has closed its pipe may take to exit."""


class Worker:
    """Reads sources in a child process that is started when first needed.

    The process is replaced after any failure that may have hurt it, and after ``recycle_after``
    sources. A worker is for one thread at a time; close it, or use it in a ``with`` statement.

    Args:
        recycle_after: number of sources that one process reads.
        command: what to run in place of irp's own reading process (tests do).
    """

    def __init__(self, *, recycle_after: int = 50, command: Sequence[str] | None = None) -> None:
        self._recycle_after = recycle_after
        self._command = command
        self._child: Child | None = None
        self._begun: Child | None = None  # not known to be ready yet
        self._served = 0
        self._stopped = False

    @property
    def pid(self) -> int | None:
        """The id of the process that is ready, or None."""
        return self._child.pid if self._child else None

    @property
    def begun(self) -> bool:
        """Whether there is a process, ready or not yet."""
        return bool(self._child or self._begun)

    @property
    def confined(self) -> tuple[str, ...]:
        """What confines the process that is ready: see ``irp.isolation.confine.confine``."""
        return self._child.confined if self._child else ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now, not with the first job.

        Raises:
            IrpError: it does not start.
        """
        self._ready_child()

    def begin(self) -> None:
        """Begin to start the process, if there is none; a failure shows with the first job.

        The process takes as long to start as its parent takes for imports: started before them,
        it is ready when they are done.
        """
        if self._child is None and self._begun is None and not self._stopped:
            with contextlib.suppress(OSError):  # reported by the job that needs it
                self._begun = Child(self._command)

    def close(self) -> None:
        """End the process; a later job starts another one."""
        begun, self._begun = self._begun, None
        if begun:
            begun.reap()
        child, self._child = self._child, None
        if child:
            child.close()

    def stop(self) -> None:
        """Kill the process and start no other. May be called from any thread.

        Its present job fails, and so does every later one.
        """
        self._stopped = True
        for child in (self._begun, self._child):
            if child:
                child.kill()

    def abandon(self) -> None:
        """Forget the process, in a fork: it belongs to the process that was forked."""
        for child in (self._begun, self._child):
            if child:
                child.abandon()
        self._begun = self._child = None

    def read(self, source: SourceFile, options: Options) -> Extraction:
        """Read a source; whatever happens to the process, the result is an extraction."""
        self.begin()  # it imports while this process does
        from irp.record.extraction import Extraction

        def understood(body: bytes) -> tuple[str, Extraction]:
            extraction = Extraction.model_validate_json(body)
            return extraction.source.sha256, extraction

        return self._answered(Task.EXTRACT, source, options, {}, understood)

    def write(
        self, source: SourceFile, options: Options, form: Form, *, bom: bool = False
    ) -> WrittenRecord:
        """Read a source; the process writes the record, too, so that it is not built here again.

        Args:
            source: what to read.
            options: how to read it.
            form: how to write the record, as for ``irp.render.written``.
            bom: likewise.
        """

        def understood(body: bytes) -> tuple[str, WrittenRecord]:
            sha256, text, brief = json.loads(body)
            if form in (Form.JSON, Form.JSONL):
                record = json.loads(text)
                if (record["source"]["sha256"], record["status"]) != (sha256, brief[0]):
                    raise ValueError("the record is not the one that the answer is about")
            return sha256, WrittenRecord(text, Brief(*brief))

        how = {"form": form, "bom": bom}
        answer = self._answered(Task.WRITE, source, options, how, understood)
        if isinstance(answer, WrittenRecord):
            return answer
        from irp.render import written

        return written(answer, form, bom=bom)

    def _answered(
        self,
        task: str,
        source: SourceFile,
        options: Options,
        arguments: Mapping[str, Any],
        understood: Callable[[bytes], tuple[str, T]],
    ) -> T | Extraction:
        """What the process answers, or a failed extraction.

        ``understood`` gives the hash of the source that an answer is about, and its content. It
        raises a ``ValueError``, ``TypeError`` or ``LookupError`` where it is none.
        """
        try:
            body = self.run(task, source, options, arguments)
        except IrpError as failure:
            return _failed(source, failure)
        try:
            sha256, answer = understood(body)
            if sha256 == source.sha256:
                return answer
            error = verdict.crashed("the reading process answered for another source")
        except (ValueError, TypeError, LookupError) as invalid:
            logger.debug("an answer that is not a record: %s", invalid)
            error = verdict.crashed("the answer of the reading process is not a record")
        self._reap()
        return _failed(source, error)

    def run(
        self,
        task: str,
        source: SourceFile,
        options: Options,
        arguments: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Run a task of ``irp.isolation.tasks`` and return the bytes of its answer.

        Raises:
            IrpError: there is no answer; the code says why.
        """
        header = header_of(task, source, options, arguments or {})
        try:
            child = self._ready_child()
            answer = self._ask(child, header, source.data, options)
        except BaseException:
            # Ctrl-C included: a child in the middle of a job cannot be used again.
            self._reap()
            raise
        self._served += 1
        return self._unpacked(answer)

    def _unpacked(self, answer: PipeFrame) -> bytes:
        header = answer.header
        if header.get("kind") == "done":
            return answer.body
        if header.get("fit") is not True:
            self._reap()
        if header.get("kind") != "failed":
            raise verdict.crashed("the reading process sent something that is not an answer")
        if trace := header.get("trace"):
            logger.error("a bug in irp, reported by the reading process:\n%s", trace)
        raise IrpError(str(header.get("message")), code=str(header.get("code")))

    def _ready_child(self) -> Child:
        """The process that is ready, or a new one."""
        if self._child and self._served >= self._recycle_after:
            self.close()
        if self._child and not self._child.alive:
            # Killed from outside while it was idle: no fault of the source that comes next.
            self._reap()
        if self._child:
            return self._child
        self._served = 0
        try:
            self._child, self._begun = self._begun or Child(self._command), None
            if self._stopped:  # between two looks of ``stop``
                self._child.kill()
            self._child.await_ready(_START_SECONDS)
        except (OSError, FrameError) as error:  # TimeoutError is an OSError
            death = self._reap(_DYING_SECONDS)
            reason = verdict.last_words(death) if death else str(error)
            raise IrpError(f"the reading process does not start: {reason}") from error
        return self._child

    def _reap(self, grace: float = 0.0) -> Death | None:
        child, self._child = self._child, None
        return child.reap(grace) if child else None

    def _ask(
        self, child: Child, header: dict[str, Any], body: bytes, options: Options
    ) -> PipeFrame:
        limits = options.limits
        try:
            return child.ask(header, body, seconds=limits.seconds, limit=limits.output_bytes)
        except TimeoutError:
            raise verdict.timed_out(limits) from None
        except FrameTooLargeError as error:
            message = f"the answer of the reading process is too large: {error}"
            raise LimitError(message, code="output_too_large") from None
        except EndOfStreamError:
            death = child.reap(_DYING_SECONDS)
            logger.debug("the reading process died: %s", death)
            raise verdict.verdict(death, limits) from None
        except FrameError as error:
            raise verdict.crashed(f"the reading process answered with garbage: {error}") from None


def _failed(source: SourceFile, error: IrpError) -> Extraction:
    from irp.record.failed import failed_extraction, source_info

    return failed_extraction(source_info(source), error.code, error.message)
