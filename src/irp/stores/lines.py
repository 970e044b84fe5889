"""JSON lines as a store: a record on each line, in the order of their sources' names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from irp.errors import RecordError, StoreError
from irp.plain_words import reason_of
from irp.record.extraction import Extraction
from irp.record.load import from_text
from irp.stores.journal import JournalledStore, digest_of, not_a_store, pending

_OWN = re.compile(
    rb'"source"\s*:\s*\{\s*"name"\s*:\s*("(?:[^"\\]|\\.)*")\s*,\s*"sha256"\s*:\s*"([0-9a-f]*)"'
)
_HEAD = 65536


class Head(NamedTuple):
    """The values by which a record is identified and sorted."""

    name: str
    sha256: str


class LinesStore(JournalledStore):
    """``*.jsonl``: see ``irp.stores.journal.JournalledStore``."""

    @property
    def records(self) -> Path:
        """The file of the lines."""
        return self.path

    def _digests(self) -> dict[str, str]:
        try:
            return {key_of_line(text): digest_of(text) for text in _lines(self.records)}
        except RecordError as error:
            raise not_a_store(self.records, error.message) from None

    def _make(self, own: Path, changes: dict[str, bytes | None]) -> None:
        kept = _lines(self.records) if self.records.exists() else iter(())
        by_key = {key_of_line(text): text for text in kept}
        by_key |= {key: text or b"" for key, text in changes.items()}
        texts = [(head_of(text), text) for text in by_key.values() if text]
        with own.open("wb") as file:
            for _, text in sorted(texts):
                file.write(text + b"\n")


def read_lines(path: Path, store: Path | None = None) -> Iterator[Extraction]:
    """The extractions of a file of JSON lines, in the order of their sources' names.

    Includes what a killed writer left in the journal. Of several with one key, the last counts.

    Args:
        path: the file.
        store: the store that the lines are the records of, if that is another file.

    Raises:
        RecordError: a line holds something else.
        StoreError: the file cannot be read.
    """
    try:
        kept = _lines(path) if path.exists() else iter(())
        by_key = {key_of_line(text): text for text in kept}
        by_key |= {key: text or b"" for key, text in pending(store or path)}
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {reason_of(error)}") from error
    for _, text in sorted((head_of(text), text) for text in by_key.values() if text):
        yield from_text(text)


def head_of(text: bytes) -> Head:
    """The name and hash of a record's source, from its first words where they are as usual.

    Raises:
        RecordError: the text is no record.
    """
    try:
        if match := _OWN.search(text[:_HEAD]):
            return Head(json.loads(match[1]), match[2].decode())
        source = json.loads(text)["source"]
        return Head(str(source["name"]), str(source["sha256"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RecordError("a line holds something that is no record") from None


def key_of_line(text: bytes) -> str:
    """The key of a line: its source's hash, or its own where the source has none."""
    return head_of(text).sha256 or f"?{digest_of(text)}"


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        for line in file:
            if text := line.removeprefix(b"\xef\xbb\xbf").strip():
                yield text
