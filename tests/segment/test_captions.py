"""Photographs' captions and headings, told apart in dumps by what the dump has left of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dumped import small_review
from irp.parser.layouts.labels import RANKED
from irp.parser.layouts.sections import SECTIONS
from irp.parser.pipeline import run
from irp.parser.segment.follow_ups import build_progress
from irp.parser.segment.model import Loose, Numbered, SectionBlock
from irp.parser.segment.parts.captions import Captions, captions_of
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage
from irp.record.spans import Box
from irp.record.vocabulary import SectionRole
from irp.source import SourceFile
from segment.dumping import items_of, lines_of, row

PARAGRAPHS = [
    "3.{} The bakery had opened again in the spring and most of the\nwomen there were paid.",
    "3.{} Staff had been trained to run the new ovens, and records of\nit were up to date.",
    "3.{} A second course had begun in May, and a third was planned\nfor the autumn.",
    "3.{} Leaders had met the college twice to agree what it would\nteach, and when.",
]


def section(*between: str, indent: str = "") -> str:
    """A follow-up whose paragraphs have these texts between them, under an area's heading."""
    head = "Work and training\n\nConcern: There was too little work.\n\n"
    paragraphs = [
        text.format(number).replace("\n", f"\n{indent}") if indent else text.format(number)
        for number, text in enumerate(PARAGRAPHS[: len(between) + 1], 1)
    ]
    parts = [part for pair in zip(paragraphs, between, strict=False) for part in pair]
    return head + "".join([*parts, paragraphs[-1]]) + "\n"


def told(text: str) -> dict[str, str]:
    """What each loose text after the first heading is taken for; a guess has a question mark."""
    items = items_of(text)
    captions = Captions(items)
    found = {}
    for item in items[1:]:
        if isinstance(item, Loose):
            caption, doubts = captions.tell(item)
            kind = "caption" if caption else "heading"
            found[item.text.text] = f"{kind}?" if doubts else kind
    return found


def test_a_heading_has_less_room_than_the_captions_of_its_section() -> None:
    text = section("\n\n\n\nBakery\n\n\n", "\n\nPlans for next year\n\n")
    assert told(text) == {"Bakery": "caption", "Plans for next year": "heading"}


def test_at_a_pages_top_the_room_below_tells() -> None:
    text = section("\n\n\n\nBakery\n\n\n", "\f\nPlans for next year\n\n", "\f\nNew ovens\n\n\n")
    assert told(text) == {
        "Bakery": "caption",
        "Plans for next year": "heading",
        "New ovens": "caption",
    }


def test_a_heading_that_several_follow_ups_have_under_what_was_asked_is_no_caption() -> None:
    text = section().replace("little work.\n\n", "little work.\n\n\n\nThe gate\n\n")
    assert told(text) == {"The gate": "caption"}
    assert told(text + text.replace("3.1", "3.2"))["The gate"] == "heading"


def test_a_caption_inside_a_paragraph_is_one() -> None:
    text = section("\n\nPlans for next year\n\n").replace(
        "again in the spring", "again\n\n\n\nThe bakery in May\n\nin the spring"
    )
    assert told(text) == {"The bakery in May": "caption", "Plans for next year": "heading"}


def test_where_text_is_indented_headings_stand_in_the_column_of_headings() -> None:
    text = section("\n\n        New mixers\n\n", "\n\nPlans for next year\n\n", indent=" " * 8)
    assert told(text) == {"New mixers": "caption", "Plans for next year": "heading"}


def test_what_nothing_tells_is_a_guess_by_words_and_a_doubt() -> None:
    text = section("\n\nBakery kitchen\n\n", "\n\nPlans for next year\n\n")
    assert told(text) == {"Bakery kitchen": "caption?", "Plans for next year": "heading?"}


def test_a_topic_or_a_place_in_view_tells_where_a_dump_shows_no_room() -> None:
    for text, kind in {
        "Reducing violence": "heading",
        "Incentives and adjudications": "heading",
        "Servery on A wing": "caption",
        "The showers had been refurbished": "caption",
        "What had changed": "heading?",
        "Segregation unit": "caption?",
        "Library": "caption?",
    }.items():
        dump = section(f"\n{text}\n").replace("\n\n", "\n")
        assert told(dump) == {text: kind}


def test_a_heading_is_close_to_the_text_below_it() -> None:
    text = section("\n\nThe third course\n", "\n\n")
    assert told(text) == {"The third course": "heading"}


def test_a_caption_is_further_from_what_follows_than_headings_are() -> None:
    text = section("\n\nThe third course\n\n", "\n\n").replace("training\n\n", "training\n")
    assert told(text) == {"The third course": "caption"}


def test_room_and_words_that_differ_are_a_doubt() -> None:
    text = section("\n\nServery on A wing\n", "\n\n")
    assert told(text) == {"Servery on A wing": "caption?"}


def test_above_a_heading_is_a_caption_where_headings_have_one_level() -> None:
    judged = "We considered that the prison had made good progress in this area.\n"
    first = "Work\nConcern: There was little work.\n3.1 It had grown.\n3.2 " + judged
    second = "Body-worn videos\nSecurity\nConcern: Drugs were rife.\n3.3 They were not.\n3.4 "
    for head, doubted in ("", 0), ("Purposeful days\n", 1):
        lines = lines_of(head + first + second + judged)
        spec = next(spec for spec in SECTIONS if spec.role is SectionRole.PROGRESS)
        found = build_progress(SectionBlock(spec, EMPTY, EMPTY, lines, r"3\.\d+"), RANKED)
        [caption] = found.follow_ups[0].photographs
        assert caption.text.text == "Body-worn videos"
        assert found.follow_ups[1].area.text == "Security"
        assert [p.code for p in found.problems].count("caption_or_heading") == doubted


def test_evidence_that_differs_is_a_doubt() -> None:
    """Set as a caption, but with less room than a photograph leaves elsewhere."""
    text = section(
        "\n\n\n\n        Bakery\n\n\n", "\n\n        Plans for next year\n\n", indent=" " * 8
    )
    assert told(text) == {"Bakery": "caption", "Plans for next year": "heading?"}


def test_captions_that_a_dump_ran_together_are_two() -> None:
    for text, wanted in {
        "Landing before painting Landing after painting": 2,
        "Exercise yard on F wing Servery on A wing": 2,
        "A cell on B wing": 1,
        "Garden outside Unit 4": 1,
        "Plots at Keppel House Unit": 1,
    }.items():
        [item] = items_of(text)
        assert isinstance(item, Loose)
        found = [caption.text.text for caption in captions_of(item, EMPTY)]
        assert len(found) == wanted
        assert " ".join(found) == text


def test_a_caption_at_the_end_of_a_follow_up_may_stand_before_another_of_its_area() -> None:
    first = "Work\nConcern: There was little work.\n3.1 We judged progress to be good.\n"
    second = "Servery on A wing\nConcern: Pay was low.\n3.2 It had risen.\n"
    spec = next(spec for spec in SECTIONS if spec.role is SectionRole.PROGRESS)
    lines = lines_of(first + second)
    found = build_progress(SectionBlock(spec, EMPTY, EMPTY, lines, r"3\.\d+"), RANKED)
    assert [block.area.text for block in found.follow_ups] == ["Work", "Work"]
    assert [c.text.text for c in found.follow_ups[0].photographs] == ["Servery on A wing"]


def styled(text: str, size: float, *, gap: float = 1.0, picture: bool = False) -> Line:
    box = Box(72, 0, 400, 12)
    return Line(1, 0, 0, text, text, gap=gap, box=box, size=size, bold=False, below_picture=picture)


def numbered(line: Line) -> Numbered:
    return Numbered(Passage.of_lines([line]).slice(0, 3), Passage.of_lines([line]).slice(4))


def test_what_is_not_set_as_a_heading_right_above_a_picture_is_its_caption() -> None:
    text = numbered(styled("3.1 The hall was clean.", 12))
    above = Loose(Passage.of_lines([styled("The hall", 12)]))
    for picture in (True, False):
        below = numbered(styled("3.2 It had been painted.", 12, picture=picture))
        assert Captions([text, above, below]).is_caption(above) is picture


def test_larger_type_below_a_picture_is_a_heading() -> None:
    text = numbered(styled("3.1 The hall was clean.", 12))
    for size, caption in ((14, False), (12, True)):
        below = Loose(Passage.of_lines([styled("Security", size)]), below_picture=True)
        assert Captions([text, below]).is_caption(below) is caption


def test_captions_side_by_side_are_two() -> None:
    below = replace(row(("before", 72), ("after", 300)), index=1)
    rows = [row(("The landing", 72), ("The landing", 300)), below]
    found = captions_of(Loose(Passage.of_lines(rows)), EMPTY)
    assert [caption.text.text for caption in found] == ["The landing before", "The landing after"]


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        ("Exercise yard\nA dormitory\nwith lockers", ["Exercise yard", "A dormitory with lockers"]),
        ("A toilet in 2024 The same toilet", ["A toilet in 2024", "The same toilet"]),
    ],
)
def test_captions_of_a_dump_begin_below_short_lines(text: str, captions: list[str]) -> None:
    found = captions_of(Loose(Passage.of_lines(lines_of(text))), EMPTY)
    assert [caption.text.text for caption in found] == captions


def test_a_caption_and_a_heading_on_lines_of_a_dump_are_doubted() -> None:
    more = (
        "3.1 It was better.\n"
        "3.2 We considered that the prison had made good progress in this area.\n"
        "The shop floor in the new building beside the sports hall\n"
        "Security\nConcern: Drugs were rife."
    )
    text = small_review().replace("Staffing was poor.\n", f"Staffing was poor.\n{more}\n", 1)
    found = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    assert "caption_or_heading" in [problem.code for problem in found.problems]
