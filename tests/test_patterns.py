"""Patterns kept between processes are the ones that would be compiled, or are compiled again."""

from __future__ import annotations

import copyreg
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from irp.parser import patterns
from irp.parser.patterns import PatternCache

SOME = (
    (r"(?P<what>good|reasonable) progress(?: made)?", regex.IGNORECASE),
    (r"^\p{Lu}[\p{L}’ -]{2,60}?$", regex.MULTILINE),
    (r"(?<!\w)(?:a|b(?=c))+", 0),
)
TEXT = "Good progress made\nHm Prison\nabc"


@pytest.fixture(autouse=True)
def writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says: PYTHONDONTWRITEBYTECODE is often set where tests run."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "kept.patterns"


def saved(path: Path) -> None:
    kept = PatternCache(path)
    for pattern, flags in SOME:
        kept.compiled(pattern, flags)
    kept.keep()
    assert path.exists()


def never(*_: object) -> None:
    raise AssertionError("compiled, though it was kept")


def test_what_was_kept_is_not_compiled_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(path)
    fresh = [regex.compile(pattern, flags) for pattern, flags in SOME]
    again = PatternCache(path)
    monkeypatch.setattr(regex, "compile", never)
    read = [again.compiled(pattern, flags) for pattern, flags in SOME]
    parts = copyreg.dispatch_table[regex.Pattern]
    assert [parts(made) for made in read] == [parts(made) for made in fresh]
    assert [(made.pattern, made.flags, made.groupindex) for made in read] == [
        (made.pattern, made.flags, made.groupindex) for made in fresh
    ]
    assert [made.findall(TEXT) for made in read] == [made.findall(TEXT) for made in fresh]


def test_the_same_words_with_other_flags_are_another_pattern(path: Path) -> None:
    saved(path)
    kept = PatternCache(path)
    assert kept.compiled(SOME[0][0], regex.IGNORECASE).match("GOOD PROGRESS")
    assert not kept.compiled(SOME[0][0]).match("GOOD PROGRESS")


def test_a_pattern_that_is_gone_is_forgotten_with_the_next_new_one(path: Path) -> None:
    saved(path)
    before = path.stat().st_mtime_ns, path.read_bytes()
    kept = PatternCache(path)
    kept.compiled(*SOME[0])
    kept.keep()
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before  # nothing new
    kept.compiled("new")
    kept.keep()
    assert path.stat().st_size < len(before[1])


@pytest.mark.parametrize("harm", ["cut short", "a bit flipped", "empty", "of another regex"])
def test_what_does_not_fit_is_compiled(
    path: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path)
    data = path.read_bytes()
    if harm == "of another regex":
        monkeypatch.setattr(regex, "__version__", "1")
    else:
        flipped = bytes([*data[:-1], data[-1] ^ 1])
        path.write_bytes({"cut short": data[:-7], "a bit flipped": flipped}.get(harm, b""))
    kept = PatternCache(path)
    assert kept.compiled(*SOME[0]).match(TEXT)
    monkeypatch.setattr(regex, "compile", never)
    with pytest.raises(AssertionError, match="compiled"):
        kept.compiled(*SOME[1])


def test_where_nothing_can_be_written_all_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = PatternCache(tmp_path / "file" / "kept.patterns")
    assert kept.compiled(*SOME[0]).match(TEXT)
    kept.keep()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_nothing_is_written_by_an_interpreter_that_writes_no_byte_code(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept = PatternCache(path)
    kept.compiled(*SOME[0])
    kept.keep()
    assert not path.exists()


def test_a_regex_module_that_tells_no_parts_compiles_as_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(path)
    monkeypatch.setattr(patterns, "_PARTS_OF", None)
    kept = PatternCache(path)
    assert kept.compiled(*SOME[0]).match(TEXT)
    path.unlink()
    kept.keep()
    assert not path.exists()


def test_a_wrong_pattern_is_an_error_as_ever(path: Path) -> None:
    with pytest.raises(regex.error):
        PatternCache(path).compiled("(")


def test_the_reading_process_compiles_next_to_nothing(tmp_path: Path) -> None:
    code = """
import sys, regex
sys.pycache_prefix = sys.argv[1]
sys.dont_write_bytecode = False
whole, long = regex.compile, []
def count(pattern, *others, **more):
    long.append(len(pattern))
    return whole(pattern, *others, **more)
regex.compile = count
import irp.isolation.tasks
print(sum(long))
"""
    run = [sys.executable, "-c", code, str(tmp_path)]
    first, second = (
        int(subprocess.run(run, capture_output=True, check=True, text=True).stdout)
        for _ in range(2)
    )
    assert first > 40_000  # characters of patterns
    assert second < first / 20
