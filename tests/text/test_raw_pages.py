"""What the engines read of a page before lines are made: both the same, and what was drawn."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image as Pictures
from pypdf import PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from irp.options import Limits
from irp.parser.text.engines.pdfium.engine import PdfiumEngine
from irp.parser.text.engines.plumber import PlumberEngine
from irp.parser.text.engines.raw import RawPage
from text.making import HEIGHT, Put, make_pdf, prose

Draw = Callable[[Canvas], None]
Shape = tuple[tuple[int, int, int, int], bool, bool]
"""The box in points from the top left, whether it is curved, and whether it is filled."""


def read(*draw: Draw, rotation: int = 0) -> tuple[RawPage, RawPage]:
    """A page as each of the engines reads it."""
    data = make_pdf([draw], pageCompression=0)
    if rotation:
        writer = PdfWriter(clone_from=io.BytesIO(data))
        writer.pages[0].rotate(rotation)
        writer.write(file := io.BytesIO())
        data = file.getvalue()
    one, other = (list(e.read(data, Limits())) for e in (PdfiumEngine(), PlumberEngine()))
    assert len(one) == len(other) == 1
    return one[0], other[0]


def shapes(page: RawPage) -> list[Shape]:
    return [(_whole(one.box), one.curved, one.filled) for one in page.shapes]


def _whole(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = map(round, box)
    return x0, top, x1, bottom


def rect(x: float, top: float, width: float, height: float, **how: int) -> Draw:
    """A rectangle, from its top left corner."""
    return lambda canvas: canvas.rect(x, HEIGHT - top - height, width, height, **how)


def path(*steps: tuple[float, ...], fill: int = 1, stroke: int = 0) -> Draw:
    """A path: a step of two numbers moves or draws a line, of six draws a curve, of none closes."""

    def draw(canvas: Canvas) -> None:
        made, begun = canvas.beginPath(), False
        for step in steps:
            if len(step) == 6:
                x1, y1, x2, y2, x3, y3 = step
                made.curveTo(x1, HEIGHT - y1, x2, HEIGHT - y2, x3, HEIGHT - y3)
            elif len(step) == 3:
                made.moveTo(step[0], HEIGHT - step[1])
            elif step and begun:
                made.lineTo(step[0], HEIGHT - step[1])
            elif step:
                made.moveTo(step[0], HEIGHT - step[1])
            else:
                made.close()
            begun = True
        canvas.drawPath(made, fill=fill, stroke=stroke)

    return draw


def within(form: Draw, *steps: tuple[str, float, float], depth: int = 1) -> Draw:
    """What is drawn in forms, one in the other, each moved or scaled in turn."""

    def draw(canvas: Canvas) -> None:
        names = [f"f{depth}x{n}" for n in range(depth)]
        canvas.beginForm(names[0])
        form(canvas)
        canvas.endForm()
        for inner, outer in pairwise(names):
            canvas.beginForm(outer)
            canvas.translate(5, 0)
            canvas.doForm(inner)
            canvas.endForm()
        canvas.saveState()
        for name, x, y in steps:
            getattr(canvas, name)(x, y)
        canvas.doForm(names[-1])
        canvas.restoreState()

    return draw


def turned(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(300, HEIGHT - 300)
    canvas.rotate(90)
    canvas.rect(0, 0, 80, 20, fill=1, stroke=0)
    canvas.restoreState()


BOX = rect(100, 400, 50, 80, fill=1, stroke=0)


@pytest.mark.parametrize(
    ("draw", "drawn"),
    [
        (BOX, [((100, 400, 150, 480), False, True)]),
        (rect(100, 400, 50, 80, fill=0, stroke=1), [((100, 400, 150, 480), False, False)]),
        (rect(100, 400, 50, 80, fill=1, stroke=1), [((100, 400, 150, 480), False, True)]),
        (rect(100, 400, 50, 80, fill=0, stroke=0), []),
        (rect(-20, 400, 50, 80, fill=1, stroke=0), [((0, 400, 30, 480), False, True)]),
        (rect(-80, 400, 50, 80, fill=1, stroke=0), []),
        (path((100, 400), (300, 400), stroke=1, fill=0), [((100, 400, 300, 400), False, False)]),
        (path((100, 400), (300, 500), stroke=1, fill=0), [((100, 400, 300, 500), False, False)]),
        (path((100, 400), (300, 400), (200, 500), ()), [((100, 400, 300, 500), True, True)]),
        (path((100, 400), (300, 400, 0), (400, 500), (350, 500), stroke=1, fill=0),
            [((300, 400, 400, 500), True, False)]),
        (
            path((100, 400), (150, 400), (150, 450), (100, 450), (), (200, 400, 0), (260, 400),
                (260, 450), (200, 450), ()),
            [((100, 400, 150, 450), False, True), ((200, 400, 260, 450), False, True)],
        ),
        (turned, [((280, 220, 300, 300), False, True)]),
        (within(BOX), [((100, 400, 150, 480), False, True)]),
        (within(BOX, ("translate", 10, -20)), [((110, 420, 160, 500), False, True)]),
        (within(BOX, depth=2), [((105, 400, 155, 480), False, True)]),
        (within(BOX, ("translate", 10, -20), depth=3), [((120, 420, 170, 500), False, True)]),
    ],
)  # fmt: skip
def test_shapes_are_read_where_they_are_drawn(draw: Draw, drawn: list[Shape]) -> None:
    one, other = read(*prose(3), draw)
    assert shapes(one) == shapes(other) == drawn


def test_curves_end_where_their_last_points_are() -> None:
    steps = [
        (100.0, 400.0),
        (120, 380, 140, 380, 160, 400),
        (200, 430),
        (210, 440, 220, 450, 230, 470),
    ]
    one, other = read(*prose(3), path(*steps))
    assert shapes(one) == shapes(other) == [((100, 400, 230, 470), True, True)]


def marked(tag: str, mcid: int | None, *draw: Draw) -> Draw:
    """What is drawn as marked content."""

    def all_of_it(canvas: Any) -> None:  # the library has no call for marked content
        start = f"/{tag} BMC" if mcid is None else f"/{tag} <</MCID {mcid}>> BDC"
        canvas._code.append(start)
        for one in draw:
            one(canvas)
        canvas._code.append("EMC")

    return all_of_it


def marks(page: RawPage) -> list[tuple[str, str | None, int | None]]:
    return [(word.text, word.tag, word.mcid) for word in page.words]


@pytest.mark.parametrize(
    ("draw", "marked_as"),
    [
        (Put("Plain"), [("Plain", None, None)]),
        (marked("P", 3, Put("Text")), [("Text", "P", 3)]),
        (marked("Artifact", None, Put("Foot")), [("Foot", "Artifact", None)]),
        (marked("P", 3, marked("Span", None, Put("Inner"))), [("Inner", "Span", 3)]),
        (
            marked("P", 3, marked("Span", None, Put("Inner")), Put("Outer", y=120)),
            [("Inner", "Span", 3), ("Outer", "P", 3)],
        ),
        (within(marked("P", 7, Put("Form"))), [("Form", "P", 7)]),
        (marked("P", 3, Put("One")), [("One", "P", 3)]),
    ],
)
def test_words_have_the_innermost_tag_and_the_innermost_id(
    draw: Draw, marked_as: list[tuple[str, str | None, int | None]]
) -> None:
    one, other = read(draw)
    assert marks(one) == marks(other) == marked_as


@pytest.mark.parametrize("mcid", [None, 5])
def test_a_shape_has_the_id_of_its_marked_content(mcid: int | None) -> None:
    pages = read(*prose(3), marked("Figure", mcid, BOX), rect(300, 400, 20, 20, fill=1))
    for page in pages:
        assert [shape.mcid for shape in page.shapes] == [mcid, None]


def picture(x: float, top: float, size: float) -> Draw:
    """A black square that is a raster image."""
    file = io.BytesIO()
    Pictures.new("RGB", (8, 8)).save(file, "PNG")

    def draw(canvas: Canvas) -> None:
        file.seek(0)
        canvas.drawImage(ImageReader(file), x, HEIGHT - top - size, size, size)

    return draw


@pytest.mark.parametrize(
    ("draw", "boxes"),
    [
        (picture(100, 400, 60), [(100, 400, 160, 460)]),
        (picture(-20, 400, 60), [(0, 400, 40, 460)]),
        (picture(-80, 400, 60), []),
        (within(picture(100, 400, 60), ("translate", 10, -20)), [(110, 420, 170, 480)]),
        (BOX, []),
    ],
)
def test_images_are_read_where_they_are(draw: Draw, boxes: list[tuple[int, int, int, int]]) -> None:
    for page in read(*prose(3), draw):
        assert [_whole(image.box) for image in page.images] == boxes
        assert page.picture is not None


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_words_of_another_direction_are_kept_apart(angle: int) -> None:
    def across(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 300)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "Across")
        canvas.restoreState()

    for page in read(*prose(3), across):
        assert page.rotation == 0
        assert [word.text for word in page.turned] == ["Across"]
        assert "Across" not in [word.text for word in page.words]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_is_read_upright_however_it_is_turned(rotation: int) -> None:
    """Its text runs along the page before it is turned; the frame is that of the text."""
    pages = read(*prose(3), BOX, rotation=rotation)
    for page in pages:
        assert (round(page.width), round(page.height)) == (595, 842)
        assert shapes(page) == [((100, 400, 150, 480), False, True)]
        first = min(page.words, key=lambda word: (round(word.baseline), word.x0))
        assert (first.text, round(first.x0), round(first.baseline)) == ("The", 72, 100)
    assert pages[0].rotation == pages[1].rotation
