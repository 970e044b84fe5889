"""The system calls that reading a source needs, by their numbers on each kind of processor.

The numbers are those of asm/unistd_64.h (x86-64) and asm-generic/unistd.h (ARM64).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple


class Call(NamedTuple):
    """A system call's number on x86-64 and on ARM64, None where the processor has none."""

    x86_64: int | None
    aarch64: int | None


ALWAYS: Final = MappingProxyType(
    {
        # the most frequent first: the kernel compares them in this order
        "clock_gettime": Call(228, 113),
        "read": Call(0, 63),
        "lseek": Call(8, 62),
        "newfstatat": Call(262, 79),
        "brk": Call(12, 214),
        "mmap": Call(9, 222),
        "munmap": Call(11, 215),
        "futex": Call(202, 98),
        "close": Call(3, 57),
        "write": Call(1, 64),
        "mprotect": Call(10, 226),
        "madvise": Call(28, 233),
        "mremap": Call(25, 216),
        # files, for reading
        "fstat": Call(5, 80),
        "stat": Call(4, None),
        "lstat": Call(6, None),
        "statx": Call(332, 291),
        "access": Call(21, None),
        "faccessat": Call(269, 48),
        "readlink": Call(89, None),
        "readlinkat": Call(267, 78),
        "getdents64": Call(217, 61),
        "getcwd": Call(79, 17),
        "pread64": Call(17, 67),
        "readv": Call(19, 65),
        "writev": Call(20, 66),
        "dup": Call(32, 23),
        "fadvise64": Call(221, 223),
        "poll": Call(7, None),
        "ppoll": Call(271, 73),
        # time, limits on itself, information about itself
        "clock_getres": Call(229, 114),
        "clock_nanosleep": Call(230, 115),
        "nanosleep": Call(35, 101),
        "gettimeofday": Call(96, 169),
        "time": Call(201, None),
        "times": Call(100, 153),
        "setitimer": Call(38, 103),
        "getrlimit": Call(97, 163),
        "setrlimit": Call(160, 164),
        "getrusage": Call(98, 165),
        "getpid": Call(39, 172),
        "getppid": Call(110, 173),
        "gettid": Call(186, 178),
        "getuid": Call(102, 174),
        "geteuid": Call(107, 175),
        "getgid": Call(104, 176),
        "getegid": Call(108, 177),
        "uname": Call(63, 160),
        "sysinfo": Call(99, 179),
        "getrandom": Call(318, 278),
        "getcpu": Call(309, 168),
        "sched_getaffinity": Call(204, 123),
        # signals it receives, threads, the end
        "rt_sigaction": Call(13, 134),
        "rt_sigprocmask": Call(14, 135),
        "rt_sigreturn": Call(15, 139),
        "sigaltstack": Call(131, 132),
        "sched_yield": Call(24, 124),
        "set_tid_address": Call(218, 96),
        "set_robust_list": Call(273, 99),
        "rseq": Call(334, 293),
        "membarrier": Call(324, 283),
        "arch_prctl": Call(158, None),
        "restart_syscall": Call(219, 128),
        "exit": Call(60, 93),
        "exit_group": Call(231, 94),
    }
)
"""Allowed whatever their arguments."""

CLONE: Final = Call(56, 220)
"""Allowed for threads of this process."""
OPEN: Final = Call(2, None)
OPENAT: Final = Call(257, 56)
"""Allowed for reading."""
IOCTL: Final = Call(16, 29)
"""Allowed for asking whether a file is a terminal, and for closing it on exec."""
FCNTL: Final = Call(72, 25)
"""Allowed for copying a descriptor and its flags; others can send signals to any process."""
PRLIMIT64: Final = Call(302, 261)
"""Allowed for this process."""
KILL: Final = Call(62, 129)
TGKILL: Final = Call(234, 131)
"""Allowed if they act on this process."""

FIRST_NEW: Final = 424
"""From here on all processors number alike, and a library expects ENOSYS from an older kernel: it
then uses a call that is in the list (clone3 is an example)."""
