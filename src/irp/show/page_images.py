"""The pages of a source for a person: the text that offsets count, and a picture.

Both are made in the reading process, a page's picture at a time: a page that cannot be drawn, or
that takes too long, lacks only its own picture. The bytes come from a process that read hostile
input, so they are accepted as a picture only if they begin like one.
"""

from __future__ import annotations

import base64
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from irp.errors import IrpError
from irp.options import PDF_ENGINES, Options
from irp.source import PDF, SourceFile

logger = logging.getLogger("irp")

Ask = Callable[[str, SourceFile, Options, Mapping[str, Any]], bytes]
"""Runs a task: ``irp.isolation.worker.Worker.run``, or ``run_here``."""

_KINDS: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"RIFF", "image/webp"))
_FAILURES: Final = 3
"""Pages in a row that cannot be drawn, after which the rest is not tried."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page.

    Attributes:
        number: counted from 1.
        text: its text, which the offsets of places count; None where it cannot be read.
        width, height: in points, as boxes count; None in a text dump.
        image: the picture as a ``data:`` address; None where there is none.
    """

    number: int
    text: str | None = None
    width: float | None = None
    height: float | None = None
    image: str | None = None


def sheets_of(
    source: SourceFile,
    engine: str | None,
    options: Options,
    ask: Ask,
    again: Sequence[int] = (),
) -> list[Sheet]:
    """The pages of a source.

    Never raises for a bad source: what cannot be read or drawn is left out. The time for all
    pictures together, and their size, are limited as for one reading.

    Args:
        source: the PDF or the text dump.
        engine: what read it for the record; another engine may count other characters.
        options: the limits.
        ask: how to run a task.
        again: the pages that the other engine read.
    """
    chosen = replace(options, engine=engine if engine in PDF_ENGINES else options.engine)
    try:
        pages: list[dict[str, Any]] = json.loads(ask("texts", source, chosen, {"again": [*again]}))
    except IrpError as error:
        logger.info("the text of %s cannot be shown: %s", source.name, error.message)
        pages = []
    turns = [page.pop("turn") for page in pages]
    sheets = [Sheet(**page) for page in pages]
    if source.media_type != PDF:
        return sheets
    return _with_pictures(sheets, turns, source, chosen, ask)


def _with_pictures(
    sheets: Sequence[Sheet],
    turns: Sequence[int],
    source: SourceFile,
    options: Options,
    ask: Ask,
) -> list[Sheet]:
    """The sheets with their pictures; where no text was read, as many as the PDF has pages."""
    limits = options.limits
    deadline, room = time.monotonic() + limits.seconds, limits.output_bytes
    drawn: list[Sheet] = []
    count, failures = len(sheets) or 1, 0
    while len(drawn) < min(count, limits.pages):
        number = len(drawn) + 1
        sheet = sheets[number - 1] if sheets else Sheet(number)
        left = deadline - time.monotonic()
        if left > 0 and room > 0 and failures < _FAILURES:
            within = replace(options, limits=replace(limits, seconds=left, output_bytes=room))
            arguments = {"number": number, "turn": turns[number - 1] if turns else None}
            try:
                head, picture = _unpacked(ask("render", source, within, arguments))
                sheet = _pictured(sheet, head, picture)
                count = len(sheets) or int(head["pages"])
                room -= len(picture)
                failures = 0
            except IrpError as error:
                logger.info("page %d of %s is not drawn: %s", number, source.name, error.message)
                failures += 1
        if not sheets and failures:
            break  # nothing is known about this page, perhaps not even the number of pages
        drawn.append(sheet)
    return drawn


def _pictured(sheet: Sheet, head: Mapping[str, Any], picture: bytes) -> Sheet:
    kind = next((kind for mark, kind in _KINDS if picture.startswith(mark)), None)
    if kind is None:
        raise IrpError("the answer is no picture", code="crashed")
    image = f"data:{kind};base64,{base64.b64encode(picture).decode()}"
    # Boxes count points of the page as its text was read; the picture has the same shape.
    width, height = sheet.width or float(head["width"]), sheet.height or float(head["height"])
    return replace(sheet, image=image, width=width, height=height)


# ------------------------------------------------------------------ in the reading process


def texts_answer(source: SourceFile, options: Options, again: Sequence[int] = ()) -> bytes:
    """The task "texts": number, text, size and rotation of each page, as JSON."""
    from irp.parser.engine_choice import read_text

    document = read_text(source, options, again)
    pages = [
        {
            "number": page.number,
            "text": page.text,
            "width": page.width,
            "height": page.height,
            "turn": page.rotation,
        }
        for page in document.pages
    ]
    return json.dumps(pages).encode()


def picture_answer(data: bytes, number: int, turn: int | None) -> bytes:
    """The task "render": a line of JSON about a page, then its picture."""
    from irp.parser.text.engines.rendering import draw_page

    drawn = draw_page(data, number, turn)
    head = {"pages": drawn.pages, "width": drawn.width, "height": drawn.height}
    return json.dumps(head).encode() + b"\n" + drawn.data


def _unpacked(answer: bytes) -> tuple[dict[str, Any], bytes]:
    line, _, picture = answer.partition(b"\n")
    try:
        head = json.loads(line)
        return {name: head[name] for name in ("pages", "width", "height")}, picture
    except (ValueError, TypeError, KeyError):
        raise IrpError("the answer is no picture", code="crashed") from None


def run_here(
    task: str, source: SourceFile, options: Options, arguments: Mapping[str, Any]
) -> bytes:
    """Run a task in this process instead of a reading process; failures are an ``IrpError``."""
    try:
        if task == "texts":
            return texts_answer(source, options, **arguments)
        return picture_answer(source.pdf, **arguments)
    except IrpError:
        raise
    except Exception as error:
        raise IrpError(f"{type(error).__name__}: {error}") from error
