"""Markdown for people: what is wrong first, then the judgements, then each follow-up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from irp.plain_words import listed
from irp.record.extraction import Check, Extraction, Place, Problem
from irp.record.findings import in_words
from irp.record.report import FollowUp, Report
from irp.record.vocabulary import Body, Judgement, Outcome
from irp.render.judgements import judgement_page

_BODIES = {Body.HMI_PRISONS: "HMI Prisons"}
_SHORT = 80
_FIELDS = 3
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LIST_START = re.compile(r"^(\d*)([.)+-])(?=\s|$)")


def to_markdown(extraction: Extraction) -> str:
    """One extraction as a digest, with a line break at the end."""
    report = extraction.report
    if report is None:
        parts: Iterable[str] = (
            f"# {plain(extraction.source.name)}: no record",
            *_doubts(extraction),
        )
    else:
        parts = (
            *_head(extraction, report),
            *_doubts(extraction),
            *_glance(extraction, report),
            *_follow_ups(extraction, report),
            *_summary(report),
            *_team(report),
        )
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text that Markdown prints as it is, on one line."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST_START.sub(r"\1\\\2", escaped)


def body_name(body: Body) -> str:
    """A body's name for people."""
    return _BODIES.get(body, body.value.replace("_", " ").capitalize())


def _head(extraction: Extraction, report: Report) -> Iterator[str]:
    name = report.establishment.name if report.establishment else "An establishment without a name"
    yield f"# {plain(name)}: independent review of progress"
    facts = [
        report.report_date and f"Report of {report.report_date.text}",
        report.visit and f"visit of {report.visit.text}",
        f"read from {extraction.source.name}",
    ]
    words = plain(", ".join(fact for fact in facts if fact))
    yield f"{words}, layout `{extraction.parser.layout}`."
    outcomes = Counter(check.outcome for check in extraction.checks)
    counts = ", ".join(
        f"{outcomes[outcome]} {outcome.value.replace('_', ' ')}" for outcome in Outcome
    )
    yield f"**Status: {in_words(extraction)}.** Checks: {counts}."


def _doubts(extraction: Extraction) -> Iterator[str]:
    """Failed and unavailable checks and the problems: what a person should look at."""
    fine = (Outcome.PASSED, Outcome.NOT_APPLICABLE)
    lines = [_check(check) for check in extraction.checks if check.outcome not in fine]
    for problem in extraction.problems:
        places = [problem.place] if problem.place else []
        lines.append(f"- `{problem.code}`: {plain(problem.message)}{_on(places)}{_about(problem)}")
    if lines:
        yield "## To look at"
        yield "\n".join(lines)


def _about(finding: Check | Problem) -> str:
    """The fields that a finding puts in doubt, the first few by name; and who accepted it."""
    named = [f"`{pointer or '/'}`" for pointer in finding.doubts_about]
    more = len(named) - _FIELDS
    shown = listed([*named[:_FIELDS], *([f"{more} more"] if more > 0 else [])])
    words = f"; in doubt: {shown}" if shown else ""
    if finding.accepted:
        words += f"; accepted by {plain(finding.accepted.by)}: {plain(finding.accepted.because)}"
    return words


def _check(check: Check) -> str:
    sides = [
        f"{name} {plain(value)}"
        for name, value in (("expected", check.expected), ("found", check.found))
        if value
    ]
    words = f" ({'; '.join(sides)})" if sides else ""
    outcome = check.outcome.value
    message = f"{plain(check.message)}{words}{_on(check.places)}{_about(check)}"
    return f"- **{check.code} {outcome}**: {message}"


def _on(places: Sequence[Place]) -> str:
    pages = sorted({place.page for place in places})
    if not pages:
        return ""
    return f", page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}"


def _glance(extraction: Extraction, report: Report) -> Iterator[str]:
    yield "## Judgements at a glance"
    counts = Counter((f.body, _judgement(f)) for f in report.follow_ups)
    used = [j for j in Judgement if any(judgement is j for _, judgement in counts)]
    columns: list[Judgement | None] = [*used]
    if any(judgement is None for _, judgement in counts):
        columns.append(None)
    bodies = [body for body in Body if any(b is body for b, _ in counts)]
    rows = [[body_name(body), *(str(counts[body, j]) for j in columns)] for body in bodies]
    yield _table(["", *(_phrase(j) for j in columns)], rows)
    yield _table(
        ["", "Area", "Followed up", "Judged by", "Judgement", "Page"],
        [
            [
                str(f.position),
                plain(f.area or ""),
                plain(_short(_wording(f))),
                body_name(f.body),
                _phrase(_judgement(f)),
                str(judgement_page(extraction, index) or ""),
            ]
            for index, f in enumerate(report.follow_ups)
        ],
    )


def _follow_ups(extraction: Extraction, report: Report) -> Iterator[str]:
    yield "## Follow-ups"
    for index, follow_up in enumerate(report.follow_ups):
        judgement = follow_up.judgement
        area = plain(follow_up.area or follow_up.kind.value)
        yield f"### {follow_up.position}. {area}: {_phrase(_judgement(follow_up))}"
        for name, text in (
            ("Label", follow_up.label),
            ("Addressed to", follow_up.addressee),
            ("Concern", follow_up.concern),
            ("Theme" if follow_up.label else "Recommendation", follow_up.recommendation),
            ("References", ", ".join(follow_up.references)),
        ):
            if text:
                yield f"**{name}:** {plain(text)}"
        if judgement:
            page = judgement_page(extraction, index)
            where = [
                judgement.paragraph and f"paragraph {judgement.paragraph}",
                page and f"page {page}",
            ]
            words = ", ".join(part for part in where if part)
            yield f"> {plain(judgement.text)}" + (f" ({words})" if words else "")
        if numbers := [paragraph.number for paragraph in follow_up.paragraphs]:
            run = numbers[0] if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
            yield f"Paragraphs: {run}."


def _summary(report: Report) -> Iterator[str]:
    """The report's own summary of judgements next to the judgements of its blocks."""
    if not report.judgement_summary:
        return
    yield "## The report's own summary"
    blocks = {follow_up.position: follow_up for follow_up in report.follow_ups}
    rows = []
    for entry in report.judgement_summary:
        block = blocks.get(entry.follow_up) if entry.follow_up else None
        found = _judgement(block) if block else None
        agrees = "yes" if block and found is entry.judgement else "**no**"
        matched = str(entry.follow_up) if entry.follow_up else "none"
        text = plain(_short(entry.text))
        rows.append([text, matched, _phrase(entry.judgement), _phrase(found), agrees])
    yield _table(["Entry", "Follow-up", "In the summary", "In the block", "Agree"], rows)


def _team(report: Report) -> Iterator[str]:
    if report.review_team:
        yield "## Review team"
        yield "\n".join(
            "- " + plain(", ".join(part for part in (member.name, member.role) if part))
            for member in report.review_team
        )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _judgement(follow_up: FollowUp) -> Judgement | None:
    return follow_up.judgement.value if follow_up.judgement else None


def _phrase(judgement: Judgement | None) -> str:
    return judgement.phrase if judgement else "no judgement"


def _wording(follow_up: FollowUp) -> str:
    return follow_up.recommendation or follow_up.concern or follow_up.label or ""


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"
