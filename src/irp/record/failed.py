"""How a source that gave no record is reported: an ``Extraction`` that failed, with its problem."""

from __future__ import annotations

from collections.abc import Sequence

from irp.record.extraction import Extraction, ParserInfo, Place, Problem, SourceInfo, SourcePdf
from irp.record.vocabulary import Status
from irp.source import SourceFile
from irp.version import __version__


def source_info(
    source: SourceFile, *, pages: int | None = None, pdf: SourcePdf | None = None
) -> SourceInfo:
    """What the record says of a source."""
    return SourceInfo(
        name=source.name,
        sha256=source.sha256,
        bytes=source.size,
        pages=pages,
        media_type=source.media_type,
        url=source.url,
        retrieved_at=source.retrieved_at,
        pdf=pdf,
    )


def unread_source(name: str) -> SourceInfo:
    """What the record says of a source whose bytes were never had: an empty hash, no bytes."""
    return SourceInfo(name=name, sha256="", bytes=0, pages=None, media_type=None)


def failed_extraction(
    source: SourceInfo,
    code: str,
    message: str,
    *,
    place: Place | None = None,
    parser: ParserInfo | None = None,
    problems: Sequence[Problem] = (),
) -> Extraction:
    """The result for a source without a record.

    Args:
        source: what was read, as far as it is known.
        code: the reason, one of ``irp.record.problems.PROBLEMS``.
        message: one sentence for a person.
        place: where in the source the reason lies, if anywhere.
        parser: what read it, as far as it got.
        problems: what else was met on the way; they follow the reason.
    """
    return Extraction(
        status=Status.FAILED,
        source=source,
        parser=parser or unused_parser(),
        report=None,
        problems=[Problem(code=code, message=message, place=place), *problems],
    )


def unused_parser() -> ParserInfo:
    """The parser's part of a result for which no layout was chosen and no engine used."""
    return ParserInfo(version=__version__, layout=None, engine=None, engine_version=None)
