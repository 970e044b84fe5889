"""IRP-M01 and IRP-M02: compare the report's summary of judgements with the follow-ups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    not_applicable,
    passed,
    unavailable,
)
from irp.parser.checks.evidence import follow_up_place, judgement_known, judgement_place, name_of
from irp.parser.checks.tallies import count_sentences
from irp.parser.layouts.known import UNFAMILIAR
from irp.parser.normalise.matching import Match, fold, match_entries
from irp.plain_words import counted, listed, shortened
from irp.record.extraction import Place
from irp.record.pointers import leaves
from irp.record.report import FollowUp
from irp.record.vocabulary import Outcome, SectionRole

_EXCERPT = 50
_MOST_FAULTS = 4
"""Named in a message; all are in what is expected and found."""


class _Fault(NamedTuple):
    """An entry or a follow-up without its counterpart."""

    message: str
    expected: str
    found: str
    places: list[Place]


def _matches(evidence: Evidence) -> list[Match | None]:
    """Match entries and follow-ups again, from their texts."""
    report = evidence.report
    return match_entries(
        [entry.text for entry in report.judgement_summary],
        [text_of(follow_up) for follow_up in report.follow_ups],
        [entry.body for entry in report.judgement_summary],
        [follow_up.body for follow_up in report.follow_ups],
    )


def text_of(follow_up: FollowUp) -> str:
    """The text that the summary repeats: the recommendation or theme, else the concern."""
    return follow_up.recommendation or follow_up.concern or ""


def _joined(evidence: Evidence) -> dict[int, list[int]]:
    """The entries with a judgement that combine the texts of several follow-ups, and these.

    The other judgement is missing, or the end of an entry was missed. A text that is part of
    another text is not counted as well.
    """
    texts = [(index, fold(text_of(f))) for index, f in enumerate(evidence.report.follow_ups)]
    texts = sorted((t for t in texts if t[1]), key=lambda item: -len(item[1]))
    joined: dict[int, list[int]] = {}
    for row, entry in enumerate(evidence.report.judgement_summary):
        if entry.judgement is None:
            continue  # may not have been understood at all
        left, held = fold(entry.text), set[int]()
        for index, text in texts:
            if text in left:
                left = left.replace(text, "\n", 1)
                held.add(index)
        if len(held) > 1:
            joined[row] = sorted(held)
    return joined


def _nothing_to_compare(evidence: Evidence) -> CheckResult | None:
    if not evidence.report.follow_ups:
        return unavailable("no follow-ups were found")
    if evidence.report.judgement_summary:
        return None
    if _has_no_summary(evidence):
        return not_applicable(
            "the report has no summary of judgements; its count sentences agree with the follow-ups"
        )
    return unavailable("no entries of the summary of judgements were found")


def _has_no_summary(evidence: Evidence) -> bool:
    """Whether a report of no known layout has no summary of judgements at all.

    No section is one, no other text repeats a follow-up's, as an entry that was not recognised
    would, and another witness confirms the judgements.
    """
    report = evidence.report
    roles = {section.role for section in report.sections}
    if evidence.layout != UNFAMILIAR.id or SectionRole.JUDGEMENTS in roles:
        return False
    if count_sentences(evidence).outcome is not Outcome.PASSED:
        return False
    elsewhere = report.model_dump(mode="json")
    for follow_up in elsewhere["follow_ups"]:
        del follow_up["recommendation"], follow_up["concern"]
    repeated = fold("\n".join(text for _, text in leaves(elsewhere) if isinstance(text, str)))
    return not any(fold(text_of(follow_up)) in repeated for follow_up in report.follow_ups)


def one_to_one(evidence: Evidence) -> CheckResult:
    """IRP-M01."""
    nothing = _nothing_to_compare(evidence)
    if nothing:
        return nothing
    matches, joined = _matches(evidence), _joined(evidence)
    faults = [*_entry_faults(evidence, matches, joined), *_missing(evidence, matches, joined)]
    if not faults:
        count = len(evidence.report.follow_ups)
        return passed(
            f"{counted(count, 'follow-up')}, each listed once in the summary of judgements"
        )
    return failed(
        listed((fault.message for fault in faults), most=_MOST_FAULTS),
        expected="; ".join(fault.expected for fault in faults),
        found="; ".join(fault.found for fault in faults),
        places=[place for fault in faults for place in fault.places],
    )


def _entry_faults(
    evidence: Evidence, matches: list[Match | None], joined: dict[int, list[int]]
) -> Iterator[_Fault]:
    follow_ups = evidence.report.follow_ups
    for index, match in enumerate(matches):
        if index in joined:
            continue  # reported by IRP-M02
        entry = evidence.report.judgement_summary[index]
        places = evidence.places(f"/judgement_summary/{index}/text")
        shown = shortened(entry.text, _EXCERPT)
        if match is None:
            like = _same_text(evidence, index)
            rest = "appears twice" if like else "matches no follow-up"
            places += [p for i in like for p in follow_up_place(evidence, i)]
            yield _Fault(f"the entry “{shown}” {rest}", "a follow-up", "none left", places)
            continue
        follow_up = follow_ups[match.index]
        places += follow_up_place(evidence, match.index)
        # Without its judgement sentence a follow-up's body is only inferred.
        judged = follow_up.judgement is not None
        if judged and entry.body is not None and entry.body is not follow_up.body:
            yield _Fault(
                f"the entry “{shown}” is listed under {name_of(entry.body)},"
                f" but {name_of(follow_up.body)} made the judgement",
                name_of(follow_up.body),
                name_of(entry.body),
                places,
            )
        elif not _agrees(entry.follow_up, follow_up, follow_ups):
            yield _Fault(
                f"the entry “{shown}” is matched with follow-up {entry.follow_up or 'none'},"
                f" but its text is that of follow-up {follow_up.position}",
                str(follow_up.position),
                str(entry.follow_up),
                places,
            )


def _same_text(evidence: Evidence, index: int) -> list[int]:
    """The follow-ups with an entry's text, which another entry has taken."""
    text = fold(evidence.report.judgement_summary[index].text)
    return [i for i, f in enumerate(evidence.report.follow_ups) if fold(text_of(f)) == text]


def _agrees(stored: int | None, follow_up: FollowUp, follow_ups: list[FollowUp]) -> bool:
    """Whether the stored position is the follow-up's, or that of another with the same text."""
    same = [f.position for f in follow_ups if fold(text_of(f)) == fold(text_of(follow_up))]
    return stored in {follow_up.position, *same}


def _missing(
    evidence: Evidence, matches: list[Match | None], joined: dict[int, list[int]]
) -> Iterator[_Fault]:
    taken = {match.index for row, match in enumerate(matches) if match and row not in joined}
    taken |= {index for held in joined.values() for index in held}
    entries = range(len(evidence.report.judgement_summary))
    summary = evidence.places(*(f"/judgement_summary/{index}/text" for index in entries))
    for index, follow_up in enumerate(evidence.report.follow_ups):
        if index not in taken:
            yield _Fault(
                f"follow-up {follow_up.position} “{shortened(text_of(follow_up), _EXCERPT)}”"
                " is not listed in the summary of judgements",
                "an entry of the summary",
                "none",
                [*follow_up_place(evidence, index), *summary],
            )


def same_judgements(evidence: Evidence) -> CheckResult:
    """IRP-M02."""
    nothing = _nothing_to_compare(evidence)
    if nothing:
        return nothing
    joined = _joined(evidence)
    faults = [_joined_fault(evidence, row, held) for row, held in joined.items()]
    compared, silent, skipped = 0, dict[int, int](), 0
    for index, match in enumerate(_matches(evidence)):
        if match is None or index in joined:
            continue  # reported by IRP-M01, or just now
        entry = evidence.report.judgement_summary[index]
        follow_up = evidence.report.follow_ups[match.index]
        judged = follow_up.judgement
        if entry.judgement is None:
            silent[index] = match.index
        elif judged and entry.judgement is judged.value:
            compared += 1
        elif judged is None or judgement_known(follow_up) is None:
            skipped += 1  # reported by IRP-J01 or IRP-J02
        else:
            faults.append(
                _Fault(
                    f"follow-up {follow_up.position} is judged {judged.value.phrase},"
                    f" but the summary says {entry.judgement.phrase}",
                    entry.judgement.phrase,
                    judged.value.phrase,
                    [
                        *evidence.places(f"/judgement_summary/{index}/judgement"),
                        *judgement_place(evidence, match.index),
                    ],
                )
            )
    faults += _unjudged(evidence, silent)
    if faults:
        return failed(
            listed((fault.message for fault in faults), most=_MOST_FAULTS),
            expected="; ".join(fault.expected for fault in faults),
            found="; ".join(fault.found for fault in faults),
            places=[place for fault in faults for place in fault.places],
        )
    if silent:
        return unavailable(
            f"{len(silent)} of the entries of the summary have no judgement next to them"
        )
    if not compared:
        return unavailable("no entry of the summary could be compared")
    note = f"; {skipped} not compared" if skipped else ""
    return passed(f"{counted(compared, 'judgement')} are the same in both places{note}")


def _joined_fault(evidence: Evidence, row: int, held: list[int]) -> _Fault:
    entry = evidence.report.judgement_summary[row]
    positions = [evidence.report.follow_ups[index].position for index in held]
    return _Fault(
        f"the entry “{shortened(entry.text, _EXCERPT)}” combines follow-ups"
        f" {listed(map(str, positions))}, with one judgement",
        counted(len(held), "judgement"),
        entry.judgement.phrase if entry.judgement else "none",
        [
            *evidence.places(f"/judgement_summary/{row}/text"),
            *(place for index in held for place in judgement_place(evidence, index)),
        ],
    )


def _unjudged(evidence: Evidence, silent: dict[int, int]) -> Iterator[_Fault]:
    """The entries without a judgement, among entries of their body that have one.

    Where none of a body's entries has one, they were not understood, or are not judged. A body's
    only entry is compared with those of the others.
    """
    entries = evidence.report.judgement_summary
    bodies = [entry.body for entry in entries]
    judged = {entry.body for entry in entries if entry.judgement}
    if judged:
        judged |= {body for body in bodies if bodies.count(body) == 1}
    for index, follow_up in silent.items():
        if entries[index].body in judged:
            yield _Fault(
                f"the entry “{shortened(entries[index].text, _EXCERPT)}” has no judgement",
                "a judgement",
                "none",
                [
                    *evidence.places(f"/judgement_summary/{index}/text"),
                    *judgement_place(evidence, follow_up),
                ],
            )


CHECKS = (
    CheckDefinition(
        "IRP-M01",
        "Every follow-up is listed once in the summary of judgements, and nothing else is",
        one_to_one,
        "/judgement_summary",
    ),
    CheckDefinition(
        "IRP-M02",
        "The judgement in the summary is the judgement in the follow-up",
        same_judgements,
        "/judgement_summary",
    ),
)
