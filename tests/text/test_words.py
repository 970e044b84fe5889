"""Words as a reader sees them: blanks by origins and advances, whatever the fonts say."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from irp.parser.text.engines.raw import RawPage
from irp.parser.text.hyphenation import divides_by_sign, with_soft_hyphens
from irp.parser.text.model import Word
from text.making import HEIGHT, Draw, Put, body, furniture, make_pdf, prose, read_bytes, read_pages

SIZE = 12.0


def run(
    *parts: tuple[str, float, float],
    x: float = 72,
    y: float = 100,
    slant: float = 0.0,
    spaced: float = 0.0,
    font: str = "Helvetica",
) -> Draw:
    """Texts one after another, each with its size and the points by which it is raised."""

    def draw(canvas: Canvas) -> None:
        at = x
        for text, size, rise in parts:
            line = canvas.beginText()
            line.setFont(font, size)
            line.setCharSpace(spaced)
            line.setTextTransform(1, 0, slant, 1, at, HEIGHT - y + rise)
            line.textOut(text)
            line.setCharSpace(0)
            canvas.drawText(line)
            at += stringWidth(text, font, size) + spaced * len(text)

    return draw


def texts(*draws: Draw) -> list[str]:
    return body(read_pages([*draws, *prose(9, y=300)]))[: -9 or None]


def test_slanted_letters_keep_the_blanks_beside_them() -> None:
    draws = [
        run(("Judged under ", SIZE, 0)),
        run(
            ("Leadership", SIZE, 0),
            x=72 + stringWidth("Judged under ", "Helvetica", SIZE),
            slant=0.33,
        ),
        run(
            (" and management", SIZE, 0),
            x=72 + stringWidth("Judged under Leadership", "Helvetica", SIZE),
        ),
    ]
    assert texts(*draws) == ["Judged under Leadership and management"]


def test_a_blank_under_the_next_letter_parts_no_words() -> None:
    start = 72 + stringWidth("It was re-", "Helvetica", SIZE)
    draws = [run(("It was re- ", SIZE, 0)), run(("launched today", SIZE, 0), x=start)]
    assert texts(*draws) == ["It was re-launched today"]


def test_letters_that_are_set_apart_are_one_word() -> None:
    assert texts(run(("Safety and respect", 14, 0), spaced=6)) == ["Safety and respect"]


def test_raised_ordinals_and_lowered_figures_belong_to_their_words() -> None:
    parts = [("On the 21", SIZE, 0.0), ("st", 7, 4.5), ("–23", SIZE, 0.0), ("rd", 7, 4.5)]
    more = [(" CO", SIZE, 0.0), ("2", 7, -2.0), (" in 12m", SIZE, 0.0), ("2", 7, 4.5)]
    assert texts(run(*parts, *more)) == ["On the 21st–23rd CO2 in 12m2"]


def test_a_footnote_mark_is_a_word_of_its_own() -> None:
    assert texts(run(("most prisoners", SIZE, 0), ("2", 7, 4.5), (" said", SIZE, 0))) == [
        "most prisoners 2 said"
    ]


def test_a_large_first_letter_begins_its_word_and_gathers_no_line() -> None:
    wide = 72 + stringWidth("E", "Helvetica", 56) + 3
    lines = [
        Put("ach recommendation that we followed up is set out", wide, 100),
        Put("below with a short account of what we found there", wide, 114),
        Put("after it gives its paragraph in the last report", wide, 128),
        Put("and the whole is followed by a list of judgements", 72, 142),
    ]
    found = texts(Put("E", 72, 130, size=56), *lines)
    assert found[0] == "Each recommendation that we followed up is set out"
    assert found[1:] == [line.text for line in lines[1:]]


def test_a_watermark_gathers_no_lines() -> None:
    lines = prose(6)
    assert (
        texts(*lines, Put("DRAFT", 80, 150, size=80, font="Helvetica-Bold")).count(lines[1].text)
        == 1
    )


@pytest.mark.parametrize("down", [-3, 0, 2, 6])
def test_a_stamp_across_a_line_is_no_part_of_it(down: float) -> None:
    lines = prose(6)
    found = read_pages([*lines, Put("CONFIDENTIAL", 120, lines[2].y + down, size=24)])
    assert body(found) == [line.text for line in lines]
    assert furniture(found) == ["CONFIDENTIAL"]


def test_a_heading_in_small_capitals_is_as_large_as_its_first_letters() -> None:
    for parts in (
        [("S", 14.0, 0.0), ("ECURITY", 11.2, 0.0)],
        [("U", 14.0, 0.0), ("SE OF FORCE", 11.2, 0.0)],
    ):
        lines = read_pages([run(*parts), *prose(9, y=300)]).lines
        assert (lines[0].text.replace(" ", ""), lines[0].size) == (
            "".join(text for text, _, _ in parts).replace(" ", ""),
            14.0,
        )


def test_a_line_drawn_twice_is_read_once() -> None:
    lines = prose(3)
    again = [Put(line.text, line.x + 1.5, line.y + 1) for line in lines]
    assert texts(*lines, *again) == [line.text for line in lines]


# ------------------------------------------------------------------ hyphens at line ends


def hyphened(*lines: str) -> list[str]:
    document = read_bytes("\n".join(lines).encode())
    return [line.text for line in document.lines]


def test_a_hyphen_that_divides_a_word_spelt_whole_elsewhere_is_soft() -> None:
    lines = ("one recommendation", "a recom-", "mendation")
    assert hyphened(*lines) == [lines[0], "a recom\u00ad", lines[2]]


def test_a_sign_that_only_ends_words_divides_them() -> None:
    def page(*texts: str) -> RawPage:
        words = [Word(text, 72, 99, 90, 11, "A", None, None) for text in texts]
        return RawPage(1, 595, 842, 0, words)

    divided = page("recom\u2010", "progress\u2010", "monit\u2010", "well-being")
    assert divides_by_sign([divided])
    assert with_soft_hyphens(divided).words[0].text == "recom\u00ad"
    assert not divides_by_sign([divided, page("self\u2010harm")])


def test_other_hyphens_at_line_ends_are_kept() -> None:
    for first in ("de-escalation and deescalation", "nothing of the kind"):
        lines = (first, "a course on de-", "escalation")
        assert hyphened(*lines) == list(lines)


def test_after_a_prefix_a_hyphen_is_kept_where_the_document_does_not_divide_words() -> None:
    alone = ("An inter-", "departmental team.", "The interdepartmental team.")
    assert hyphened(*alone)[0] == "An inter-"
    others = ("Manage-", "ment, under-", "stood support-", "ed management, understood, supported.")
    assert hyphened(*alone, *others)[0] == "An inter\u00ad"


def test_soft_hyphens_that_are_drawn_inside_lines_are_hyphens() -> None:
    lines = [
        Put("a low\u00adlevel incident", 72, 100),
        Put("of a high\u00ad", 72, 114),
        Put("level kind", 72, 128),
    ]
    assert texts(*lines) == ["a low-level incident", "of a high-", "level kind"]


# ------------------------------------------------------------------ furniture


def test_a_line_that_does_not_repeat_is_no_furniture_whatever_its_tag() -> None:
    def tagged(put: Put) -> Draw:
        def draw(canvas: Any) -> None:
            canvas._code.append("/Artifact BMC")
            put(canvas)
            canvas._code.append("EMC")

        return draw

    last = [
        "had acknowledged the problem",
        "agreed in autumn were open",
        "were told of the delays",
        "read the plans again",
    ]
    pages: list[list[Draw]] = [[*prose(40), tagged(Put(text, 72, 800))] for text in last]
    assert [text for text in body(read_bytes(make_pdf(pages))) if text in last] == last
