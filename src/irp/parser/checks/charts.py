"""IRP-V02 and IRP-V03: compare charts with the text, and all witnesses of outcomes.

What was read from the pixels of a picture is not certain enough to pass or fail a check.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import regex

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    not_applicable,
    passed,
    unavailable,
)
from irp.parser.checks.evidence import Agreement, judgement_places, name_of, tally
from irp.parser.patterns import Pattern
from irp.plain_words import counted, listed
from irp.record.extraction import Place
from irp.record.pointers import child
from irp.record.report import Figure, OutcomeWitness
from irp.record.vocabulary import NAMED_BODY_PATTERN, Body, Judgement, Witness, body_of

_BODY = Pattern(rf"\b(?:{NAMED_BODY_PATTERN})\b")
_ITEMS = Pattern(r"\b(?:recommendation|concern)s?\b", regex.IGNORECASE)


def _charts_show_counts(evidence: Evidence) -> CheckResult:
    """IRP-V02."""
    charts: dict[Body, list[tuple[int, Figure]]] = defaultdict(list)
    for index, figure in enumerate(evidence.report.figures):
        body = _body(figure, evidence)
        if body and any(one.witness is Witness.CHART for one in figure.counts):
            charts[body].append((index, figure))
    if not charts:
        return not_applicable("no chart drawn by the PDF shows how many got which judgement")
    wrong: list[tuple[str, str, str]] = []
    places: list[Place] = []
    doubtful = []
    for body, figures in charts.items():
        for judgement, shown in _shown(figures, evidence, body).items():
            found = tally(evidence, body)
            agreement = found.compare([judgement], shown)
            if agreement is Agreement.OPEN:
                doubtful.append(f"the judgement of one of {name_of(body)}’s follow-ups is in doubt")
            if agreement is Agreement.DIFFERS:
                here = found.of([judgement])
                words = f"{judgement.phrase} by {name_of(body)}"
                wrong.append((words, f"{words}: {shown}", f"{words}: {here}"))
                places += _bars(figures, judgement, evidence)
                places += judgement_places(evidence, body, [judgement])
    if wrong:
        what = listed([words for words, _, _ in wrong])
        return failed(
            f"the charts show other numbers of {what} than were found",
            expected="; ".join(shown for _, shown, _ in wrong),
            found="; ".join(here for _, _, here in wrong),
            places=places,
        )
    if doubtful:
        return unavailable(listed(dict.fromkeys(doubtful)))
    count = counted(sum(map(len, charts.values())), "chart")
    return passed(f"the counts of {count} equal what was found")


def _shown(
    figures: Sequence[tuple[int, Figure]], evidence: Evidence, body: Body
) -> Counter[Judgement]:
    """The counts that a body's charts show: one chart has all, or they add up."""
    each = [Counter({c.judgement: c.count for c in figure.counts}) for _, figure in figures]
    found = tally(evidence, body)
    whole = [one for one in each if +one == found.read]
    shown: Counter[Judgement] = Counter()
    for one in whole[:1] or each:
        shown.update(one)
    for judgement in found.read:
        shown.setdefault(judgement, 0)  # shown by none
    return shown


def _bars(
    figures: Sequence[tuple[int, Figure]], judgement: Judgement, evidence: Evidence
) -> list[Place]:
    pointers = [
        f"/figures/{index}/counts/{position}/count"
        for index, figure in figures
        for position, one in enumerate(figure.counts)
        if one.judgement is judgement
    ]
    return evidence.places(*pointers or [f"/figures/{index}/caption" for index, _ in figures])


def _body(figure: Figure, evidence: Evidence) -> Body | None:
    """Whose follow-ups a figure counts, by its caption."""
    named = {c.body for c in evidence.stated.captions if c.figure == figure.number} - {None}
    if named:
        return named.pop()
    if match := _BODY.search(figure.caption):
        return body_of(match[0])
    return Body.HMI_PRISONS if _ITEMS.search(figure.caption) else None


def _outcomes_agree(evidence: Evidence) -> CheckResult:
    """IRP-V03."""
    by_year: dict[int, list[tuple[int, OutcomeWitness]]] = defaultdict(list)
    for index, given in enumerate(evidence.report.outcome_witnesses):
        if given.witness is not Witness.PICTURE:
            by_year[given.year].append((index, given))
    compared = [given for given in by_year.values() if len(given) > 1]
    if not compared:
        return not_applicable("no inspection’s outcomes are given in more than one way")
    expected: list[str] = []
    found: list[str] = []
    places: list[Place] = []
    for (first, one), *others in compared:
        for index, other in others:
            for test in dict.fromkeys([*one.outcomes, *other.outcomes]):
                grades = [given.outcomes.get(test, "not graded") for given in (one, other)]
                if grades[0] != grades[1]:
                    sides = (_side(one, test, grades[0]), _side(other, test, grades[1]))
                    expected.append(sides[0])
                    found.append(sides[1])
                    places += evidence.places(
                        *(child(f"/outcome_witnesses/{at}/outcomes", test) for at in (first, index))
                    )
    if found:
        return failed(
            f"the outcomes are not the same in {counted(len(found), 'place')}",
            expected="; ".join(expected),
            found="; ".join(found),
            places=places,
        )
    return passed(f"the outcomes of {counted(len(compared), 'inspection')} agree in all witnesses")


def _side(given: OutcomeWitness, test: str, grade: str) -> str:
    witness = given.witness.value.replace("_", " ")
    return f"{test} in {given.year} by the {witness}: {grade.lower()}"


CHECKS = (
    CheckDefinition(
        "IRP-V02", "The charts show the counts that were found", _charts_show_counts, "/figures"
    ),
    CheckDefinition(
        "IRP-V03",
        "The outcomes of inspections are the same in all witnesses",
        _outcomes_agree,
        "/healthy_prison_outcomes",
    ),
)
