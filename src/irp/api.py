"""The library's main functions: read one source or many, check a saved record again.

Its names are in ``irp`` itself; this module is imported when one of them is first used.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from irp.errors import IrpError, RecordError, SourceError
from irp.isolation.jobs import Task
from irp.isolation.warm import warm_worker
from irp.isolation.worker import Worker
from irp.options import Limits, Options
from irp.plain_words import not_wanted, reason_of
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.decisions.file import Decisions
    from irp.forms import Form
    from irp.record.brief import WrittenRecord
    from irp.record.extraction import Check, Extraction
    from irp.show.page_images import Sheet

Source = str | os.PathLike[str] | bytes | IO[bytes] | SourceFile
"""A path, the bytes themselves, an open binary file, or a named source."""

logger = logging.getLogger("irp")
logger.addHandler(logging.NullHandler())


class Reader:
    """Reads sources with one set of options, in a reading process that it reuses.

    ``extract`` and ``extract_many`` use it. For one thread at a time; close it, or use it in a
    ``with`` statement.

    Args:
        options: the engine and the limits.
        isolated: whether to read in a child process. Without one, the limits on time, memory
        and output do not apply, and an engine that hangs or crashes takes this process with it.
        decisions: what people decided about the sources; applied to each record.
        worker: the worker to use, where there is one already.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        isolated: bool = True,
        decisions: Decisions | None = None,
        worker: Worker | None = None,
    ) -> None:
        self._options = options or Options()
        self._decisions = decisions
        self._worker = worker or (Worker() if isolated else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process."""
        if self._worker:
            self._worker.close()

    def extract(self, source: Source, *, name: str | None = None) -> Extraction:
        """Read one source; the result is an ``Extraction`` even if the source is bad."""
        found = load(source, name=name, limit=self._options.limits.bytes)
        if isinstance(found, SourceFile):
            read = self._worker.read if self._worker else _extract_here
            found = read(found, self._options)
        if self._decisions:
            from irp.decisions.applying import apply

            return apply(found, self._decisions.about(found.source.sha256))
        return found

    def write(self, source: Source, form: Form, *, bom: bool = False) -> WrittenRecord:
        """Read one source; the result as text and in short, as by ``irp.render.written``."""
        found = load(source, limit=self._options.limits.bytes)
        if isinstance(found, SourceFile) and self._worker and not self._decisions:
            return self._worker.write(found, self._options, form, bom=bom)
        from irp.render import written

        return written(
            self.extract(found) if isinstance(found, SourceFile) else found, form, bom=bom
        )

    def view(self, source: Source, view: str, *, page: int | None = None) -> str:
        """The result of one stage for a source, as text: see ``irp.show.views``.

        Raises:
            IrpError: the source cannot be read, or the document is refused.
        """
        loaded = load(source, limit=self._options.limits.bytes)
        if not isinstance(loaded, SourceFile):
            problem = loaded.problems[0]
            raise SourceError(problem.message, code=problem.code)
        arguments = {"name": view, "page": page}
        if self._worker:
            return self._worker.run(Task.VIEW, loaded, self._options, arguments).decode()
        from irp.show.views import view as view_of

        return view_of(loaded, self._options, view, page)

    def sheets(self, source: SourceFile, extraction: Extraction) -> list[Sheet]:
        """The pages of a source that was read, with texts and pictures (``irp.show.page_images``).

        Args:
            source: what was read.
            extraction: its result; places in it are places on these pages.
        """
        from irp.show.page_images import run_here, sheets_of

        ask = self._worker.run if self._worker else run_here
        parser = extraction.parser
        return sheets_of(source, parser.engine, self._options, ask, parser.second_engine_pages)


def extract(  # noqa: PLR0913 - one source and settings, each with a name
    source: Source,
    *,
    name: str | None = None,
    engine: str = "auto",
    limits: Limits | None = None,
    isolated: bool = True,
    establishments: str | os.PathLike[str] | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
) -> Extraction:
    """Turn one report into a checked record.

    A bad source raises nothing: the result then has the status "failed" and a problem that says
    why. The reading process stays ready for the next call, for a few seconds.

    Args:
        source: a path, the bytes, or an open binary file, of a PDF or a text dump.
        name: the source's name in the record; the file's own name where it has one.
        engine: the PDF engine: "pdfium", "pdfplumber", or "auto" for the first and, where that
            leaves a doubt, the other.
        limits: what the reading may cost; ``Limits()`` by default.
        isolated: read in a child process, which the limits on time and memory need.
        establishments: the path of a custom list in CSV, added to the one in the package;
            see ``irp.establishments``.
        decisions: what people decided about sources: a path of a decisions file, or its content.

    Raises:
        DecisionsError: the decisions file cannot be read, or a line of it is no decision.
        EstablishmentsError: the list of establishments cannot be read.
        ValueError: the engine is not known, or a limit is not above zero.
    """
    if not isinstance(name, str | None):
        raise not_wanted("the name", "text", name)
    options = Options(engine, limits or Limits(), _own_list(establishments))
    decided = _read_decisions(decisions)
    if not isolated:
        return Reader(options, isolated=False, decisions=decided).extract(source, name=name)
    with warm_worker() as worker:
        return Reader(options, decisions=decided, worker=worker).extract(source, name=name)


def extract_many(
    sources: Iterable[Source],
    *,
    engine: str = "auto",
    limits: Limits | None = None,
    isolated: bool = True,
    establishments: str | os.PathLike[str] | None = None,
    decisions: Decisions | str | os.PathLike[str] | None = None,
) -> Iterator[Extraction]:
    """Turn many reports into checked records: one result for each source, in the same order.

    Each is read when its result is asked for, and a bad one never stops the others.

    Args:
        sources: as for ``extract``; a ``SourceFile`` gives bytes a name.
        engine: the PDF engine: "pdfium", "pdfplumber", or "auto" for the first and, where that
            leaves a doubt, the other.
        limits: what the reading of each source may cost.
        isolated: read in a child process.
        establishments: the path of a custom list in CSV, as for ``extract``.
        decisions: what people decided about the sources, as for ``extract``.

    Raises:
        DecisionsError: the decisions file cannot be read, or a line of it is no decision.
        EstablishmentsError: the list of establishments cannot be read.
        ValueError: the engine is not known, or a limit is not above zero.
    """
    # Not a generator itself, so that a wrong setting raises at the call.
    one = isinstance(sources, str | bytes | os.PathLike) or hasattr(sources, "read")
    if one or not isinstance(sources, Iterable):
        raise not_wanted("the sources", "several (irp.extract reads one)", sources)
    options = Options(engine, limits or Limits(), _own_list(establishments))
    reader = Reader(options, isolated=isolated, decisions=_read_decisions(decisions))
    return _extract_each(sources, reader)


def _read_decisions(decisions: Decisions | str | os.PathLike[str] | None) -> Decisions | None:
    if decisions is None:
        return None
    from irp.decisions.file import Decisions, read

    if isinstance(decisions, str | os.PathLike):
        return read(decisions)
    if not isinstance(decisions, Decisions):
        raise not_wanted("the decisions", "a path or irp.Decisions", decisions)
    return decisions


def _own_list(path: str | os.PathLike[str] | None) -> str:
    """The text of a list of establishments; none where there is no path."""
    if path is None:
        return ""
    from irp.establishments import read_own

    if not isinstance(path, str | os.PathLike):
        raise not_wanted("the list of establishments", "a path", path)
    return read_own(path)


def _extract_each(sources: Iterable[Source], reader: Reader) -> Iterator[Extraction]:
    with reader:
        for source in sources:
            yield reader.extract(source)


def check(
    record: Extraction | Mapping[str, Any] | str | os.PathLike[str],
    *,
    decisions: Decisions | str | os.PathLike[str] | None = None,
) -> list[Check]:
    """Run the checks again on a record.

    Args:
        record: an ``Extraction``, the plain values of its JSON, the JSON text, or a path.
        decisions: what people decided, as for ``extract``, in place of the decisions that the
            record was made with.

    Raises:
        DecisionsError: the decisions cannot be read, or the saved ones cannot be taken back.
        RecordError: the record cannot be read, is one of several in its file, does not fit the
            schema, or holds no report.
    """
    from irp.parser.checks import run as run_checks
    from irp.parser.checks.base import evidence_of

    saved = _record(record)
    if (known := _read_decisions(decisions)) is not None:
        from irp.decisions.applying import apply

        saved = apply(saved, known.about(saved.source.sha256))
    evidence = evidence_of(saved)
    if evidence is None:
        raise RecordError("the record holds no report to check")
    accepted = {one.code: one.accepted for one in saved.checks}
    again = run_checks(evidence)
    alike = (one.model_copy(update={"accepted": accepted.get(one.code)}) for one in again)
    return [kept if kept in saved.checks else one for one, kept in zip(again, alike, strict=True)]


def _record(record: Extraction | Mapping[str, Any] | str | os.PathLike[str]) -> Extraction:
    from irp.record.extraction import Extraction
    from irp.record.load import as_extraction, parse_records, read_records

    if isinstance(record, Extraction):
        return record
    if isinstance(record, Mapping):
        return as_extraction(record)
    if not isinstance(record, str | os.PathLike):
        raise not_wanted("the record", "an Extraction, its JSON or a path", record)
    is_text = isinstance(record, str) and record.lstrip().startswith(("{", "["))
    records = parse_records(str(record)) if is_text else read_records(record)
    if len(records) > 1:
        raise RecordError(f"there are {len(records)} records in this file, not one")
    return records[0]


def load(source: Source, *, name: str | None = None, limit: int) -> SourceFile | Extraction:
    """The source's bytes, or a failed result if they cannot be obtained."""
    if isinstance(source, SourceFile):
        return source
    # A file's name may be any bytes, a record is text.
    known = (
        (name or _own_name(source)).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )
    data: bytes | None = None
    try:
        data = _bytes_of(source, limit)
        return SourceFile.from_bytes(data, known, limit=limit)
    except SourceError as error:
        from irp.record.failed import failed_extraction, unread_source

        info = unread_source(known)
        if data is not None and len(data) <= limit:
            digest = hashlib.sha256(data).hexdigest()
            info = info.model_copy(update={"sha256": digest, "bytes": len(data)})
        return failed_extraction(info, error.code, error.message)


def _own_name(source: str | os.PathLike[str] | bytes | IO[bytes]) -> str:
    if isinstance(source, bytes):
        return "(bytes)"
    if isinstance(source, str | os.PathLike):
        return Path(source).name or str(source)
    own = getattr(source, "name", None)
    return Path(own).name if isinstance(own, str) else "(file)"


def _bytes_of(source: str | os.PathLike[str] | bytes | IO[bytes], limit: int) -> bytes:
    """At most one byte more than the limit, which shows that there is more."""
    if isinstance(source, bytes):
        return source
    wanted = "a path, bytes or a file opened in binary mode"
    if not isinstance(source, str | os.PathLike) and not hasattr(source, "read"):
        raise not_wanted("the source", wanted, source)
    try:
        if isinstance(source, str | os.PathLike):
            with Path(source).open("rb") as file:
                return file.read(limit + 1)
        data: object = source.read(limit + 1)
    except (OSError, ValueError) as error:
        # A ValueError: a name with a null character in it, or a file that is closed.
        raise SourceError(f"the file cannot be read: {reason_of(error)}") from error
    if not isinstance(data, bytes):
        raise not_wanted("the source", wanted, source)
    return data


def _extract_here(source: SourceFile, options: Options) -> Extraction:
    from irp.parser.pipeline import run
    from irp.record.failed import failed_extraction, source_info

    try:
        return run(source, options)
    except IrpError as error:
        return failed_extraction(source_info(source), error.code, error.message)
    except Exception as error:
        logger.exception("a bug in irp, met in %s", source.name)
        message = f"{type(error).__name__}: {error}"
        return failed_extraction(source_info(source), "internal_error", message)
