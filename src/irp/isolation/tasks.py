"""What the reading process does: each task turns a job's header and bytes into an answer's bytes.

Imported in the child only, before the first job, so that imports are not part of a job's time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from irp.forms import Form
from irp.isolation.jobs import Task, options_of, source_of
from irp.parser.patterns import keep
from irp.parser.pipeline import run
from irp.parser.text import pdf
from irp.parser.text.engines.pdfium import engine as pdfium
from irp.render import written
from irp.show.page_images import picture_answer, texts_answer
from irp.show.views import view

__all__ = ["TASKS", "pdf", "pdfium"]  # the latter two for the pipeline, which would import them


def _extract(header: Mapping[str, Any], data: bytes) -> bytes:
    extraction = run(source_of(header, data), options_of(header))
    return extraction.model_dump_json().encode()


def _write(header: Mapping[str, Any], data: bytes) -> bytes:
    extraction = run(source_of(header, data), options_of(header))
    given = header["arguments"]
    answer = written(extraction, Form(given["form"]), bom=given["bom"])
    return json.dumps([extraction.source.sha256, *answer], ensure_ascii=False).encode()


def _view(header: Mapping[str, Any], data: bytes) -> bytes:
    text = view(source_of(header, data), options_of(header), **header["arguments"])
    # A lone surrogate can come out of a broken font; it must not stop the rest.
    return text.encode("utf-8", errors="replace")


def _texts(header: Mapping[str, Any], data: bytes) -> bytes:
    return texts_answer(source_of(header, data), options_of(header), **header["arguments"])


def _render(header: Mapping[str, Any], data: bytes) -> bytes:
    return picture_answer(source_of(header, data).pdf, **header["arguments"])


TASKS: MappingProxyType[str, Callable[[Mapping[str, Any], bytes], bytes]] = MappingProxyType(
    {
        Task.EXTRACT: _extract,
        Task.WRITE: _write,
        Task.VIEW: _view,
        Task.TEXTS: _texts,
        Task.RENDER: _render,
    }
)

keep()
