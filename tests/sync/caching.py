"""What is costly and always the same is made once: PDFs, their readings, the list of authorities.

The first reading of a PDF is a real one, in a reading process; the next one of the same bytes is
the same answer with the name, the address and the time of its own source.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from ssl import SSLContext

import httpx2
import pytest

from irp.batch.local import WorkerPool
from irp.options import Options
from irp.record.extraction import Extraction
from irp.record.failed import source_info
from irp.source import SourceFile

_FOLDER: list[Path] = []
_CREATED = httpx2.create_ssl_context


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Keep what is made in a folder that all test processes share."""
    folder.mkdir(exist_ok=True)
    _FOLDER.append(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WorkerPool, "read", _read_once(WorkerPool.read))
        patch.setattr(
            httpx2, "create_ssl_context", lambda **_: _authorities(os.environ.get("SSL_CERT_FILE"))
        )
        yield
    _FOLDER.pop()


def made_once(name: str, make: Callable[[], bytes]) -> bytes:
    """What is made, or was made before under this name."""
    if not _FOLDER:
        return make()
    path = _FOLDER[-1] / name
    if not path.exists():
        half = path.with_suffix(f".{os.getpid()}")
        half.write_bytes(make())
        half.replace(path)
    return path.read_bytes()


@functools.cache
def _authorities(_more: str | None) -> SSLContext:
    return _CREATED(trust_env=True)


def _read_once(
    read: Callable[[WorkerPool, SourceFile, Options], Extraction],
) -> Callable[[WorkerPool, SourceFile, Options], Extraction]:
    def answer(self: WorkerPool, source: SourceFile, options: Options) -> Extraction:
        key = hashlib.sha256(f"{source.sha256} {options}".encode()).hexdigest()
        saved = made_once(
            f"{key}.json", lambda: read(self, source, options).model_dump_json().encode()
        )
        result = Extraction.model_validate_json(saved)
        info = source_info(source, pages=result.source.pages, pdf=result.source.pdf)
        return result.model_copy(update={"source": info})

    return answer
