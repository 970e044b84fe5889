"""Healthy prison outcomes: the grades of earlier inspections, by each witness that gives them.

A figure's chart shows them (``irp.parser.charts``). Words state them, in a table, in the figure's
labels or in its alternative text: they are read as a sequence of years, tests and grades in one of
three orders, only if complete: every test has a grade for every year, and nothing is left over.
A sentence states them where it grades all tests of one inspection and says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

import regex

from irp.parser.charts.read import Charts, FigureChart, figure_key
from irp.parser.normalise.grounding import Node
from irp.parser.patterns import Pattern
from irp.parser.segment.model import FigureBlock, Outline, TableBlock
from irp.parser.segment.parts.tables import table_rows
from irp.parser.text.model import TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.record.spans import Sourced, Span
from irp.record.vocabulary import GRADES, TEST_PATTERN, Witness, test_name

_TOKEN = Pattern(
    r"(?P<year>\b(?:19|20)\d{2}\b)"
    r"|(?P<grade>\b(?:not sufficiently good|reasonably good|good|poor)\b)"
    # half a grade, whose cell is wrapped: the words beside it would be taken for the rest
    r"|(?P<half>\b(?:reasonably|sufficiently)\b)"
    rf"|(?P<test>\b(?:{TEST_PATTERN})\b)",
    regex.IGNORECASE,
)
_IN_WORDS = (Witness.TEXT, Witness.ALTERNATIVE_TEXT)
_BY_YEAR, _HEADS = Pattern(r"(?:y(?:tg)+)+"), Pattern(r"y+")
_PAIRS = Pattern(r"(?:gy)+|(?:yg)+")
_PROGRESS = Pattern(r"\bprogress\b", regex.IGNORECASE)
_SENTENCE, _DATED = Pattern(r"[^.!?]+"), Pattern(r"\b(?:19|20)\d\d\b")
_JOINED = Pattern(
    r"(?:[\s,;:()–-]|\b(?:and|but|in|for|at|of|as|to|the|this|our|we|both|all|also|that|was|were|be"
    r"|been|had|found|judged|graded|rated|assessed|considered|outcomes?|prisoners|children|women"
    r"|men|detainees|inspection|areas?|healthy|prison|establishment|tests?|against|while)\b)*",
    regex.IGNORECASE,
)
"""Words that may stand between a test and its grade, and change neither."""
_TESTS_FIRST, _GRADES_FIRST = Pattern(r"(?:t+g)+"), Pattern(r"(?:gt+)+")
_ALL_TESTS: Final = 4
"""The least number of tests in a sentence that grades all of them."""


class _Word(NamedTuple):
    kind: str
    text: str
    spans: tuple[Span, ...]


Grades = dict[str, dict[str, _Word]]
"""Year to test to grade."""


class Outcomes(NamedTuple):
    """The grades that words give, by year, oldest first; and those of each witness."""

    nodes: list[Node]
    witnesses: list[Node]


class _Witnessed(NamedTuple):
    """The grades as one witness gives them, and where it gives each year."""

    witness: Witness
    grades: Grades
    years: dict[str, tuple[Span, ...]]


def healthy_prison_outcomes(outline: Outline, charts: Charts) -> Outcomes:
    """What the figures of a report and its tables say of outcomes, in words or drawn."""
    figures = (*outline.summary.figures, *outline.key_findings.figures)
    told = [p.text for p in (*outline.summary.paragraphs, *outline.key_findings.paragraphs)]
    return outcomes_of_figures(figures, outline.tables, charts, told)


def outcomes_of_figures(
    figures: Sequence[FigureBlock],
    tables: Sequence[TableBlock] = (),
    charts: Charts = MappingProxyType({}),
    prose: Sequence[Passage] = (),
) -> Outcomes:
    """The grades of each witness; where words differ, the first in the order of ``Witness`` counts.

    What only a chart shows stays with its witness: a drawing is weaker than words.
    """
    found = [*chain(*map(_of_words, figures)), *_of_tables(tables), *chain(*map(_of_prose, prose))]
    found += [of for figure in figures if (of := _of_chart(charts.get(figure_key(figure))))]
    found.sort(key=lambda one: [*Witness].index(one.witness))
    first: dict[str, _Witnessed] = {}
    nodes: list[Node] = []
    for one in found:
        for year in sorted(one.grades):
            nodes.append({**_node(year, one), "witness": _sourced(one, year, one.witness)})
            if one.witness in _IN_WORDS:
                first.setdefault(year, one)
    return Outcomes([_node(year, first[year]) for year in sorted(first)], nodes)


def _of_words(figure: FigureBlock) -> Iterator[_Witnessed]:
    labels, cells, alt_text = _readings(figure) or ([], [], [])
    for witness, readings in (
        (Witness.TEXT, (labels, cells)),
        (Witness.ALTERNATIVE_TEXT, (alt_text,)),
    ):
        for words in readings:
            if grades := _read(words):
                yield _Witnessed(witness, grades, _places_of_years(words))
                break


def _of_tables(tables: Sequence[TableBlock]) -> Iterator[_Witnessed]:
    for words in map(_words_of_table, tables):
        if grades := _read(words):
            yield _Witnessed(Witness.TEXT, grades, _places_of_years(words))


def _of_prose(passage: Passage) -> Iterator[_Witnessed]:
    """The sentences that grade all tests of one inspection, with nothing between but joints."""
    for sentence in _SENTENCE.finditer(passage.text) if _DATED.search(passage.text) else ():
        found = [*_TOKEN.finditer(passage.text, *sentence.span())]
        words = [_Word(m.lastgroup or "", m[0], passage.spans(*m.span())) for m in found]
        years = {word.text for word in words if word.kind == "year"}
        grades = _of_all_tests([word for word in words if word.kind != "year"])
        gaps = (passage.text[one.end() : other.start()] for one, other in pairwise(found))
        if len(years) == 1 and grades and all(map(_JOINED.fullmatch, gaps)):
            yield _Witnessed(Witness.TEXT, {years.pop(): grades}, _places_of_years(words))


def _of_all_tests(words: Sequence[_Word]) -> dict[str, _Word] | None:
    """The grades by test, each after its tests or each before them; None unless all have one."""
    shape = "".join(word.kind[0] for word in words)
    if _TESTS_FIRST.fullmatch(shape):
        words = words[::-1]
    elif not _GRADES_FIRST.fullmatch(shape):
        return None
    grades: dict[str, _Word] = {}
    grade = words[0]
    for word in words[1:]:
        if word.kind == "grade":
            grade = word
        else:
            grades[test_name(word.text)] = grade
    return grades if len(grades) == shape.count("t") >= _ALL_TESTS else None


def _of_chart(chart: FigureChart | None) -> _Witnessed | None:
    if chart is None or not chart.reading.outcomes:
        return None
    grades: Grades = {}
    years: dict[str, tuple[Span, ...]] = {}
    for shown in chart.reading.outcomes:
        place = chart.place(shown.box)
        year = str(shown.year)
        grades.setdefault(year, {})[shown.test] = _Word("grade", GRADES[shown.grade - 1], place)
        years.setdefault(year, place)
    return _Witnessed(chart.reading.witness, grades, years)


def _places_of_years(words: Sequence[_Word]) -> dict[str, tuple[Span, ...]]:
    return {word.text: word.spans for word in reversed(words) if word.kind == "year"}


def unread_outcomes(figures: Sequence[FigureBlock]) -> list[TextProblem]:
    """A problem for each figure whose words grade tests, but cannot all be read.

    A chart's legend has the name of each grade once, and grades nothing.
    """
    return [
        TextProblem(
            "unparsed_value",
            f"“{figure.caption.text}” appears to grade healthy prison tests, but not all of its"
            " words could be read",
            figure.words.spans()[0],
        )
        for figure in figures
        if any(map(_grades_tests, _readings(figure))) and not any(map(_read, _readings(figure)))
    ]


def _grades_tests(words: Sequence[_Word]) -> bool:
    tests = {word.text.lower() for word in words if word.kind == "test"}
    grades = [word.text.lower() for word in words if word.kind == "grade"]
    return len(tests) > 1 and len(grades) > len(set(grades))


def _readings(figure: FigureBlock) -> list[list[_Word]]:
    """The words of a figure in each of the ways in which they may be read.

    Its caption may name outcomes in many ways, but outcomes of progress are excluded.
    """
    if _PROGRESS.search(figure.caption.text):
        return []
    return [_words_of_labels(figure), _words_of_cells(figure), _words_of_alt_text(figure)]


def _words_of_table(table: TableBlock) -> list[_Word]:
    return [word for row in table.rows for cell in row for word in _words(cell.text, cell)]


def _words_of_labels(figure: FigureBlock) -> list[_Word]:
    passage = EMPTY
    for label in figure.labels:
        passage = passage.plus(label)
    return _words(passage.text, passage)


def _words_of_cells(figure: FigureBlock) -> list[_Word]:
    """The words of a table's cells, row by row, each cell whole: they may be wrapped."""
    lines = [piece.line for label in figure.labels for piece in label.pieces]
    rows = table_rows(lines) if any(line.words for line in lines) else ()
    return [word for row in rows for cell in row for word in _words(cell.text, cell)]


def _words_of_alt_text(figure: FigureBlock) -> list[_Word]:
    """The words of the alternative text, placed at the caption, as the page does not show them."""
    return _words(figure.alt_text or "", figure.caption, whole=True)


def _words(text: str, passage: Passage, *, whole: bool = False) -> list[_Word]:
    found = []
    for match in _TOKEN.finditer(text):
        spans = passage.spans() if whole else passage.spans(*match.span())
        found.append(_Word(match.lastgroup or "", match[0], spans))
    return found


def _read(words: list[_Word]) -> Grades | None:
    """The grades in whichever of the three orders fits all the words, or None."""
    shape = "".join(word.kind[0] for word in words)
    if _BY_YEAR.fullmatch(shape):
        return _complete(_by_year(words))
    chunk = _chunk(shape)
    if chunk:
        return _complete(_by_test([words[i : i + chunk] for i in range(0, len(words), chunk)]))
    heads = _HEADS.match(shape)
    count = len(heads[0]) if heads else 0
    if count and shape == "y" * count + ("t" + "g" * count) * shape.count("t"):
        return _complete(_as_table(words, count))
    return None


def _by_year(words: list[_Word]) -> Grades:
    grades: Grades = {}
    year = test = ""
    for word in words:
        if word.kind == "year":
            year = word.text
        elif word.kind == "test":
            test = word.text
        else:
            grades.setdefault(year, {})[test_name(test)] = word
    return grades


def _chunk(shape: str) -> int:
    """How many words each test takes if each has its grades with their years, else 0.

    The test may come before its grades, or among them where it is centred in its row.
    """
    tests = shape.count("t")
    if not tests or (len(shape) - tests) % (2 * tests):
        return 0
    size = (len(shape) - tests) // tests + 1
    chunks = [shape[i : i + size] for i in range(0, len(shape), size)]
    whole = all(
        chunk.count("t") == 1 and _PAIRS.fullmatch(chunk.replace("t", "")) for chunk in chunks
    )
    return size if whole and size > 1 else 0


def _by_test(chunks: list[list[_Word]]) -> Grades:
    grades: Grades = {}
    for chunk in chunks:
        (test,) = (word for word in chunk if word.kind == "test")
        years = [word for word in chunk if word.kind == "year"]
        of_test = [word for word in chunk if word.kind == "grade"]
        for year, grade in zip(years, of_test, strict=True):
            grades.setdefault(year.text, {})[test_name(test.text)] = grade
    return grades


def _as_table(words: list[_Word], count: int) -> Grades:
    years = [word.text for word in words[:count]]
    grades: Grades = {year: {} for year in years}
    for start in range(count, len(words), count + 1):
        test = test_name(words[start].text)
        for year, grade in zip(years, words[start + 1 : start + 1 + count], strict=True):
            grades[year][test] = grade
    return grades


def _complete(grades: Grades) -> Grades | None:
    """The grades if every year has the same tests, at least one, else None."""
    tests = [set(of_year) for of_year in grades.values()]
    return grades if any(tests) and all(names == tests[0] for names in tests) else None


def _node(year: str, of: _Witnessed) -> dict[str, Node]:
    return {
        "year": _sourced(of, year, int(year)),
        "outcomes": {
            test: Sourced(word.text.capitalize(), word.spans)
            for test, word in of.grades[year].items()
        },
    }


def _sourced(of: _Witnessed, year: str, value: object) -> Sourced[object]:
    return Sourced(value, of.years[year])
