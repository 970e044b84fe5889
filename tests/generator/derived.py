"""What a record holds beyond what is drawn up: it follows from that and from how it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .document import Heading, Plain, Report
from .record import Record, Section
from .truth import Truth

_KIND = re.compile(r"(?:(HMP & YOI|HMP/YOI|HMYOI|HMP|YOI|IRC) )?(.+)")
_AFTER = {" Immigration Removal Centre": "IRC", " Prison": "HMP"}
_INTRODUCED = ("progress", "judgements", "team", "glossary")
_SHORT = {"HMYOI": "YOI", "HMP & YOI": "HMP/YOI"}


def complete(record: Record, truth: Truth, report: Report) -> None:
    """Add to a record what follows from the rest of it and from its document."""
    record["sections"] = list(_sections(report))
    if not any(section["role"] == "back_matter" for section in record["sections"]):
        record["copyright_year"] = None
    name = record["establishment"]["name"]
    kind, place = _KIND.fullmatch(name).groups()  # type: ignore[union-attr]
    kind = kind or next((k for words, k in _AFTER.items() if name.endswith(words)), None)
    record["establishment"] |= {
        "kind": _SHORT.get(kind, kind) if kind else None,  # a Wood College has none
        "id": re.sub(r"[^a-z]+", "-", place.lower()).strip("-"),  # no list has an invented place
        "nomis_code": None,
    }
    chief = record["chief_inspector"]["name"]
    record["other_signatories"] = [
        {"name": name, "title": title}
        for name, title in truth.printing.signatories
        if name != chief
    ]
    for entry in record["judgement_summary"]:
        position = entry["follow_up"]
        matched = record["follow_ups"][position - 1] if position else None
        shown = truth.options.summary_references and matched
        entry["references"] = list(matched["references"]) if matched and shown else []
        entry["body"] = entry["body"] or (matched["body"] if matched else None)
    _head_of_practice(record, truth)


def _sections(report: Report) -> Iterator[Section]:
    """The headings of the sections, each with the unnumbered words below it that introduce it."""
    elements = report.elements
    for index, element in enumerate(elements):
        if isinstance(element, Plain) and element.text.startswith("Crown copyright"):
            yield {
                "role": "back_matter",
                "label": None,
                "title": element.text,
                "introduction": None,
            }
        if not isinstance(element, Heading) or not element.role:
            continue
        after = elements[index + 1]
        words = after.text if isinstance(after, Plain) else ""
        yield {
            "role": element.role,
            "label": element.label or None,
            "title": element.text,
            "introduction": words or None if element.role in _INTRODUCED else None,
        }


def _head_of_practice(record: Record, truth: Truth) -> None:
    """The headings above the paragraph and the list on notable positive practice, where printed."""
    findings = record["key_findings"]
    after = len(findings["followed_up"]) + 1
    if not truth.form.practice:
        return
    if after < len(findings["paragraphs"]):
        number = findings["paragraphs"][after]["number"]
        findings["sub_headings"] = [{"text": "Notable positive practice", "before": number}]
    if truth.options.lettered_practice and record["positive_practice"]:
        letters = {"text": "Examples of notable positive practice", "before": None}
        findings.setdefault("sub_headings", []).append(letters)
