"""The rows of the table ``links``, which are made from all records of a store together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from irp.areas import in_use
from irp.links.items import Visited, visited
from irp.links.rows import link_rows
from irp.record.extraction import Extraction
from irp.stores.tables.rows import Row

LINKS = "links"


class LinkTable:
    """Gathers what links need of each record, a few hundred bytes a follow-up."""

    def __init__(self, records: Iterable[Extraction] = ()) -> None:
        self._crosswalk = in_use()
        self._places: dict[str, list[Visited]] = defaultdict(list)
        for record in records:
            self.add(record)

    def add(self, record: Extraction) -> None:
        """Take in a record."""
        if one := visited(record, self._crosswalk):
            self._places[one.place].append(one)

    def rows(self) -> Iterator[Row]:
        """The rows, establishment by establishment."""
        for place in sorted(self._places):
            yield from link_rows(self._places[place])
