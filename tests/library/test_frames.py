"""Messages over the pipe come back as sent; anything else is told apart."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.isolation.frames import (
    EndOfStreamError,
    FrameError,
    FrameTooLargeError,
    read_frame,
    write_frame,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


class Dribble(io.RawIOBase):
    """A stream that takes and gives a few bytes at a time."""

    def __init__(self, data: bytes = b"", step: int = 3) -> None:
        self.data = bytearray(data)
        self.step = step

    def read(self, size: int = -1, /) -> bytes:
        part = bytes(self.data[: min(size, self.step)])
        del self.data[: len(part)]
        return part

    def write(self, data: Any, /) -> int:
        part = bytes(data[: self.step])
        self.data += part
        return len(part)


@given(st.dictionaries(st.text(), VALUES), st.binary(max_size=200), st.integers(1, 50))
def test_a_frame_comes_back_as_sent(header: dict[str, Any], body: bytes, step: int) -> None:
    stream = Dribble(step=step)
    write_frame(stream, header, body)
    assert read_frame(stream, limit=200) == (header, body)
    with pytest.raises(EndOfStreamError):
        read_frame(stream, limit=200)


@given(st.binary(max_size=100))
def test_any_bytes_are_a_frame_or_a_frame_error(data: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(Dribble(data), limit=10)


@given(st.data())
def test_a_frame_cut_short_is_the_end_of_the_stream(data: st.DataObject) -> None:
    stream = Dribble(step=1000)
    write_frame(stream, {"kind": "done"}, b"body")
    kept = data.draw(st.integers(0, len(stream.data) - 1))
    with pytest.raises(EndOfStreamError):
        read_frame(Dribble(bytes(stream.data[:kept])), limit=10)


@pytest.mark.parametrize(("limit", "taken"), [(4, True), (3, False)])
def test_a_body_above_the_limit_is_not_read(limit: int, taken: bool) -> None:
    stream = Dribble(step=1000)
    write_frame(stream, {}, b"body")
    if taken:
        assert read_frame(stream, limit).body == b"body"
    else:
        with pytest.raises(FrameTooLargeError, match="4 bytes, more than 3"):
            read_frame(stream, limit)
        assert bytes(stream.data) == b"{}body"
