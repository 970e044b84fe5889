"""IRP-T01 to IRP-T04: compare the numbers that the report states with the follow-ups found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    not_applicable,
    passed,
    unavailable,
)
from irp.parser.checks.evidence import (
    Agreement,
    bodies,
    follow_up_place,
    judgement_places,
    name_of,
    tally,
    total,
)
from irp.plain_words import counted, listed
from irp.record.extraction import Place, StatedCaption
from irp.record.vocabulary import Body


@dataclass
class _Comparison:
    """The result of comparing stated numbers with found ones."""

    agree: int = 0
    open: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def note(self, agreement: Agreement, doubt: str) -> None:
        """Record an agreement, or why no comparison was possible."""
        if agreement is Agreement.AGREES:
            self.agree += 1
        else:
            self.open.append(doubt)

    def differ(self, message: str, expected: str, found: str, places: list[Place]) -> None:
        """Record a difference."""
        self.messages.append(message)
        self.expected.append(expected)
        self.found.append(found)
        self.places += places

    def answer(self, agreed: str, note: str = "") -> CheckResult:
        """The check's answer: a difference takes precedence over a failed comparison."""
        if self.messages:
            return failed(
                listed(self.messages),
                expected="; ".join(self.expected),
                found="; ".join(self.found),
                places=self.places,
            )
        if self.open:
            return unavailable(listed(dict.fromkeys(self.open)))
        return passed(f"{agreed}{note}")


def count_sentences(evidence: Evidence) -> CheckResult:
    """IRP-T01."""
    stated = evidence.stated.counts
    concerned = list(dict.fromkeys([*bodies(evidence), *(count.body for count in stated)]))
    if not concerned:
        return unavailable("no count sentences and no follow-ups were found")
    result = _Comparison()
    for body in concerned:
        _count_sentences_of(evidence, body, result)
    return result.answer(f"{counted(result.agree, 'stated count')} equal to what was found")


def _count_sentences_of(evidence: Evidence, body: Body, result: _Comparison) -> None:
    stated = [count for count in evidence.stated.counts if count.body is body]
    found = tally(evidence, body)
    if not stated:
        result.open.append(f"no count sentence by {name_of(body)} was found")
        return
    for count in stated:
        agreement = found.compare([count.judgement], count.count)
        if agreement is not Agreement.DIFFERS:
            result.note(agreement, _in_doubt(body))
            continue
        here = found.of([count.judgement])
        result.differ(
            f"{name_of(body)} states {count.judgement.phrase} in {count.count},"
            f" but {here} {'was' if here == 1 else 'were'} found",
            f"{count.judgement.phrase}: {count.count}",
            f"{count.judgement.phrase}: {here}",
            [*count.places, *judgement_places(evidence, body, [count.judgement])],
        )
    missing = set(found.known) - {count.judgement for count in stated}
    result.open += [
        f"no count of {judgement.phrase} by {name_of(body)} was found"
        for judgement in sorted(missing)
    ]


def _in_doubt(body: Body) -> str:
    return f"the judgement of one of {name_of(body)}’s follow-ups is in doubt"


def captions(evidence: Evidence) -> CheckResult:
    """IRP-T02."""
    stated = evidence.stated.captions
    if not stated:
        if any(figure.n is not None for figure in evidence.report.figures):
            return unavailable("only one of the two ways of reading captions found an n")
        return not_applicable("no caption gives a number of follow-ups")
    named = [(caption.body, caption) for caption in stated if caption.body]
    if not named:
        return unavailable("no caption with a number says whose follow-ups it counts")
    result = _Comparison()
    for body in dict.fromkeys(body for body, _ in named):
        mine = [caption for owner, caption in named if owner is body]
        _captions_of(evidence, body, mine, result)
    without = [name_of(body) for body in bodies(evidence) if body not in dict(named)]
    note = f"; no caption gives a number for {listed(without)}" if without else ""
    return result.answer(f"{counted(result.agree, 'caption')} equal to what was found", note)


def _captions_of(
    evidence: Evidence, body: Body, mine: list[StatedCaption], result: _Comparison
) -> None:
    found = total(evidence, body)
    # A body's follow-ups may be split over two figures: priority concerns and key concerns.
    if all(c.n == found for c in mine) or sum(c.n for c in mine) == found:
        result.agree += len(mine)
        return
    for caption in mine:
        if caption.n != found:
            result.differ(
                f"figure {caption.figure} says n={caption.n},"
                f" but {name_of(body)} has {counted(found, 'follow-up')}",
                f"n={caption.n}",
                str(found),
                [*caption.places, *_follow_up_places(evidence, body)],
            )


def followed_up(evidence: Evidence) -> CheckResult:
    """IRP-T03."""
    stated = evidence.stated.followed_up
    concerned = list(dict.fromkeys([*bodies(evidence), *(item.body for item in stated)]))
    if not concerned:
        return unavailable("no number of follow-ups is stated and none were found")
    result = _Comparison()
    for body in concerned:
        mine = [item for item in stated if item.body is body]
        found = total(evidence, body)
        if not mine and not _counted_otherwise(evidence, body):
            result.open.append(f"no number of follow-ups stated by {name_of(body)} was found")
        for item in mine:
            if item.count == found:
                result.agree += 1
                continue
            result.differ(
                f"{name_of(body)} followed up {item.count} according to the report,"
                f" but {found} {'was' if found == 1 else 'were'} found",
                str(item.count),
                str(found),
                [*item.places, *_follow_up_places(evidence, body)],
            )
    if not stated and not result.open:
        return not_applicable("no number of follow-ups is stated apart from captions and counts")
    return result.answer(f"{counted(result.agree, 'stated number')} equal to what was found")


def _counted_otherwise(evidence: Evidence, body: Body) -> bool:
    """Whether a caption or the counts of judgements give the number of follow-ups found.

    Many reports say how many recommendations were followed up, but not how many themes.
    """
    found = total(evidence, body)
    captions_of = [caption.n for caption in evidence.stated.captions if caption.body is body]
    counts = [count.count for count in evidence.stated.counts if count.body is body]
    return found in (*captions_of, sum(counts))


def _follow_up_places(evidence: Evidence, body: Body) -> list[Place]:
    return list(_each_follow_up(evidence, body))


def _each_follow_up(evidence: Evidence, body: Body) -> Iterator[Place]:
    for index, follow_up in enumerate(evidence.report.follow_ups):
        if follow_up.body is body:
            yield from follow_up_place(evidence, index)


def prose(evidence: Evidence) -> CheckResult:
    """IRP-T04."""
    stated = evidence.stated.prose
    if not stated:
        return not_applicable("the chief inspector’s summary gives no counts")
    result = _Comparison()
    for claim in stated:
        found = tally(evidence, claim.body)
        judged = " or ".join(judgement.phrase for judgement in claim.judgements)
        if claim.total is not None and claim.total != found.total:
            result.differ(
                f"“{claim.text}” is out of {claim.total},"
                f" but {name_of(claim.body)} has {counted(found.total, 'follow-up')}",
                f"of {claim.total}",
                f"of {found.total}",
                [*claim.places, *_follow_up_places(evidence, claim.body)],
            )
            continue
        agreement = found.compare(claim.judgements, claim.count)
        if agreement is not Agreement.DIFFERS:
            result.note(agreement, _in_doubt(claim.body))
            continue
        here = found.of(claim.judgements)
        result.differ(
            f"“{claim.text}” says {claim.count} for {name_of(claim.body)},"
            f" but {here} {'was' if here == 1 else 'were'} found",
            f"{judged}: {claim.count}",
            f"{judged}: {here}",
            [*claim.places, *judgement_places(evidence, claim.body, claim.judgements)],
        )
    return result.answer(f"{counted(result.agree, 'count')} in prose equal to what was found")


CHECKS = (
    CheckDefinition(
        "IRP-T01",
        "Count sentences equal the judgements found, per body",
        count_sentences,
        "/key_findings/tallies",
    ),
    CheckDefinition(
        "IRP-T02", "n= in captions equals the follow-ups found, per body", captions, "/figures"
    ),
    CheckDefinition(
        "IRP-T03",
        "The stated number of follow-ups equals the number found, per body",
        followed_up,
        "/key_findings/followed_up",
    ),
    CheckDefinition(
        "IRP-T04", "Counts in the chief inspector’s prose agree", prose, "/summary/paragraphs"
    ),
)
