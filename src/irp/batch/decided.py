"""What people decided about the sources of a batch, applied to what is read and what was saved."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from irp.batch.output.manifest import Manifest
from irp.batch.output.target import Output
from irp.batch.settings import BatchOptions
from irp.errors import DecisionsError
from irp.record.load import from_text
from irp.record.vocabulary import Status
from irp.stores.contents import record_files, texts
from irp.stores.naming import StoreKind

if TYPE_CHECKING:
    from irp.record.extraction import Extraction


class Decided:
    """The decisions of a batch.

    Args:
        output: the store.
        manifest: what is known of it.
        options: how the batch is run.
        fingerprint: what, with a source's bytes, decides how it is read.
    """

    def __init__(
        self, output: Output, manifest: Manifest, options: BatchOptions, fingerprint: str
    ) -> None:
        self._output = output
        self._manifest = manifest
        self._decisions = options.decisions
        self._resume = options.resume
        self._reading = fingerprint
        self._texts: dict[str, bytes] | None = None

    def fingerprint(self, sha256: str) -> str:
        """What, with a source's bytes, decides its record: its own decisions, too."""
        return self._reading + (self._decisions.fingerprint(sha256) if self._decisions else "")

    def is_rejected(self, sha256: str) -> bool:
        """Whether a person decided that a source gives no record: it need not be tried again."""
        about = self._decisions.about(sha256) if self._decisions else ()
        return any(one.decision == "reject" for one in about)

    def applied(self, extraction: Extraction) -> Extraction:
        """A record with the decisions about its source, in place of those it was made with.

        Raises:
            DecisionsError: those that it was made with cannot be taken back.
        """
        if not self._decisions and not extraction.decisions:
            return extraction
        from irp.decisions.applying import apply

        about = self._decisions.about(extraction.source.sha256) if self._decisions else ()
        return apply(extraction, about)

    def from_saved(self, sha256: str) -> Extraction | None:
        """A source's record from the saved reading, with its present decisions.

        None if the source must be read: there is no such reading, irp or its options have
        changed since, or a decision cannot be taken back.
        """
        entry = self._manifest.entries.get(sha256)
        if not self._resume or entry is None or not entry.fingerprint.startswith(self._reading):
            return None
        text = self._text(sha256, entry.name)
        if (
            text is None
            or entry.status == Status.FAILED
            or hashlib.sha256(text).hexdigest() != entry.record
        ):
            return None
        try:
            return self.applied(from_text(text))
        except DecisionsError:
            return None

    def _text(self, sha256: str, name: str) -> bytes | None:
        """The saved record."""
        target, kind = self._output.target, self._output.kind
        if kind is StoreKind.FOLDER:
            return next((path.read_bytes() for path in record_files(target, name, sha256)), None)
        if kind is StoreKind.SQLITE:
            return dict(texts(target, kind, [sha256])).get(sha256)
        if self._texts is None:
            changed = {
                k for k, e in self._manifest.entries.items() if e.fingerprint != self.fingerprint(k)
            }
            every = texts(target, kind, ())
            self._texts = {key: text for key, text in every if key in changed}
        return self._texts.pop(sha256, None)
