"""Whatever the reading process does, its parent has a typed answer in time and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from dumped import small_review
from irp.errors import IrpError
from irp.forms import Form
from irp.isolation.frames import EndOfStreamError
from irp.isolation.process import Child
from irp.isolation.verdict import verdict
from irp.isolation.worker import Worker
from irp.options import Limits, Options
from irp.record.vocabulary import Status
from irp.render import written
from irp.source import SourceFile
from library.children import SOURCE, code_of, options, runs, script, speaker, task

# ------------------------------------------------------------------ time


def test_a_job_that_never_ends_is_stopped_in_time() -> None:
    with Worker(command=task("while True: pass")) as worker:
        worker.start()
        pid = worker.pid
        started = time.monotonic()
        with pytest.raises(IrpError) as caught:
            worker.run("work", SOURCE, options(seconds=0.5))
        assert time.monotonic() - started < 1.5
    assert caught.value.code == "timed_out"
    assert "0.5 s" in caught.value.message
    assert pid is not None
    assert not runs(pid)


@pytest.mark.parametrize(
    "body",
    [
        "import re; re.match('(a|a)+$', 'a' * 60 + 'b')",  # native code that never returns
        "time.sleep(3600)",
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)); time.sleep(3600)",
    ],
    ids=["native loop", "sleep", "signals blocked"],
)
def test_nothing_a_job_does_outlives_its_limit(body: str) -> None:
    assert code_of(task(body), seconds=0.5) == "timed_out"


def test_a_job_just_inside_its_time_is_done() -> None:
    assert code_of(task("time.sleep(0.3); return b''"), seconds=1.5) == "done"


@pytest.mark.parametrize(
    ("body", "clock"),
    [
        ("while True: pass", signal.SIGALRM),
        ("signal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass", signal.SIGXCPU),
    ],
    ids=["wall", "processor"],
)
def test_the_child_stops_itself_when_its_parent_keeps_no_time(body: str, clock: int) -> None:
    job = {"task": "work", "seconds": 0.2, "memory_mb": 1000, "output_bytes": 10}
    child = Child(task(body))
    child.await_ready(20)
    with pytest.raises(EndOfStreamError):
        child.ask(job, b"", seconds=20, limit=10)
    death = child.reap(5)
    assert death.returncode == -clock
    assert verdict(death, Limits()).code == "timed_out"


# ------------------------------------------------------------------ memory


def test_a_job_that_takes_too_much_memory_is_told_as_such() -> None:
    assert code_of(task("return b'x' * 400_000_000"), memory_mb=300) == "out_of_memory"


def test_a_job_just_inside_its_memory_is_done() -> None:
    assert code_of(task("return b'x' * 50_000_000 and b''"), memory_mb=300) == "done"


def test_want_of_memory_is_seen_through_the_error_it_was_wrapped_in() -> None:
    body = """
    try:
        return b"x" * 400_000_000
    except MemoryError as error:
        raise ValueError("this PDF is damaged") from error
    """
    assert code_of(task(body), memory_mb=300) == "out_of_memory"


def test_an_abort_after_growing_large_is_want_of_memory() -> None:
    body = "heap = bytearray(b'x') * 500_000_000; os.abort()"
    assert code_of(task(body), memory_mb=800) == "out_of_memory"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no peak is inherited")
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("heap = bytearray(b'x') * 500_000_000; time.sleep(0.3); os.abort()", "out_of_memory"),
        ("os.abort()", "crashed"),
        ("heap = bytearray(b'x') * 700_000_000; os.abort()", "out_of_memory"),
    ],
    ids=["grown large", "small", "grown larger than its parent"],
)
def test_how_large_a_child_grew_is_told_apart_from_how_large_its_parent_is(
    body: str, code: str
) -> None:
    program = f"""
        large = bytearray(b"x") * 600_000_000
        del large
        from library.children import code_of, task
        print(code_of(task({body!r}), memory_mb=850))
    """
    done = subprocess.run(script(program), capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == code


def test_an_abort_that_names_memory_is_want_of_memory() -> None:
    body = "os.write(2, b'terminate called: std::bad_alloc'); os.abort()"
    assert code_of(task(body)) == "out_of_memory"


# ------------------------------------------------------------------ death


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("os.abort()", "SIGABRT"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("os._exit(0)", "exit code 0"),
        ("os._exit(7)", "exit code 7"),
        ("os.closerange(3, 100); time.sleep(3600)", "SIGKILL"),
    ],
)
def test_a_death_is_told_with_its_cause(body: str, cause: str) -> None:
    with Worker(command=task(body)) as worker:
        extraction = worker.read(SOURCE, options())
    assert extraction.status is Status.FAILED
    assert extraction.source.sha256 == SOURCE.sha256
    assert [problem.code for problem in extraction.problems] == ["crashed"]
    assert cause in extraction.problems[0].message


def test_a_fault_in_irp_is_told_as_one() -> None:
    with Worker(command=task("return 1 // 0")) as worker:
        problem = worker.read(SOURCE, options()).problems[0]
    assert problem.code == "internal_error"
    assert problem.message == "ZeroDivisionError: integer division or modulo by zero"


def test_endless_nesting_is_no_fault_of_irp() -> None:
    body = """
    def deeper():
        return deeper()
    return deeper()
    """
    assert code_of(task(body)) == "crashed"


def test_a_child_killed_while_idle_harms_no_source() -> None:
    with Worker(command=task("return data")) as worker:
        assert worker.run("work", SOURCE, options()) == SOURCE.data
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        time.sleep(0.1)
        assert worker.run("work", SOURCE, options()) == SOURCE.data


def test_after_a_death_the_next_source_is_read_by_a_new_child() -> None:
    body = "if data == b'deadly': os.abort()\nreturn data"
    deadly = type(SOURCE).from_bytes(b"deadly")
    with Worker(command=task(body)) as worker:
        for _ in range(3):
            with pytest.raises(IrpError):
                worker.run("work", deadly, options())
            assert worker.run("work", SOURCE, options()) == SOURCE.data


def test_a_child_that_does_not_start_is_a_fault_in_irp() -> None:
    with pytest.raises(IrpError, match="does not start: ModuleNotFoundError") as caught:
        Worker(command=script("import no_such_module")).run("work", SOURCE, options())
    assert caught.value.code == "internal_error"
    with pytest.raises(IrpError, match="does not start"):
        Worker(command=["/no/such/python"]).run("work", SOURCE, options())


# ------------------------------------------------------------------ nonsense


@pytest.mark.parametrize(
    "body",
    [
        "os.write(1, b'garbage' * 1000); time.sleep(60)",
        "while True: os.write(1, bytes(10_000))",
        "os.write(1, b'irp\\x01' + (4).to_bytes(4, 'big') + bytes(8) + b'nope'); time.sleep(60)",
        "os.write(1, b'irp\\x01' + (2).to_bytes(4, 'big') + bytes(8) + b'[]'); time.sleep(60)",
        "write_frame(answers, {'kind': 'something'}); time.sleep(60)",
        "write_frame(answers, {}); time.sleep(60)",
        "write_frame(answers, {'kind': 'done'}, b'no record'); time.sleep(60)",
        "write_frame(answers, {'kind': 'done'}, b'{}'); time.sleep(60)",
        "os.write(1, b'irp\\x01half a frame')",
    ],
)
def test_nonsense_for_an_answer_is_a_crash(body: str) -> None:
    with Worker(command=speaker(body)) as worker:
        extraction = worker.read(SOURCE, options(seconds=5))
        assert worker.pid is None
    assert [problem.code for problem in extraction.problems] == ["crashed"]


def test_an_answer_for_another_source_is_not_taken() -> None:
    body = """
    from irp.record.failed import failed_extraction, unread_source
    return failed_extraction(unread_source("other"), "no_text", "").model_dump_json().encode()
    """
    with Worker(command=task(body)) as worker:
        problem = worker.read(SOURCE, options()).problems[0]
    assert (problem.code, "another source" in problem.message) == ("crashed", True)


BRIEF = ["verified", "verified", [], [], [], []]


@pytest.mark.parametrize(
    "answer",
    [
        "no JSON",
        "[]",
        "17",
        [SOURCE.sha256, "{}", BRIEF[1:]],
        [SOURCE.sha256, "no JSON", BRIEF],
        [SOURCE.sha256, "{}", BRIEF],
        [SOURCE.sha256, '{"source": {"sha256": "another"}, "status": "verified"}', BRIEF],
        [SOURCE.sha256, "{}\x1b[2J", BRIEF],
        ["another source", "{}", BRIEF],
    ],
)
def test_an_answer_that_is_no_written_record_is_a_crash(
    monkeypatch: pytest.MonkeyPatch, answer: object
) -> None:
    body = answer if isinstance(answer, str) else json.dumps(answer)
    monkeypatch.setattr(Worker, "run", lambda *_args: body.encode())
    assert Worker().write(SOURCE, options(), Form.JSON).brief.problems == ["crashed"]


def test_the_process_writes_what_would_be_written_here() -> None:
    source = SourceFile.from_bytes(small_review().encode(), "review.txt")
    with Worker() as worker:
        record = worker.read(source, Options())
        for form in (Form.JSON, Form.JSONL, Form.MARKDOWN, Form.CSV):
            for bom in (False, True):
                there = worker.write(source, Options(), form, bom=bom)
                assert there == written(record, form, bom=bom)


def test_a_child_that_never_reads_cannot_hold_its_parent() -> None:
    large = type(SOURCE).from_bytes(b"x" * 5_000_000)
    with Worker(command=speaker("time.sleep(60)")) as worker:
        started = time.monotonic()
        with pytest.raises(IrpError) as caught:
            worker.run("work", large, options(seconds=0.5))
    assert caught.value.code == "timed_out"
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(("size", "code"), [(1000, "done"), (1001, "output_too_large")])
def test_the_answer_has_a_largest_size(size: int, code: str) -> None:
    assert code_of(task(f"return bytes({size})"), output_bytes=1000) == code


def test_a_child_that_ignores_the_largest_size_is_not_listened_to() -> None:
    body = "write_frame(answers, {'kind': 'done'}, bytes(100_000_000))"
    assert code_of(speaker(body), output_bytes=1000) == "output_too_large"


def test_what_a_child_prints_leads_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    body = "print('to stdout'); os.write(1, b'more'); print('to stderr', file=sys.stderr)"
    assert code_of(task(f"{body}\nassert sys.stdin.read() == ''\nreturn b''")) == "done"
    assert capfd.readouterr() == ("", "")


def test_a_flood_on_stderr_stops_nothing() -> None:
    assert code_of(task("os.write(2, bytes(2_000_000)) ; return b''")) == "done"
