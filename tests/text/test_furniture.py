"""Running heads, footers and page numbers: by repetition and place, in PDFs and in dumps."""

from __future__ import annotations

import pytest

from irp.parser.text.model import Document, Furniture
from text.making import HEIGHT, Put, body, furniture, prose, read_dump, read_pages, text_under

SIZE = 9
PLACES = "orchard harbour quarry tunnel lantern meadow willow".split()


def foot(text: str, *, y: float = 805, size: float = SIZE) -> Put:
    return Put(text, y=y, size=size)


def report(*extras: list[Put], lines: int = 20) -> Document:
    """A PDF with a page of prose for each list of extra texts."""
    return read_pages(*[[*prose(lines, seed=f"p{i}"), *extra] for i, extra in enumerate(extras)])


def kinds(document: Document) -> set[Furniture]:
    return {line.furniture for line in document.lines if line.furniture}


def test_a_footer_with_the_page_number_is_furniture() -> None:
    document = report(*[[foot(f"Report on Fernmoor   {n}")] for n in range(1, 5)])
    assert furniture(document) == [f"Report on Fernmoor {n}" for n in range(1, 5)]
    assert kinds(document) == {Furniture.FOOTER}
    assert len(body(document)) == 80


def test_odd_and_even_pages_may_differ() -> None:
    texts = ["2 HMP Fernmoor", "HMP Fernmoor 3", "4 HMP Fernmoor", "HMP Fernmoor 5"]
    assert furniture(report(*[[foot(text)] for text in texts])) == texts


def test_heads_that_change_with_the_section() -> None:
    heads = ["Key findings"] * 3 + ["Progress"] * 4 + ["Appendices"] * 2 + ["Glossary"]
    document = report(*[[foot(head, y=40)] for head in heads])
    assert furniture(document) == heads
    assert kinds(document) == {Furniture.RUNNING_HEAD}


@pytest.mark.parametrize(
    "numbers",
    [
        ["i", "ii", "iii", "iv"],
        ["1", "2", "3", "4"],
        ["Page 7 of 10", "Page 8 of 10", "Page 9 of 10", "Page 10 of 10"],
    ],
)
def test_lone_page_numbers(numbers: list[str]) -> None:
    document = report(*[[foot(number, size=12)] for number in numbers])
    assert furniture(document) == numbers
    assert kinds(document) == {Furniture.PAGE_NUMBER}


def test_numbers_that_count_nothing_stay() -> None:
    numbers = ["12", "7", "99", "41"]
    document = report(*[[foot(number, size=12)] for number in numbers])
    assert furniture(document) == []


def test_two_lines_of_footer() -> None:
    document = report(
        *[[foot("Inspection of Fernmoor", y=795), foot(f"4 May {n}")] for n in (1, 2, 3, 4)]
    )
    assert len(furniture(document)) == 8


def test_a_repeated_line_of_the_body_stays() -> None:
    """It ends every page at the same height, but directly under the paragraph."""
    pages = [
        [*prose(50, seed=f"p{i}"), Put("Reasonable progress", y=100 + 14 * 50)] for i in range(4)
    ]
    document = read_pages(*pages)
    assert furniture(document) == []
    assert body(document).count("Reasonable progress") == 4


def test_a_repeated_line_in_the_middle_of_pages_stays() -> None:
    document = report(*[[Put("Reasonable progress", y=500)] for _ in range(5)])
    assert furniture(document) == []


def test_a_heading_repeated_at_the_top_of_some_pages_stays() -> None:
    """Where other pages begin with other text, the place is the body's."""
    pages = [
        [
            Put("Good progress" if i in (2, 5, 7) else f"Line {'abcdefghi'[i]} begins", y=86),
            *prose(40, seed=str(i)),
        ]
        for i in range(9)
    ]
    assert furniture(read_pages(*pages)) == []


def test_two_pages_are_too_few_for_repetition() -> None:
    document = report([foot("Reasonable progress")], [foot("Reasonable progress")])
    assert furniture(document) == []


def test_the_first_line_of_the_body_has_no_gap_whatever_stands_above() -> None:
    document = report(*[[foot("HMP Fernmoor", y=40)]] * 4)
    assert [page.lines[1].gap for page in document.pages] == [None] * 4


def dump(pages: list[list[str]]) -> Document:
    return read_dump("\f".join("\n".join(page) for page in pages))


def text_of(page: int, count: int = 6) -> list[str]:
    return [put.text for put in prose(count, seed="abcdefghij"[page] * 4)]


def test_heads_and_footers_of_a_dump() -> None:
    document = dump([["HMP Fernmoor", "", *text_of(i), "", f"Report {i + 3}"] for i in range(5)])
    assert len(furniture(document)) == 10
    assert body(document) == [line for i in range(5) for line in text_of(i)]
    assert [page.lines[1].gap for page in document.pages] == [None] * 5


def test_footers_of_a_dump_without_blank_lines_count_the_pages() -> None:
    document = dump([[*text_of(i), f"HMP Fernmoor {i + 1}"] for i in range(5)])
    assert furniture(document) == [f"HMP Fernmoor {i + 1}" for i in range(5)]


def test_footers_of_a_dump_without_blank_lines_and_numbers() -> None:
    document = dump([["A cover"], *[[*text_of(i), "HMP Fernmoor"] for i in range(8)]])
    assert furniture(document) == ["HMP Fernmoor"] * 8


def test_a_judgement_that_ends_some_pages_of_a_dump_stays() -> None:
    ends = [["Reasonable progress"] if i % 3 else [] for i in range(9)]
    document = dump([[*text_of(i), *ends[i]] for i in range(9)])
    assert furniture(document) == []
    assert body(document).count("Reasonable progress") == 6


def test_furniture_keeps_its_place_in_the_text_of_the_page() -> None:
    document = report(*[[foot(f"HMP Fernmoor {n}")] for n in range(1, 5)])
    for page in document.pages:
        assert page.height == HEIGHT
        assert page.text.endswith(f"\nHMP Fernmoor {page.number}")
        assert [text_under(document, line.span()) for line in page.lines] == [
            line.text for line in page.lines
        ]


def test_a_head_that_names_a_section_of_one_page() -> None:
    """It stands once only, but the section's heading says the same further down."""
    heads = [
        "About this report",
        "Key findings",
        "Progress on the concerns",
        "Progress on the concerns",
    ]
    heads += ["Progress on the concerns", "Review team", "Photographs"]
    headings = [
        "About this report",
        "Section 1 Key findings",
        "Section 2. Progress on the\nconcerns",
    ]
    headings += ["", "", "Appendix II: Review team", "Photographs"]
    pages = [
        f"{head}\n\n{heading}\n\nThe {place} was seen.\nWhat we saw of {place} was kept.\n"
        for head, heading, place in zip(heads, headings, PLACES, strict=True)
    ]
    document = read_dump("\f".join(pages))
    assert furniture(document) == heads
    assert "Section 1 Key findings" in body(document)


def test_headings_at_the_top_of_pages_stay() -> None:
    """Nothing says the same on their pages, though the page of contents does."""
    headings = ["About this report", "Key findings", "Progress on the concerns", "Review team"]
    pages = ["\n".join(headings)]
    pages += [
        f"{heading}\n\nThe {place} was seen.\n"
        for place, heading in zip(PLACES, headings, strict=False)
    ]
    document = read_dump("\f".join(pages))
    assert furniture(document) == []


def test_the_heading_below_a_head_that_says_the_same_stays() -> None:
    """At the top of a section's first page both stand, in the same slots on all such pages."""
    titles = ["Section 1 Summary", "Section 2 Key findings", "Section 3 Progress", "Section 4 Team"]
    pages = []
    for number, title in enumerate(titles):
        head = Put(title, y=40, size=SIZE)
        pages.append([head, Put(title, y=62, size=20), *prose(12, seed=f"a{number}")])
        pages.append([head, *prose(12, seed=f"b{number}")])
    document = read_pages(*pages)
    assert furniture(document) == [title for title in titles for _ in range(2)]
    assert [line for line in body(document) if line.startswith("Section")] == titles


@pytest.mark.parametrize("pages", [{0, 1, 2}, {1, 3, 4}])
def test_labels_of_sections_set_as_headings_are_no_heads(pages: set[int]) -> None:
    """Their numbers are not those of the pages, or are so on few of them."""
    labels = iter(["Section 1", "Section 2", "Section 3"])
    document = read_pages(
        *[
            [
                Put(next(labels) if page in pages else "It was", y=62, size=18),
                *prose(12, seed=place),
            ]
            for page, place in enumerate(PLACES)
        ]
    )
    assert furniture(document) == []


def test_a_label_at_the_top_of_pages_that_is_inside_others_too_is_no_head() -> None:
    pages = [
        [Put("Concern:", y=62), *prose(12, seed=place), Put("Concern:", y=400), *prose(12, y=420)]
        for place in PLACES[:4]
    ]
    assert furniture(read_pages(*pages)) == []


@pytest.mark.parametrize(("times", "kept"), [(2, True), (3, False)])
def test_a_heading_twice_at_the_top_of_a_page_is_no_head(times: int, kept: bool) -> None:
    """It stands above its findings and again in the summary of judgements."""
    titles = ["Living conditions", "Release planning", "Time out of cell"]
    pages = [
        [Put(title, y=62, size=14, font="Helvetica-Bold"), *prose(12, seed=f"{title}{time}")]
        for time in range(times)
        for title in titles
    ]
    assert (furniture(read_pages(*pages)) == []) is kept
