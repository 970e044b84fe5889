"""Messages between the parent and the reading process: a mark, two lengths, a header, a body.

The header is a small JSON object, the body any bytes. Anything else is garbage, which
differs from the end of the stream, since the other side may be broken or hostile.
"""

from __future__ import annotations

import json
import struct
from typing import Any, NamedTuple, Protocol

_MARK = b"irp\x01"
_HEAD = struct.Struct(">4sIQ")
_HEADER_LIMIT = 1_000_000
_CHUNK = 1_000_000


class Stream(Protocol):
    """The part of a raw binary file that frames use; reads and writes may be short."""

    def read(self, size: int, /) -> bytes | None:
        """At most this many bytes; none at the end."""

    def write(self, data: memoryview, /) -> int | None:
        """How many of the bytes were written."""


class PipeFrame(NamedTuple):
    """One message."""

    header: dict[str, Any]
    body: bytes


class FrameError(Exception):
    """What arrived is not a frame, or ends in the middle of one."""


class FrameTooLargeError(FrameError):
    """The body is larger than the reader allows; none of it was read."""


class EndOfStreamError(FrameError):
    """The other side closed the stream, before a frame or inside one."""


def write_frame(stream: Stream, header: dict[str, Any], body: bytes = b"") -> None:
    """Send one frame."""
    head = json.dumps(header).encode()
    for part in (_HEAD.pack(_MARK, len(head), len(body)) + head, body):
        left = memoryview(part)
        while left:
            left = left[stream.write(left[:_CHUNK]) or 0 :]


def read_frame(stream: Stream, limit: int) -> PipeFrame:
    """Receive one frame.

    Args:
        stream: the stream to read.
        limit: the largest body that is allowed.

    Raises:
        FrameError: what arrives is not a frame, or not one that is allowed.
    """
    start = _read(stream, _HEAD.size)
    mark, head_size, body_size = _HEAD.unpack(start)
    if mark != _MARK or head_size > _HEADER_LIMIT:
        raise FrameError("not a frame")
    if body_size > limit:
        raise FrameTooLargeError(f"{body_size:,} bytes, more than {limit:,}")
    try:
        header = json.loads(_read(stream, head_size))
    except (ValueError, RecursionError):
        raise FrameError("the header is not JSON") from None
    if not isinstance(header, dict):
        raise FrameError("the header is not an object")
    return PipeFrame(header, _read(stream, body_size))


def _read(stream: Stream, size: int) -> bytes:
    parts: list[bytes] = []
    left = size
    while left:
        part = stream.read(min(left, _CHUNK))
        if not part:
            raise EndOfStreamError("the stream has ended")
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
