"""irp show: what each stage sees, so that a value can be followed back to the page."""

from __future__ import annotations

from pathlib import Path

import pytest

import irp as library
from cli.running import irp

DUMP = "A letter to a friend\n\nHow are you?\n\fThe second page\nends here\n"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(DUMP, "utf-8")
    return path


def test_the_text_of_all_pages_and_of_one(letter: Path) -> None:
    first, second = "A letter to a friend\nHow are you?", "The second page\nends here"
    assert irp("show", "text", letter).out == f"{first}\f{second}\n"
    assert irp("show", "text", letter, "--page", "2").out == f"{second}\n"
    assert irp("show", "text", "-", stdin=DUMP.encode()).out == f"{first}\f{second}\n"


def test_the_lines_of_all_pages_and_of_one(letter: Path) -> None:
    head, *lines = irp("show", "lines", letter).out.splitlines()
    assert head.split("\t")[:3] == ["page", "index", "start"]
    assert [line.split("\t")[-1] for line in lines] == [
        "A letter to a friend",
        "How are you?",
        "The second page",
        "ends here",
    ]
    assert irp("show", "lines", letter, "--page", "2").out.splitlines() == [head, *lines[2:]]


def test_a_value_can_be_followed_back_to_the_text(dump: Path) -> None:
    found = library.extract(dump)
    assert found.report is not None
    pages = irp("show", "text", dump).out.removesuffix("\n").split("\f")
    assert len(pages) == found.source.pages
    for index, follow_up in enumerate(found.report.follow_ups):
        assert follow_up.judgement is not None
        (place,) = found.provenance[f"/follow_ups/{index}/judgement/value"]
        words = pages[place.page - 1][place.start : place.end]
        assert " ".join(words.lower().split()) == follow_up.judgement.value.phrase


def test_blocks_and_outline_of_a_report(dump: Path) -> None:
    assert "# progress: " in irp("show", "blocks", dump).out
    assert irp("show", "outline", dump).out.startswith("layout: recommendations_2021")


@pytest.mark.parametrize("view", ["blocks", "outline"])
def test_what_is_no_report_is_refused(letter: Path, view: str) -> None:
    done = irp("show", view, letter)
    assert (done.code, done.out) == (3, "")
    assert done.lines[0].startswith(f"{letter}: not an independent review of progress")
    assert done.lines[0].endswith("(not_an_irp)")


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    done = irp("show", "text", tmp_path / "missing.pdf")
    assert (done.code, done.out) == (3, "")
    (line,) = done.lines
    assert line.startswith(f"{tmp_path / 'missing.pdf'}: the file cannot be read: ")
    assert line.endswith("no such file or directory (unreadable)")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("text --page 3", "there is no page 3, the source has 2"),
        ("text --page 0", "--page"),
        ("outline --page 1", "--page goes with text and lines only"),
        ("words", "words"),
    ],
)
def test_wrong_usage(letter: Path, arguments: str, told: str) -> None:
    view, *rest = arguments.split()
    done = irp("show", view, letter, *rest)
    assert (done.code, done.out) == (2, "")
    assert told in " ".join(done.err.split())
