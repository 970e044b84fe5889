"""Charts and photographs without tags: their labels are in the figure, all else is not."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.charts.legends import Legend
from reportlab.graphics.charts.piecharts import Pie
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from irp.parser.text.model import Document, Furniture
from text.making import HEIGHT, Draw, Put, body, only, prose, read_pages

ABOVE = prose(12, seed="newly")
CAPTION = Put("Figure 2: Progress on recommendations (n=8)", y=290, size=10, font="Helvetica-Bold")
NOTE = Put("This chart excludes recommendations that were part of a theme.", y=500, size=9)
BELOW = prose(12, y=530, seed="never")
TEXT = [put.text for put in (*ABOVE, CAPTION, NOTE, *BELOW)]


def pie() -> Drawing:
    chart = Pie()
    chart.x, chart.y, chart.width, chart.height = 110, 30, 120, 120
    chart.data = [3, 2, 3]
    chart.labels = ["Good progress: 3", "Reasonable progress: 2", "Insufficient progress: 3"]
    chart.sideLabels = True
    drawing = Drawing(400, 180)
    drawing.add(chart)
    return drawing


def pie_with_legend() -> Drawing:
    chart = Pie()
    chart.x, chart.y, chart.width, chart.height = 60, 20, 140, 140
    chart.data = [3, 5]
    chart.labels = ["3", "5"]
    legend = Legend()
    legend.x, legend.y = 260, 120
    legend.colorNamePairs = [
        (HexColor("#2a7"), "Good progress"),
        (HexColor("#a27"), "Insufficient progress"),
    ]
    drawing = Drawing(400, 180)
    drawing.add(chart)
    drawing.add(legend)
    drawing.add(String(150, 172, "Progress", fontSize=14))
    return drawing


def bars(values: list[list[int]] | None = None) -> Drawing:
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 60, 40, 280, 110
    chart.data = values or [[1, 2, 3, 4], [2, 2, 1, 3]]
    chart.categoryAxis.categoryNames = [
        "Safety",
        "Respect",
        "Purposeful activity",
        "Release planning",
    ]
    chart.valueAxis.valueMin, chart.valueAxis.valueMax, chart.valueAxis.valueStep = 0, 4, 1
    drawing = Drawing(400, 180)
    drawing.add(chart)
    return drawing


def lying_bars() -> Drawing:
    chart = HorizontalBarChart()
    chart.x, chart.y, chart.width, chart.height = 130, 20, 240, 140
    chart.data = [[3, 2, 3]]
    chart.categoryAxis.categoryNames = [
        "Good progress",
        "Reasonable progress",
        "Insufficient progress",
    ]
    chart.valueAxis.valueMin = 0
    drawing = Drawing(400, 180)
    drawing.add(chart)
    return drawing


def drawn(make: Callable[[], Drawing], y: float = 490) -> Draw:
    return lambda canvas: make().drawOn(canvas, 72, HEIGHT - y)


def box(x: float, y: float, width: float, height: float, *, rounded: bool = False) -> Draw:
    """A shaded box; y is its lower edge, from the top."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        if rounded:
            canvas.roundRect(x, HEIGHT - y, width, height, 8, fill=1)
        else:
            canvas.rect(x, HEIGHT - y, width, height, fill=1)
        canvas.setFillGray(0)

    return draw


def photograph(x: float, y: float, width: float, height: float) -> Draw:
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, "PNG")
    reader = ImageReader(io.BytesIO(file.getvalue()))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(reader, x, HEIGHT - y, width, height)

    return draw


def labels(document: Document) -> str:
    return " ".join(line.text for line in document.lines if line.in_figure)


@pytest.mark.parametrize(
    ("make", "holds"),
    [
        (pie, "Good progress: 3"),
        (pie_with_legend, "Insufficient progress"),
        (bars, "Purposeful activity"),
        (lambda: bars([[2, 2, 2, 2]]), "Purposeful activity"),
        (lying_bars, "Reasonable progress"),
    ],
    ids=["pie", "pie with a legend", "bars", "bars of one height", "lying bars"],
)
def test_a_chart(make: Callable[[], Drawing], holds: str) -> None:
    document = read_pages([*ABOVE, CAPTION, drawn(make), NOTE, *BELOW])
    assert body(document) == TEXT
    assert holds in labels(document)
    assert only(document.lines, NOTE.text).below_picture
    (picture,) = document.pages[0].pictures
    assert 290 < picture.box.top < picture.box.bottom < 500


@pytest.mark.parametrize("rounded", [False, True])
def test_boxes_around_text_are_no_figures(rounded: bool) -> None:
    boxed = [box(66, 200, 460, 120, rounded=rounded), box(66, 560, 460, 60, rounded=rounded)]
    puts = [*prose(7, y=95), *prose(3, y=515, seed="once")]
    document = read_pages([*boxed, *puts])
    assert body(document) == [put.text for put in puts]
    assert document.pages[0].pictures == ()


def test_shaded_cells_of_a_table_are_no_bars() -> None:
    rows = ["Good progress", "Insufficient progress", "Reasonable progress"]
    cells = [box(300, 128 + 20 * i, 90 + 10 * i, 18) for i in range(3)]
    puts = [
        put
        for i, text in enumerate(rows)
        for put in (Put(f"Concern {i}", y=124 + 20 * i), Put(text, 304, 124 + 20 * i))
    ]
    document = read_pages([*cells, *puts, *prose(10, y=300)])
    assert labels(document) == ""
    assert document.lines[0].text == "Concern 0 Good progress"


def test_rules_and_underlines_are_no_figures() -> None:
    def rules(canvas: Canvas) -> None:
        for y in (90, 300, 420):
            canvas.line(72, HEIGHT - y, 523, HEIGHT - y)

    document = read_pages([rules, *prose(30)])
    assert labels(document) == ""


def test_a_photograph_and_its_caption() -> None:
    caption = Put("Exercise yard", y=520, size=9)
    document = read_pages([*ABOVE, photograph(72, 500, 340, 200), caption, *BELOW])
    assert labels(document) == ""
    assert only(document.lines, "Exercise yard").below_picture
    assert sum(line.below_picture for line in document.lines) == 1
    assert [round(edge) for edge in document.pages[0].pictures[0].box] == [72, 300, 412, 500]


def test_a_photograph_at_the_top_of_a_page() -> None:
    pages: list[list[Draw]] = [
        [*prose(12)],
        [photograph(72, 300, 340, 200), Put("Yard", y=320, size=9), *BELOW],
    ]
    document = read_pages(*pages)
    line = only(document.lines, "Yard")
    assert (line.gap, line.below_picture) == (None, True)


def test_a_title_on_a_cover_picture_stays() -> None:
    title = Put("Report on an independent review of progress", y=300, size=26)
    document = read_pages([photograph(0, HEIGHT, 595, HEIGHT), title], prose(12))
    assert title.text in body(document)


def test_a_title_beside_a_drawn_logo_stays() -> None:
    def logo(canvas: Canvas) -> None:
        for i in range(4):
            canvas.circle(90 + 20 * i, HEIGHT - 100, 30, fill=1)

    title = [Put("Report on progress at", 57, 158, 26), Put("HMP Fernmoor", 57, 190, 26)]
    name = Put("Inspectorate of Prisons", 130, 100, 9)
    document = read_pages([logo, *title, name], prose(30), prose(30))
    assert labels(document) == ""


def test_a_logo_on_every_page_is_no_picture_above_a_line() -> None:
    pages: list[list[Draw]] = [
        [photograph(72, 60, 80, 40), *prose(5, seed=str(i))] for i in range(4)
    ]
    document = read_pages(*pages)
    assert not any(line.below_picture for line in document.lines)


def test_a_stamp_beside_a_photograph_is_no_caption() -> None:
    stamp = Put("RECEIVED 12 JUL", 320, 300, 8, "Times-Roman")
    caption = Put("A landing", 320, 330, 8)
    page: list[Draw] = [*prose(9), photograph(113, 400, 200, 150), stamp, caption]
    document = read_pages(page, *[prose(40)] * 5)
    assert only(document.lines, "RECEIVED").furniture is Furniture.STAMP
    assert only(document.lines, "A landing").furniture is None
