"""Whatever the reading process does and however its parent ends, nothing of it is left."""

from __future__ import annotations

import contextlib
import gc
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from irp.errors import IrpError
from irp.isolation.worker import Worker
from library.children import SOURCE, code_of, ends, options, runs, speaker, task

# ------------------------------------------------------------------ nothing is left


FORKS = """
read_frame(jobs, 1_000_000)
pids = []
for _ in range(3):
    pid = os.fork()
    if pid == 0:
        {escape}
        time.sleep(3600)
    pids.append(str(pid))
time.sleep(0.3)
write_frame(answers, {{"kind": "done"}}, " ".join(pids).encode())
time.sleep(3600)
"""


@pytest.mark.parametrize(
    "escape",
    [
        "pass",
        "os.setpgid(0, 0)",
        "os.setsid()",
        "os.setsid(); os.closerange(0, 100)",
        "os.setsid(); os.fork(); os.environ.clear()",
    ],
)
def test_children_of_a_child_are_killed_with_it(escape: str) -> None:
    """Where no system forbids them: this process gave nothing up."""
    with Worker(command=speaker(FORKS.format(escape=escape))) as worker:
        pids = [int(pid) for pid in worker.run("work", SOURCE, options()).split()]
        assert len(pids) == 3
        assert all(map(runs, pids))
    assert all(map(ends, pids))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter")
@pytest.mark.parametrize(
    "body",
    [
        "os.fork()",
        "while True: os.fork()",
        "import subprocess; subprocess.run(['sleep', '60'])",
        "os.execv('/bin/sh', ['sh'])",
        "os.setsid()",
        "import socket; socket.socket()",
        "import ctypes; assert ctypes.CDLL(None).fork() == -1; os.fork()",
    ],
)
def test_a_child_starts_no_process_program_or_connection(body: str) -> None:
    with Worker(command=task(body)) as worker, pytest.raises(IrpError) as caught:
        worker.run("work", SOURCE, options())
    assert caught.value.code == "crashed"
    assert "blocked operation" in caught.value.message


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter")
def test_a_child_may_still_have_threads() -> None:
    body = """
    import threading
    found = []
    thread = threading.Thread(target=lambda: found.append(data))
    thread.start()
    thread.join()
    return found[0]
    """
    with Worker(command=task(body)) as worker:
        assert worker.run("work", SOURCE, options()) == SOURCE.data


def test_a_fork_bomb_is_stopped_with_all_of_it() -> None:
    """Where no system forbids it: each of eight processes waits for the end of the group."""
    body = "read_frame(jobs, 1_000_000)\nfor _ in range(3): os.fork()\nwhile True: time.sleep(1)"
    with Worker(command=speaker(body)) as worker:
        worker.start()
        pid = worker.pid
        with pytest.raises(IrpError) as caught:
            worker.run("work", SOURCE, options(seconds=1))
    assert caught.value.code == "timed_out"
    assert pid is not None
    assert not [one for one in in_group(pid) if runs(one)]


def in_group(group: int) -> list[int]:
    """The processes of a group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                found += [int(entry.name)] if int(stat[2]) == group else []
    return found


def test_a_worker_is_stopped_from_another_thread() -> None:
    with Worker(command=task("time.sleep(3600)")) as worker:
        worker.start()
        pid = worker.pid
        threading.Timer(0.3, worker.stop).start()
        started = time.monotonic()
        with pytest.raises(IrpError):
            worker.run("work", SOURCE, options(seconds=60))
        assert time.monotonic() - started < 5
        assert pid is not None
        assert ends(pid)
        with pytest.raises(IrpError):
            worker.run("work", SOURCE, options())
        assert worker.pid is None


@pytest.mark.parametrize(
    "body",
    ["return b''", "os.abort()", "time.sleep(60)", "return b'x' * 10_000_000"],
)
def test_no_process_thread_or_open_file_is_left(body: str) -> None:
    def left() -> tuple[int, int]:
        return sum(1 for _ in Path("/proc/self/fd").iterdir()), threading.active_count()

    before = left()
    for _ in range(2):
        code_of(task(body), seconds=0.5, output_bytes=1000)
    assert left() == before


def test_a_child_writes_no_files(tmp_path: Path) -> None:
    path = str(tmp_path / "file")
    body = f"os.write(os.open({path!r}, os.O_CREAT | os.O_WRONLY), b'x'); return b''"
    with Worker(command=task(body)) as worker, pytest.raises(IrpError, match="blocked operation"):
        worker.run("work", SOURCE, options())


def test_a_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "42")
    with Worker(command=task("return repr(sorted(os.environ)).encode()")) as worker:
        assert b"SECRET_KEY" not in worker.run("work", SOURCE, options())


def test_a_forgotten_worker_takes_its_child_along() -> None:
    worker = Worker(command=task("return data"))
    worker.run("work", SOURCE, options())
    pid = worker.pid
    assert pid is not None
    del worker
    gc.collect()
    assert ends(pid)


def test_a_child_is_replaced_after_so_many_sources() -> None:
    with Worker(command=task("return b'%d' % os.getpid()"), recycle_after=2) as worker:
        pids = [worker.run("work", SOURCE, options()) for _ in range(5)]
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]
    assert not runs(int(pids[0]))


# ------------------------------------------------------------------ the parent is stopped


PARENT = """
import sys
sys.path[:] = {path!r}
from library.children import SOURCE, options, task
from irp.isolation.worker import Worker
with Worker(command=task({body!r})) as worker:
    worker.run("work", SOURCE, options())
    print(worker.pid, flush=True)
    worker.run("work", SOURCE, options(seconds=60))
"""
FIRST_JOB_IS_EASY = """
if not globals().setdefault("served", []):
    served.append(True)
    return b""
"""


def start_parent(body: str) -> tuple[subprocess.Popen[str], int]:
    """A parent that has had one job done and waits for a second that never ends."""
    tests = Path(__file__).resolve().parents[1]
    code = PARENT.format(path=[str(tests), *sys.path], body=FIRST_JOB_IS_EASY + body)
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.2)
    assert runs(pid)
    return parent, pid


def stop(parent: subprocess.Popen[str], how: Callable[[], None]) -> None:
    how()
    parent.communicate(timeout=10)


@pytest.mark.parametrize("body", ["while True: pass", "time.sleep(3600)"])
def test_ctrl_c_leaves_no_child(body: str) -> None:
    parent, pid = start_parent(body)
    stop(parent, lambda: parent.send_signal(signal.SIGINT))
    assert not runs(pid)
    assert parent.returncode != 0


@pytest.mark.skipif(sys.platform != "linux", reason="needs the kernel's word that a pipe closed")
@pytest.mark.parametrize("body", ["while True: pass", "time.sleep(3600)"])
def test_a_killed_parent_leaves_no_child(body: str) -> None:
    parent, pid = start_parent(body)
    stop(parent, parent.kill)
    assert ends(pid, 1.0)
