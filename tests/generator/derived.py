"""What a record holds beyond what is drawn up: it follows from that and from how it is printed."""

from __future__ import annotations

import re

from .record import Record
from .truth import Truth

_KIND = re.compile(r"(?:(HMP & YOI|HMP/YOI|HMYOI|HMP|YOI|IRC) )?(.+)")
_SHORT = {"HMYOI": "YOI", "HMP & YOI": "HMP/YOI"}


def complete(record: Record, truth: Truth) -> None:
    """Add to a record what follows from the rest of it."""
    kind, place = _KIND.fullmatch(record["establishment"]["name"]).groups()  # type: ignore[union-attr]
    record["establishment"] |= {
        "kind": _SHORT.get(kind, kind) or "HMP",
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


def _head_of_practice(record: Record, truth: Truth) -> None:
    """The heading above the paragraph on notable positive practice, where the layout has one."""
    findings = record["key_findings"]
    after = len(findings["followed_up"]) + 1
    if truth.layout != "2019" and after < len(findings["paragraphs"]):
        number = findings["paragraphs"][after]["number"]
        findings["sub_headings"] = [{"text": "Notable positive practice", "before": number}]
