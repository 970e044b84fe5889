"""Zip archives are read in memory, within limits, and one bad member stops no other."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from batch.making import zipped
from irp import ArchiveLimits, BatchOptions, Limits, Options, SourceFile
from irp.batch.sources.archives import Archive

LIMIT = 3_000_000


def members(data: bytes, folder: Path, **limits: Any) -> list[tuple[str, str]]:
    """Each member's label, with the source's name, or the code of what is wrong with it."""
    path = folder / "x.zip"
    path.write_bytes(data)
    options = BatchOptions(
        options=Options(limits=Limits(bytes=LIMIT)), archives=ArchiveLimits(**limits)
    )
    result = []
    for item in Archive("x.zip", path, options).items():
        source = item.load(LIMIT)
        what = source.name if isinstance(source, SourceFile) else source.problems[0].code
        result.append((item.label.removeprefix("x.zip"), what))
    return result


def codes(data: bytes, folder: Path, **limits: Any) -> list[str]:
    return [what for _, what in members(data, folder, **limits)]


def test_its_reports_are_read_in_order(tmp_path: Path) -> None:
    data = zipped(
        [
            ("b/two.pdf", b"%PDF-1.7"),
            ("a.txt", b"one"),
            ("a/readme.md", b"no"),
            ("__MACOSX/._a.txt", b"no"),
            ("b/", b""),
        ]
    )
    assert members(data, tmp_path) == [("!a.txt", "a.txt"), ("!b/two.pdf", "two.pdf")]


@pytest.mark.parametrize(
    "name", ["../../up.txt", "/etc/up.txt", "C:\\up.txt", "..\\..\\up.txt", "a/../../up.txt"]
)
def test_names_that_lead_elsewhere_do_no_harm(tmp_path: Path, name: str) -> None:
    assert codes(zipped([(name, b"up")]), tmp_path) == ["up.txt"]
    assert [path.name for path in tmp_path.rglob("*")] == ["x.zip"]


def test_odd_names_are_only_names(tmp_path: Path) -> None:
    names = ["two\nlines.txt", "x" * 300 + ".txt", "caf\u00e9 \u2013.txt"]
    data = zipped([(name, name.encode()) for name in names])
    assert sorted(codes(data, tmp_path)) == sorted(names)


def test_archives_in_archives_are_read_so_deep(tmp_path: Path) -> None:
    data = zipped([("deep.txt", b"d")])
    for _ in range(2):
        data = zipped([("inner.zip", data)])
    assert members(data, tmp_path) == [("!inner.zip!inner.zip!deep.txt", "deep.txt")]
    assert codes(data, tmp_path, depth=2) == ["archive_limit"]


# ------------------------------------------------------------------ bombs


def test_a_member_may_unpack_to_so_many_times_its_size(tmp_path: Path) -> None:
    even = b"0123456789" * 200_000
    packed = len(zlib.compress(even, 6)) + 10
    ratio = len(even) // packed
    assert codes(zipped([("x.txt", even)]), tmp_path, ratio=ratio + 10) == ["x.txt"]
    assert codes(zipped([("x.txt", even)]), tmp_path, ratio=ratio - 10) == ["archive_limit"]


@pytest.mark.parametrize(("number", "last"), [(3, "2.txt"), (4, "archive_limit")])
def test_there_may_be_so_many_members(tmp_path: Path, number: int, last: str) -> None:
    data = zipped([(f"{n}.txt", b"x%d" % n) for n in range(number)])
    found = codes(data, tmp_path, members=3)
    assert (len(found), found[-1]) == (number, last)


def test_members_of_inner_archives_count(tmp_path: Path) -> None:
    inner = zipped([(f"{n}.txt", b"x%d" % n) for n in range(3)])
    data = zipped([("1.zip", inner), ("2.zip", inner)])
    assert codes(data, tmp_path, members=8) == ["0.txt", "1.txt", "2.txt"] * 2
    assert codes(data, tmp_path, members=7)[-1] == "archive_limit"


@pytest.mark.parametrize(("size", "last"), [(1000, "b.txt"), (1001, "archive_limit")])
def test_all_members_together_may_have_so_many_bytes(tmp_path: Path, size: int, last: str) -> None:
    data = zipped([("a.txt", b"x" * 600), ("b.txt", b"y" * (size - 600))])
    assert codes(data, tmp_path, bytes=1000) == ["a.txt", last]


@pytest.mark.parametrize(("size", "what"), [(LIMIT, "x.txt"), (LIMIT + 1, "too_large")])
def test_a_member_is_held_to_the_limit_of_sources(tmp_path: Path, size: int, what: str) -> None:
    data = zipped([("x.txt", b"x" * size), ("y.txt", b"y")], zipfile.ZIP_STORED)
    assert codes(data, tmp_path) == [what, "y.txt"]


def test_a_member_that_lies_about_its_size_is_found_out(tmp_path: Path) -> None:
    data = zipped([("x.txt", bytes(5_000_000)), ("y.txt", b"y")])
    lie = data.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 10))
    assert lie != data
    assert codes(lie, tmp_path) == ["bad_archive", "y.txt"]


def test_a_directory_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    data = bytearray(zipped([("x.txt", b"x")]))
    end = data.rindex(b"PK\5\6")
    struct.pack_into("<I", data, end + 12, 4_000_001)
    assert codes(bytes(data), tmp_path) == ["archive_limit"]


def test_a_directory_is_not_hidden_behind_the_larger_form(tmp_path: Path) -> None:
    data = zipped([("x.txt", b"x")])
    end = data.rindex(b"PK\5\6")
    larger = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 5_000_000, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    assert codes(data[:end] + larger + locator + data[end:], tmp_path) == ["archive_limit"]


def test_a_large_archive_is_measured_and_not_loaded(tmp_path: Path) -> None:
    data = zipped([(f"{n:05}.txt", b"%d" % n) for n in range(10_001)])
    found = codes(data, tmp_path)
    assert (len(found), found[-1]) == (10_001, "archive_limit")


# ------------------------------------------------------------------ damage


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\3\4",
        b"no archive at all",
        b"%PDF-1.7",
        b"PK\5\6" + bytes(18),
        zipped([("x.txt", b"x")])[:-5],
    ],
)
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    (code,) = codes(data, tmp_path)
    assert code in ("bad_archive", "nothing_found")


def test_damage_anywhere_is_told(tmp_path: Path) -> None:
    whole = zipped([("a.txt", b"some words " * 50), ("b.txt", b"others " * 50)])
    known = {"bad_archive", "encrypted", "archive_limit", "too_large", "nothing_found"}
    for seed in range(len(whole)):
        data = bytearray(whole)
        for step in range(3):
            data[(seed + step * 101) % len(data)] ^= 0xFF
        for what in codes(bytes(data), tmp_path):
            assert what.endswith((".txt", ".pdf")) or what in known, seed


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.txt", b"secret"), ("b.txt", b"open")]))
    data[6] |= 1
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    assert codes(bytes(data), tmp_path) == ["encrypted", "b.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_methods_that_may_ask_for_any_memory_are_not_used(tmp_path: Path, method: int) -> None:
    assert codes(zipped([("a.txt", b"x" * 1000)], method), tmp_path) == ["bad_archive"]
