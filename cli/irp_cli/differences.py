"""Differences as a table for people; long values are cut to the point where they differ."""

from __future__ import annotations

import io
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

from irp_cli.talk import clean

if TYPE_CHECKING:
    from irp.differences import Difference, Differences

_LONGEST = 120
"""Characters of a value that are shown."""
_BEFORE = 30
"""Characters that are shown before the first that differs."""
_WIDTH = 160
"""Columns of the table if there is no terminal."""
_COLOURS = {"added": "green", "changed": "yellow", "removed": "red"}


def lines_of(found: Differences) -> str:
    """The table, with line breaks."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else _WIDTH
    out = io.StringIO()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("change", "report", "field", "old", "new"):
        table.add_column(column, overflow="fold")
    for one in found:
        old, new = excerpts(one.old, one.new)
        word = f"{one.change.value}, decided by {clean(one.decided_by)}" if one.decided_by else ""
        change = Text(word or one.change.value, style=_COLOURS[one.change.value])
        table.add_row(change, *(Text(clean(cell)) for cell in (_report(one), one.path, old, new)))
    Console(file=out, width=width, force_terminal=on_terminal, no_color=not on_terminal).print(
        table
    )
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def excerpts(old: Any, new: Any) -> tuple[str, str]:
    """Two values in short: the text around the first character that differs."""
    before, after = _shown(old), _shown(new)
    pairs = enumerate(zip(before, after, strict=False))
    same = next((index for index, (one, other) in pairs if one != other), 0)
    start = max(0, same - _BEFORE) if max(len(before), len(after)) > _LONGEST else 0
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    part = text[start : start + _LONGEST]
    head = "…" if start and part else ""
    return head + part + ("…" if start + _LONGEST < len(text) else "")


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    return json.dumps(value, ensure_ascii=False)


def _report(one: Difference) -> str:
    """The source's name, with the establishment and date where they are known."""
    about = ", ".join(filter(None, (one.record.establishment, one.record.date)))
    return f"{one.record.name} ({about})" if about else one.record.name
