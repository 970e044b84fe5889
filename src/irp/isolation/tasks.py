"""What the reading process does: each task from a job's header and bytes to an answer's bytes.

Imported in the child only, and there before the first job, so that a job's clock does not pay
for imports.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from irp.isolation.child import Task
from irp.isolation.jobs import options_of, source_of
from irp.parser.patterns import keep
from irp.parser.pipeline import run
from irp.parser.text import pdf
from irp.parser.text.engines.pdfium import engine as pdfium
from irp.show.page_images import picture_answer, texts_answer
from irp.show.views import view

__all__ = ["TASKS", "pdf", "pdfium"]  # the latter two for the pipeline, which would import them


def _extract(header: Mapping[str, Any], data: bytes) -> bytes:
    extraction = run(source_of(header, data), options_of(header))
    return extraction.model_dump_json().encode()


def _view(header: Mapping[str, Any], data: bytes) -> bytes:
    text = view(source_of(header, data), options_of(header), **header["arguments"])
    # A lone surrogate can come out of a broken font; it must not stop the rest.
    return text.encode("utf-8", errors="replace")


def _texts(header: Mapping[str, Any], data: bytes) -> bytes:
    return texts_answer(source_of(header, data), options_of(header))


def _render(header: Mapping[str, Any], data: bytes) -> bytes:
    return picture_answer(data, **header["arguments"])


TASKS: MappingProxyType[str, Task] = MappingProxyType(
    {"extract": _extract, "view": _view, "texts": _texts, "render": _render}
)
"""The tasks by name."""

keep()
