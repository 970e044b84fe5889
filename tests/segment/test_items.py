"""Labels, captions of figures and paragraphs: what each line of a section belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from irp.parser.layouts.labels import RANKED
from irp.parser.segment.items.builder import build_items
from irp.parser.segment.items.warnings import parted_lines, short_lines
from irp.parser.segment.judgement_sentences import judgements
from irp.parser.segment.model import FigureBlock, Labelled, Loose, Numbered
from irp.parser.text.model import Line
from irp.parser.text.passage import Passage
from irp.record.spans import Box
from segment.dumping import items_of, lines_of, row


@pytest.mark.parametrize(
    "box",
    [
        "Recommendation (to the governor and the catering provider): Meals should be hot.",
        "Recommendation (to the governor and the\ncatering provider): Meals should be hot.",
        "Recommendation\n(to the governor and\nthe catering provider):\nMeals should be hot.",
    ],
)
def test_a_label_may_be_wrapped(box: str) -> None:
    concern, recommendation = items_of(f"Concern: Meals were served cold.\n\n{box}\n")
    assert isinstance(concern, Labelled)
    assert concern.text.text == "Meals were served cold."
    assert isinstance(recommendation, Labelled)
    assert recommendation.text.text == "Meals should be hot."
    assert (
        recommendation.words.text == "Recommendation (to the governor and the catering provider):"
    )


def test_a_word_that_a_label_begins_with_is_no_label() -> None:
    [concern] = items_of(
        "Concern: Meals were served cold and the menu did not change.\n"
        "Recommendation\nsheets were out of date: nobody read them.\n"
    )
    assert isinstance(concern, Labelled)
    assert concern.text.text.endswith(
        "did not change. Recommendation sheets were out of date: nobody read them."
    )


@pytest.mark.parametrize(
    "cut", ["followed up (n =\n8)", "followed up (n = 8)", "followed up (n\n= 8)"]
)
def test_a_caption_may_be_cut_inside_its_number(cut: str) -> None:
    [figure] = items_of(
        f"Figure 1: Progress on the concerns that inspectors {cut}\n\nGood progress 8\n"
    )
    assert isinstance(figure, FigureBlock)
    assert figure.caption.text == "Progress on the concerns that inspectors followed up (n = 8)"
    assert [label.text for label in figure.labels] == ["Good progress 8"]


@pytest.mark.parametrize("above", ["Meals should be hot. (3.4,", "Meals should be hot. (3.4\nand"])
def test_the_rest_of_references_is_no_paragraph(above: str) -> None:
    items = items_of(f"3.1 It was agreed:\n\n{above}\n3.2) Beds should be made.\n")
    assert [item.number.text for item in items if isinstance(item, Numbered)] == ["3.1"]


def test_a_paragraph_may_begin_with_a_number_and_a_bracket() -> None:
    items = items_of("3.1) Meals were hot (so we heard).\n\n3.2) Beds were made.\n")
    assert [item.number.text for item in items if isinstance(item, Numbered)] == ["3.1", "3.2"]


@pytest.mark.parametrize(
    ("rest", "numbers"),
    [
        ("3.3 days, and then to six.", ["3.1"]),
        ("3.3 Days were longer.", ["3.1", "3.3"]),
        ("3.2 days were longer.", ["3.1", "3.2"]),
    ],
)
def test_a_figure_after_a_page_break_is_no_paragraph(rest: str, numbers: list[str]) -> None:
    items = items_of(f"3.1 The wait for a reply had come down from six days in May to\f{rest}\n")
    assert [item.number.text for item in items if isinstance(item, Numbered)] == numbers


@pytest.mark.parametrize(
    "judgement",
    [
        "Judgement: Good progress",
        "We considered that the prison had made good progress against this concern.",
    ],
)
def test_a_judgement_without_a_number_ends_the_paragraph_above(judgement: str) -> None:
    items = items_of(
        "Concern: Meals were cold.\n\n3.1 Trolleys had been bought.\n\n"
        f"{judgement}\n\nDaily life\n\nConcern: Cells were damp.\n\n3.2 They were.\n"
    )
    texts = [item.text.text for item in items if isinstance(item, Numbered)]
    assert texts == [f"Trolleys had been bought. {judgement}", "They were."]
    assert [item.text.text for item in items if isinstance(item, Loose)] == ["Daily life"]


def test_other_words_before_a_label_are_no_part_of_the_paragraph_above() -> None:
    note = "The prison had made good progress elsewhere."
    items = items_of(
        f"Concern: Meals were cold.\n\n3.1 It was so.\n\n{note}\n\nConcern: Cells were damp.\n"
    )
    assert [item.text.text for item in items if isinstance(item, Numbered)] == ["It was so."]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Medicines hatch", ["short_line"]),
        ("The work of the prison’s own team of volunteers had been seen by", []),
    ],
)
def test_words_apart_at_a_page_foot_that_end_early_are_told(words: str, codes: list[str]) -> None:
    text = (
        "3.1 Officers now supervised the medicines queue on every wing, and the\n"
        "risk of diversion had been reduced.\n\n"
        f"{words}\n\f"
        "19 of the 26 cases that we examined showed good practice. The work had\n"
        "been recognised in a regional review, which described it as steady.\n"
    )
    passages = [item.text for item in items_of(text) if isinstance(item, Numbered)]
    assert [problem.code for problem in short_lines(passages)] == codes


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_second_judgement_is_kept_with_the_first(between: str) -> None:
    judgement = "We considered that the prison had made {} progress in this area."
    both = between.join((judgement.format("good"), judgement.format("insufficient")))
    items = items_of(f"Concern: Meals were cold.\n\n3.1 {both}\n\nDaily life\n\nConcern: Damp.\n")
    [paragraph] = [item for item in items if isinstance(item, Numbered)]
    assert len(judgements(paragraph.text.text)) == 2


def test_text_after_a_caption_may_be_cut_by_a_page_break_before_a_capital() -> None:
    items = items_of(
        "Concern: Places were few.\n\n3.1 Little had been done.\n\n\n\nThe workshop\n\n\n"
        "In seven cases nobody had checked the work. It was weak: what was agreed in\f"
        "November was still open.\n\n3.2 So it was.\n"
    )
    first = next(item for item in items if isinstance(item, Numbered))
    assert first.text.text.endswith("what was agreed in November was still open.")
    assert [item.text.text for item in items if isinstance(item, Loose)] == ["The workshop"]


def test_a_second_caption_at_a_page_s_foot_is_no_text() -> None:
    items = items_of(
        "Concern: Places were few.\n\n3.1 Little had been done.\n\n\n\nThe workshop\n\n\n"
        "The kitchen\fIt was put to use in November.\n\n3.2 So it was.\n"
    )
    first = next(item for item in items if isinstance(item, Numbered))
    assert "kitchen" not in first.text.text


def test_a_first_line_that_a_page_break_cuts_short_is_the_paragraph_itself() -> None:
    items = items_of("3.1 Progress against this\n\fconcern had been slow, and prisoners knew it.\n")
    [paragraph] = [item for item in items if isinstance(item, Numbered)]
    assert paragraph.text.text.endswith("prisoners knew it.")
    assert short_lines([paragraph.text]) == []


def test_a_space_in_a_sentence_and_a_page_break_in_the_next_make_no_caption() -> None:
    items = items_of(
        "3.1 One in ten of those on the older house block had been affected in\n\n"
        "September 2021, against one in five at the inspection. Interviews with\n"
        "staff were held in a private room, and those that we saw were patient and\n\f"
        "thorough. A checklist was used to prepare cells.\n\n3.2 Cells were warm.\n"
    )
    assert [type(item) for item in items] == [Numbered, Numbered]


@pytest.mark.parametrize(
    "words",
    [
        ("Priority", "concern 4"),
        ("Priority concern 4", ""),
        ("Priority concern", "4"),
        ("Priority concern", "thirteen"),
    ],
)
def test_a_label_may_stand_in_a_cell_beside_its_text(words: tuple[str, str]) -> None:
    texts = ("The food was cold and the", "menu did not change.")
    lines = [
        row((label, 72), (text, 170)) if label else row((text, 170))
        for label, text in zip(words, texts, strict=True)
    ]
    lines.append(replace(row(("3.1 It was warm.", 72)), gap=12.0))
    concern, _ = build_items(lines, r"3\.\d{1,3}", RANKED)
    assert isinstance(concern, Labelled)
    assert concern.words.text == " ".join(filter(None, words))
    assert concern.text.text == "The food was cold and the menu did not change."


@pytest.mark.parametrize(
    "texts",
    [("Food and the", "menu should change."), ("Food and the menu should change.", "")],
)
@pytest.mark.parametrize("narrow", [(), (0,), (1,), (0, 1)])
@pytest.mark.parametrize("alone", [False, True])
def test_the_column_of_other_labels_shows_where_a_narrow_cell_ends(
    texts: tuple[str, str], narrow: tuple[int, ...], alone: bool
) -> None:
    """Or words that begin at the same place in both lines of the only label."""
    words = ("Recommendation 2 to the", "governor")
    box = [
        row((label, 72), *[(text, 190)] * bool(text))
        for label, text in zip(words, texts, strict=True)
    ]
    box = [replace(line, cells=()) if n in narrow else line for n, line in enumerate(box)]
    box = [replace(line, box=Box(72, 0, line.words[-1].x1, 12)) for line in box]
    first = row(("Concern 1", 72), ("Cells were cold and dirty.", 190))
    rest = [replace(line, gap=12.0) for line in (box[0], row(("3.1 It was warm.", 72)))]
    lines = [first, rest[0], box[1], rest[1]]
    if alone and not texts[1]:
        return
    *_, recommendation, _ = build_items(lines[alone:], r"3\.\d{1,3}", RANKED)
    assert isinstance(recommendation, Labelled)
    assert recommendation.words.text == "Recommendation 2 to the governor"
    assert recommendation.text.text == "Food and the menu should change."


def test_a_bold_label_whose_words_are_spread_over_its_cell() -> None:
    cells = [("Recommendation to", "Ties should be kept"), ("HMPPS   and   the", "with children.")]
    lines = [
        Line(1, n, 0, f"{label} {text}", "", box=Box(72, 0, 400, 12), size=12.0, italic=False,
             bold=False, bold_until=len(label), cells=(6,) if n else ())
        for n, (label, text) in enumerate((" ".join(a.split()), b) for a, b in cells)
    ]  # fmt: skip
    last = replace(lines[0], text="governor", bold=True, bold_until=8, cells=())
    [item] = build_items([*lines, last], None, RANKED)
    assert isinstance(item, Labelled)
    assert item.words.text == "Recommendation to HMPPS and the governor"
    assert item.text.text == "Ties should be kept with children."


def test_a_heading_in_other_type_below_a_label_s_cell_is_no_part_of_it() -> None:
    lines = [
        row(("Recommendation to", 72), ("Cells should be warm.", 190)),
        replace(row(("HMPPS", 72)), box=Box(72, 0, 110, 12)),
        replace(row(("Findings", 72)), box=Box(72, 0, 110, 12), italic=True),
        replace(row(("3.1     It was so.", 72)), gap=12.0),
    ]
    items = build_items(lines, r"3\.\d{1,3}", RANKED)
    assert [type(item) for item in items] == [Labelled, Loose, Numbered]


def test_a_label_may_fill_the_cell_that_others_leave_room_in() -> None:
    lines = [
        row(("Theme 1", 72), ("Men should read.", 190)),
        replace(row(("Theme 2 Leaders should plan for reading.", 72)), gap=12.0),
        replace(row(("Theme 3 – Men should work.", 72)), gap=12.0),
    ]
    texts = [
        item.text.text for item in build_items(lines, None, RANKED) if isinstance(item, Labelled)
    ]
    assert texts == ["Men should read.", "Leaders should plan for reading.", "Men should work."]


def test_a_smaller_bold_line_below_a_bold_heading_is_another_text() -> None:
    heading, text = row(("Living conditions", 72)), row(("Cells should be warm.", 72))
    lines = [replace(heading, size=14, bold=True), replace(text, bold=True)]
    assert [type(item) for item in build_items(lines, None, RANKED)] == [Loose, Loose]


def test_a_paragraph_goes_on_below_a_caption_over_a_page_break() -> None:
    first, *_ = items_of(
        "3.1 Poor practice was dealt with.\n\n\n\n\nThe office\n\nCameras had been worn in most"
        " of the incidents since\n\fSeptember 2024. So it went on.\n\n3.2 Staff knew it.\n"
    )
    assert isinstance(first, Numbered)
    assert first.text.text.endswith("since September 2024. So it went on.")


def test_words_of_a_sentence_are_not_whom_a_recommendation_is_addressed_to() -> None:
    text = "Recommendation to the governor and sentence plan that is up to date: it goes on."
    assert not [item for item in items_of(text) if isinstance(item, Labelled)]


def test_the_heads_of_a_table_s_columns_are_no_label() -> None:
    tables = (
        "Concern   Judgement made",
        "Concern / theme   Judgement",
        "No.   Concern   Judgement",
    )
    for heads in tables:
        items = items_of(f"{heads}\n\nCells were cold.     Good progress\n")
        assert not any(isinstance(item, Labelled) for item in items)


def test_a_text_that_starts_with_a_figure_is_no_part_of_the_heading_above_it() -> None:
    items = items_of("Release planning\n\n40% had nowhere to go.\n\n3.1 It was so.\n")
    loose = [item.text.text for item in items if isinstance(item, Loose)]
    assert loose == ["Release planning", "40% had nowhere to go."]


def test_a_label_on_two_lines_of_its_own_and_a_text_that_starts_with_a_figure() -> None:
    _, recommendation, theme = items_of(
        "Concern: Meals were cold.\n\nRecommendation to the governor and the health\nprovider\n\n"
        "25% more should be spent.\n\nTheme 1              Leaders should use data to\n"
        "                     learn.\n"
    )
    assert isinstance(recommendation, Labelled)
    assert recommendation.words.text.endswith("the health provider")
    assert recommendation.text.text == "25% more should be spent."
    assert isinstance(theme, Labelled)
    assert theme.text.text == "Leaders should use data to learn."


@pytest.mark.parametrize("style", [{"bold": True}, {"italic": True}, {"size": 14.0}])
def test_other_type_right_below_a_labelled_text_is_a_heading(style: dict[str, object]) -> None:
    texts = ("Concern: The food was cold.", "What had been done", "3.1 It was warm.")
    concern, heading, first = (
        Line(1, n, 0, text, text, box=Box(72, 0, 300, 12), size=12.0, bold=False, italic=False)
        for n, text in enumerate(texts)
    )
    lines = [concern, replace(heading, **style), first]  # type: ignore[arg-type]
    items = build_items(lines, r"3\.\d{1,3}", RANKED)
    assert [type(item) for item in items] == [Labelled, Loose, Numbered]


def test_a_sentence_in_a_dump_without_empty_lines_is_no_part_of_the_heading_below_it() -> None:
    text = "The reference numbers follow each concern.\nEarly days\nConcern: Cells were cold.\n"
    assert [item.text.text for item in items_of(text) if isinstance(item, Loose)] == [
        "The reference numbers follow each concern.",
        "Early days",
    ]


def test_a_labelled_text_may_have_two_paragraphs_in_a_dump_without_empty_lines() -> None:
    text = (
        "There should be a strategy to cut the supply of\ndrugs.\nIt should be kept up by\nall.\n"
    )
    passage = Passage.of_lines(lines_of(text))
    assert short_lines([passage], paragraphs=False) == []
    assert [problem.code for problem in short_lines([passage])] == ["short_line"]


def test_words_far_from_the_rest_of_their_line_are_a_doubt() -> None:
    line = row(("3.1 Violence had fallen by a third", 72), ("The new gate", 400))
    [problem] = parted_lines([Passage.of_lines([line])])
    assert problem.code == "caption_or_text"
    assert parted_lines([Passage.of_lines([row(("Violence had fallen.", 72))])]) == []
