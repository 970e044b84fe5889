"""Servers on loopback: an S3 of our own, a dask scheduler and its workers."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from moto.server import ThreadedMotoServer

from cli.running import environment

KEYS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "eu-west-2",
}
_SECONDS = 60


class Buckets:
    """An S3-compatible server over HTTP, with one bucket."""

    def __init__(self, port: int) -> None:
        self.variables = {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=self.variables["AWS_ENDPOINT_URL"],
            aws_access_key_id="testing",
            aws_secret_access_key="testing",
            region_name="eu-west-2",
        )
        place = {"LocationConstraint": "eu-west-2"}
        self.client.create_bucket(Bucket="reports", CreateBucketConfiguration=place)

    def put(self, folder: Path, prefix: str) -> None:
        for path in sorted(folder.iterdir()):
            key = f"{prefix}/{path.name}"
            self.client.put_object(Bucket="reports", Key=key, Body=path.read_bytes())

    def content(self, prefix: str) -> dict[str, bytes]:
        """What is below a prefix, but run.json."""
        listed = self.client.list_objects_v2(Bucket="reports", Prefix=f"{prefix}/")
        return {
            one["Key"].removeprefix(f"{prefix}/"): self.client.get_object(
                Bucket="reports", Key=one["Key"]
            )["Body"].read()
            for one in listed.get("Contents", [])
            if not one["Key"].endswith("run.json")
        }


@contextmanager
def buckets() -> Iterator[Buckets]:
    """An S3 on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        _, port = server.get_host_and_port()
        yield Buckets(port)
    finally:
        server.stop()


class Cluster:
    """A dask scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "scheduler.json"
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        deadline = time.monotonic() + _SECONDS
        while not self._file.exists() or not self._file.read_bytes().strip().endswith(b"}"):
            assert time.monotonic() < deadline, "the scheduler does not start"
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text("utf-8"))["address"]
        alone = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
        self.workers = [
            self._start("dask_worker", *alone, "--local-directory", str(folder)) for _ in range(2)
        ]

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{what}", "--no-dashboard"]
        with (self._folder / f"{what}.log").open("ab") as log:
            running = subprocess.Popen(
                [*command, "--scheduler-file", str(self._file), *options],
                stdout=log,
                stderr=log,
                env=environment(),
            )
        self._running.append(running)
        return running

    def close(self) -> None:
        for running in reversed(self._running):
            running.terminate()
        for running in self._running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(10)
            running.kill()
            running.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler with two workers on loopback."""
    running = Cluster(folder)
    try:
        yield running
    finally:
        running.close()
