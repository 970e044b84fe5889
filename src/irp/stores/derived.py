"""What a folder store holds beside its records, all of it made from them."""

from __future__ import annotations

from pathlib import Path

from irp.render import to_jsonl
from irp.stores import atomic
from irp.stores.reading import read_folder


def bring_up_to_date(folder: Path) -> None:
    """Write ``reports.jsonl``.

    Raises:
        OutputError: it cannot be written.
        RecordError: a file among the records is none.
    """
    with atomic.replacing(folder / "reports.jsonl") as file:
        for extraction in read_folder(folder / "reports"):
            file.write(to_jsonl(extraction).encode())
