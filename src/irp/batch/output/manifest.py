"""The manifest: which sources are in the store, and with which fingerprint they were read.

The manifest is replaced as a whole at the end of a run. Until then each source is noted in a
journal next to it, once it is in the store, so kill -9 loses only the sources being read. The next
run applies a journal that a killed run left. Neither holds anything that differs from run to run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from irp.errors import StoreError
from irp.files import atomic
from irp.files.journal import Journal
from irp.plain_words import reason_of

MANIFEST_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What is recorded about a source that is in the store.

    Attributes:
        name: as in the record.
        label: its name where it was found.
        status: the record's.
        layout: the layout it was read with, or None.
        fingerprint: of everything but its bytes that decided the record.
        problems: its problems, and its checks that did not pass: code, page, message.
        record: the hash of the record as the store keeps it; empty where it is not known.
    """

    name: str
    label: str
    status: str
    layout: str | None
    fingerprint: str
    problems: list[dict[str, Any]] = field(default_factory=list)
    record: str = ""


class Manifest:
    """The entries of all sources that are in a store, by hash.

    Args:
        path: where the manifest is, or will be; the journal is beside it.

    Raises:
        StoreError: the file is not a manifest that this irp can use.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._journal = Journal(
            path.with_name(path.name.removesuffix(".json") + ".journal"), durable=False
        )
        self.entries: dict[str, Entry] = {}
        self.files: list[str] = []
        self._load()
        self.disturbed = self._journal.exists()
        """Whether the run before this one was killed."""
        with contextlib.suppress(OSError):
            for line in self._journal.lines():
                with contextlib.suppress(ValueError, TypeError, KeyError):
                    entry = json.loads(line.content)
                    sha256, check = entry.pop("sha256"), entry.pop("check")
                    if check == _digest_of({"sha256": sha256, **entry}):
                        self.entries[sha256] = Entry(**entry)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._journal.close()

    def files_or(self, found: Callable[[], list[str]], *, changed: bool) -> list[str]:
        """The names of the store's files as noted; those found if it changed or none are noted.

        None are noted beside entries if the manifest was lost and the records were as before.
        """
        return found() if changed or (self.entries and not self.files) else self.files

    def begin(self) -> None:
        """Start to change the store: from now on, until ``replace``, the run counts as unfinished.

        Raises:
            OutputError: the journal cannot be written.
        """
        self._journal.open()

    def drop_unless(self, holds: Callable[[str], bool]) -> bool:
        """Forget the sources that the store no longer has; return whether there were any."""
        gone = [sha256 for sha256 in self.entries if not holds(sha256)]
        for sha256 in gone:
            del self.entries[sha256]
        return bool(gone)

    def note(self, sha256: str, entry: Entry) -> None:
        """Record that a source is in the store.

        Raises:
            OutputError: the journal cannot be written.
        """
        self.entries[sha256] = entry
        content = {"sha256": sha256, **asdict(entry)}
        line = json.dumps({**content, "check": _digest_of(content)}, ensure_ascii=False)
        self._journal.append(line.encode())

    def replace(self, files: list[str]) -> None:
        """Write all entries as the new manifest and remove the journal.

        Args:
            files: the names of what the finished store consists of, beside its records.

        Raises:
            OutputError: it cannot be written.
        """
        reports = {sha256: asdict(entry) for sha256, entry in sorted(self.entries.items())}
        content = {"manifest_version": MANIFEST_VERSION, "files": files, "reports": reports}
        content["check"] = _digest_of(content)
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        atomic.write_if_other(self._path, text.encode())
        self._journal.discard()
        self.disturbed = False

    def _load(self) -> None:
        try:
            content = json.loads(self._path.read_bytes())
            version = content["manifest_version"]
            if content.pop("check", None) not in (None, _digest_of(content)):
                raise StoreError(
                    f"{self._path} is damaged: move it away, and all sources are read again"
                )
            if version == MANIFEST_VERSION:
                self.files = list(content["files"])
                reports = content["reports"].items()
                self.entries = {sha256: Entry(**entry) for sha256, entry in reports}
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"{self._path} cannot be read: {reason_of(error)}") from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise StoreError(
                f"{self._path} is no manifest of irp: move it away, and all sources are read again"
            ) from None
        if version != MANIFEST_VERSION:
            raise StoreError(f"{self._path} was made by another version of irp: move it away")


def _digest_of(content: dict[str, Any]) -> str:
    """The hash that shows whether a manifest, or a line of its journal, is as it was written."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
