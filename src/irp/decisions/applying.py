"""Decisions applied to a record: corrections before the checks run, acceptances after them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from irp.decisions.file import Decisions, differ, linked_with, merged
from irp.decisions.places import find, folded, replaced, same, value_at
from irp.errors import DecisionsError
from irp.parser.checks import run as run_checks
from irp.parser.checks.base import evidence_of
from irp.record.decision import Acceptance, Decision, DecisionMade, DecisionState, Ruling
from irp.record.extraction import Check, Extraction, Problem
from irp.record.failed import failed_extraction
from irp.record.findings import Finding, complains, status_of
from irp.record.report import Report

_PROBLEMS: Final = {
    DecisionState.STALE: "stale_decision",
    DecisionState.DISPUTED: "disputed_decision",
    DecisionState.REFUSED: "refused_decision",
    DecisionState.NOT_NEEDED: "decision_not_needed",
}
_OWN_PROBLEMS: Final = frozenset(_PROBLEMS.values())
_LONGEST = 200


@dataclass(slots=True)
class _One:
    """A decision being applied: where its place is now, and the outcome so far."""

    decision: Decision
    pointer: str | None = None
    state: DecisionState = DecisionState.APPLIED
    message: str = "applied"

    def settle(self, state: DecisionState, message: str) -> None:
        self.state, self.message = state, message

    def made(self) -> DecisionMade:
        plain = {name: getattr(self.decision, name) for name in _CORE}
        state, message = self.state, self.message
        return DecisionMade(**plain, state=state, pointer=self.pointer, message=message)


_CORE: Final = ("decision", "place", "read", "value", "other", "because", "by", "at")


def apply(extraction: Extraction, decisions: Iterable[Decision]) -> Extraction:
    """Apply the decisions about its source to a record.

    Args:
        extraction: as the parser made it, or with decisions, which are then taken back first.
        decisions: those about this source; if empty, the result is the parser's own record.

    Returns:
        The record, with the outcome of each decision in ``decisions``. Without decisions it is
        the object that was given.

    Raises:
        DecisionsError: decisions were applied already and cannot be taken back.
    """
    if extraction.decisions:
        extraction = as_read(extraction)
    given = [_One(decision) for decision in merged(decisions)]
    if not given:
        return extraction
    rejected = next((o.decision for o in given if o.decision.decision is Ruling.REJECT), None)
    if extraction.report is None or rejected:
        return _without_report(extraction, given, rejected)
    tree = extraction.report.model_dump(mode="json")
    for one in given:
        _locate(one, tree)
    _settle_rivals(given)
    corrections = [o for o in given if o.decision.decision is Ruling.CORRECT and _is_applied(o)]
    corrected = _corrected(extraction, extraction.report, corrections)
    problems = [p for o in given if (p := _problem_of(o))]
    checks = run_checks(evidence) if (evidence := evidence_of(corrected)) else corrected.checks
    findings = _accepted([*checks, *corrected.problems, *problems], given)
    checks = [one for one in findings if isinstance(one, Check)]
    remaining = [one for one in findings if isinstance(one, Problem)]
    status = status_of(checks, remaining, corrected=any(map(_is_applied, corrections)))
    made = [one.made() for one in given]
    update = {"checks": checks, "problems": remaining, "status": status, "decisions": made}
    return corrected.model_copy(update=update)


def applied_again(records: Iterable[Extraction], decisions: Decisions) -> Iterator[Extraction]:
    """Saved records with these decisions in place of those that they were made with.

    A record whose own decisions cannot be taken back is left as it is.
    """
    for record in records:
        try:
            yield apply(record, decisions.about(record.source.sha256))
        except DecisionsError:
            yield record


def as_read(extraction: Extraction) -> Extraction:
    """A record as the parser made it: its decisions taken back.

    Raises:
        DecisionsError: it was rejected, or a whole part of it was replaced: read it again.
    """
    if not extraction.decisions:
        return extraction
    report = report_as_read(extraction)
    problems = [
        problem.model_copy(update={"accepted": None})
        for problem in extraction.problems
        if problem.code not in _OWN_PROBLEMS
    ]
    pointers = [str(one.pointer) for one in _corrections(extraction)]
    update: dict[str, Any] = {"decisions": [], "report": report, "problems": problems}
    update["provenance"] = _set_by(extraction, dict.fromkeys(pointers))
    restored = extraction.model_copy(update=update)
    if evidence := evidence_of(restored):
        update["checks"] = run_checks(evidence)
        update["status"] = status_of(update["checks"], problems)
    return restored.model_copy(update=update)


def report_as_read(extraction: Extraction) -> Report | None:
    """The report as the parser read it, without what people corrected.

    Raises:
        DecisionsError: as for ``as_read``.
    """
    name, corrections = extraction.source.name, _corrections(extraction)
    if extraction.report is None:
        if any(problem.code == "rejected" for problem in extraction.problems):
            raise DecisionsError(f"{name} was rejected: extract it again")
        return None
    if not corrections:
        return extraction.report
    if any(isinstance(value, list | dict) for o in corrections for value in (o.read, o.value)):
        raise DecisionsError(f"{name} has a part that a person replaced: extract it again")
    tree = extraction.report.model_dump(mode="json")
    try:
        for one in reversed(corrections):
            replaced(tree, str(one.pointer), one.read)
        return Report.model_validate(tree)
    except (LookupError, ValidationError):
        message = f"{name} has decisions that do not fit its record: extract it again"
        raise DecisionsError(message) from None


def _corrections(extraction: Extraction) -> list[DecisionMade]:
    """The corrections that a record was made with."""
    return [
        one
        for one in extraction.decisions
        if one.state is DecisionState.APPLIED and one.decision is Ruling.CORRECT
    ]


def _locate(one: _One, tree: Any) -> None:
    """Find the place of a decision about a value, and compare what is read with what was read."""
    place, decision = one.decision.place, one.decision
    if place is None or place.pointer is None:
        return
    one.pointer = find(tree, place, decision.read)
    if one.pointer is None:
        one.settle(DecisionState.STALE, "the words it was about are not found in this reading")
        return
    now = value_at(tree, one.pointer)
    if decision.decision is Ruling.CORRECT and now == decision.value:
        one.settle(DecisionState.NOT_NEEDED, "the report is read that way now")
    elif not same(now, decision.read):
        one.settle(DecisionState.STALE, f"what is read there now is {_shown(now)}")


def _settle_rivals(given: Sequence[_One]) -> None:
    """Resolve several decisions about one place: each person's last counts; persons must agree."""
    places: dict[object, list[_One]] = defaultdict(list)
    for one in given:
        place = one.decision.place
        if place and one.decision.decision is not Ruling.NOTE:
            at = one.pointer or (*place.words, str(place), str(folded(one.decision.read)))
            places[at, linked_with(one.decision)].append(one)
    for rivals in places.values():
        last = {one.decision.by: one for one in rivals}
        for one in rivals:
            if last[one.decision.by] is not one:
                one.settle(DecisionState.SUPERSEDED, "the same person decided again later")
        # A decision that no longer fits the reading is reported as such in any case.
        counting = (DecisionState.APPLIED, DecisionState.NOT_NEEDED)
        live = [one for one in last.values() if one.state in counting]
        if differ(one.decision for one in live):
            names = " and ".join(one.decision.by for one in live)
            for one in live:
                one.settle(DecisionState.DISPUTED, f"{names} decided differently")


def _corrected(extraction: Extraction, read: Report, corrections: Sequence[_One]) -> Extraction:
    """The record with its corrections; one that the schema does not allow is refused."""
    kept: list[_One] = []
    report = read
    in_order = sorted(corrections, key=lambda one: str(one.pointer).count("/"))
    try:
        report = _with_values(read, in_order)
        kept = in_order
    except (LookupError, ValidationError):
        for one in in_order:  # one by one, to find which of them does not fit
            try:
                report = _with_values(read, [*kept, one])
                kept.append(one)
            except LookupError:
                one.settle(DecisionState.REFUSED, "a correction of a whole part replaced its place")
            except ValidationError as error:
                reason = error.errors()[0]["msg"]
                one.settle(DecisionState.REFUSED, f"the value does not fit the record: {reason}")
    for one in kept:
        one.message = f"set by {one.decision.by}; what was read is {_shown(one.decision.read)}"
    people = {str(one.pointer): one.decision.by for one in kept}
    if not people:
        return extraction
    provenance = _set_by(extraction, people)
    return extraction.model_copy(update={"report": report, "provenance": provenance})


def _with_values(report: Report, corrections: Sequence[_One]) -> Report:
    """The report with some values corrected."""
    changed = report.model_dump(mode="json")
    for one in corrections:
        replaced(changed, str(one.pointer), one.decision.value)
    return Report.model_validate(changed)


def _set_by(extraction: Extraction, people: Mapping[str, str | None]) -> dict[str, Any]:
    """The provenance with who set the values at or below some pointers; None if nobody."""
    places = dict(extraction.provenance)
    for at, found in extraction.provenance.items():
        owner = at
        while owner and owner not in people:
            owner = owner.rpartition("/")[0]
        if owner:  # the innermost, which was corrected last
            person = people[owner]
            places[at] = [place.model_copy(update={"set_by": person}) for place in found]
    return places


def _accepted(findings: list[Finding], given: Sequence[_One]) -> list[Finding]:
    """The findings, with the acceptance added to those that a person accepted."""
    found = list(findings)
    for one in given:
        decision, place = one.decision, one.decision.place
        if place is None or place.code is None or decision.decision is Ruling.CORRECT:
            continue
        alike = [i for i, f in enumerate(found) if f.code == place.code and complains(f)]
        here = [i for i in alike if folded(found[i].message) == folded(decision.read)]
        if not _is_applied(one):
            continue
        if not alike:
            one.settle(DecisionState.NOT_NEEDED, "nothing complains of it any more")
        elif not here:
            now = _shown(found[alike[0]].message)
            one.settle(DecisionState.STALE, f"what is said now is {now}")
        elif decision.decision is Ruling.ACCEPT:
            one.message = "accepted"
            for index in here:
                update = {"accepted": _acceptance(decision)}
                found[index] = found[index].model_copy(update=update)
    return found


def _acceptance(decision: Decision) -> Acceptance:
    return Acceptance(because=decision.because, by=decision.by, at=decision.at)


def _without_report(
    extraction: Extraction, given: Sequence[_One], rejected: Decision | None
) -> Extraction:
    """The result for a source that is rejected, or that has no record anyway."""
    for one in given:
        if one.decision.decision in (Ruling.CORRECT, Ruling.ACCEPT, Ruling.LINK):
            one.settle(DecisionState.STALE, "there is no record that it could be about")
    made = [one.made() for one in given]
    if rejected is None:
        return extraction.model_copy(update={"decisions": made})
    message = f"{rejected.by} decided that this source gives no record: {rejected.because}"
    failed = failed_extraction(
        extraction.source,
        "rejected",
        message,
        parser=extraction.parser,
        problems=extraction.problems,
    )
    accepted = _acceptance(rejected)  # nothing of it is open any more
    problems = [one.model_copy(update={"accepted": accepted}) for one in failed.problems]
    return failed.model_copy(update={"problems": problems, "decisions": made})


def _problem_of(one: _One) -> Problem | None:
    """The record's problem for a correction that was not applied."""
    ruling = one.decision.decision
    is_told = ruling is Ruling.CORRECT or one.state is DecisionState.DISPUTED
    if ruling is Ruling.LINK or not is_told or one.state not in _PROBLEMS:
        return None
    what = f"{ruling} by {one.decision.by} of {one.decision.place}"
    return Problem(code=_PROBLEMS[one.state], message=f"{what}: {one.message}")


def _is_applied(one: _One) -> bool:
    return one.state is DecisionState.APPLIED


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
