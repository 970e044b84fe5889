"""A process that adds decisions to a file, one after the other, until it is killed."""

from __future__ import annotations

from multiprocessing.connection import Connection

from decisions.deciding import decision
from irp.decisions.file import add
from irp.record.decision import Decision


def numbered(number: int) -> Decision:
    """A decision of its own; some are long, which takes longer to write."""
    because = f"reason {number} " + "of many words " * (number % 7) ** 3
    return decision("note", {"pointer": f"/follow_ups/{number}/text"}, because=because)


def add_for_ever(path: str, first: int, step: int, said: Connection) -> None:
    """Add every ``step``-th decision from ``first``, two at a time; say the last one added."""
    said.send_bytes(b"open")
    while True:
        add(path, [numbered(first), numbered(first + step)])
        said.send_bytes(str(first + step).encode())
        first += step
