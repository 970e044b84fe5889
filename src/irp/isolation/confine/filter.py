"""Allow the system calls of ``calls`` and refuse all others: a seccomp filter.

A refused call returns EPERM to the program; a call that is newer than the list returns ENOSYS, as
from an older kernel.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from typing import Final, Literal

from irp.isolation.confine import calls
from irp.isolation.confine.calls import Call

_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000
_LOAD, _EQUAL, _ATLEAST, _ANYSET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_X32: Final = 0x40000000
_CLONE_THREAD: Final = 0x00010000
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_TCGETS, _FIONCLEX, _FIOCLEX = 0x5401, 0x5450, 0x5451
_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 1030

Processor = Literal["x86_64", "aarch64"]
ARCHITECTURES: Final[dict[str, int]] = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The supported processors, by their number in linux/audit.h; elsewhere there is no filter."""


def filter_calls(libc: ctypes.CDLL) -> bool:
    """Install the filter for this process; return whether the kernel accepted it."""
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        return False
    code = program(machine, os.getpid())
    steps = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HP", len(code) // 8, ctypes.addressof(steps))
    filters = ctypes.create_string_buffer(header, len(header))
    at = ctypes.addressof(filters)
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, at, 0, 0) == 0)


def program(machine: str, pid: int) -> bytes:
    """The filter in the kernel's form (struct sock_filter).

    Args:
        machine: one of ``ARCHITECTURES``.
        pid: this process, to which it may send signals.
    """
    assembly = _Assembly(machine)
    assembly.step(_LOAD, _ARCHITECTURE_AT)
    assembly.step(_EQUAL, ARCHITECTURES[machine], no="refuse")
    assembly.step(_LOAD, _NUMBER_AT)
    assembly.step(_ATLEAST, _X32, yes="refuse")
    for call in calls.ALWAYS.values():
        assembly.when(call, "allow")
    assembly.when(calls.OPENAT, "openat")
    assembly.when(calls.OPEN, "open")
    assembly.when(calls.IOCTL, "ioctl")
    assembly.when(calls.FCNTL, "fcntl")
    assembly.when(calls.CLONE, "clone")
    assembly.when(calls.PRLIMIT64, "prlimit")
    assembly.when(calls.KILL, "kill")
    assembly.when(calls.TGKILL, "kill")
    assembly.step(_ATLEAST, calls.FIRST_NEW, yes="unknown", no="refuse")
    assembly.argument("openat", 2, _ANYSET, [_WRITING], found="refuse", other="allow")
    assembly.argument("open", 1, _ANYSET, [_WRITING], found="refuse", other="allow")
    assembly.argument("ioctl", 1, _EQUAL, [_TCGETS, _FIOCLEX, _FIONCLEX])
    harmless = [_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_DUPFD_CLOEXEC]
    assembly.argument("fcntl", 1, _EQUAL, harmless)
    assembly.argument("clone", 0, _ANYSET, [_CLONE_THREAD])
    assembly.argument("prlimit", 0, _EQUAL, [0])
    assembly.argument("kill", 0, _EQUAL, [pid])
    return assembly.assembled()


class _Assembly:
    """Steps of an operation, a number and the names of two places to jump to."""

    def __init__(self, machine: str) -> None:
        self._machine = machine
        self._steps: list[tuple[int, int, str, str]] = []
        self._places: dict[str, int] = {}

    def step(self, operation: int, value: int, *, yes: str = "", no: str = "") -> None:
        self._steps.append((operation, value, yes, no))

    def when(self, call: Call, place: str) -> None:
        number = getattr(call, self._machine)
        if number is not None:
            self.step(_EQUAL, number, yes=place)

    def argument(
        self,
        place: str,
        index: int,
        operation: int,
        values: Iterable[int],
        *,
        found: str = "allow",
        other: str = "refuse",
    ) -> None:
        """At a place: look at an argument (its lower half: all are of 32 bits)."""
        self._places[place] = len(self._steps)
        self.step(_LOAD, _ARGUMENTS_AT + 8 * index)
        for value in values:
            self.step(operation, value, yes=found)
        self.step(_ATLEAST, 0, yes=other)

    def assembled(self) -> bytes:
        for place, value in (
            ("allow", _ALLOW),
            ("refuse", _REFUSE | errno.EPERM),
            ("unknown", _REFUSE | errno.ENOSYS),
        ):
            self._places[place] = len(self._steps)
            self.step(_RETURN, value)

        def jump(place: str, at: int) -> int:
            return self._places[place] - at - 1 if place else 0

        return b"".join(
            struct.pack("HBBI", operation, jump(yes, at), jump(no, at), value)
            for at, (operation, value, yes, no) in enumerate(self._steps)
        )
