"""IRP-X01 and IRP-X02: references inside the report, and to the full inspection report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    not_applicable,
    passed,
)
from irp.parser.checks.evidence import follow_up_place, name_of, paragraphs
from irp.parser.normalise.matching import fold
from irp.parser.patterns import Pattern
from irp.plain_words import counted, listed
from irp.record.report import FollowUp
from irp.record.vocabulary import Body

_NUMBER = r"(?:S\d{1,3}|\d{1,2}\.\d{1,3})(?!\d)"
_CITED = Pattern(
    rf"\bparagraphs?\s+(?P<numbers>{_NUMBER}(?:(?:\s*(?:,|;|–|-|&)\s*|\s+(?:and|to|or)\s+"
    rf"|,\s+and\s+){_NUMBER})*)(?P<after>[^.;]{{0,60}})",
    regex.IGNORECASE,
)
_ONE = Pattern(_NUMBER)
# "paragraph 1.33 of the inspection report" is elsewhere, "paragraph 3.8 of this report" is not.
_ELSEWHERE = Pattern(
    r"^[\s,(]*(?:of|in|from|to)\s+(?!this\b)"
    r"|\b(?:inspection|previous|last|full|earlier|(?:19|20)\d\d)\b[^.]*\breport\b",
    regex.IGNORECASE,
)
_ELSEWHERE_BEFORE = Pattern(
    r"\b(?:(?:inspection|full|previous|last|earlier) report|Prison Rules?|framework|instruction)"
    r"[^.]{0,40}$",
    regex.IGNORECASE,
)
# What looks like a reference at a text's end but was not read as one: "(1.3x)", "(1.3, by HMPPS)".
_LEFT_IN_TEXT = Pattern(
    r"[(\[](?P<left>(?:[^()\[\]]* )?(?:S\d{1,3}|\d{1,2}[.:]\d{1,3})(?!\d*(?:%| per|am\b|pm\b))"
    r"[^()\[\]]*)[)\]]\W*$"
)
_WELL_FORMED = Pattern(r"\d{1,2}\.\d{1,3}|S\d{1,3}")


class _Cited(NamedTuple):
    number: str
    pointer: str


def cross_references(evidence: Evidence) -> CheckResult:
    """IRP-X01."""
    cited = list(dict.fromkeys(_citations(evidence)))
    if not cited:
        return not_applicable("the report refers to none of its own paragraphs")
    there = {item.number for item in paragraphs(evidence)}
    dangling = [item for item in cited if item.number not in there]
    if not dangling:
        numbers = {item.number for item in cited}
        return passed(f"{counted(len(numbers), 'paragraph')} referred to, all present")
    missing = list(dict.fromkeys(item.number for item in dangling))
    return failed(
        f"the report refers to {listed(f'paragraph {number}' for number in missing)},"
        " which it does not contain",
        expected=", ".join(missing),
        found=_nearest(evidence, missing),
        places=[
            *evidence.places(*(item.pointer for item in dangling)),
            *evidence.places(*_section_pointers(evidence, missing)),
        ],
    )


def _citations(evidence: Evidence) -> Iterator[_Cited]:
    """Every paragraph that a text of the report refers to.

    Concerns and recommendations are left out: they are quoted from the full inspection report,
    and refer to paragraphs of that.
    """
    for item in paragraphs(evidence):
        for number in cited_paragraphs(item.text):
            yield _Cited(number, f"{item.pointer}/text")
    for index, area in enumerate(evidence.report.areas):
        for number in cited_paragraphs(area.note or ""):
            yield _Cited(number, f"/areas/{index}/note")
    for index, section in enumerate(evidence.report.sections):
        for number in cited_paragraphs(section.introduction or ""):
            yield _Cited(number, f"/sections/{index}/introduction")
    for index, practice in enumerate(evidence.report.positive_practice):
        for j, number in enumerate(practice.see_paragraphs):
            yield _Cited(number, f"/positive_practice/{index}/see_paragraphs/{j}")


def cited_paragraphs(text: str) -> list[str]:
    """The paragraphs of this report that a text refers to."""
    found: list[str] = []
    for match in _CITED.finditer(text):
        if _ELSEWHERE.search(match["after"]) or _ELSEWHERE_BEFORE.search(text[: match.start()]):
            continue
        found += _ONE.findall(match["numbers"])
    return found


def _nearest(evidence: Evidence, missing: list[str]) -> str:
    """The range of numbers in the sections that are referred to."""
    found: list[str] = []
    for series in dict.fromkeys(_series(number) for number in missing):
        mine = [item.number for item in paragraphs(evidence) if _series(item.number) == series]
        found.append(f"{mine[0]} to {mine[-1]}" if mine else f"no paragraph {series}…")
    return ", ".join(found)


def _section_pointers(evidence: Evidence, missing: list[str]) -> list[str]:
    """The first and last number of the sections that are referred to."""
    pointers: list[str] = []
    for series in dict.fromkeys(_series(number) for number in missing):
        mine = [i for i in paragraphs(evidence) if _series(i.number) == series]
        pointers += [f"{item.pointer}/number" for item in (*mine[:1], *mine[-1:])]
    return pointers


def _series(number: str) -> str:
    return "S" if number.startswith("S") else number.partition(".")[0] + "."


def references(evidence: Evidence) -> CheckResult:
    """IRP-X02."""
    used: dict[tuple[Body, str], list[int]] = {}
    follow_ups = evidence.report.follow_ups
    malformed = list(_malformed(follow_ups))
    for index, follow_up in enumerate(follow_ups):
        for reference in dict.fromkeys(follow_up.references):
            used.setdefault((follow_up.body, reference), []).append(index)
    if not used and not malformed:
        return not_applicable("the report gives no references to the full inspection report")
    shared = {key: where for key, where in used.items() if len(where) > 1}
    twice = {key: w for key, w in shared.items() if not _with_reason(follow_ups, key[1], w)}
    if not twice and not malformed:
        note = f"; {listed(r for _, r in shared)} shared for a reason" if shared else ""
        each = "each used once" if not shared else "none used twice without a reason"
        return passed(f"{counted(len(used), 'reference')}, all well formed and {each}{note}")
    messages = [f"{reference!r} is not a paragraph number" for reference, _ in malformed]
    places = evidence.places(*(pointer for _, pointer in malformed))
    for (body, reference), where in twice.items():
        positions = listed(str(follow_ups[index].position) for index in where)
        messages.append(
            f"{reference} is the reference of follow-ups {positions} of {name_of(body)}"
        )
        for index in where:
            j = follow_ups[index].references.index(reference)
            places += evidence.places(f"/follow_ups/{index}/references/{j}")
            places += follow_up_place(evidence, index)
    return failed(
        listed(messages),
        expected="references such as 1.33 or S40, each for one follow-up",
        found=", ".join([*(r for r, _ in malformed), *(r for _, r in twice)]),
        places=places,
    )


def _with_reason(follow_ups: list[FollowUp], reference: str, where: list[int]) -> bool:
    """Whether follow-ups share a reference for a reason that the report itself shows.

    They belong to the same concern; or one text is two follow-ups; or each has another reference
    of its own as well.
    """
    mine = [follow_ups[index] for index in where]
    concerns = {fold(item.concern) for item in mine if item.concern}
    if len(concerns) == 1 and all(item.concern for item in mine):
        return True
    if len({fold(item.recommendation or "") for item in mine}) == 1:
        return True
    others = [set(item.references) - {reference} for item in mine]
    return all(others) and len({frozenset(item) for item in others}) == len(others)


def _malformed(follow_ups: list[FollowUp]) -> Iterator[tuple[str, str]]:
    """References that are not paragraph numbers, each with its pointer."""
    for index, follow_up in enumerate(follow_ups):
        for j, reference in enumerate(follow_up.references):
            if not _WELL_FORMED.fullmatch(reference):
                yield reference, f"/follow_ups/{index}/references/{j}"
        for field in ("recommendation", "concern"):
            text = getattr(follow_up, field) or ""
            left = _LEFT_IN_TEXT.search(text)
            if left:
                yield left["left"], f"/follow_ups/{index}/{field}"


CHECKS = (
    CheckDefinition(
        "IRP-X01",
        "Cross-references lead to paragraphs that exist",
        cross_references,
        "/positive_practice",
    ),
    CheckDefinition(
        "IRP-X02",
        "References are well formed, and none is used twice without a reason",
        references,
        "/follow_ups",
    ),
)
