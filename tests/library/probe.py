"""What a confined process must not be able to do, tried one by one from inside it."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import mmap
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.syscall.restype = ctypes.c_long


class RefusedError(Exception):
    """The kernel refused a call."""


def call(number: int, *arguments: Any) -> int:
    """A system call of x86-64 by its number."""
    ctypes.set_errno(0)
    plain = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    result = int(LIBC.syscall(ctypes.c_long(number), *plain))
    if result < 0:
        raise RefusedError(errno.errorcode.get(ctypes.get_errno(), "?"))
    return result


def signal_by_descriptor(pid: int) -> None:
    """Have the kernel send a signal to another process when a pipe is written to."""
    import fcntl

    ours, theirs = os.pipe()
    fcntl.fcntl(ours, fcntl.F_SETOWN, pid)
    fcntl.fcntl(ours, 10, signal.SIGUSR1)  # F_SETSIG
    fcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC)
    os.write(theirs, b"x")


def write_memory(pid: int) -> None:
    with Path(f"/proc/{pid}/mem").open("r+b", buffering=0) as memory:
        memory.seek(4096)
        memory.write(b"x")


def raise_limit() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def ring() -> None:
    call(425, 8, (ctypes.c_ubyte * 120)())


def attempts(parent: int, folder: Path) -> dict[str, Callable[[], object]]:
    """Each attempt by its name; one that ends without an error has succeeded."""
    new, victim, link = (str(folder / name) for name in ("new", "victim", "link"))
    raw: dict[str, tuple[Any, ...]] = {
        "fork": (57,),
        "vfork": (58,),
        "clone a process": (56, signal.SIGCHLD, 0, 0, 0, 0),
        "clone3": (435, 0, 0),
        "execve": (59, b"/bin/true", 0, 0),
        "execveat": (322, -100, b"/bin/true", 0, 0, 0),
        "setsid": (112,),
        "setpgid": (109, 0, 0),
        "socket": (41, 2, 1, 0),
        "socketpair": (53, 1, 2, 0, (ctypes.c_int * 2)()),
        "ptrace": (101, 16, parent, 0, 0),
        "process_vm_readv": (310, parent, 0, 0, 0, 0, 0),
        "process_vm_writev": (311, parent, 0, 0, 0, 0, 0),
        "pidfd_open": (434, parent, 0),
        "pidfd_getfd": (438, 3, 0, 0),
        "kill": (62, parent, 0),
        "kill everything": (62, -1, 0),
        "tkill": (200, parent, 0),
        "tgkill": (234, parent, parent, 0),
        "rt_sigqueueinfo": (129, parent, 0, 0),
        "prlimit of another": (302, parent, 7, 0, (ctypes.c_ulong * 2)()),
        "setpriority of another": (141, 0, parent, 1),
        "sched_setaffinity of another": (203, parent, 8, (ctypes.c_ulong * 1)(1)),
        "unshare": (272, 0x10000000),
        "setns": (308, 3, 0),
        "bpf": (321, 0, 0, 0),
        "perf_event_open": (298, 0, 0, 0, 0, 0),
        "userfaultfd": (323, 0),
        "keyctl": (250, 0, -3, 0),
        "add_key": (248, b"user", b"x", b"y", 1, -3),
        "memfd_create": (319, b"x", 0),
        "io_uring_enter": (426, 0, 0, 0, 0, 0, 0),
        "mount": (165, b"none", b"/tmp", b"tmpfs", 0, 0),
        "chroot": (161, str(folder).encode()),
        "chdir": (80, b"/"),
        "shmget": (29, 0, 4096, 0o1600),
        "mq_open": (240, b"irp", os.O_CREAT | os.O_RDWR, 0o600, 0),
        "prctl": (157, 4, 0, 0, 0, 0),
        "seccomp": (317, 0, 0, 0),
        "terminal input": (16, 0, 0x5412, b"x"),
        "x32": (0x40000000 + 39,),
    }
    return {
        **{name: lambda arguments=arguments: call(*arguments) for name, arguments in raw.items()},  # type: ignore[misc]
        "io_uring_setup": ring,
        "parent's memory": lambda: write_memory(parent),
        "read parent's memory": lambda: Path(f"/proc/{parent}/mem").open("rb"),
        "parent's environment": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "a signal by a descriptor": lambda: signal_by_descriptor(parent),
        "socket of the library": lambda: socket.create_connection(("127.0.0.1", 9), 1),
        "create": lambda: os.open(new, os.O_CREAT | os.O_WRONLY),
        "open to write": lambda: os.open(victim, os.O_WRONLY),
        "open to truncate": lambda: os.open(victim, os.O_RDONLY | os.O_TRUNC),
        "truncate": lambda: os.truncate(victim, 0),
        "unlink": lambda: os.unlink(victim),
        "rename": lambda: os.rename(victim, new),
        "link": lambda: os.link(victim, link),
        "symlink": lambda: os.symlink("/etc/passwd", link),
        "mkdir": lambda: os.mkdir(new),
        "mkfifo": lambda: os.mkfifo(new),
        "chmod": lambda: os.chmod(victim, 0),
        "chown": lambda: os.chown(victim, 0, 0),
        "utime": lambda: os.utime(victim),
        "raise its own limits": raise_limit,
    }


def files(folder: Path) -> dict[str, Callable[[], object]]:
    """Attempts that Landlock alone refuses."""
    return {
        "read a file": lambda: (folder / "victim").read_bytes(),
        "read a folder": lambda: os.listdir(folder),
        "read the list of users": lambda: Path("/etc/passwd").read_bytes(),
        "read by the process's root": lambda: Path("/proc/self/root/etc/passwd").read_bytes(),
    }


def probe(parent: int, folder: str) -> bytes:
    """The attempts that succeeded, as JSON; ``mapped`` shows that allowed things still work."""
    succeeded = []
    tries = attempts(parent, Path(folder)) | files(Path(folder))
    for name, attempt in tries.items():
        with contextlib.suppress(OSError, RefusedError, ValueError):
            attempt()
            succeeded.append(name)
    mapped = len(mmap.mmap(-1, 4096)) + struct.calcsize("I")
    return json.dumps({"tried": len(tries), "succeeded": succeeded, "mapped": mapped}).encode()
