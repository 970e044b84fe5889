"""Figures that a tagged PDF names: their content, their boxes and what they show in words."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from irp.options import Limits
from irp.parser.text.engines.pdfium.engine import PdfiumEngine
from irp.parser.text.engines.plumber import PlumberEngine
from text.making import HEIGHT, Put, make_pdf, prose
from text.test_raw_pages import marked, rect

Element = tuple[str, dict[str, Any], list[Any]]
"""Its type, its Alt and BBox, and its content: ids of marked content, and elements."""
Told = tuple[set[int], tuple[int, ...] | None, str | None]
IDS = 4


def figures(*elements: Element) -> list[list[Told]]:
    """The figures of a page with shapes as marked content 0 to 3, by each of the engines."""
    drawn = [marked("P", None, Put("Above", y=80))]
    drawn += [marked("Figure", i, rect(100, 200 + 100 * i, 90, 60, fill=1)) for i in range(IDS)]
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf([[*prose(2, y=40), *drawn]])))
    page = writer.pages[0]
    page[NameObject("/StructParents")] = NumberObject(0)
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    place = writer._add_object(root)
    owners: dict[int, Any] = {}

    def added(element: Element, parent: Any) -> Any:
        kind, about, content = element
        made = DictionaryObject({
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject(f"/{kind}"),
            NameObject("/P"): parent,
            NameObject("/Pg"): page.indirect_reference,
        })  # fmt: skip
        own = writer._add_object(made)
        if "alt" in about:
            made[NameObject("/Alt")] = TextStringObject(about["alt"])
        if "box" in about:
            made[NameObject("/A")] = DictionaryObject({
                NameObject("/O"): NameObject("/Layout"),
                NameObject("/BBox"): ArrayObject(map(FloatObject, about["box"])),
            })  # fmt: skip
        held = ArrayObject()
        for one in content:
            if isinstance(one, int):
                held.append(NumberObject(one))
                owners[one] = own
            else:
                held.append(added(one, own))
        made[NameObject("/K")] = held
        return own

    root[NameObject("/K")] = ArrayObject([added(element, place) for element in elements])
    by_id = ArrayObject([owners.get(i, place) for i in range(IDS)])
    numbers = ArrayObject([NumberObject(0), writer._add_object(by_id)])
    root[NameObject("/ParentTree")] = writer._add_object(
        DictionaryObject({NameObject("/Nums"): numbers})
    )
    writer.root_object[NameObject("/StructTreeRoot")] = place
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject(
        {NameObject("/Marked"): BooleanObject(True)}
    )
    writer.write(file := io.BytesIO())
    pages = [
        next(iter(e.read(file.getvalue(), Limits()))) for e in (PdfiumEngine(), PlumberEngine())
    ]
    assert all(page.tagged for page in pages)
    return [
        [
            (set(one.mcids), one.box and tuple(map(round, one.box)), one.alt_text)
            for one in page.figures
        ]
        for page in pages
    ]


def bbox(x0: float, top: float, x1: float, bottom: float) -> tuple[float, ...]:
    return x0, HEIGHT - bottom, x1, HEIGHT - top


@pytest.mark.parametrize(
    ("elements", "told"),
    [
        ([("Figure", {"alt": "Two bars"}, [0])], [({0}, None, "Two bars")]),
        ([("Figure", {}, [0, 2])], [({0, 2}, None, None)]),
        ([("P", {}, [0])], []),
        (
            [("Document", {}, [("Sect", {}, [("Figure", {"alt": "A"}, [1])]), ("P", {}, [0])])],
            [({1}, None, "A")],
        ),
        (
            [("Figure", {"alt": "A"}, [0]), ("Figure", {"alt": "B"}, [1])],
            [({0}, None, "A"), ({1}, None, "B")],
        ),
        ([("Figure", {}, [0, ("Span", {}, [1, ("Span", {}, [3])])])], [({0, 1, 3}, None, None)]),
        (
            [("Figure", {"box": bbox(100, 200, 190, 260)}, [0])],
            [({0}, (100, 200, 190, 260), None)],
        ),
        (
            [("Figure", {"box": bbox(-50, 200, 190, 260)}, [0])],
            [({0}, (0, 200, 190, 260), None)],
        ),
        ([("Figure", {"box": (1.0, 2.0, 3.0)}, [0])], [({0}, None, None)]),
        ([("Figure", {"box": (-90.0, 2.0, -3.0, 50.0)}, [0])], [({0}, None, None)]),
    ],
)
def test_figures_are_found_wherever_they_are_in_the_structure(
    elements: list[Element], told: list[Told]
) -> None:
    pdfium, plumber = figures(*elements)
    assert pdfium == plumber == told
