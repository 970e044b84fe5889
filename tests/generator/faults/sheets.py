"""Faults of the finished file: a page that is missing, stands twice or at the wrong place."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

import pypdfium2
from pypdf import PdfReader, PdfWriter

from ..truth import Truth
from .base import Fault

_EVERYTHING = frozenset(
    f"IRP-{code}" for code in "S01 S02 J01 J02 T01 T02 T03 T04 M01 M02 X01 X02 D01 E01".split()
)
Arrange = Callable[[list[int], int], list[int]]  # pages as they are, and one of them


def _bare(text: str) -> str:
    """A text without white space and hyphens, so that line breaks do not matter."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\ufffe\u0002")


def _texts(data: bytes) -> list[str]:
    if not data.startswith(b"%PDF"):
        return [_bare(page) for page in data.decode().split("\f")]
    document = pypdfium2.PdfDocument(data)
    try:
        return [_bare(_text(page)) for page in document]
    finally:
        document.close()


def _text(page: Any) -> str:
    read = page.get_textpage()
    try:
        return str(read.get_text_range())
    finally:
        read.close()
        page.close()


def _rearranged(data: bytes, order: list[int]) -> bytes:
    if not data.startswith(b"%PDF"):
        pages = data.decode().split("\f")
        return "\f".join(pages[number] for number in order).encode()
    reader, writer, out = PdfReader(io.BytesIO(data)), PdfWriter(), io.BytesIO()
    for number in order:
        writer.add_page(reader.pages[number])
    writer.metadata = reader.metadata
    writer.write(out)
    return out.getvalue()


def _first_paragraphs(data: bytes, truth: Truth) -> dict[int, int]:
    """How many paragraphs of findings start on each page."""
    texts = _texts(data)
    starts: dict[int, int] = {}
    page = 0
    for follow_up in truth.record["follow_ups"]:
        for paragraph in follow_up["paragraphs"]:
            words = _bare(paragraph["text"])[:28]
            later = (n for n in range(page, len(texts)) if words in texts[n])
            page = next(later, page)
            if words in texts[page]:
                starts[page] = starts.get(page, 0) + 1
    return starts


def _planted(data: bytes, truth: Truth, rng: Random, arrange: Arrange) -> bytes | None:
    """A page amid the findings, on which paragraphs start, is treated badly."""
    pages = sorted(_first_paragraphs(data, truth))
    inner = [n for n in pages[1:-2] if n + 1 in pages]
    if not inner:
        return None
    order = arrange(list(range(len(_texts(data)))), rng.choice(inner))
    return _rearranged(data, order)


def _missing(order: list[int], page: int) -> list[int]:
    return [n for n in order if n != page]


def _twice(order: list[int], page: int) -> list[int]:
    return [*order[: page + 1], *order[page:]]


def _swapped(order: list[int], page: int) -> list[int]:
    return [*order[:page], page + 1, page, *order[page + 2 :]]


FAULTS = tuple(
    Fault(
        name,
        frozenset({"IRP-N01"}),
        says,
        on_bytes=partial(_planted, arrange=arrange),
        may=_EVERYTHING,
        witnesses=2 if arrange is _missing else 1,
        needs_furniture=True,
    )
    for name, says, arrange in (
        ("page_missing", "A page amid the findings is missing.", _missing),
        ("page_repeated", "A page amid the findings stands twice.", _twice),
        ("pages_swapped", "Two pages amid the findings have changed places.", _swapped),
    )
)
