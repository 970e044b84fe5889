"""IRP-J01 and IRP-J02: each follow-up has one judgement, on its body's scale."""

from __future__ import annotations

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    not_applicable,
    passed,
    unavailable,
)
from irp.parser.checks.evidence import follow_up_place, judgement_place, name_of, on_scale
from irp.plain_words import counted, listed
from irp.record.extraction import Place
from irp.record.report import FollowUp
from irp.record.vocabulary import SCALES


def one_judgement_each(evidence: Evidence) -> CheckResult:
    """IRP-J01."""
    follow_ups = evidence.report.follow_ups
    if not follow_ups:
        return unavailable("no follow-ups were found")
    wrong = [(i, f) for i, f in enumerate(follow_ups) if _judgements(f) != 1]
    if not wrong:
        return passed(f"each of {counted(len(follow_ups), 'follow-up')} has one judgement")
    places: list[Place] = []
    for index, follow_up in wrong:
        places += follow_up_place(evidence, index)
        places += judgement_place(evidence, index)
        for other in range(len(follow_up.other_judgements)):
            places += evidence.places(f"/follow_ups/{index}/other_judgements/{other}/value")
    return failed(
        listed(
            f"follow-up {f.position} has {counted(_judgements(f), 'judgement')}" for _, f in wrong
        ),
        expected="1 judgement",
        found="; ".join(_words(f) for _, f in wrong),
        places=places,
    )


def _judgements(follow_up: FollowUp) -> int:
    return (follow_up.judgement is not None) + len(follow_up.other_judgements)


def _words(follow_up: FollowUp) -> str:
    found = [*follow_up.other_judgements]
    if follow_up.judgement:
        found.append(follow_up.judgement)
    return listed(judgement.value.phrase for judgement in found) or "none"


def judgements_on_scale(evidence: Evidence) -> CheckResult:
    """IRP-J02."""
    follow_ups = evidence.report.follow_ups
    judged = [(i, f, f.judgement.value) for i, f in enumerate(follow_ups) if f.judgement]
    if not judged:
        return unavailable("no judgements were found")
    comparable = [(i, f, value) for i, f, value in judged if f.body in SCALES]
    if not comparable:
        return not_applicable("the scales of the inspectorates that judged are not known")
    wrong = [(i, f, value) for i, f, value in comparable if not on_scale(f.body, value)]
    if not wrong:
        return passed(f"{counted(len(comparable), 'judgement')} on the scale")
    scales = dict.fromkeys(f.body for _, f, _ in wrong)
    return failed(
        listed(
            f"{name_of(f.body)} does not give {value.phrase!r} (follow-up {f.position})"
            for _, f, value in wrong
        ),
        expected="; ".join(
            f"{name_of(body)}: {', '.join(j.phrase for j in SCALES[body])}" for body in scales
        ),
        found=", ".join(value.phrase for _, _, value in wrong),
        places=[
            place
            for index, _, _ in wrong
            for place in (
                *judgement_place(evidence, index),
                *evidence.places(f"/follow_ups/{index}/body"),
            )
        ],
    )


CHECKS = (
    CheckDefinition(
        "IRP-J01", "Each follow-up has exactly one judgement", one_judgement_each, "/follow_ups"
    ),
    CheckDefinition(
        "IRP-J02", "The judgement is on its body's scale", judgements_on_scale, "/follow_ups"
    ),
)
