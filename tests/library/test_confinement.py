"""What a reading process gives up: tried by a real one on x86-64, and by its filter's steps."""

from __future__ import annotations

import errno
import json
import os
import platform
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from irp.isolation.confine import calls
from irp.isolation.confine.filter import ARCHITECTURES, program
from irp.isolation.worker import Worker
from library import probe
from library.children import SOURCE, options, task

SAMPLE = Path(__file__).parents[2] / "samples" / "hmp-larkstone-2022.pdf"
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
PID = 4242


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> str:
    """What the filter says of a call: the kernel's small machine, run here."""
    known = ARCHITECTURES[machine] if architecture is None else architecture
    given = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("IIQ6Q", number, known, 0, *(one % 2**64 for one in given))
    code, at, accumulator = program(machine, PID), 0, 0
    while True:
        operation, yes, no, value = struct.unpack_from("HBBI", code, 8 * at)
        at += 1
        if operation == 0x20:
            (accumulator,) = struct.unpack_from("I", data, value)
        elif operation == 0x06:
            break
        else:
            met = {0x15: accumulator == value, 0x35: accumulator >= value}
            at += yes if met.get(operation, bool(accumulator & value)) else no
    if value == ALLOW:
        return "allowed"
    return errno.errorcode[value - REFUSE]


# From linux/unistd.h: on x86-64, on ARM64; None where there is no such call.
REFUSED = {
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "sendto": (44, 206),
    "setsid": (112, 157),
    "setpgid": (109, 154),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "linkat": (265, 37),
    "symlinkat": (266, 36),
    "mkdirat": (258, 34),
    "mknodat": (259, 33),
    "fchmodat": (268, 53),
    "fchownat": (260, 54),
    "memfd_create": (319, 279),
    "mount": (165, 40),
    "chroot": (161, 51),
    "prctl": (157, 167),
    "seccomp": (317, 277),
    "shmat": (30, 196),
    "timer_create": (222, 107),
}
NEW = {
    "pidfd_send_signal": 424,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "pidfd_open": 434,
    "clone3": 435,
    "openat2": 437,
    "pidfd_getfd": 438,
    "process_madvise": 440,
    "fchmodat2": 452,
}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_refuses_what_reading_does_not_need(machine: str) -> None:
    side = list(ARCHITECTURES).index(machine)
    named = {name: numbers[side] for name, numbers in REFUSED.items()}
    said = {name: verdict(machine, one) for name, one in named.items() if one is not None}
    assert said == dict.fromkeys(said, "EPERM")
    assert {name: verdict(machine, one) for name, one in NEW.items()} == dict.fromkeys(
        NEW, "ENOSYS"
    )
    known = {getattr(call, machine) for call in calls.ALWAYS.values()}
    assert {verdict(machine, one) for one in known if one is not None} == {"allowed"}
    others = set(range(424)) - known
    asked = [call for call in vars(calls).values() if isinstance(call, calls.Call)]
    others -= {getattr(call, machine) for call in asked}
    assert {verdict(machine, one) for one in others} == {"EPERM"}


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_looks_at_the_arguments(machine: str) -> None:
    def said(call: calls.Call, *arguments: int) -> str:
        return verdict(machine, getattr(call, machine), *arguments)

    for flags in (os.O_RDONLY, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY):
        assert said(calls.OPENAT, -100, 0, flags) == "allowed"
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_RDWR | os.O_CLOEXEC):
        assert said(calls.OPENAT, -100, 0, flags) == "EPERM"
    assert said(calls.CLONE, 0x003D0F00) == "allowed"  # as a thread is made
    assert said(calls.CLONE, signal.SIGCHLD) == "EPERM"
    for call in (calls.KILL, calls.TGKILL):
        assert said(call, PID) == "allowed"
        assert {said(call, pid) for pid in (0, 1, -1, -PID, PID + 1)} == {"EPERM"}
    assert said(calls.PRLIMIT64, 0) == "allowed"
    assert said(calls.PRLIMIT64, PID + 1) == "EPERM"
    assert said(calls.FCNTL, 3, 3) == "allowed"
    assert {said(calls.FCNTL, 3, one) for one in (4, 8, 10, 15)} == {"EPERM"}  # F_SETOWN, F_SETSIG
    assert said(calls.IOCTL, 0, 0x5401) == "allowed"
    assert {said(calls.IOCTL, 0, one) for one in (0x5412, 0x8901)} == {"EPERM"}


def test_the_filter_refuses_calls_of_another_processor() -> None:
    assert verdict("x86_64", 39) == "allowed"
    assert verdict("x86_64", 39, architecture=0x40000003) == "EPERM"  # i386
    assert verdict("x86_64", 0x40000000 + 39) == "EPERM"  # x32
    assert verdict("aarch64", 172, architecture=0x40000028) == "EPERM"  # arm


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="calls of x86-64 by number"
)
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_reading_process_can_do_nothing_but_read(tmp_path: Path, engine: str) -> None:
    """After a real reading, since an engine that was taken over has done all its imports."""
    (tmp_path / "victim").write_text("precious", "utf-8")
    body = f"""
    import irp.parser.pipeline
    from irp.options import Options
    from irp.source import SourceFile
    from library.probe import probe
    source = SourceFile.from_bytes(data, "a.pdf")
    assert irp.parser.pipeline.run(source, Options({engine!r})).report
    return probe({os.getpid()}, {str(tmp_path)!r})
    """
    from irp.source import SourceFile

    source = SourceFile.from_bytes(SAMPLE.read_bytes(), "a.pdf")
    command = task(body)
    # What the work imports is imported before, as in irp's own reading process.
    command[-1] = command[-1].replace(
        "def work", "import library.probe, irp.isolation.tasks\ndef work", 1
    )
    with Worker(command=command) as worker:
        worker.start()
        confined = worker.confined
        found = json.loads(worker.run("work", source, options(seconds=60)))
    succeeded = set(found["succeeded"])
    if "landlock" not in confined:
        succeeded -= set(probe.files(tmp_path)) | {"read parent's memory", "parent's environment"}
    assert succeeded == set()
    assert found["tried"] > 60
    assert [path.name for path in tmp_path.iterdir()] == ["victim"]
    assert (tmp_path / "victim").read_text("utf-8") == "precious"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's means")
@pytest.mark.parametrize("hidden", [True, False])
def test_a_command_is_hidden_from_its_reading_process(hidden: bool) -> None:
    """Where there is no Landlock; with it nothing of another process can be read anyway."""
    body = """
    try:
        return b"read" if open(f"/proc/{os.getppid()}/environ", "rb").read() else b""
    except OSError as error:
        return error.strerror.encode()
    """
    command = task(body)
    without = "import irp.isolation.confine as c\nc.restrict_files = lambda _: False\ndef work"
    command[-1] = command[-1].replace("def work", without, 1)
    parent = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "import ctypes\n"
        "from irp.isolation.confine import _drop_capabilities, hide_from_children\n"
        "from irp.isolation.worker import Worker\n"
        "from library.children import SOURCE, options\n"
        "_drop_capabilities(ctypes.CDLL(None))  # root is hidden from such children anyway\n"
        f"hide_from_children() if {hidden} else None\n"
        f"with Worker(command={command!r}) as worker:\n"
        "    print(worker.run('work', SOURCE, options()).decode(), worker.confined)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", parent], capture_output=True, text=True, check=True
    )
    said = "Permission denied" if hidden else "read"
    assert done.stdout.strip() == f"{said} ('capabilities', 'seccomp')"


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's means")
def test_the_probe_would_notice(tmp_path: Path) -> None:
    """Without the confinement most of the attempts that harm nobody succeed."""
    (tmp_path / "victim").write_text("precious", "utf-8")
    harmless = ("socketpair", "memfd_create", "parent's environment", "symlink", "read a file")
    tries = probe.attempts(os.getpid(), tmp_path) | probe.files(tmp_path)
    for name in harmless:
        tries[name]()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's means")
def test_a_reading_process_says_what_confines_it() -> None:
    with Worker(command=task("return data")) as worker:
        worker.start()
        assert "seccomp" in worker.confined
        assert worker.run("work", SOURCE, options()) == SOURCE.data
