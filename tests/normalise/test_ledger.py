"""Which lines were used, and which values are where."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from irp.errors import UngroundedError
from irp.parser.normalise.charts import chart_problems
from irp.parser.normalise.grounding import Node, as_places, split
from irp.parser.normalise.ledger import account, unclaimed_runs, use_of_lines
from irp.parser.normalise.practice import practice_problems
from irp.parser.text.model import Document, Furniture, Line, Page
from irp.parser.text.passage import Passage
from irp.record.spans import Sourced, Span
from irp.record.vocabulary import Use, Witness
from normalise.making import passage

F, C, B, U = Use.FURNITURE, Use.CLAIMED, Use.BOILERPLATE, Use.UNCLAIMED


def document(*pages: list[str]) -> Document:
    """A document of pages of lines; "foot" is furniture."""
    made, index = [], 0
    for number, texts in enumerate(pages, start=1):
        lines, start = [], 0
        for text in texts:
            furniture = Furniture.FOOTER if text == "foot" else None
            lines.append(Line(number, index, start, text, text, furniture=furniture))
            start, index = start + len(text) + 1, index + 1
        made.append(Page(number, tuple(lines)))
    return Document("text/plain", tuple(made), "text", "1")


@pytest.mark.parametrize(
    ("claims", "uses"),
    [
        ([], [U, U, U, U, F]),
        ([Span(1, 0, 3)], [C, U, U, U, F]),
        ([Span(1, 0, 4)], [C, U, U, U, F]),
        ([Span(1, 0, 5)], [C, C, U, U, F]),
        ([Span(1, 2, 3)], [C, U, U, U, F]),
        ([Span(1, 3, 4)], [U, U, U, U, F]),
        ([Span(1, 4, 7)], [U, C, U, U, F]),
        ([Span(1, 2, 9)], [C, C, C, U, F]),
        ([Span(2, 0, 1)], [U, U, U, C, F]),
        ([Span(2, 0, 9)], [U, U, U, C, F]),
        ([Span(1, 8, 11), Span(1, 0, 3)], [C, U, C, U, F]),
    ],
)
def test_a_line_is_claimed_by_a_character_of_it(claims: list[Span], uses: list[Use]) -> None:
    both = document(["one", "two", "six"], ["ten", "foot"])
    assert use_of_lines(both, claims, []) == uses


def test_claimed_comes_before_boilerplate_and_an_empty_line_needs_no_use() -> None:
    one = document(["one", "", "two"])
    assert use_of_lines(one, [Span(1, 0, 3)], [one.lines[0], one.lines[2]]) == [C, B, B]


@pytest.mark.parametrize(
    ("uses", "runs"),
    [
        ([U, U, U, U, F], [["one", "two", "six"], ["ten"]]),
        ([U, C, U, C, F], [["one"], ["six"]]),
        ([C, U, U, B, F], [["two", "six"]]),
        ([C, C, C, C, F], []),
    ],
)
def test_unused_lines_that_follow_each_other_on_a_page_are_one_run(
    uses: list[Use], runs: list[list[str]]
) -> None:
    found = unclaimed_runs(document(["one", "two", "six"], ["ten", "foot"]), uses)
    assert [[line.text for line in run] for run in found] == runs


def test_every_use_is_counted_and_every_run_reported_with_its_words() -> None:
    two = document(["one", "two", "six"], ["ten", "foot", "x" * 70])
    outline = SimpleNamespace(document=two, marks=[passage("")], boilerplate=[two.lines[3]])
    ledger = account(outline, {"/a": (Span(1, 0, 3),)})  # type: ignore[arg-type]
    coverage = ledger.coverage.model_dump(exclude={"unclaimed_places"})
    assert coverage == {
        "lines": 6, "claimed": 1, "furniture": 1, "boilerplate": 1, "unclaimed": 3,
    }  # fmt: skip
    assert [problem.message for problem in ledger.problems] == [
        "2 lines on page 1 are not used anywhere in the record: “two six”",
        f"1 line on page 2 is not used anywhere in the record: “{'x' * 59}…”",
    ]
    places = [(place.page, place.start, place.end) for place in ledger.coverage.unclaimed_places]
    assert places == [(1, 4, 11), (2, 9, 79)]


def test_every_leaf_of_a_tree_has_its_place() -> None:
    spans = (Span(1, 0, 3),)
    tree: Node = {"a": [None, Sourced("one", spans)], "b": {"c/d": Sourced(2, spans)}}
    values, provenance = split(tree)
    assert values == {"a": [None, "one"], "b": {"c/d": 2}}
    assert provenance == {"/a/1": spans, "/b/c~1d": spans}
    assert {at: len(places) for at, places in as_places(provenance).items()} == {
        "/a/1": 1, "/b/c~1d": 1,
    }  # fmt: skip


@pytest.mark.parametrize(("tree", "where"), [({"a": ["x"]}, "/a/0"), ("x", "/")])
def test_a_leaf_without_a_place_is_named(tree: object, where: str) -> None:
    with pytest.raises(UngroundedError, match=f"the value 'x' at {where} has no place"):
        split(tree)  # type: ignore[arg-type]


def practice(*texts: str, heading_before: int | None = None) -> list[str]:
    """What is said of the examples among paragraphs 2.1, 2.2, …; one may be below a heading."""
    paragraphs = [
        SimpleNamespace(number=passage(f"2.{i}"), text=passage(text))
        for i, text in enumerate(texts, start=1)
    ]
    headings = [
        SimpleNamespace(text=passage("Notable positive practice"), before=passage(f"2.{number}"))
        for number in (heading_before,)
        if number
    ]
    found = SimpleNamespace(paragraphs=paragraphs, headings=headings, examples=[])
    outline = SimpleNamespace(key_findings=found)
    return [problem.message for problem in practice_problems(outline)]  # type: ignore[arg-type]


ONE, TWO = "A kitchen was thriving.", "Visits were kind. (See paragraph 3.2.)"
DEFINED = "Positive practice is what others can learn from."


@pytest.mark.parametrize(
    ("texts", "heading", "said"),
    [
        (["We found two examples of notable positive practice.", DEFINED, ONE, TWO], None, None),
        (["We found one example of notable positive practice.", DEFINED, ONE], None, None),
        (["We did not find any examples of notable positive practice.", DEFINED], None, None),
        (["We did not find any examples of positive practice.", ONE], None, (0, 1)),
        (["We found three examples of notable positive practice.", ONE, TWO], None, (3, 2)),
        (["There was much.", ONE, TWO], 2, None),
        (["We found one example of positive practice.", ONE, TWO], 2, (1, 2)),
        (["There was much.", "Good things were done."], None, None),
    ],
)
def test_as_many_examples_are_announced_as_are_found(
    texts: list[str], heading: int | None, said: tuple[int, int] | None
) -> None:
    messages = [
        f"the report announces {stated} examples of notable positive practice,"
        f" but {there} were found"
        for stated, there in ([said] if said else [])
    ]
    assert practice(*texts, heading_before=heading) == messages


@pytest.mark.parametrize("witness", [Witness.CHART, Witness.PICTURE])
def test_a_chart_that_was_not_read_or_contradicts_itself_is_named(witness: Witness) -> None:
    lines = document(["Figure 1: ", "Figure 2: ", "Figure 3: "]).lines
    figures = [SimpleNamespace(words=Passage.of_lines([line])) for line in lines]
    readings = [
        SimpleNamespace(unread="no axis", doubts=[], witness=witness),
        SimpleNamespace(unread=None, doubts=["two labels"], witness=witness),
    ]
    charts = {n: SimpleNamespace(reading=reading) for n, reading in enumerate(readings)}
    found = chart_problems(figures, charts)  # type: ignore[arg-type]
    kind = "picture_in_doubt" if witness is Witness.PICTURE else "chart_in_doubt"
    assert [(problem.code, problem.message, problem.place) for problem in found] == [
        (
            "chart_unread",
            "the chart of Figure 1 was not read: no axis",
            figures[0].words.spans()[0],
        ),
        (kind, "the chart of Figure 2 contradicts itself: two labels", figures[1].words.spans()[0]),
    ]
