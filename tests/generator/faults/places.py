"""Faults in numbers of paragraphs, references, dates and names."""

from __future__ import annotations

import re
from random import Random

from ..names import PLACES
from ..numbers import month_name, month_shift
from ..record import Paragraph
from ..truth import Truth
from .base import Fault, all_paragraphs, prefix, rank, renumber


def _findings(truth: Truth) -> list[Paragraph]:
    """Paragraphs of follow-ups before the judgements, where nothing is set in or behind them."""
    taken = {p["after"] for f in truth.record["follow_ups"] for p in f["photographs"]}
    extras = {(m.follow_up, m.paragraph) for m in truth.printing.marks}
    extras |= {(t.follow_up, t.paragraph) for t in truth.printing.tables}
    return [
        paragraph
        for i, follow_up in enumerate(truth.record["follow_ups"])
        for j, paragraph in enumerate(follow_up["paragraphs"][:-1])
        if paragraph["number"] not in taken
        and (i, j) not in extras
        and " • " not in paragraph["text"]
    ]


def _skipped(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    findings = _findings(truth)
    if not findings:
        return None
    at = rank(rng.choice(findings)["number"])
    renumber(truth, truth.form.progress, lambda n: n + 1 if n > at else n)
    return truth


def _repeated(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    numbers = [p["number"] for p in _findings(truth)]
    pairs = [n for n in numbers if f"{prefix(n)}{rank(n) + 1}" in numbers]
    if not pairs:
        return None
    at = rank(rng.choice(pairs))
    renumber(truth, truth.form.progress, lambda n: n - 1 if n > at else n)
    return truth


def _summary_skipped(truth: Truth, rng: Random) -> Truth:
    truth = truth.copy()
    last = len(truth.record["summary"]["paragraphs"])
    at = rng.randint(1, last - 1)
    renumber(truth, truth.form.summary, lambda n: n + 1 if n > at else n)
    return truth


def _last_number(truth: Truth) -> int:
    within = truth.form.progress
    return max(rank(p["number"]) for p in all_paragraphs(truth) if prefix(p["number"]) == within)


def _dangling(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    findings = _findings(truth)
    if not findings:
        return None
    number = rng.choice((f"{truth.form.progress}{_last_number(truth) + rng.randint(3, 40)}", "7.4"))
    rng.choice(findings)["text"] += f" This is described elsewhere (see paragraph {number})."
    return truth


def _practice_dangling(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    if not truth.record["positive_practice"]:
        return None
    practice = rng.choice(truth.record["positive_practice"])
    wrong = f"{truth.form.progress}{_last_number(truth) + rng.randint(2, 30)}"
    right = practice["see_paragraphs"][-1]
    text = practice["text"].removesuffix(f"{right}.)") + f"{wrong}.)"
    for paragraph in truth.record["key_findings"]["paragraphs"]:
        if paragraph["number"] == practice["paragraph"]:
            paragraph["text"] = text
    practice["text"] = text
    practice["see_paragraphs"][-1] = wrong
    return truth


def _malformed(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    lists = [f["references"] for f in truth.record["follow_ups"]]
    candidates = [r for r in lists if r and "." in r[0]] or [r for r in lists if r]
    if not candidates:
        return None
    references = rng.choice(candidates)
    head, dot, tail = references[0].partition(".")
    wrong = (f"{head}{tail}", f"{head}..{tail}", f"{head}.", f"{head}.{tail}.0x")
    references[0] = rng.choice(wrong) if dot else f"{head}.."
    return truth


def _reference_twice(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    follow_ups = truth.record["follow_ups"]
    pairs = [(a, b) for a in follow_ups for b in follow_ups if a is not b]
    pairs = [(a, b) for a, b in pairs if a["body"] == b["body"] and a["references"]]
    pairs = [(a, b) for a, b in pairs if b["references"]]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    other["references"] = list(one["references"])
    return truth


def _report_before_inspection(truth: Truth, rng: Random) -> Truth:
    truth = truth.copy()
    inspected, date = truth.record["followed_up_inspection"], truth.record["report_date"]
    year, month = month_shift(inspected["year"], inspected["month"], -rng.randint(1, 5))
    date.update({"year": year, "month": month, "text": month_name(year, month)})
    return truth


def _visit_before_inspection(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    visit = truth.record["visit"]
    if visit is None:
        return None
    back = rng.choice((2, 3))
    for key in ("start", "end", "text"):
        visit[key] = re.sub(r"20\d\d", lambda m: str(int(m.group(0)) - back), visit[key])
    return truth


def _visit_after_report(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    visit = truth.record["visit"]
    if visit is None:
        return None
    for key in ("start", "end", "text"):
        visit[key] = re.sub(r"20\d\d", lambda m: str(int(m.group(0)) + 1), visit[key])
    return truth


def _inspection_after_visit(truth: Truth, rng: Random) -> Truth | None:
    """The sentence that says what was followed up dates the inspection after the visit."""
    truth = truth.copy()
    inspected, visit = truth.record["followed_up_inspection"], truth.record["visit"]
    if visit is None:
        return None
    before = month_name(inspected["year"], inspected["month"])
    last = visit["end"]
    year, month = month_shift(int(last[:4]), int(last[5:7]), rng.randint(1, 9))
    for paragraph in truth.record["key_findings"]["paragraphs"]:
        if before in paragraph["text"]:
            after = month_name(year, month)
            paragraph["text"] = paragraph["text"].replace(before, after)
            inspected.update({"year": year, "month": month})
            return truth
    return None


def _prose_elsewhere(truth: Truth, rng: Random) -> Truth | None:
    """One sentence about the visited establishment names another."""
    truth = truth.copy()
    name = truth.record["establishment"]["name"]
    parts = (truth.record["summary"]["paragraphs"], truth.record["key_findings"]["paragraphs"])
    naming = [p for paragraphs in parts for p in paragraphs if name in p["text"]]
    if not naming:
        return None
    paragraph = rng.choice(naming)
    paragraph["text"] = paragraph["text"].replace(name, _another_place(truth, rng))
    return truth


def _another_place(truth: Truth, rng: Random) -> str:
    name = truth.options.establishment.name
    return f"HMP {rng.choice([place for place in PLACES if place not in name])}"


def _caption_elsewhere(truth: Truth, rng: Random) -> Truth | None:
    truth = truth.copy()
    name = truth.record["establishment"]["name"]
    for figure in truth.record["figures"]:
        if name in figure["caption"]:
            figure["caption"] = figure["caption"].replace(name, _another_place(truth, rng))
            return truth
    return None


FAULTS = (
    Fault(
        "paragraph_skipped",
        frozenset({"IRP-N01"}),
        "A paragraph number of section 3 is left out.",
        _skipped,
        witnesses=1,
    ),
    Fault(
        "paragraph_repeated",
        frozenset({"IRP-N01"}),
        "Two paragraphs of section 3 have the same number.",
        _repeated,
        witnesses=1,
    ),
    Fault(
        "summary_paragraph_skipped",
        frozenset({"IRP-N01"}),
        "A paragraph number of the chief inspector's summary is left out.",
        _summary_skipped,
        witnesses=1,
    ),
    Fault(
        "dangling_reference",
        frozenset({"IRP-X01"}),
        "A finding refers to a paragraph that does not exist.",
        _dangling,
    ),
    Fault(
        "practice_dangling",
        frozenset({"IRP-X01"}),
        "Notable positive practice refers to a paragraph that does not exist.",
        _practice_dangling,
    ),
    Fault(
        "reference_malformed",
        frozenset({"IRP-X02"}),
        "A reference to the inspection report is not a paragraph's number.",
        _malformed,
        witnesses=1,
    ),
    Fault(
        "reference_twice",
        frozenset({"IRP-X02"}),
        "Two follow-ups have the same reference.",
        _reference_twice,
    ),
    Fault(
        "report_before_inspection",
        frozenset({"IRP-D01"}),
        "The report is dated before the inspection that it follows up.",
        _report_before_inspection,
    ),
    Fault(
        "visit_before_inspection",
        frozenset({"IRP-D01"}),
        "The visit took place before the inspection that it follows up.",
        _visit_before_inspection,
        needs_furniture=True,
    ),
    Fault(
        "visit_after_report",
        frozenset({"IRP-D01"}),
        "The visit took place a year after the report was signed.",
        _visit_after_report,
        needs_furniture=True,
    ),
    Fault(
        "inspection_after_visit",
        frozenset({"IRP-D01"}),
        "The inspection followed up is dated after the visit.",
        _inspection_after_visit,
        needs_furniture=True,
    ),
    Fault(
        "prose_elsewhere",
        frozenset({"IRP-E01"}),
        "A sentence about the visited establishment names another.",
        _prose_elsewhere,
    ),
    Fault(
        "caption_elsewhere",
        frozenset({"IRP-E01"}),
        "A figure's caption names another establishment.",
        _caption_elsewhere,
    ),
)
