"""No room, no permission, no such directory: a clear error, and what was there is kept."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from conftest import ROOT
from irp.errors import OutputError
from irp.stores import open_store, read_store, write_store
from stores.making import KINDS, contents, every_kind, named, target

FULL = """
import resource, signal, sys
from irp.errors import OutputError
from irp.stores import open_store, write_store
from stores.making import named, nasty_extraction
place, room = sys.argv[1], int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
nasty_extraction()
if place.endswith(("duckdb", "parquet")):
    import duckdb, pyarrow.parquet
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
try:
    write_store(place, [named("b.pdf"), nasty_extraction()])
except OutputError as error:
    print("told:", error.message)
"""


def program(code: str, *arguments: str) -> str:
    """Run a program; what it printed."""
    paths = os.pathsep.join([str(ROOT / "tests"), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
@every_kind
def test_where_there_is_no_room_what_was_there_is_kept(tmp_path: Path, kind: str) -> None:
    place = target(tmp_path, kind)
    write_store(place, [named("a.pdf")])
    before = contents(tmp_path)
    told = program(FULL, str(place), "4096")
    assert told.startswith("told: ")
    assert "cannot be written: " in told
    after = contents(tmp_path)
    assert not [name for name in after if name.endswith(".tmp")]
    if kind == "sqlite":
        assert next(iter(read_store(place))) == named("a.pdf")
    else:
        assert {name: after[name] for name in before} == before
    # With room again, everything is put.
    found = [named("a.pdf"), named("b.pdf")]
    write_store(place, found)
    if kind != "parquet":
        assert list(read_store(place)) == found


@every_kind
def test_a_place_below_a_file_is_told(tmp_path: Path, kind: str) -> None:
    (tmp_path / "file").write_text("text", "utf-8")
    place = target(tmp_path / "file" / "below", kind)
    with pytest.raises(OutputError, match=r"cannot be written: \S"):
        open_store(place)
    assert (tmp_path / "file").read_text("utf-8") == "text"


CLOSED = """
import os, sys
import duckdb, pyarrow.parquet, sqlite3
import irp.stores.duck, irp.stores.parquet, irp.stores.sqlite.store
from irp.errors import OutputError
from irp.stores import write_store
from stores.making import named
found = named("a.pdf")
if os.geteuid() == 0:  # who is root may write anywhere
    os.setgroups([])
    os.setuid(65534)
for place in sys.argv[1:]:
    try:
        write_store(place, [found])
        print("written")
    except OutputError as error:
        print("told:", error.message)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_without_permission_is_told() -> None:
    with tempfile.TemporaryDirectory() as name:
        closed = Path(name)
        closed.chmod(0o555)
        told = program(CLOSED, *(str(target(closed, kind)) for kind in KINDS)).splitlines()
        assert list(closed.iterdir()) == []
        closed.chmod(0o755)
    assert len(told) == len(KINDS)
    for line in told:
        assert re.match(r"told: .*(permission denied|unable to open)", line)


def test_a_failed_finish_keeps_the_derived_files_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_store(tmp_path, [named("a.pdf")])
    before = contents(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with open_store(tmp_path) as store:
        store.put(named("b.pdf"))
        monkeypatch.setattr("irp.files.atomic.os.fsync", full)
        with pytest.raises(OutputError, match="no space left on device"):
            store.finish()
    assert contents(tmp_path).items() >= before.items()
