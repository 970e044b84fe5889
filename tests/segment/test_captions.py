"""Photographs' captions and headings, told apart in dumps by what the dump has left of them."""

from __future__ import annotations

from irp.parser.segment.model import Loose
from irp.parser.segment.parts.captions import Captions
from segment.dumping import items_of

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


def test_evidence_that_differs_is_a_doubt() -> None:
    """Set as a caption, but with less room than a photograph leaves elsewhere."""
    text = section(
        "\n\n\n\n        Bakery\n\n\n", "\n\n        Plans for next year\n\n", indent=" " * 8
    )
    assert told(text) == {"Bakery": "caption", "Plans for next year": "heading?"}
