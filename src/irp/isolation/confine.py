"""What the reading process gives up before it meets its first source: it reads, and no more.

A PDF engine has no need of other processes, other programs or the network. On Linux the kernel is
asked to refuse them for good (a seccomp filter, which needs no rights), so a fork bomb ends at its
first fork, and nothing can leave the process group that is killed when the time is up. Where there
is no such filter, a limit on processes does the former for users other than root, and
``irp.isolation.strays`` looks for what got away.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import platform
import struct
import sys
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000
_LOAD, _EQUAL, _ATLEAST, _ALLSET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000


class _Calls(NamedTuple):
    """The numbers of system calls on one kind of processor (linux/unistd.h)."""

    architecture: int
    clone: int
    clone3: int
    refused: tuple[int, ...]


_CALLS = {
    # fork, vfork, execve, execveat, setsid, setpgid, socket
    "x86_64": _Calls(0xC000003E, 56, 435, (57, 58, 59, 322, 112, 109, 41)),
    # execve, execveat, setsid, setpgid, socket; it has no fork but clone
    "aarch64": _Calls(0xC00000B7, 220, 435, (221, 281, 157, 154, 198)),
}
"""Processors that are known; elsewhere there is no filter."""


def confine() -> bool:
    """Give up other processes, other programs and the network; whether the kernel agreed.

    Threads are still allowed. It cannot be taken back, and holds for all threads.
    """
    calls = _CALLS.get(platform.machine())
    if sys.platform != "linux" or calls is None or struct.calcsize("P") != 8:
        return False
    program = _program(calls)
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HP", len(program) // 8, ctypes.addressof(code))
    filters = ctypes.create_string_buffer(header, len(header))
    with contextlib.suppress(OSError, AttributeError):
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
        at = ctypes.addressof(filters)
        refused = prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or prctl(
            _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, at, 0, 0
        )
        return not refused
    return False


def _program(calls: _Calls) -> bytes:
    """The filter in the kernel's own form: steps of an operation, two jumps and a number.

    A jump counts the steps it leaves out; the last three steps are what all jumps lead to.
    """
    steps: list[tuple[int, int | None, int | None, int]] = []
    allow, refuse, unknown = -3, -2, -1

    def step(operation: int, value: int, yes: int = 0, no: int = 0) -> None:
        steps.append((operation, yes, no, value))

    step(_LOAD, _ARCHITECTURE_AT)
    step(_EQUAL, calls.architecture, 0, refuse)
    step(_LOAD, _NUMBER_AT)
    step(_ATLEAST, _X32, refuse)
    for number in calls.refused:
        step(_EQUAL, number, refuse)
    step(_EQUAL, calls.clone3, unknown)  # its flags cannot be seen; libraries fall back to clone
    step(_EQUAL, calls.clone, 0, allow)
    step(_LOAD, _FIRST_ARGUMENT_AT)
    step(_ALLSET, _CLONE_THREAD, allow, refuse)
    step(_RETURN, _ALLOW)
    step(_RETURN, _REFUSE | errno.EPERM)
    step(_RETURN, _REFUSE | errno.ENOSYS)

    def jump(target: int | None, at: int) -> int:
        return len(steps) + target - at - 1 if target and target < 0 else 0

    return b"".join(
        struct.pack("HBBI", operation, jump(yes, at), jump(no, at), value)
        for at, (operation, yes, no, value) in enumerate(steps)
    )
