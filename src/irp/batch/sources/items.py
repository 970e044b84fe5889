"""The sources of a batch, one item each, not yet read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Protocol

from irp.api import load
from irp.errors import IrpError
from irp.plain_words import reason_of
from irp.record.extraction import Extraction
from irp.record.failed import failed_extraction, unread_source
from irp.redaction import redacted, without_secrets
from irp.source import SourceFile

SUFFIXES = (".pdf", ".txt")
"""Extensions of the files that are read from folders, archives and buckets."""
ARCHIVE = ".zip"


class SourceGroup(Protocol):
    """A source, or several in one file."""

    @property
    def count(self) -> int:
        """The number of sources, as far as it is known without reading them."""

    def items(self) -> Iterator[Item]:
        """The sources, always in the same order."""


class Item(ABC):
    """One source; its subclasses are below, in ``archives`` and in ``remote``.

    Attributes:
        label: its name in messages: a path, a URL, an archive's member.
        slow: whether its bytes come over a network, so that they are fetched ahead.
        count: one; an item is also a group of one.
    """

    label: str
    slow: ClassVar[bool] = False
    count: ClassVar[int] = 1

    def items(self) -> Iterator[Item]:
        """The source itself."""
        yield self

    def load(self, limit: int) -> SourceFile | Extraction:
        """The source's bytes, or a failed result if they cannot be obtained; never an error.

        Args:
            limit: the largest size; at most one byte more is read.
        """
        try:
            return self._load(limit)
        except IrpError as error:
            return unread(self.label, error.code, error.message)
        except Exception as error:  # noqa: BLE001 - one source's failure must not stop the others
            message = f"the source cannot be read: {reason_of(error)}"
            return unread(self.label, "unreadable", message)

    @abstractmethod
    def _load(self, limit: int) -> SourceFile | Extraction:
        """Read it; what is raised becomes a result without a record."""


@dataclass(frozen=True, slots=True)
class MemoryItem(Item):
    """A source whose bytes are in memory."""

    label: str
    source: SourceFile

    def _load(self, limit: int) -> SourceFile:  # noqa: ARG002 - a limit applies when it is read
        return self.source


@dataclass(frozen=True, slots=True)
class FileItem(Item):
    """A file on this machine."""

    label: str
    path: Path

    def _load(self, limit: int) -> SourceFile | Extraction:
        return load(self.path, limit=limit)


@dataclass(frozen=True, slots=True)
class Unreadable(Item):
    """A source that cannot be obtained, with the reason."""

    label: str
    code: str
    message: str

    def _load(self, limit: int) -> Extraction:  # noqa: ARG002 - there are no bytes
        return unread(self.label, self.code, self.message)


def unread(label: str, code: str, message: str) -> Extraction:
    """The result for a source whose bytes could not be obtained."""
    return failed_extraction(unread_source(redacted(label)), code, without_secrets(message))


def from_bytes(data: bytes, name: str, limit: int, url: str | None) -> SourceFile | Extraction:
    """A source from the bytes of an address, or the failed result if they are not a source."""
    loaded = load(data, name=name, limit=limit)
    shown = url and redacted(url)
    if isinstance(loaded, SourceFile):
        return replace(loaded, url=shown)
    return loaded.model_copy(update={"source": loaded.source.model_copy(update={"url": shown})})


def fits(name: str) -> bool:
    """Whether a file is read from a folder or archive: its extension is a report's."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return base.lower().endswith((*SUFFIXES, ARCHIVE)) and not base.startswith(".")


def is_archive(name: str) -> bool:
    """Whether a file of this name is opened as an archive."""
    return name.lower().endswith(ARCHIVE)


def printable(name: str) -> str:
    """A file's name as text that can be written as UTF-8, whatever its bytes are."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
