"""What a batch works through: one source each, not yet read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from irp.api import load
from irp.errors import IrpError
from irp.record.failed import failed_extraction, unread_source
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

SUFFIXES = (".pdf", ".txt")
"""How the files end that are taken from folders, archives and buckets."""
ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Item:
    """One source.

    Attributes:
        label: what it is called in messages: a path, a URL, an archive's member.
        take: has its bytes; it may be given a limit, and then reads at most one byte more.
            What it raises (``IrpError``, ``OSError``) becomes the source's problem.
        slow: whether the bytes come over a network, and are better asked for ahead.
    """

    label: str
    take: Callable[[int], SourceFile | Extraction]
    slow: bool = False

    def load(self, limit: int) -> SourceFile | Extraction:
        """The source's bytes, or the failed result where they are not to be had."""
        try:
            return self.take(limit)
        except IrpError as error:
            return unread(self.label, error.code, error.message)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            return unread(self.label, "unreadable", f"the source cannot be read: {reason}")


class Found(Protocol):
    """A source, or several that lie in one file."""

    @property
    def count(self) -> int:
        """How many sources are in it, as far as can be told without reading it."""

    def items(self) -> Iterator[Item]:
        """The sources, in an order that is always the same."""


@dataclass(frozen=True, slots=True)
class One:
    """A source by itself."""

    item: Item
    count: int = 1

    def items(self) -> Iterator[Item]:
        """The source."""
        yield self.item


def unread(label: str, code: str, message: str) -> Extraction:
    """The result for a source whose bytes were never had."""
    return failed_extraction(unread_source(label), code, message)


def trouble(label: str, code: str, message: str) -> One:
    """A source of which nothing is there but what is wrong with it."""
    return One(Item(label, lambda _limit: unread(label, code, message)))


def taken(data: bytes, name: str, limit: int, url: str | None = None) -> SourceFile | Extraction:
    """Bytes as a source; the failed result where they are none."""
    loaded = load(data, name=name, limit=limit)
    if isinstance(loaded, SourceFile):
        return SourceFile(loaded.data, loaded.name, loaded.sha256, loaded.media_type, url)
    if url:
        source = loaded.source.model_copy(update={"url": url})
        return loaded.model_copy(update={"source": source})
    return loaded


def fits(name: str) -> bool:
    """Whether a file of this name is taken where no file is named: a report by its ending."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return base.lower().endswith((*SUFFIXES, ARCHIVE)) and not base.startswith(".")


def is_archive(name: str) -> bool:
    """Whether a file of this name is looked into."""
    return name.lower().endswith(ARCHIVE)


def printable(name: str) -> str:
    """A file's name as text that can be written as UTF-8, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
