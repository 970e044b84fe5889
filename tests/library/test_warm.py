"""Reading processes that stay ready between calls of ``irp.extract``."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

import irp
from irp.isolation import warm
from irp.isolation.worker import Worker
from irp.options import Limits
from library.children import SOURCE, ends, options, runs, task


@pytest.fixture(autouse=True)
def _quick_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    warm.end_idle()
    work = "time.sleep(header['arguments'].get('seconds', 0))\nreturn str(os.getpid()).encode()"
    command = task(work)
    monkeypatch.setattr(warm, "Worker", lambda: Worker(command=command))
    yield
    warm.end_idle()


def ask(worker: Worker, seconds: float = 0) -> int:
    """The id of the process that did the work."""
    return int(worker.run("work", SOURCE, options(), {"seconds": seconds}))


def ask_once() -> int:
    with warm.warm_worker() as worker:
        return ask(worker)


def test_the_next_call_gets_the_same_process() -> None:
    assert ask_once() == ask_once()


def test_calls_at_the_same_time_get_a_process_each() -> None:
    with warm.warm_worker() as one, warm.warm_worker() as other:
        assert ask(one) != ask(other)


def test_threads_share_what_is_idle_and_leave_few_processes() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(ask_once())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert sum(map(runs, set(found))) <= 4


def test_an_idle_process_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "IDLE_SECONDS", 0.1)
    pid = ask_once()
    assert ends(pid)


def test_a_call_that_is_interrupted_leaves_no_process() -> None:
    pid = ask_once()
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt), warm.warm_worker() as worker:
        ask(worker, seconds=30)
    assert not runs(pid)
    assert ask_once() != pid


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_fork_starts_its_own_and_leaves_its_parents_alone() -> None:
    pid = ask_once()
    child = os.fork()
    if not child:
        os._exit(0 if ask_once() != pid else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert ask_once() == pid


def test_the_limits_are_those_of_each_call() -> None:
    few, many = (irp.extract(b"some text", limits=Limits(output_bytes=n)) for n in (1, 1000))
    assert [few.problems[0].code, many.problems[0].code] == ["output_too_large", "crashed"]


@pytest.mark.parametrize(
    "code",
    [
        "irp.extract(b'some text')",
        "many = irp.extract_many([b'some text'] * 3); next(many)",
        "global many; many = irp.extract_many([b'some text'] * 3); next(many)",
    ],
)
def test_the_interpreter_ends_at_once_without_a_word(code: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", f"import irp\ndef main():\n    {code}\nmain()"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
