"""What the exit codes mean: the one list of them. ``docs/exit-codes.md`` is made from it."""

from __future__ import annotations

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """An exit code and its meaning."""

    meaning: str

    VERIFIED = 0, "Success: every record is verified, or reviewed by a person."
    NEEDS_REVIEW = 1, "There are records, but at least one needs review."
    USAGE = 2, "The command line is wrong."
    NO_RECORD = 3, "A source has no record, or a saved record cannot be read."
    NOTHING_TO_DO = 4, "Nothing matched, so there was nothing to do."
    SITE_FAILED = 5, "The web site or the network failed."
    LOCKED = 6, "Another run holds the lock."
    GATE_FAILED = 7, "A quality gate failed; the previous set stays published."
    INTERNAL_ERROR = 70, "A bug in irp. IRP_DEBUG=1 shows where."
    CANNOT_WRITE = (
        73,
        "The output cannot be written: no space, permission or such directory.",
    )
    INTERRUPTED = 130, "Interrupted by Ctrl-C; finished files are kept."
    BROKEN_PIPE = 141, "The program reading the output closed it."
    TERMINATED = 143, "Stopped by SIGTERM; finished files are kept."

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
