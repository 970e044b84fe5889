"""Concerns that were followed up again at a later visit, as chains of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from irp.links import ConcernLink, LinkState
from irp.links.linking import Key
from irp.pages.site.data.rows import Row


@dataclass(frozen=True)
class Repeat:
    """One concern at several reviews of an establishment, newest first.

    Attributes:
        rows: at least two, of different visits.
        likeness: of the two least similar neighbours, of 100.
        confirmed: whether a person confirmed every link of it.
    """

    rows: tuple[Row, ...]
    likeness: float
    confirmed: bool

    @property
    def failed(self) -> bool:
        """Whether it failed at the last two of these reviews."""
        return self.rows[0].failed and self.rows[1].failed


def repeats(rows: Sequence[Row], links: Iterable[ConcernLink]) -> list[Repeat]:
    """The concerns of one establishment that were followed up again; first those that failed again.

    Args:
        rows: of the establishment, newest first (``catalogue.in_order``).
        links: of its concerns (``irp.links``).
    """
    at = {(row.report.sha256, row.position): row for row in rows}
    before = {one.later.key: one for one in links if {one.later.key, one.earlier.key} <= at.keys()}
    continued = {link.earlier.key for link in before.values()}
    found = []
    for newest in at.keys() - continued:
        links_back = list(_back(newest, before))
        chain = tuple(at[key] for key in (newest, *(one.earlier.key for one in links_back)))
        if links_back:
            sure = all(link.state is LinkState.CONFIRMED for link in links_back)
            found.append(Repeat(chain, min(link.likeness for link in links_back), sure))
    order = {id(row): number for number, row in enumerate(rows)}
    return sorted(found, key=lambda repeat: (not repeat.failed, order[id(repeat.rows[0])]))


def _back(key: Key, before: Mapping[Key, ConcernLink]) -> Iterator[ConcernLink]:
    """The links from an item to older and older ones."""
    while link := before.get(key):
        yield link
        key = link.earlier.key
