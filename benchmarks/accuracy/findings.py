"""Files for people who correct the rules: what was wrong, where, and how to reproduce it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.accuracy.faults import UNPLANTED
from benchmarks.accuracy.reading import differing
from benchmarks.accuracy.results import UNMADE, Results
from benchmarks.accuracy.verdict import claims


def wrong_fields(results: Results) -> Iterator[dict[str, Any]]:
    """The wrong fields of reports, those of verified records first."""
    for reading in sorted(results.made, key=lambda reading: not reading.verified):
        for leaf in reading.wrong:
            expected, found = differing(leaf)
            yield {
                "spec": str(reading.spec),
                "silent": reading.verified,
                "pointer": leaf.pointer,
                "verdict": leaf.verdict,
                "expected": expected,
                "found": found,
            }


def unverified(results: Results) -> Iterator[dict[str, Any]]:
    """The clean reports that were not verified."""
    for reading in results.readings or []:
        if not reading.verified:
            yield {
                "spec": str(reading.spec),
                "status": reading.status,
                "wrong fields": reading.wrong_leaves,
                "codes": [*reading.alarms, *reading.doubts],
                "why": reading.why,
            }


def missed_faults(results: Results) -> Iterator[dict[str, Any]]:
    """The faults that the right code did not report, and those with other, false reports."""
    for planted in results.planted or []:
        if planted.status != UNPLANTED and (not planted.right or planted.beside):
            yield {
                "fault": planted.fault,
                "spec": str(planted.spec),
                "status": planted.status,
                "right": planted.right,
                "told": sorted(planted.told),
                "unavailable": sorted(planted.open),
                "beside": sorted(planted.beside),
            }


def others(results: Results) -> Iterator[dict[str, Any]]:
    """Documents accepted or misnamed, reworded reports read wrongly, failed claims."""
    for refusal in results.refusals or []:
        if refusal.status == UNMADE or refusal.accepted or refusal.nameable > refusal.named:
            yield {"document": refusal.kind, **vars(refusal)}
    for reworded in results.reworded or []:
        if reworded.matched < reworded.entries or reworded.alarms:
            told = {"matched": reworded.matched, "alarms": sorted(reworded.alarms)}
            yield {"reworded": str(reworded.spec), "entries": reworded.entries, **told}
    for claim in claims(results):
        if claim.held is False:
            yield {"claim": claim.claim, "wanted": claim.wanted, "measured": claim.measured}


def write(results: Results, folder: Path) -> None:
    """Write the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (
        ("wrong-fields", wrong_fields(results)),
        ("not-verified", unverified(results)),
        ("missed-faults", missed_faults(results)),
        ("others", others(results)),
    ):
        (folder / f"{name}.jsonl").write_text(_lines(lines), encoding="utf-8")


def _lines(items: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False, default=str) + "\n" for item in items)
