"""The judgements at a glance, and the report's own summary next to its blocks."""

from __future__ import annotations

from dataclasses import dataclass

from irp.record.report import FollowUp, Report, SummaryEntry
from irp.record.vocabulary import Body, Judgement


@dataclass(frozen=True, slots=True)
class BodyAtAGlance:
    """One body's follow-ups.

    Attributes:
        body: who judged.
        tallies: each judgement that was given with its count, best first; None for follow-ups
            without one.
        follow_ups: each with its number in the record, from 0.
    """

    body: Body
    tallies: list[tuple[Judgement | None, int]]
    follow_ups: list[tuple[int, FollowUp]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An entry of the report's summary of judgements and the block that it matches.

    Attributes:
        entry: the entry with its number, from 0; None if no entry names the block.
        block: the follow-up with its number, from 0; None if the entry matches none.
    """

    entry: tuple[int, SummaryEntry] | None
    block: tuple[int, FollowUp] | None

    @property
    def agrees(self) -> bool:
        """Whether both exist and give the same judgement."""
        if self.entry is None or self.block is None:
            return False
        judgement = self.block[1].judgement
        return judgement is not None and judgement.value is self.entry[1].judgement


def wording(follow_up: FollowUp) -> tuple[str, str]:
    """What was followed up, in the words that its block is known by, and their field's name."""
    if follow_up.recommendation is not None:
        return "recommendation", follow_up.recommendation
    return "concern", follow_up.concern or ""


def bodies_of(report: Report) -> list[BodyAtAGlance]:
    """The bodies in the order of their first judgements."""
    by_body: dict[Body, list[tuple[int, FollowUp]]] = {}
    for number, follow_up in enumerate(report.follow_ups):
        by_body.setdefault(follow_up.body, []).append((number, follow_up))
    return [
        BodyAtAGlance(body, _tallies(follow_ups), follow_ups)
        for body, follow_ups in by_body.items()
    ]


def _tallies(follow_ups: list[tuple[int, FollowUp]]) -> list[tuple[Judgement | None, int]]:
    given = [one.judgement.value if one.judgement else None for _, one in follow_ups]
    order = [*reversed(Judgement), None]
    return [(judgement, given.count(judgement)) for judgement in order if judgement in given]


def compared(report: Report) -> list[Comparison]:
    """The summary's entries in order, then the blocks that no entry names."""
    blocks = dict(enumerate(report.follow_ups))
    met: set[int] = set()
    rows = []
    for number, entry in enumerate(report.judgement_summary):
        position = entry.follow_up - 1 if entry.follow_up is not None else -1
        block = (position, blocks[position]) if position in blocks else None
        met.add(position)
        rows.append(Comparison((number, entry), block))
    rows += [Comparison(None, (number, one)) for number, one in blocks.items() if number not in met]
    return rows
