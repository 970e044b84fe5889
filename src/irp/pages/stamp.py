"""The stamp of a review page: which source and record it shows, and how it was made.

A page is linked to a report only if its stamp names that report's source, and is up to date only
if it was made from the same record in the same way.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final, NamedTuple, Self

from irp.pages.names import report_name
from irp.record.extraction import Extraction, SourceInfo
from irp.render import to_json

STAMP: Final = "irp-review"
"""The name of the ``meta`` element that contains it."""
ENDING: Final = ".html"
BY_HAND: Final = "hand"
"""Made by ``irp review`` or ``irp.review``: never updated or deleted automatically."""
INCOMPLETE: Final = "incomplete"
"""A part of it could not be made; it is tried again."""
_HEAD: Final = 16_384
"""The stamp must be in this many bytes at the start; the policy before it has under 1,000."""
_ELEMENT: Final = re.compile(
    rb'<meta name="irp-review" content="([0-9a-f]*) ([0-9a-f]{64}) ([0-9a-z-]+)">'
)


class Stamp(NamedTuple):
    """A stamp.

    Attributes:
        source: the SHA-256 of the source's bytes; empty if they could not be obtained.
        record: that of the record's JSON.
        by: a hash of everything else that affects the page, or ``BY_HAND``, or
            ``INCOMPLETE``.
    """

    source: str
    record: str
    by: str

    @classmethod
    def of(cls, extraction: Extraction, by: str = BY_HAND) -> Self:
        """The stamp for the page of a result."""
        record = hashlib.sha256(to_json(extraction).encode("utf-8", "surrogatepass"))
        return cls(source_of(extraction), record.hexdigest(), by)

    @classmethod
    def on(cls, page: Path) -> Self | None:
        """The stamp of a page; None if there is no page, or no stamp on it."""
        try:
            with page.open("rb") as file:
                found = _ELEMENT.search(file.read(_HEAD))
        except OSError:
            return None
        return cls(*(part.decode() for part in found.groups())) if found else None

    @property
    def content(self) -> str:
        """The stamp as in the page."""
        return " ".join(self)


def source_of(extraction: Extraction) -> str:
    """The hash of a result's source, as a stamp has it: empty if it is not a hash."""
    sha256 = extraction.source.sha256
    return sha256 if re.fullmatch(r"[0-9a-f]{64}", sha256) else ""


# ------------------------------------------------------------------ folders of review pages


def reviews_beside(data: Path) -> Path:
    """Where the review pages of a store are: in its folder, or next to its file.

    Those of the set that ``irp sync`` published are in its data folder.
    """
    if data.name == "published" and not (data / "reviews").is_dir():
        return data.parent / "reviews"
    return data / "reviews" if data.is_dir() else data.with_name(f"{data.name}.reviews")


def find_review(folder: Path, source: SourceInfo) -> Path | None:
    """The page of a source in a folder: its stamp names the source; None if there is none."""
    pages = (page for page in _candidates(folder, source) if _is_of(page, source.sha256))
    return next(pages, None)


def place_for(folder: Path, source: SourceInfo) -> Path:
    """Where the page of a source goes: under the first name that no other page has."""
    short, long = _candidates(folder, source)
    return short if _is_of(short, source.sha256) or not short.exists() else long


def _candidates(folder: Path, source: SourceInfo) -> tuple[Path, Path]:
    """The names that the page of a source may have: two hashes may start the same."""
    short, long = (report_name(source, whole_hash=whole) for whole in (False, True))
    return folder / f"{short}{ENDING}", folder / f"{long}{ENDING}"


def _is_of(page: Path, sha256: str) -> bool:
    stamp = Stamp.on(page)
    return stamp is not None and bool(stamp.source) and stamp.source == sha256
