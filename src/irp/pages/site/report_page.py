"""The page of one report: the record for a human reader, with its checks and problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from irp.pages.site import words
from irp.pages.site.data.catalogue import judged
from irp.pages.site.data.rows import ReportLine, Row
from irp.record.decision import DecisionMade
from irp.record.extraction import Check, Extraction
from irp.record.findings import DoubtfulPart, Finding, doubts, in_words, open_findings, part_of
from irp.record.report import Area, Report, SummaryEntry
from irp.record.vocabulary import Body, Judgement, Outcome

_MOST_SEVERE_FIRST = (Outcome.FAILED, Outcome.UNAVAILABLE, Outcome.PASSED, Outcome.NOT_APPLICABLE)


_ASIDES = (
    "tables",
    "outcome_witnesses",
    "footnotes",
    "judgement_definitions",
    "glossary",
    "photographs",
    "sections",
    "review_team",
)
"""The parts of a report that its page shows next to the findings."""


class CheckCounts:
    """How often each check had each outcome, over all reports."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._counts: Counter[tuple[str, Outcome]] = Counter()

    def add(self, checks: Iterable[Check]) -> None:
        """Add one report's checks."""
        for check in checks:
            self._titles.setdefault(check.code, check.title)
            self._counts[check.code, check.outcome] += 1

    def lines(self) -> list[tuple[str, str, list[int]]]:
        """Code, title and the number of each outcome, by code."""
        return [
            (code, self._titles[code], [self._counts[code, outcome] for outcome in Outcome])
            for code in sorted(self._titles)
        ]


def report_values(
    extraction: Extraction, report: Report, line: ReportLine, rows: Sequence[Row]
) -> dict[str, Any]:
    """What the template of a report's page shows."""
    return {
        "line": line,
        "report": report,
        "rows": rows,
        "facts": list(_facts(report, line)),
        "record_facts": list(_record_facts(extraction, report)),
        "judged": by_body(rows),
        "areas": _areas(report),
        "asides": any(getattr(report, name) for name in _ASIDES),
        "own_summary": list(_own_summary(report, rows)),
        "checks": sorted(extraction.checks, key=lambda c: _MOST_SEVERE_FIRST.index(c.outcome)),
        "problems": extraction.problems,
        "decisions": extraction.decisions,
        "in_words": in_words(extraction),
        "parts": list(_parts(extraction)),
        "in_doubt": [
            doubts(extraction, f"/follow_ups/{index}/judgement")
            for index in range(len(report.follow_ups))
        ],
        "decided": [
            [one for one in extraction.decisions if _is_about(one, index)]
            for index in range(len(report.follow_ups))
        ],
        "pdf": _file(extraction),
        "is_pdf": extraction.source.media_type == "application/pdf",
        "coverage": extraction.coverage,
    }


def _parts(extraction: Extraction) -> Iterator[tuple[str, list[Finding]]]:
    """Each part of a record with what puts it in doubt; nothing where it is sure."""
    found = open_findings(extraction)
    for part in DoubtfulPart:
        yield part.value, [one for one in found if part_of(one.code) is part]


def _is_about(decision: DecisionMade, index: int) -> bool:
    """Whether a decision is about a follow-up."""
    return f"{decision.pointer or ''}/".startswith(f"/follow_ups/{index}/")


def _file(extraction: Extraction) -> str:
    """What the source is, for its link: "PDF, 0.2 MB"."""
    source = extraction.source
    kind = "PDF" if source.media_type == "application/pdf" else "text"
    return f"{kind}, {max(0.1, source.bytes / 1_000_000):.1f} MB"


def by_body(rows: Sequence[Row]) -> list[tuple[Body, list[tuple[Judgement | None, int]], int]]:
    """For each body its judgements, worst first, with how often each was given, and the sum."""
    found = []
    for body in Body:
        counts = judged(row for row in rows if row.body is body)
        given = [(value, counts[value]) for value in (*Judgement, None) if counts[value]]
        if given:
            found.append((body, given, counts.total()))
    return found


def _areas(report: Report) -> list[list[Area]]:
    """For each follow-up the areas before it that have text of their own."""
    telling = [area for area in report.areas if area.note or area.paragraphs]
    before: list[list[Area]] = []
    for follow_up in report.follow_ups:
        before.append([area for area in telling if area.heading == follow_up.area])
        telling = [area for area in telling if area.heading != follow_up.area]
    if before:
        before[-1] += telling  # of none of the follow-ups, so their page has no better place
    return before


def _facts(report: Report, line: ReportLine) -> Iterator[tuple[str, str]]:
    """The facts that a reader wants first."""
    followed = report.followed_up_inspection
    signed = [s for s in (report.chief_inspector, *report.other_signatories) if s]
    pairs = (
        ("Name in the report", line.printed_place if line.printed_place != line.place else ""),
        ("Visit", report.visit and _as_printed(line.when, report.visit.text)),
        ("Report", report.report_date and report.report_date.text),
        ("Signed by", "; ".join(f"{s.name}, {s.title}" for s in signed)),
        ("Inspection followed up", followed and _month(followed.year, followed.month)),
    )
    for name, value in pairs:
        if value:
            yield name, value


def _as_printed(shown: str, printed: str) -> str:
    """Words in the site's form, with the report's own beside them where they differ."""
    return shown if shown == printed else f"{shown} (printed: {printed})"


def _record_facts(extraction: Extraction, report: Report) -> Iterator[tuple[str, str]]:
    """Where the record comes from."""
    source, parser = extraction.source, extraction.parser
    pairs = (
        ("File read", f"{source.name}, {words.count(source.bytes, 'byte')}"),
        ("SHA-256 of the file", source.sha256),
        ("Fetched", source.retrieved_at and words.day(source.retrieved_at)),
        ("Read by", f"hmip-irp {parser.version}, layout {parser.layout or 'not known'}"),
        ("Copyright", report.copyright_year and f"Crown copyright {report.copyright_year}"),
        ("Earlier inspections", ", ".join(str(year) for year in report.previous_inspections)),
    )
    for name, value in pairs:
        if value:
            yield name, value


def _month(year: int, month: int | None) -> str:
    return f"{words.MONTHS[month - 1]} {year}" if month else str(year)


def _own_summary(report: Report, rows: Sequence[Row]) -> Iterator[tuple[SummaryEntry, Row | None]]:
    """Each entry of the report's own summary, with the row that it matches."""
    by_position = {
        follow_up.position: row for follow_up, row in zip(report.follow_ups, rows, strict=True)
    }
    for entry in report.judgement_summary:
        yield entry, by_position.get(entry.follow_up) if entry.follow_up else None
