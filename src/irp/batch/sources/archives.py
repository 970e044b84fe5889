"""Zip archives, whose members are read in memory and never written anywhere.

A hostile archive of some kilobytes can unpack to petabytes, by its ratio, by nested archives, or
by members that share their bytes. So the directory is measured before Python's zipfile reads it,
a member's declared size is checked before it is unpacked, and never more is unpacked than a source
may have.
"""

from __future__ import annotations

import errno
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO

from irp.batch.settings import ArchiveLimits, BatchOptions
from irp.batch.sources.items import Item, Unreadable, fits, from_bytes, is_archive
from irp.errors import SourceError
from irp.files.zips import ZIP_DAMAGE
from irp.plain_words import reason_of
from irp.record.extraction import Extraction
from irp.source import SourceFile

_END = struct.Struct("<4s4H2IH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_SIZE = 20
_END_WITHIN = 65_535 + _END.size
_DIRECTORY_BYTES = 4_000_000
"""The largest directory that zipfile is given; 10,000 members with long names need less."""
_RATIO_FROM = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The other methods may ask for any amount of memory, and no archive of reports uses them."""
_ENCRYPTED = 0x1


@dataclass(slots=True)
class _Budget:
    """How much of the limits one archive and those inside it have used."""

    limits: ArchiveLimits
    members: int = 0
    bytes: int = 0

    def spend(self, member: zipfile.ZipInfo) -> None:
        """Count a member.

        Raises:
            SourceError: it exceeds a limit.
        """
        self.members += 1
        self.bytes += member.file_size
        if self.members > self.limits.members:
            message = f"the archive has more than {self.limits.members:,} members"
            raise SourceError(message, code="archive_limit")
        if self.bytes > self.limits.bytes:
            message = f"the archive unpacks to more than {self.limits.bytes:,} bytes"
            raise SourceError(message, code="archive_limit")


@dataclass(frozen=True, slots=True)
class MemberItem(Item):
    """A member of an archive, which must be open."""

    label: str
    owner: Archive
    archive: zipfile.ZipFile
    member: zipfile.ZipInfo

    def _load(self, limit: int) -> SourceFile | Extraction:
        data = _unpacked(self.archive, self.member, limit, self.owner.options.archives)
        name = _name(self.member)
        url = self.owner.url and f"{self.owner.url}#{name}"
        return from_bytes(data, name.replace("\\", "/").rpartition("/")[2], limit, url)


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive: a path, or the bytes of one inside another.

    Attributes:
        label: its name in messages.
        file: where it is, or its bytes.
        options: the limits on sources and archives.
        url: where it was fetched from, or None.
        level: its depth in nested archives, from 1.
    """

    label: str
    file: Path | bytes
    options: BatchOptions
    url: str | None = None
    level: int = 1
    budget: _Budget | None = field(default=None, compare=False)

    @property
    def count(self) -> int:
        """The number of members that are sources; 1 if it cannot be read."""
        try:
            with self._opened() as archive:
                return sum(_wanted(member) for member in archive.infolist()) or 1
        except (OSError, SourceError, *ZIP_DAMAGE):
            return 1

    def items(self) -> Iterator[Item]:
        """Its members, in the order of their names; load each before taking the next."""
        budget = self.budget or _Budget(self.options.archives)
        try:
            with self._opened() as archive:
                yield from self._members(archive, budget)
        except SourceError as error:
            yield Unreadable(self.label, error.code, error.message)
        except OSError as error:
            message = f"the archive cannot be read: {reason_of(error)}"
            damaged = error.errno == errno.EINVAL  # it refers to a position outside the file
            code = "bad_archive" if damaged else "unreadable"
            yield Unreadable(self.label, code, message)
        except ZIP_DAMAGE as error:
            message = f"the archive is damaged or not a zip archive: {_first_line(error)}"
            yield Unreadable(self.label, "bad_archive", message)

    def _members(self, archive: zipfile.ZipFile, budget: _Budget) -> Iterator[Item]:
        members = sorted(filter(_wanted, archive.infolist()), key=lambda one: one.filename)
        if not members:
            message = "no PDF or text files in the archive"
            raise SourceError(message, code="nothing_found")
        for member in members:
            budget.spend(member)
            label = f"{self.label}!{_name(member)}"
            if is_archive(member.filename):
                yield from self._nested(archive, member, label, budget)
            else:
                yield MemberItem(label, self, archive, member)

    def _nested(
        self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, budget: _Budget
    ) -> Iterator[Item]:
        if self.level >= self.options.archives.depth:
            message = f"archives are nested more than {self.level} deep"
            yield Unreadable(label, "archive_limit", message)
            return
        try:
            limit = self.options.options.limits.bytes
            data = _unpacked(archive, member, limit, self.options.archives)
        except SourceError as error:
            yield Unreadable(label, error.code, error.message)
            return
        inner = Archive(label, data, self.options, self.url, self.level + 1, budget)
        yield from inner.items()

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        opened: IO[bytes] = (
            BytesIO(self.file) if isinstance(self.file, bytes) else self.file.open("rb")
        )
        with opened as file:
            _measure(file)
            with zipfile.ZipFile(file) as archive:
                yield archive


def _measure(file: IO[bytes]) -> None:
    """Check the size of an archive's directory, as its end record states it, against the limit.

    Raises:
        SourceError: there is no end record, or the directory is too large.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_WITHIN))
    tail = file.read(_END_WITHIN)
    place = tail.rfind(b"PK\5\6")
    if place < 0 or len(tail) < place + _END.size:
        raise SourceError("the file is not a whole zip archive", code="bad_archive")
    directory = _END.unpack_from(tail, place)[5]
    if tail[:place][-_LOCATOR_SIZE:].startswith(b"PK\6\7"):
        # zipfile uses the 64-bit end record, which is before its locator.
        larger = tail[: place - _LOCATOR_SIZE][-_END_64.size :]
        if not larger.startswith(b"PK\6\6"):
            raise SourceError("the archive's end is damaged", code="bad_archive")
        directory = _END_64.unpack(larger)[8]
    if directory > _DIRECTORY_BYTES:
        message = f"the archive's directory has more than {_DIRECTORY_BYTES:,} bytes"
        raise SourceError(message, code="archive_limit")
    file.seek(0)


def _wanted(member: zipfile.ZipInfo) -> bool:
    # macOS adds a file of its own for each member.
    return not member.is_dir() and fits(member.filename) and "__MACOSX/" not in member.filename


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.encode("utf-8", "replace").decode()


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int, limits: ArchiveLimits
) -> bytes:
    """A member's bytes, at most one more than the limit.

    Raises:
        SourceError: it exceeds a limit, is encrypted, or is damaged.
    """
    if member.file_size > limit:
        message = f"the file has more than {limit:,} bytes, the limit for one source"
        raise SourceError(message, code="too_large")
    packed = max(member.compress_size, 1)
    if member.file_size > _RATIO_FROM and member.file_size > packed * limits.ratio:
        message = f"the member unpacks to more than {limits.ratio} times its size"
        raise SourceError(message, code="archive_limit")
    if member.flag_bits & _ENCRYPTED:
        raise SourceError("the archive's member is encrypted", code="encrypted")
    if member.compress_type not in _METHODS:
        message = "the archive's member is not compressed with deflate"
        raise SourceError(message, code="bad_archive")
    try:
        with archive.open(member) as file:
            return file.read(limit + 1)
    except (OSError, *ZIP_DAMAGE) as error:
        message = f"the archive's member is damaged: {_first_line(error)}"
        raise SourceError(message, code="bad_archive") from None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200] or type(error).__name__
