"""A batch on a cluster, from and to a bucket, comes to the same as one on this machine."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

import irp
from batch.making import content
from batch.serving import Buckets, Cluster, buckets, cluster
from cli.running import PROGRAM, environment, program, started
from generator import build, make_truth, render
from generator.options import Options
from irp.batch.cluster import read_on_worker
from irp.decisions.file import add
from irp.decisions.making import decide
from irp.errors import ClusterError
from irp.isolation.jobs import header_of
from irp.options import Options as Reading
from irp.record.decision import Ruling
from irp.source import SourceFile

NUMBER = 6


@pytest.fixture(scope="module")
def s3() -> Iterator[Buckets]:
    with buckets() as running:
        yield running


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory, s3: Buckets) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    small = Options(recommendations=3, themes=1)
    for seed in range(NUMBER):
        truth = make_truth(seed, options=small)
        (folder / f"r{seed}.txt").write_bytes(render(build(truth), "text-dump"))
    (folder / "letter.txt").write_text("A letter to a friend", "utf-8")
    s3.put(folder, "in")
    return folder


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    """A correction of one report, and the rejection of the letter."""
    who = {"because": "seen in the PDF", "by": "A. Reader"}
    path = tmp_path_factory.mktemp("decided") / "decisions.jsonl"
    one, letter = (irp.extract(reports / name, isolated=False) for name in ("r0.txt", "letter.txt"))
    where = "/follow_ups/0/judgement/text"
    add(path, decide(one, Ruling.CORRECT, place=where, value="As printed.", **who))
    add(path, decide(letter, Ruling.REJECT, **who))
    return path


def whole(
    source: str, out: str | Path, env: dict[str, str], *options: str
) -> subprocess.CompletedProcess[bytes]:
    """A batch from its start to its end."""
    command = [*PROGRAM, "batch", source, "--out", str(out), *options]
    return subprocess.run(command, capture_output=True, check=False, timeout=300, env=env)


@pytest.mark.timeout(900)  # many programs are started, which takes a while on a busy machine
def test_a_worker_killed_in_the_middle_costs_nothing_but_time(
    s3: Buckets, two_workers: Cluster, decided: Path, tmp_path: Path
) -> None:
    env = environment(**s3.variables)
    known = ("--decisions", str(decided))
    here = whole("s3://reports/in/", tmp_path / "here", env, *known)
    assert here.returncode == 3  # the letter
    assert b"reviewed" in here.stderr
    remote = (*known, "--executor", "dask", "--scheduler", two_workers.address)
    with started(
        "batch", "s3://reports/in/", "--out", "s3://reports/out/", *remote, env=env
    ) as run:
        assert run.stderr is not None
        first = run.stderr.readline()
        while b"s3://reports/in/" not in first:  # what dask says
            first = run.stderr.readline()
        victim = two_workers.workers[0]
        children = psutil.Process(victim.pid).children(recursive=True)
        victim.kill()
        told = run.stderr.read().decode()
        assert run.wait(300) == 3
    assert f"{NUMBER - 1} verified, 1 reviewed, 1 failed; {NUMBER + 1} inserted" in told
    _, alive = psutil.wait_procs(children, timeout=5)
    assert alive == []
    assert s3.content("out") == content(tmp_path / "here")
    # And once more: nothing is read, as the letter is rejected, and nothing changes.
    before = s3.content("out")
    again = whole("s3://reports/in/", "s3://reports/out/", env, *remote)
    assert f"; {NUMBER + 1} skipped" in again.stderr.decode()
    assert s3.content("out") == before


def test_a_store_in_one_file_goes_to_a_bucket_too(
    s3: Buckets, reports: Path, tmp_path: Path
) -> None:
    env = environment(**s3.variables)
    pattern = "s3://reports/in/r[01].txt"
    for told in ("2 inserted", "2 skipped"):
        done = program("batch", pattern, "--out", "s3://reports/file/all.jsonl", env=env)
        assert (done.returncode, f"2 verified; {told}" in done.stderr.decode()) == (0, True)
    found = s3.content("file")
    assert set(found) == {"all.jsonl", "all.jsonl.manifest.json", "all.jsonl.problems.jsonl"}
    lines = [json.loads(line) for line in found["all.jsonl"].splitlines()]
    assert [line["source"]["url"] for line in lines] == [
        "s3://reports/in/r0.txt",
        "s3://reports/in/r1.txt",
    ]


def test_an_output_that_is_no_bucket_is_told(s3: Buckets, reports: Path) -> None:
    env = environment(**s3.variables)
    done = program("batch", reports, "--out", "s3://no-such-bucket/out/", "-q", env=env)
    assert done.returncode == 73
    assert b"cannot be written" in done.stderr


def test_a_bucket_that_is_not_there_is_a_source_without_record(s3: Buckets, tmp_path: Path) -> None:
    env = environment(**s3.variables)
    done = program("batch", "s3://no-such-bucket/x.pdf", "--out", tmp_path / "out", env=env)
    assert done.returncode == 3
    assert b"(unreadable)" in done.stderr


def test_a_cluster_that_is_not_there_is_told(reports: Path, tmp_path: Path) -> None:
    remote = ("--executor", "dask", "--scheduler", "tcp://127.0.0.1:9")
    env = environment(DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="2s")
    done = program("batch", reports, "--out", tmp_path / "out", *remote, "-q", env=env)
    assert done.returncode == 5
    assert b"no cluster at tcp://127.0.0.1:9" in done.stderr


def test_a_worker_with_another_irp_refuses_to_read() -> None:
    header = json.dumps(
        header_of("extract", SourceFile.from_bytes(b"x", name="x.txt"), Reading(), {})
    )
    with pytest.raises(ClusterError, match="another version of irp") as error:
        read_on_worker(header, b"x", "another")
    assert error.value.code == "cluster_failed"
