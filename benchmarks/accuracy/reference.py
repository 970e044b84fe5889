"""The one real report, if available: each of its sources must give the same perfect record.

None of its text goes into what the campaign writes, only numbers.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.comparing import Verdict, compare
from benchmarks.accuracy.reading import extract, found

from irp.record.vocabulary import Status

ROOT = Path(__file__).resolve().parents[2]
_VISIT = {"text": "25–27 July 2022", "start": "2022-07-25", "end": "2022-07-27"}


@dataclass(frozen=True)
class Perfect:
    """The outcome of one source of the real report."""

    source: str
    leaves: int
    wrong: int
    verified: bool

    @property
    def right(self) -> bool:
        return self.verified and not self.wrong


def folder() -> Path:
    """The folder of the reference reports: in the one that `IRP_SHARED` names, or in ../shared."""
    return Path(os.environ.get("IRP_SHARED") or ROOT.parent / "shared") / "reports"


def read() -> list[Perfect]:
    """The outcome of each source; nothing if the report is not available."""
    place = folder() / "hmp-chelmsford-2022"
    if not (place / "expected.json").is_file():
        return []
    truth: dict[str, Any] = json.loads((place / "expected.json").read_text("utf-8"))
    sources = sorted([*place.glob("report*.pdf"), *place.glob("report*.txt")])
    return [_one(truth, path) for path in sources]


def _one(truth: dict[str, Any], path: Path) -> Perfect:
    # The dump has no cover, so it cannot say when the visit was.
    stated = {**truth, "visit": _VISIT if path.suffix == ".pdf" else truth["visit"]}
    extraction = extract(path.read_bytes(), path.name)
    leaves = list(compare(stated, found(extraction)))
    wrong = sum(not leaf.right and leaf.verdict is not Verdict.EXTRA for leaf in leaves)
    return Perfect(path.name, len(leaves), wrong, extraction.status is Status.VERIFIED)
