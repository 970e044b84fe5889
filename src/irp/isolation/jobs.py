"""Jobs of a reading process: a task, a source and options, written to a header and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import Any

from irp.options import Limits, Options
from irp.source import SourceFile


class Task(StrEnum):
    """What a reading process can be asked to do."""

    EXTRACT = "extract"
    WRITE = "write"
    VIEW = "view"
    TEXTS = "texts"
    RENDER = "render"


def header_of(
    task: str, source: SourceFile, options: Options, arguments: Mapping[str, Any]
) -> dict[str, Any]:
    """The header of a job: everything but the source's bytes."""
    return {
        "task": task,
        "seconds": options.limits.seconds,
        "memory_mb": options.limits.memory_mb,
        "output_bytes": options.limits.output_bytes,
        "options": asdict(options),
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "url": source.url,
            "retrieved_at": source.retrieved_at.isoformat() if source.retrieved_at else None,
        },
        "arguments": dict(arguments),
    }


def source_of(header: Mapping[str, Any], data: bytes) -> SourceFile:
    """The source of a job."""
    known = dict(header["source"])
    if known["retrieved_at"] is not None:
        known["retrieved_at"] = datetime.fromisoformat(known["retrieved_at"])
    return SourceFile(data=data, **known)


def options_of(header: Mapping[str, Any]) -> Options:
    """The options of a job."""
    known = dict(header["options"])
    return Options(**{**known, "limits": Limits(**known["limits"])})
