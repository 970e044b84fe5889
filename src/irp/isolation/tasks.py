"""What the reading process does: each task from a job's header and bytes to an answer's bytes.

Imported in the child only, and there before the first job, so that a job's clock does not pay
for imports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from types import MappingProxyType
from typing import Any

from irp.inspect import view
from irp.options import Limits, Options
from irp.pipeline import run
from irp.source import SourceFile


def job_header(
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
            "retrieved_at": source.retrieved_at and source.retrieved_at.isoformat(),
        },
        "arguments": dict(arguments),
    }
