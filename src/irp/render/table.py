"""The table ``judgements`` as CSV; and text that every reader of CSV keeps as it is."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

from irp.record.extraction import Extraction
from irp.render.judgements import JudgementRow, plain_rows

_BYTE_ORDER_MARK = "\ufeff"
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_TAKEN_FOR = re.compile(
    # a formula, by its first sign; wide signs start one, too
    r"'*(?:[=+\-@\t\r\n＝＋－＠]"  # noqa: RUF001
    # a number, a day or a time: nothing but digits and what is between them
    r"|[\s£$€]*(?=[^\d]{0,9}\d)[\d.,:/+()%\s-]+$|\d[\d.]*e[+-]?\d+$|\d[\d:.]*\s*[ap]\.?m\.?$"
    # a day or a month with its name
    rf"|(?=.{{0,20}}\d)(?:\d{{1,4}}[\s./-]*)?{_MONTH}[\s.,/-]*(?:\d{{1,4}}\b[\s,]*){{0,2}}$"
    # a truth value, or nothing
    r"|#?(?:true|false|n/?a|nan|null|none|<na>|inf|infinity)$)",
    re.IGNORECASE,
)

COLUMNS = tuple(JudgementRow.model_fields)
"""The columns in order."""


def to_csv(extractions: Iterable[Extraction], *, bom: bool = False) -> str:
    """Extractions as CSV in UTF-8, with a head line."""
    return "".join(csv_rows(extractions, bom=bom))


def csv_rows(extractions: Iterable[Extraction], *, bom: bool = False) -> Iterator[str]:
    """The head line, then the rows of each extraction as soon as it is there."""
    yield (_BYTE_ORDER_MARK if bom else "") + csv_line(COLUMNS)
    for row in plain_rows(extractions):
        yield csv_line(map(csv_cell, row.values()))


def harmless(text: str) -> str:
    """Text with an apostrophe before it if a reader of CSV would take it for something else.

    For a formula, a number ("3.10" would become 3.1), a day, a truth value or nothing. Text that
    begins with apostrophes and then such a thing gets one more, so that taking one away gives the
    text back.

    >>> harmless("=1+1"), harmless("3.10"), harmless("'3.10"), harmless("good")
    ("'=1+1", "'3.10", "''3.10", 'good')
    """
    return f"'{text}" if _TAKEN_FOR.match(text) else text


def csv_cell(value: object) -> str:
    """A value as a cell: null is empty, text harmless, a list or a map JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return as_json(value)
    return harmless(value) if isinstance(value, str) else str(value)


def as_json(value: object) -> str:
    """A list or a map as the text of a cell."""
    return json.dumps(value, ensure_ascii=False)


def csv_line(cells: Iterable[object]) -> str:
    """A line of CSV with its end."""
    # The writer quotes the line ends that it writes itself, and a cell may hold either.
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(list(cells))
    return out.getvalue().removesuffix("\r\n") + "\n"
