"""Decisions added while processes are killed: none is lost, none is torn, none is there twice."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from decisions.writer import add_for_ever, numbered
from irp.decisions.file import add, line_of, read

KILLS = int(os.environ.get("IRP_KILLS", "2"))
WRITERS = 2
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["decisions.writer"])


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
def test_two_that_add_and_are_killed_lose_no_decision_and_add_none_twice(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    add(path, map(numbered, range(WRITERS)))
    chosen = random.Random(1)
    last = list(range(WRITERS))
    for _ in range(KILLS):
        pipes = [SERVER.Pipe(duplex=False) for _ in range(WRITERS)]
        writers = [
            SERVER.Process(target=add_for_ever, args=(str(path), last[n], WRITERS, its))
            for n, (_, its) in enumerate(pipes)
        ]
        for writer in writers:
            writer.start()
        for mine, its in pipes:
            its.close()
            assert mine.recv_bytes() == b"open"
        time.sleep(chosen.random() * 0.3)
        for number, (writer, (mine, _)) in enumerate(zip(writers, pipes, strict=True)):
            writer.kill()
            writer.join()
            assert writer.exitcode == -signal.SIGKILL
            with contextlib.suppress(EOFError, ConnectionError):
                while True:
                    last[number] = int(mine.recv_bytes())
        lines = Counter(path.read_text("utf-8").splitlines())
        assert max(lines.values()) == 1
        assert len(read(path)) == len(lines)
        for number, end in enumerate(last):
            wanted = {line_of(numbered(n)) for n in range(number, end + 1, WRITERS)}
            assert wanted <= lines.keys()
    assert max(last) > WRITERS
    add(path, [numbered(10**6)])
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
