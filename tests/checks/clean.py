"""A clean record of an invented report, and what it states of itself, as plain values.

A test changes one thing and builds the evidence; every value then has a place of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from irp.parser.checks.base import Evidence
from irp.record.extraction import Coverage, Place, Seen, Stated
from irp.record.report import Report

Plain = dict[str, Any]
Plant = Callable[[Plain], object]

PLACE = "HMP Larkmoor"

_ASKED = (
    ("hmi_prisons", "good_progress", "Cells should be warm, dry and free of damp."),
    (
        "hmi_prisons",
        "good_progress",
        "New arrivals should be seen by a nurse on their first night.",
    ),
    ("hmi_prisons", "reasonable_progress", "Complaints should be answered within a week."),
    ("hmi_prisons", "insufficient_progress", "The library should open every weekday evening."),
    ("ofsted", "reasonable_progress", "Tutors should give learners useful written feedback."),
    ("ofsted", "significant_progress", "More prisoners should attend workshops in the afternoon."),
)
_SECTIONS = (
    ("summary", "Section 1", "Chief Inspector’s summary"),
    ("key_findings", "Section 2", "Key findings"),
    ("progress", "Section 3", "Progress against the recommendations and Ofsted themes"),
    ("judgements", "Section 4", "Summary of judgements"),
    ("about", "Appendix I", "About this report"),
    ("team", None, "Inspection team"),
    ("glossary", "Appendix II", "Glossary"),
    ("back_matter", None, "Crown copyright 2022"),
)


def _sentence(body: str, judgement: str) -> str:
    who = "Ofsted" if body == "ofsted" else "We"
    what = "theme" if body == "ofsted" else "recommendation"
    words = judgement.replace("_", " ")
    return f"{who} considered that the prison had made {words} against this {what}."


def _follow_up(position: int) -> Plain:
    body, judgement, asked = _ASKED[position - 1]
    number = 3 * position - 2
    text = _sentence(body, judgement)
    paragraphs = [
        {"number": f"3.{number}", "text": "Leaders had looked at this carefully."},
        {"number": f"3.{number + 1}", "text": "Prisoners we spoke to told us that it was better."},
        {"number": f"3.{number + 2}", "text": text},
    ]
    return {
        "position": position,
        "area": "Living and learning",
        "kind": "theme" if body == "ofsted" else "recommendation",
        "body": body,
        "label": f"Theme {position - 4}" if body == "ofsted" else None,
        "concern": None if body == "ofsted" else f"In 2021 this was a concern: {asked.lower()}",
        "recommendation": asked,
        "references": [f"{5 if body == 'ofsted' else 1}.{30 + position}"],
        "paragraphs": paragraphs,
        "judgement": {"value": judgement, "text": text, "paragraph": f"3.{number + 2}"},
        "other_judgements": [],
        "photographs": [],
    }


def _paragraphs(section: int, *texts: str) -> list[Plain]:
    return [{"number": f"{section}.{i}", "text": text} for i, text in enumerate(texts, start=1)]


def _shown(**counts: int) -> list[Plain]:
    return [
        {"judgement": f"{name}_progress", "count": count, "witness": "chart"}
        for name, count in counts.items()
    ]


def _outcomes(witness: str) -> list[Plain]:
    """What one witness gives, year by year."""
    return [
        {"year": 2018, "outcomes": {"Safety": "Poor", "Respect": "Good"}, "witness": witness},
        {"year": 2021, "outcomes": {"Safety": "Good", "Respect": "Good"}, "witness": witness},
    ]


def clean_report() -> Plain:
    """The record of an invented report with four recommendations and two themes."""
    follow_ups = [_follow_up(position) for position in range(1, len(_ASKED) + 1)]
    practice = "A kitchen run by prisoners was thriving. (See paragraph 3.8.)"
    return {
        "document_type": "independent_review_of_progress",
        "establishment": {"name": PLACE, "kind": "HMP", "id": "larkmoor"},
        "visit": {"text": "4–6 July 2022", "start": "2022-07-04", "end": "2022-07-06"},
        "report_date": {"text": "August 2022", "year": 2022, "month": 8},
        "chief_inspector": {"name": "Ada Holt", "title": "HM Chief Inspector of Prisons"},
        "previous_inspections": [2018, 2021],
        "followed_up_inspection": {"year": 2021, "month": 9},
        "summary": {
            "paragraphs": _paragraphs(1, "Larkmoor is a training prison.", "It had done well.")
        },
        "key_findings": {
            "paragraphs": _paragraphs(
                2, "We followed up four recommendations.", "There was one example.", practice
            ),
            "tallies": [],
            "followed_up": [],
        },
        "figures": [
            {
                "number": 2,
                "caption": "Progress on HMI Prisons recommendations (n=4)",
                "n": 4,
                "counts": _shown(good=2, reasonable=1, insufficient=1),
            },
            {
                "number": 3,
                "caption": "Progress on Ofsted themes (n=2)",
                "n": 2,
                "counts": _shown(reasonable=1, significant=1),
            },
        ],
        "positive_practice": [{"paragraph": "2.3", "text": practice, "see_paragraphs": ["3.8"]}],
        "areas": [{"heading": "Living and learning", "note": None, "paragraphs": []}],
        "follow_ups": follow_ups,
        "judgement_summary": [
            {
                "body": f["body"],
                "text": f["recommendation"],
                "label": None,
                "judgement": f["judgement"]["value"],
                "follow_up": f["position"],
            }
            for f in follow_ups
        ],
        "judgement_definitions": [],
        "review_team": [{"name": "Ada Thornbury", "role": "Team leader"}],
        "glossary": [{"term": "Ferry pass", "definition": "Leave to cross the water for a day."}],
        "outcome_witnesses": [*_outcomes("text"), *_outcomes("chart")],
        "sections": [
            {"role": role, "label": label, "title": title} for role, label, title in _SECTIONS
        ],
        "copyright_year": 2022,
    }


def _places(page: int, start: int) -> list[Plain]:
    return [{"page": page, "start": start, "end": start + 9, "box": None}]


def _count(body: str, judgement: str, count: int, start: int) -> Plain:
    return {
        "body": body,
        "judgement": judgement,
        "count": count,
        "places": _places(90, start),
    }


def clean_stated() -> Plain:
    """What that report says of itself."""
    both = ["good_progress", "reasonable_progress"]
    return {
        "counts": [
            _count("hmi_prisons", "good_progress", 2, 0),
            _count("hmi_prisons", "reasonable_progress", 1, 10),
            _count("hmi_prisons", "insufficient_progress", 1, 20),
            _count("ofsted", "reasonable_progress", 1, 30),
            _count("ofsted", "significant_progress", 1, 40),
        ],
        "followed_up": [
            {"body": "hmi_prisons", "count": 4, "places": _places(91, 0)},
            {"body": "ofsted", "count": 2, "places": _places(91, 10)},
        ],
        "captions": [
            {"figure": 2, "body": "hmi_prisons", "n": 4, "places": _places(92, 0)},
            {"figure": 3, "body": "ofsted", "n": 2, "places": _places(92, 10)},
        ],
        "prose": [
            {
                "body": "hmi_prisons",
                "judgements": both,
                "count": 3,
                "total": 4,
                "text": "good or reasonable progress in three of the four recommendations",
                "places": _places(93, 0),
            },
            {
                "body": "ofsted",
                "judgements": ["significant_progress"],
                "count": 1,
                "total": None,
                "text": "significant progress in one theme",
                "places": _places(93, 10),
            },
        ],
        "names": [
            {"name": PLACE, "where": where, "places": _places(94, 10 * i)}
            for i, where in enumerate(("cover", "furniture", "caption", "text"))
        ],
        "odd_dates": [],
    }


def clean() -> Plain:
    """Everything, to be changed by a test and handed to ``evidence``."""
    return {
        "layout": "recommendations_2021",
        "report": clean_report(),
        "stated": clean_stated(),
        "coverage": {
            "lines": 100,
            "claimed": 80,
            "furniture": 12,
            "boilerplate": 8,
            "unclaimed": 0,
            "unclaimed_places": [],
        },
        "seen": {"pages": 20, "left_out": 0, "contradictions": []},
    }


def evidence(plain: Plain) -> Evidence:
    """The evidence, in which each value of the report has a place of its own."""
    provenance = {
        pointer: [Place(page=1 + i // 50, start=20 * (i % 50), end=20 * (i % 50) + 9)]
        for i, pointer in enumerate(sorted(_leaves(plain["report"], ""), key=_is_drawn))
    }
    return Evidence(
        plain["layout"],
        Report.model_validate(plain["report"]),
        Stated.model_validate(plain["stated"]),
        Coverage.model_validate(plain["coverage"]),
        provenance,
        Seen.model_validate(plain["seen"]) if plain["seen"] else None,
    )


def _is_drawn(pointer: str) -> bool:
    """Whether a value was read from a chart; those have the last places."""
    return "/counts/" in pointer or pointer.startswith("/outcome_witnesses")


def _leaves(node: Any, pointer: str) -> Iterator[str]:
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _leaves(child, f"{pointer}/{key}")
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from _leaves(child, f"{pointer}/{i}")
    elif node is not None:
        yield pointer


def clean_evidence(plant: Plant | None = None) -> Evidence:
    """The evidence of the clean report, changed by ``plant`` where it is given."""
    plain = clean()
    if plant:
        plant(plain)
    return evidence(plain)
