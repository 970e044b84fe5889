"""A record in one line, and as a card for notebooks; every text in it is escaped.

The models use these functions, so that they cannot name the models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from irp.plain_words import counted
from irp.record.problems import is_doubt
from irp.record.vocabulary import Outcome

_LONGEST = 160
"""Characters of what was followed up that a card shows."""
_MOST = 12
"""Doubts that a card lists."""
_CELL = "text-align:left;vertical-align:top"


def line_of_report(report: Any) -> str:
    """A report in one line."""
    return f"<Report {', '.join(_facts(report))}>"


def line_of_extraction(extraction: Any) -> str:
    """An extraction in one line: the source, the status, the report, how much is in doubt."""
    facts = [f"{extraction.source.name}: {extraction.status.value}"]
    if extraction.report is not None:
        facts += _facts(extraction.report)
    if count := len(_doubts(extraction)):
        facts.append(counted(count, "open finding"))
    return f"<Extraction {', '.join(facts)}>"


def card_of_report(report: Any) -> str:
    """A report as HTML: what was followed up, and the judgement of each."""
    head, *facts = [*_facts(report), ""]
    rows = "".join(_row(one) for one in report.follow_ups)
    return (
        f"<h4>{escape(head)}</h4><p>{escape(', '.join(filter(None, facts)))}</p>"
        f"<table><thead><tr>{_cells(('', 'Area', 'Followed up', 'By', 'Judgement'), 'th')}</tr>"
        f"</thead><tbody>{rows}</tbody></table>"
    )


def card_of_extraction(extraction: Any) -> str:
    """An extraction as HTML: its status, what is in doubt, and the report's card."""
    status = extraction.status.value.replace("_", " ")
    parts = [f"<p><strong>{escape(extraction.source.name)}</strong>: {escape(status)}</p>"]
    if doubts := _doubts(extraction):
        items = "".join(
            f"<li>{escape(one.message)} (<code>{escape(one.code)}</code>)</li>"
            for one in doubts[:_MOST]
        )
        more = len(doubts) - _MOST
        items += f"<li>and {counted(more, 'more finding')}</li>" if more > 0 else ""
        parts.append(f"<p>To look at:</p><ul>{items}</ul>")
    if extraction.report is not None:
        parts.append(card_of_report(extraction.report))
    return f"<div>{''.join(parts)}</div>"


def _facts(report: Any) -> Iterator[str]:
    place, visit = report.establishment, report.visit
    yield place.name if place else "no establishment"
    if visit:
        yield visit.text
    yield counted(len(report.follow_ups), "follow-up")


def _doubts(extraction: Any) -> Sequence[Any]:
    """The findings that nobody has accepted; for a refused source, why it was refused."""
    failed = (Outcome.FAILED, Outcome.UNAVAILABLE)
    checks = [one for one in extraction.checks if one.outcome in failed]
    refused = extraction.report is None
    problems = [one for one in extraction.problems if refused or is_doubt(one.code)]
    return [one for one in (*checks, *problems) if not one.accepted]


def _row(follow_up: Any) -> str:
    text = follow_up.concern or follow_up.recommendation or follow_up.label or ""
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    found = follow_up.judgement
    judgement = found.value.phrase if found else "none found"
    body = follow_up.body.value.replace("_", " ")
    cells = (str(follow_up.position), follow_up.area or "", text, body, judgement)
    return f"<tr>{_cells(cells, 'td')}</tr>"


def _cells(texts: Sequence[str], tag: str) -> str:
    return "".join(f'<{tag} style="{_CELL}">{escape(text)}</{tag}>' for text in texts)
