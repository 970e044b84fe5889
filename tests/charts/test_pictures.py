"""Charts that are pictures: read with the recogniser, or told; and never more than a witness."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import irp
from charts.beginning import beginning
from charts.drawn.facts import Facts, Style, invent
from charts.drawn.reading import PRINTS, as_picture, on_a_page, read, score
from irp.options import Engine, Options
from irp.parser.pipeline import run
from irp.parser.text import recogniser
from irp.record.extraction import Extraction
from irp.record.findings import doubts
from irp.record.vocabulary import Outcome, Status, Witness
from irp.source import SourceFile
from text.making import HEIGHT, WIDTH, Draw, Put, make_pdf

COUNTS = Facts("progress", ("Good progress", "Insufficient progress"), (("", (1, 3)),))
STYLE = Style(
    *("reportlab", "columns", ("#4472c4",) * 2, "none"),
    axis=True,
    labels="numbers",
    grid=True,
    ground="#ffffff",
    size=9.0,
)


@pytest.fixture(scope="module")
def picture() -> bytes:
    return as_picture(COUNTS, STYLE, PRINTS[0])


def shown(picture: bytes, at: tuple[float, float, float, float] = (72, 140, 400, 200)) -> Draw:
    x, top, width, height = at

    def draw(canvas: Canvas) -> None:
        image = ImageReader(io.BytesIO(picture))
        canvas.drawImage(image, x, HEIGHT - top - height, width, height)

    return draw


def report_with(
    *drawn: Draw, judged: str = "insufficient", damage: tuple[bytes, bytes] = (b"", b"")
) -> Extraction:
    """What is read of a report; ``damage`` are bytes of it and what they are replaced with."""
    pdf = pdf_with(*drawn, judged=judged)
    assert damage[0] in pdf
    return run(SourceFile.from_bytes(pdf.replace(*damage), name="report.pdf"))


def pdf_with(*drawn: Draw, judged: str = "insufficient") -> bytes:
    """A report of four follow-ups, three of them judged so, with something below its caption."""
    progress: list[Draw] = [
        Put("Section 3 Progress against the recommendations", 72, 60, 16, "Helvetica-Bold")
    ]
    for index, words in enumerate(("good", judged, judged, judged)):
        y = 90 + 100 * index
        progress += [
            Put(f"Recommendation: Cells of wing {index + 1} should be warm. (1.{index + 2})", y=y),
            Put(f"3.{index + 1} The wing was kept well and people there knew of it.", y=y + 24),
            Put(f"We considered that the prison had made {words} progress.", y=y + 48),
        ]
    return make_pdf([*beginning("four", 4, *drawn), progress])


def counts_of(extraction: Extraction) -> list[tuple[int, Witness]]:
    assert extraction.report
    return [(one.count, one.witness) for f in extraction.report.figures for one in f.counts]


def chart_codes(extraction: Extraction) -> list[str]:
    codes = [problem.code for problem in extraction.problems]
    return [code for code in codes if code.startswith(("chart", "picture"))]


def test_a_picture_gives_its_counts_and_decides_nothing(picture: bytes) -> None:
    found = report_with(shown(picture))
    assert counts_of(found) == [(1, Witness.PICTURE), (3, Witness.PICTURE)]
    assert chart_codes(found) == []
    (places,) = [found.provenance["/figures/0/counts/1/count"]]
    assert places[0].box
    assert 140 < places[0].box[1] < places[0].box[3] < 340
    without = report_with()
    assert [(c.code, c.outcome) for c in found.checks] == [
        (c.code, c.outcome) for c in without.checks
    ]


def test_a_picture_that_contradicts_the_text_is_noted_and_no_more(picture: bytes) -> None:
    found = report_with(shown(picture), judged="reasonable")
    assert chart_codes(found) == ["picture_in_doubt"]
    assert {c.code: c.outcome for c in found.checks}["IRP-V02"] is Outcome.NOT_APPLICABLE


def test_without_the_recogniser_only_printed_words_are_read(
    picture: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recogniser, "is_installed", lambda: False)
    found = report_with(shown(picture))
    assert (counts_of(found), chart_codes(found)) == ([], ["chart_unread"])
    assert any(recogniser.EXTRA in problem.message for problem in found.problems)
    bars = Image.new("RGB", (800, 400), "#ffffff")
    bars.paste("#4472c4", (100, 250, 200, 350))
    bars.paste("#ed7d31", (500, 50, 600, 350))
    file = io.BytesIO()
    bars.save(file, "PNG")
    words = [Put("Good progress", 115, 325, 9), Put("Insufficient progress", 300, 325, 9)]
    words += [Put("1", 145, 262, 8), Put("3", 345, 162, 8)]
    assert counts_of(report_with(shown(file.getvalue()), *words)) == [
        (1, Witness.PICTURE),
        (3, Witness.PICTURE),
    ]


def png(width: int, height: int) -> bytes:
    """A PNG of one colour, which takes few bytes."""
    file = io.BytesIO()
    Image.new("1", (width, height)).save(file, "PNG")
    return file.getvalue()


def noise() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((900, 500), 90).convert("RGB").save(file, "PNG")
    return file.getvalue()


def hostile() -> Iterator[tuple[str, bytes]]:
    """Reports whose picture is not what it says, is huge, or breaks off."""
    chart = as_picture(COUNTS, STYLE, PRINTS[0])
    for name, drawn, damage in (
        ("too large", png(4000, 4000), (b"", b"")),
        ("far larger than its data", png(4000, 4000), (b" 4000", b" 9999")),
        ("a width that no memory has", png(400, 400), (b"/Width 400", b"/Width 2147483647")),
        ("a negative height", png(400, 400), (b"/Height 400", b"/Height -40")),
        ("cut short", png(400, 400), (b"/Height 400", b"/Height 900")),
        ("one pixel", png(1, 1), (b"", b"")),
        ("noise", noise(), (b"", b"")),
        ("other colours than it says", chart, (b"/DeviceRGB", b"/DeviceCMYK")),
        ("other bits than it says", chart, (b"/BitsPerComponent 8", b"/BitsPerComponent 16")),
        ("no JPEG", chart, (b"/FlateDecode ] /Height", b"/DCTDecode ] /Height")),
        ("no JPEG 2000", chart, (b"/FlateDecode ] /Height", b"/JPXDecode ] /Height")),
    ):
        pdf = pdf_with(shown(drawn))
        assert damage[0] in pdf
        yield name, pdf.replace(*damage)
    file = io.BytesIO()
    Image.open(io.BytesIO(chart)).save(file, "JPEG")
    whole = pdf_with(shown(file.getvalue()))
    start, end = whole.index(b"stream", whole.index(b"/DCTDecode")), whole.index(b"~>")
    kept = (start + end) // 2
    yield "a JPEG that breaks off", whole[:kept] + b" " * (end - kept) + whole[end:]


def test_hostile_pictures_leave_the_report_as_it_is() -> None:
    names, pdfs = zip(*hostile(), strict=True)
    found = irp.extract_many([SourceFile.from_bytes(pdf, name="report.pdf") for pdf in pdfs])
    for name, one in zip(names, found, strict=True):
        assert one.report, name
        assert counts_of(one) == [], name
        assert set(chart_codes(one)) == {"chart_unread"}, name


def test_a_recogniser_that_fails_leaves_the_chart_unread(
    picture: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(recogniser, "_recognised", fail)
    recogniser.recognise.cache_clear()
    assert chart_codes(report_with(shown(picture))) == ["chart_unread"]


def test_pictures_of_charts_drawn_by_lot_are_read() -> None:
    scores = []
    for seed, how in enumerate(PRINTS[1:3]):
        facts, style = invent(5_001 + seed, "reportlab")
        pdf = on_a_page(as_picture(facts, style, how))
        scores.append(score(facts, read(pdf, facts)))
    right, missing = sum(s.right for s in scores), sum(s.missing for s in scores)
    assert sum(s.wrong for s in scores) == 0
    assert right >= 0.97 * (right + missing)


# ------------------------------------------------------------------ scans


@pytest.fixture(scope="module")
def scan() -> SourceFile:
    """A report of which each page is a picture."""
    pages = []
    with closing(PdfDocument(pdf_with())) as document:
        for page in document:
            file = io.BytesIO()
            page.render(scale=150 / 72).to_pil().convert("L").save(file, "JPEG", quality=80)
            pages.append([shown(file.getvalue(), (0, 0, WIDTH, HEIGHT))])
    return SourceFile.from_bytes(make_pdf(pages), name="scan.pdf")


def test_a_scan_is_read_when_asked_and_all_of_it_is_doubted(scan: SourceFile) -> None:
    found = run(scan, Options(Engine.RECOGNISE))
    assert found.report
    judged = [f.judgement.value.value for f in found.report.follow_ups if f.judgement]
    assert judged == ["good_progress", *["insufficient_progress"] * 3]
    assert found.status is Status.NEEDS_REVIEW
    assert "recognised_pages" in [problem.code for problem in found.problems]
    pointers = ["/follow_ups/0/judgement/value", "/establishment/name"]
    assert all(pointer in found.provenance and doubts(found, pointer) for pointer in pointers)


def test_a_scan_has_no_record_unless_asked_for_and_possible(
    scan: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("irp.parser.text.engines.recognised.is_installed", lambda: False)
    for engine, advice in ((Engine.AUTO, "OCR"), (Engine.RECOGNISE, recogniser.EXTRA)):
        (problem,) = run(scan, Options(engine)).problems
        assert problem.code == "image_only"
        assert advice in problem.message


def test_a_recogniser_that_fails_is_named(
    scan: SourceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("no such model")

    monkeypatch.setattr(recogniser, "_recognised", fail)
    recogniser.recognise.cache_clear()
    (problem,) = run(scan, Options(Engine.RECOGNISE)).problems
    assert problem.code == "recogniser_failed"
    assert "no such model" in problem.message
