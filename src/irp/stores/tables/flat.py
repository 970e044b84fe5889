"""The table ``judgements`` in Python, for pandas, polars and whatever else makes data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from irp.record.extraction import Extraction
from irp.render.judgements import plain_rows
from irp.stores.tables.arrow import arrow_schema, pyarrow
from irp.stores.tables.schema import JUDGEMENTS, schema

_PURPOSE = "a data frame with the types of the columns"


class FlatRows(Iterator[dict[str, Any]]):
    """Rows of ``judgements``, one after the other; a data frame takes its types from them, too.

    Libraries that know Arrow, such as polars, need not infer types from the first rows, in which
    a column may be empty.
    """

    def __init__(self, extractions: Extraction | Iterable[Extraction]) -> None:
        self._rows = plain_rows(extractions)

    def __next__(self) -> dict[str, Any]:
        return next(self._rows)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows that are left, as a stream of Arrow data.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        wanted = arrow_schema(schema().table(JUDGEMENTS).columns, _PURPOSE)
        table = pyarrow(_PURPOSE).Table.from_pylist(list(self), schema=wanted)
        stream: object = table.__arrow_c_stream__(requested_schema)
        return stream


def rows(extractions: Extraction | Iterable[Extraction]) -> FlatRows:
    """The table ``judgements`` as plain values: a dictionary for each follow-up, one by one.

    For example ``pandas.DataFrame(irp.rows(irp.read_store("records/")))``, or
    ``polars.DataFrame`` of the same, which needs pyarrow. Dates are ``datetime.date``, references
    a list; every column is in every row.
    """
    return FlatRows(extractions)
