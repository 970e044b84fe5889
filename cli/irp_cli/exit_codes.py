"""What the exit codes mean: the one list of them. ``docs/exit-codes.md`` is made from it."""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """An exit code and what it says."""

    meaning: str

    VERIFIED = 0, "All is well: every record is verified."
    NEEDS_REVIEW = 1, "Records are there, but something in them needs review."
    USAGE = 2, "Wrong usage of the command line."
    NO_RECORD = 3, "A source gave no record, or a saved record cannot be read."
    NOTHING_TO_DO = 4, "Nothing to do matched."
    SITE_FAILED = 5, "The web site or the network failed."
    LOCKED = 6, "Another run holds the lock."
    GATE_FAILED = 7, "A quality gate failed; the last good set stays published."
    INTERNAL_ERROR = 70, "A fault in irp itself. IRP_DEBUG=1 shows where."
    CANNOT_WRITE = 73, "The output cannot be written: no room, no permission, no such directory."
    INTERRUPTED = 130, "Interrupted by Ctrl-C; files that were finished are kept."
    BROKEN_PIPE = 141, "The program that reads our output went away."
    TERMINATED = 143, "Asked to end (SIGTERM); files that were finished are kept."

    def __new__(cls, value: int, meaning: str) -> Self:
        """A member with its meaning."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


_SEVEREST_FIRST = (ExitCode.INTERNAL_ERROR, ExitCode.NO_RECORD, ExitCode.NEEDS_REVIEW)


def worst(codes: set[ExitCode]) -> ExitCode:
    """The code for a run in which several things happened."""
    return next((code for code in _SEVEREST_FIRST if code in codes), ExitCode.VERIFIED)
