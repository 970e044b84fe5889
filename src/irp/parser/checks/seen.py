"""IRP-V01: compare the words with the pictures of their pages."""

from __future__ import annotations

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    not_applicable,
    passed,
    unavailable,
)
from irp.plain_words import counted


def _read_is_seen(evidence: Evidence) -> CheckResult:
    """IRP-V01."""
    seen = evidence.seen
    if seen is None:
        return not_applicable("no pages to look at: plain text, or a record of an earlier version")
    if not seen.pages:
        return unavailable("no page could be drawn, so the words were not compared with one")
    words = f"the words of {counted(seen.pages, 'page')}"
    if seen.contradictions:
        places = counted(len(seen.contradictions), "place")
        return failed(
            f"{words} are not what the pages show in {places}",
            expected="words as the pages show them",
            found=f"words that are covered, struck out, contradict each other or are missing in"
            f" {places}",
            places=seen.contradictions,
        )
    left_out = f"; {counted(seen.left_out, 'word')} that nobody sees are left out"
    return passed(f"{words} are what the pages show{left_out if seen.left_out else ''}")


CHECKS = (CheckDefinition("IRP-V01", "What is read is what is seen", _read_is_seen, ""),)
