"""A style of its own with typst: serif, justified lines, tagged PDF; see the .typ file."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from ..document import Chart, Element, Picture, Report
from ..pictures import jpeg
from .base import Producer, footnotes


def _plain(element: Element, folder: Path, number: int) -> dict[str, Any]:
    """An element as JSON; a photograph becomes a file beside it."""
    data = asdict(element)
    if isinstance(element, Chart):
        data["kind_of"] = data.pop("kind")
    if isinstance(element, Picture):
        data["file"] = f"picture-{number}.jpg"
        (folder / data["file"]).write_bytes(jpeg(element.scene, element.seed))
    return {**data, "kind": type(element).__name__}


def render(report: Report) -> bytes:
    """The report as a tagged PDF."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        elements = [_plain(e, folder, n) for n, e in enumerate(report.elements)]
        data = {
            "title": report.title,
            "running": asdict(report.running),
            "style": asdict(report.style),
            "notes": footnotes(report),
            "elements": elements,
        }
        (folder / "report.json").write_text(json.dumps(data), encoding="utf-8")
        style = files(__package__).joinpath("typst_book.typ").read_bytes()
        (folder / "main.typ").write_bytes(style)
        result = typst.compile(
            str(folder / "main.typ"),
            root=str(folder),
            ignore_system_fonts=True,
            format="pdf",
            timestamp=dt.datetime(2022, 1, 1, tzinfo=dt.UTC),
        )
    if not isinstance(result, bytes):
        raise TypeError("typst gave no single file")
    return result


PRODUCER = Producer("typst", "pdf", render, keeps_alt_texts=True)
