"""Restrict a process to the files that reading needs, without TCP or signals (Landlock).

Needs Linux 5.13 with Landlock enabled; newer kernels restrict more (TCP from 6.7, signals and
abstract sockets from 6.12).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same on all processors
_WHICH_VERSION: Final = 1
_BENEATH_PATH: Final = 1
_EXECUTE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
_FIRST_RIGHTS: Final = (1 << 13) - 1
_LATER_RIGHTS: Final = ((2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
"""File rights by the version that introduced them: to link, to truncate, to control devices."""
_TCP: Final = 0b11
_SCOPES: Final = 0b11
_LIBRARIES: Final = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_FONTS: Final = ("/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts")
_SYSTEM: Final = (
    *("/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/sys/devices/system/cpu"),
    *("/proc/self", "/dev/null", "/dev/urandom"),
)


def restrict_files(libc: ctypes.CDLL) -> bool:
    """Restrict this process for good; return whether the kernel did."""
    version = libc.syscall(_CREATE, None, 0, _WHICH_VERSION)
    if version < 1:
        return False
    handled = _FIRST_RIGHTS | sum(right for since, right in _LATER_RIGHTS if version >= since)
    rules = struct.pack("QQQ", handled, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = libc.syscall(_CREATE, rules, size, 0)
    if ruleset < 0:
        return False
    try:
        for path in readable():
            _allow(libc, ruleset, path)
        return bool(libc.syscall(_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def readable() -> Iterator[str]:
    """The files and folders that reading needs: interpreter, packages, libraries, fonts."""
    yield from (*_LIBRARIES, *_FONTS, *_SYSTEM)
    roots = {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    roots.add(str(Path(__file__).parents[2]))  # irp itself, without what is next to it
    roots |= {one for one in sys.path if Path(one).name in ("site-packages", "dist-packages")}
    yield from roots
    # Packages elsewhere; a module outside a package, such as a user's script, adds no folder.
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not file or "." in name or file.startswith(tuple(roots)):
            continue
        if Path(file).name == "__init__.py":
            yield str(Path(file).parent)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rights = _EXECUTE | _READ_FILE | (_READ_FOLDER if Path(path).is_dir() else 0)
            libc.syscall(_ADD_RULE, ruleset, _BENEATH_PATH, struct.pack("=Qi", rights, handle), 0)
        finally:
            os.close(handle)
