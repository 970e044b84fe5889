"""Nothing is quadratic in pages, lines or follow-ups: counted, so that no machine is too slow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

import generator
from counting import engine_calls, growth, memory, work
from irp.options import Options
from irp.parser.layouts.sections import SECTIONS
from irp.parser.normalise import ledger
from irp.parser.pipeline import run
from irp.parser.segment.model import SectionBlock
from irp.parser.segment.parts.examples import cut_examples
from irp.parser.segment.summary.inside import cut_summary
from irp.parser.text.engines.pdfium import engine as pdfium
from irp.parser.text.passage import EMPTY
from irp.record.vocabulary import SectionRole
from irp.source import SourceFile
from segment.dumping import lines_of
from text.making import Draw, make_pdf

LIMIT = 2.03
"""Linear work grows by 2.0, whatever the machine; what is quadratic in part, by more, up to 4. A
single look at all lines for each line is 2.06 and more here."""
MEMORY_LIMIT = 2.2
"""Lists and dictionaries take memory in leaps."""
SIZES = (30, 60, 120)


@pytest.fixture(scope="module")
def dump() -> list[str]:
    """The lines of a short invented report."""
    few = generator.Options(recommendations=2, themes=0, paragraphs=(2, 2), photographs=0)
    truth = generator.make_truth(21, "2021", options=few)
    return generator.render(generator.build(truth), "text-dump").decode().split("\n")


def read(data: bytes) -> Callable[[], object]:
    source = SourceFile.from_bytes(data, name="long")
    return lambda: run(source, Options(engine="pdfium"))


LINES: dict[str, Callable[[int], str]] = {
    "lines of a paragraph": lambda i: "and prisoners had more time out of their cells than before",
    "paragraphs": lambda i: f"3.{i + 100} Leaders had done what was asked of them, and more.",
    "recommendations": lambda i: f"Recommendation: leaders should do the thing {i}. (1.{i})",
    "concerns": lambda i: "Concern: x",
    "bullets": lambda i: "• a thing that was done",
    "figures": lambda i: f"Figure {i}: A caption that says nothing (n=3)",
    "captions": lambda i: "\n\n\n\nA photograph of a thing\n",
    "paragraphs apart": lambda i: "\n\nA line that stands apart\n",
    "loose ends": lambda i: "\nand more of it went on below the space",
    "headings": lambda i: "\nSection 3 Progress against the recommendations",
    "judgements": lambda i: (
        "We considered that the prison had made good progress against this recommendation."
    ),
    "judgements apart": lambda i: "\nJudgement: good progress\n",
    "rows of tables": lambda i: f"\nOfficers          {i}          9\n",
    "short counts": lambda i: f"\nGood progress: {i}.\n",
    "clauses of one sentence": lambda i: (
        "we judged that there was good progress in three concerns,"
    ),
    "names": lambda i: "HMP Somewhere and HMP Elsewhere",
    "references": lambda i: f"See paragraph 3.{i % 9} and also what was said before (1.{i}).",
}


def with_lines(dump: Sequence[str], line: Callable[[int], str], count: int) -> bytes:
    """A report with so many lines more in the middle of its findings."""
    middle = max(i for i, text in enumerate(dump) if re.match(r"\s*3\.2\b", text))
    more = [line(number) for number in range(count)]
    return "\n".join([*dump[:middle], *more, *dump[middle:]]).encode()


@pytest.mark.parametrize("kind", LINES)
def test_work_grows_as_lines_do(dump: list[str], kind: str) -> None:
    files = [with_lines(dump, LINES[kind], size) for size in SIZES]
    run(SourceFile.from_bytes(files[0], name="warm"))  # patterns are compiled once
    assert growth([work(read(data)) for data in files]) < LIMIT


@pytest.mark.parametrize(
    "line",
    [
        "a) a thing that is new",
        "a) a thing that is new (see paragraph 3.4)",
        "and more of the same",
    ],
)
def test_work_on_examples_of_positive_practice_grows_as_their_lines_do(line: str) -> None:
    lead = "2.1 We found positive practice.\n\na) A thing (see paragraph 3.4)\n"
    dumps = [lines_of(lead + f"{line}\n" * size) for size in SIZES]
    cut_examples(dumps[0], r"2\.\d+")  # patterns are compiled once
    found = [work(partial(cut_examples, lines, r"2\.\d+")) for lines in dumps]
    assert growth(found) < LIMIT


@pytest.mark.parametrize("line", ["a) a thing that is new", "a thing of the day"])
def test_work_on_letters_that_point_nowhere_grows_as_their_lines_do(line: str) -> None:
    lead = "2.1 We found positive practice.\n\n"
    dumps = [lines_of(lead + f"{line}\n" * size) for size in SIZES]
    cut_examples(dumps[0], r"2\.\d+")
    found = [work(partial(cut_examples, lines, r"2\.\d+")) for lines in dumps]
    assert growth(found) < LIMIT


def test_work_on_announced_summaries_that_do_not_come_grows_as_their_lines_do() -> None:
    [spec] = [spec for spec in SECTIONS if spec.role is SectionRole.KEY_FINDINGS]
    line = "A summary of the judgements is as follows.\n"
    found = []
    for size in (SIZES[0], *SIZES):  # the first time patterns are compiled
        lines = lines_of("S1 We went back.\n\n" + line * size)
        section = SectionBlock(spec, EMPTY, EMPTY, lines, r"S\d{1,2}")
        found.append(work(partial(cut_summary, section)))
    assert growth(found[1:]) < LIMIT


def page(number: int, lines: int) -> Iterable[Draw]:
    """A page with a running head, lines, a frame and its number."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 800, "Report on an independent review of progress at HMP Invented")
        for line in range(lines):
            canvas.drawString(72, 760 - 14 * line, f"Line {line} of a page about nothing at all.")
        canvas.rect(300, 60, 90, 40)
        canvas.drawString(290, 30, str(number))

    return [draw]


@pytest.mark.parametrize("what", ["pages", "lines of a page"])
def test_reading_grows_as_the_pdf_does(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = pdfs(what)
    run(SourceFile.from_bytes(files[0], name="warm"), Options(engine="pdfium"))
    assert growth([work(read(data)) for data in files]) < LIMIT
    # At small sizes the most is held elsewhere.
    larger = pdfs(what, (20, 40, 80))
    assert growth([memory(read(data)) for data in larger]) < MEMORY_LIMIT
    calls = [engine_calls(read(data), monkeypatch) for data in files]
    assert calls[0] > 100
    assert growth(calls) < LIMIT


def pdfs(what: str, sizes: Sequence[int] = (10, 20, 40)) -> list[bytes]:
    """Three PDFs, each with twice as many pages, or lines on its pages, as the one before."""
    return [
        make_pdf(
            [page(n, 8) for n in range(1, size + 1)] if what == "pages" else [page(1, size)] * 3
        )
        for size in sizes
    ]


@pytest.mark.parametrize("kind", ["paragraphs", "concerns", "judgements"])
def test_memory_grows_as_lines_do(dump: list[str], kind: str) -> None:
    # With fewer lines the most memory is held elsewhere, whatever the lines are.
    files = [with_lines(dump, LINES[kind], 2 * size) for size in SIZES]
    run(SourceFile.from_bytes(files[0], name="warm"))
    assert growth([memory(read(data)) for data in files]) < MEMORY_LIMIT


# ------------------------------------------------------------------ the guard can fail


def test_a_quadratic_slip_is_caught(dump: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    honest = ledger.use_of_lines

    def slip(document: Any, claims: Any, boilerplate: Any) -> Any:
        """For each line a look at all of them, as an innocent ``in`` over a list of spans is."""
        for line in document.lines:
            _ = [other for other in document.lines if other.start == line.start]
        return honest(document, claims, boilerplate)

    monkeypatch.setattr(ledger, "use_of_lines", slip)
    files = [with_lines(dump, LINES["recommendations"], size) for size in SIZES]
    assert growth([work(read(data)) for data in files]) > LIMIT


def test_a_list_kept_for_every_line_is_caught(
    dump: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = ledger.use_of_lines
    kept: list[object] = []

    def slip(document: Any, claims: Any, boilerplate: Any) -> Any:
        """A copy of all lines so far for each line: one call into C, but ever more memory."""
        kept.extend(document.lines[:end] for end in range(len(document.lines)))
        try:
            return honest(document, claims, boilerplate)
        finally:
            kept.clear()

    monkeypatch.setattr(ledger, "use_of_lines", slip)
    files = [with_lines(dump, LINES["bullets"], 8 * size) for size in SIZES]
    run(SourceFile.from_bytes(files[0], name="warm"))
    assert growth([memory(read(data)) for data in files]) > MEMORY_LIMIT


def test_an_engine_asked_for_all_pages_again_on_every_page_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = pdfium.PdfiumEngine.read

    def slip(self: Any, data: bytes, limits: Any) -> Any:
        pages = list(honest(self, data, limits))
        for _ in pages:
            list(honest(self, data, limits))
        return pages

    monkeypatch.setattr(pdfium.PdfiumEngine, "read", slip)
    files = pdfs("pages", (3, 6, 12))
    assert growth([engine_calls(read(data), monkeypatch) for data in files]) > LIMIT


def test_the_measure_tells_linear_from_quadratic() -> None:
    def linear(n: int) -> None:
        for _ in range(n):
            pass

    def quadratic(n: int) -> None:
        for _ in range(n):
            linear(n)

    assert growth([work(partial(linear, n)) for n in SIZES]) == pytest.approx(2, abs=0.1)
    assert growth([work(partial(quadratic, n)) for n in SIZES]) == pytest.approx(4, abs=0.2)
