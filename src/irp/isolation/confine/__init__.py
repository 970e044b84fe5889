"""Permanently drop the rights that reading a source does not need: see ``confine``."""

from __future__ import annotations

import contextlib
import ctypes
import struct
import sys
from types import MappingProxyType

from irp.isolation.confine.filter import filter_calls
from irp.isolation.confine.landlock import restrict_files

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_CAPABILITIES_3 = 0x20080522  # _LINUX_CAPABILITY_VERSION_3 of linux/capability.h

MEANS = MappingProxyType(
    {
        "capabilities": "the reading process has no rights of an administrator",
        "landlock": "it opens no file but those of the interpreter, libraries and fonts",
        "seccomp": "it makes no system call but those that reading needs",
    }
)
"""The means of confinement, and what each does."""


def confine() -> list[str]:
    """Confine this process, before its first source, as far as the kernel supports it.

    On Linux three things are given up: the rights of an administrator (capabilities), files
    outside the interpreter, the libraries and the fonts (Landlock), and every system call that is
    not on a list (seccomp). None needs a privilege, none can be undone.

    Returns:
        What is in force: "capabilities", "landlock", "seccomp". Empty on other systems.
    """
    if sys.platform != "linux" or struct.calcsize("P") != 8:
        return []
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
        libc.syscall.restype = ctypes.c_long
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            return []
        steps = {
            "capabilities": _drop_capabilities,
            "landlock": restrict_files,
            "seccomp": filter_calls,
        }
        return [name for name, step in steps.items() if step(libc)]
    return []


def hide_from_children() -> None:
    """Keep this process's memory and environment from other processes of the same user (Linux).

    For irp's own programs only: no debugger can then attach, and no core is dumped.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _drop_capabilities(libc: ctypes.CDLL) -> bool:
    """Drop root's capabilities, which would let it read any process's memory."""
    header = ctypes.create_string_buffer(struct.pack("Ii", _CAPABILITIES_3, 0))
    nothing = ctypes.create_string_buffer(struct.pack("6I", *[0] * 6))
    return bool(libc.capset(header, nothing) == 0)
