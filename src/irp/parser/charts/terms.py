"""What the labels of a chart name: tests, grades, judgements, years and numbers."""

from __future__ import annotations

import regex

from irp.parser.charts.model import Terms
from irp.parser.patterns import Pattern
from irp.record.vocabulary import GRADES, MONTHS, TEST_PATTERN, judgement_of, test_name

_TEST = Pattern(rf"\b(?:{TEST_PATTERN})\b", regex.IGNORECASE)
_JUDGEMENT = Pattern(
    r"\b(?:(?:no meaningful|insufficient|reasonable|significant|good) progress"
    r"|no meaningful|insufficient|reasonable|significant)\b",
    regex.IGNORECASE,
)
_GRADE = Pattern(r"\b(?:not sufficiently good|reasonably good|good|poor)\b", regex.IGNORECASE)
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_PERCENT = Pattern(r"(?<![\d.])\d{1,3}(?:\.\d+)? ?%")
_NUMBER = Pattern(r"(?<![\d.])\d{1,3}(?![\d.])")
_REST = Pattern(
    rf"(?:[\s(),;:=\[\]/–-]|n\b|in\b|\bthe\b|\binspections?\b|\bIRP\b|{'|'.join(MONTHS)})*",
    regex.IGNORECASE,
)
_HALF = Pattern(r"\b(?:reasonabl[ey]|sufficiently|insufficient|meaningful)\b", regex.IGNORECASE)
_LONGEST = 80


def is_half_read(text: str) -> bool:
    """Whether a label that names nothing holds part of a grade's or judgement's name.

    The rest of it may have been taken for another grade: "good" of "reasonably good".
    """
    return len(text) <= _LONGEST and bool(_HALF.search(text))


def terms_of(text: str) -> Terms | None:
    """What a label names; None where it says anything else as well, or names nothing."""
    if len(text) > _LONGEST:
        return None
    rest = text
    found: dict[str, str] = {}
    for kind, pattern in (
        ("test", _TEST),
        ("judgement", _JUDGEMENT),
        ("grade", _GRADE),
        ("year", _YEAR),
        ("percent", _PERCENT),
        ("number", _NUMBER),
    ):
        match = pattern.search(rest)
        if match:
            found[kind] = match[0]
            rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    if not found or not _REST.fullmatch(rest):
        return None
    grade = found.get("grade")
    judged = found.get("judgement") or ("good" if grade and grade.lower() == "good" else None)
    return Terms(
        test_name(found["test"]) if "test" in found else None,
        GRADES.index(grade.capitalize()) + 1 if grade else None,
        judgement_of(judged) if judged else None,
        int(found["year"]) if "year" in found else None,
        int(found["number"]) if "number" in found else None,
        float(found["percent"].rstrip(" %")) if "percent" in found else None,
    )
