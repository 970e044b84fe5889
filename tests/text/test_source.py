"""Sources: kinds by content, limits, decoding."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from irp.errors import SourceError
from irp.source import SourceFile


def test_a_pdf_is_known_by_its_content_even_behind_leading_junk() -> None:
    source = SourceFile.from_bytes(b"\n" * 1000 + b"%PDF-1.7 ...", "notes.txt")
    assert source.media_type == "application/pdf"


@pytest.mark.parametrize(
    "data",
    [
        "3.1 The cells were “clean”".encode(),
        "\ufeff3.1 The cells were “clean”".encode(),
        "3.1 The cells were “clean”".encode("utf-16"),
        "3.1 The cells were “clean”".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with a mark", "utf-16", "windows-1252"],
)
def test_text_is_decoded(data: bytes) -> None:
    source = SourceFile.from_bytes(data, "report.pdf")
    assert source.media_type == "text/plain"
    assert source.text() == "3.1 The cells were “clean”"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a picture"),
        (b"PK\x03\x04" + b"x" * 50, "a Word file"),
        (b"  <!DOCTYPE html><title>Not found</title>", "a web page"),
        (bytes(range(256)), "neither a PDF nor text"),
        (b"abc\0def", "neither a PDF nor text"),
        ("abc".encode("utf-16")[:-1], "neither a PDF nor text"),
    ],
)
def test_what_is_neither_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as error:
        SourceFile.from_bytes(data)
    assert error.value.code == "not_a_pdf"


def test_size_is_limited_without_reading_on() -> None:
    file = io.BytesIO(b"a" * 1000)
    with pytest.raises(SourceError, match="more than 10 bytes") as error:
        SourceFile.from_file(file, limit=10)
    assert error.value.code == "too_large"
    assert file.tell() == 11


def test_from_a_path(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"words")
    source = SourceFile.from_path(path)
    assert (source.name, source.size) == ("report.txt", 5)
    assert source.sha256 == hashlib.sha256(b"words").hexdigest()
    assert (source.url, source.retrieved_at) == (None, None)


def test_from_an_open_file(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"words")
    with path.open("rb") as file:
        assert SourceFile.from_file(file).name == "report.txt"
    assert SourceFile.from_file(io.BytesIO(b"words"), "-").name == "-"


@pytest.mark.parametrize(
    ("name", "says"), [("missing.pdf", "cannot be read"), (".", "a directory")]
)
def test_a_path_that_cannot_be_read(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(SourceError, match=says) as error:
        SourceFile.from_path(tmp_path / name)
    assert error.value.code == "unreadable"
