"""The sources named on a command line: files, standard input, the files of a directory."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from irp.errors import RecordError, SourceError
from irp.plain_words import reason_of
from irp_cli.paths import is_file, is_folder

if TYPE_CHECKING:
    from irp.api import Reader
    from irp.decisions.file import Decisions
    from irp.forms import Form
    from irp.record.brief import WrittenRecord
    from irp.record.extraction import Extraction

STDIN = "-"
SUFFIXES = (".pdf", ".txt")
_HEAD = 4096
"""Bytes at the start of a file in which a saved record names its schema."""


class Wanted(NamedTuple):
    """One source to read.

    Attributes:
        label: its name in messages.
        path: the file, or None for standard input.
        reason: why there is nothing to read: a problem's code and message.
    """

    label: str
    path: Path | None
    reason: tuple[str, str] | None = None

    def read(self, reader: Reader) -> Extraction:
        """Read it."""
        from irp.record.failed import failed_extraction, unread_source

        if self.reason:
            return failed_extraction(unread_source(self.label), *self.reason)
        if self.path is not None:
            return reader.extract(self.path)
        try:
            return reader.extract(standard_input(), name="stdin")
        except SourceError as error:
            return failed_extraction(unread_source(self.label), error.code, error.message)

    def write(self, reader: Reader, form: Form, *, bom: bool) -> WrittenRecord:
        """Read it; the result as text and in short."""
        if self.path is not None and not self.reason:
            return reader.write(self.path, form, bom=bom)
        from irp.render import written

        return written(self.read(reader), form, bom=bom)


def standard_input() -> IO[bytes]:
    """Standard input as bytes.

    Raises:
        SourceError: it is closed.
    """
    if sys.stdin is None:
        raise SourceError("standard input is closed")
    return sys.stdin.buffer


def expand(arguments: Sequence[str]) -> Iterator[Wanted]:
    """The sources that the arguments name; directories give their files, without subdirectories."""
    for argument in arguments:
        path = Path(argument)
        if argument == STDIN:
            yield Wanted("stdin", None)
        elif is_folder(path):
            yield from _inside(path)
        elif is_record(path):
            message = "this is a saved record, not a report: irp check runs its checks again"
            yield Wanted(argument, path, ("not_a_pdf", message))
        else:
            yield Wanted(argument, path)


def _inside(folder: Path) -> Iterator[Wanted]:
    try:
        files = [file for file in sorted(folder.iterdir()) if _fits(file)]
    except OSError as error:
        message = f"the directory cannot be read: {reason_of(error)}"
        yield Wanted(str(folder), folder, ("unreadable", message))
        return
    if not files:
        message = f"no PDF or text files in {folder}"
        yield Wanted(str(folder), folder, ("nothing_found", message))
    yield from (Wanted(str(file), file) for file in files)


def several(arguments: Sequence[str]) -> bool:
    """Whether the arguments may name more than one source, however many there are."""
    return len(arguments) > 1 or is_folder(Path(arguments[0]))


def _fits(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES and not file.name.startswith(".") and is_file(file)


def is_record(path: Path) -> bool:
    """Whether a file is what irp extract writes: JSON that names the version of its schema."""
    if not is_file(path):  # a pipe can be read only once
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"[") and b'"schema_version"' in head


def record_of(source: str, decisions: Decisions | None = None) -> Extraction:
    """The record of a source, or the record in a file, with the decisions about it.

    Raises:
        RecordError: the file has several records.
        SourceError: the source cannot be read.
    """
    from irp.api import Reader
    from irp.decisions.applying import apply
    from irp.record.load import read_records

    if is_record(Path(source)):
        found = read_records(source)
        if len(found) != 1:
            raise RecordError(f"{source} holds {len(found)} records; name a file of one")
        saved = found[0]
        return saved if decisions is None else apply(saved, decisions.about(saved.source.sha256))
    with Reader(decisions=decisions) as reader:
        record = reader.extract(source)
    if not record.source.sha256:
        raise SourceError(f"{source}: {record.problems[0].message}")
    return record
