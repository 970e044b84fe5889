"""The words in a picture, by a recogniser that is installed with the extra ``pictures``.

Its models are in its wheel: nothing is downloaded. It takes a second to start, so it is started
for the first picture that needs it and serves all later ones.
"""

from __future__ import annotations

import importlib.util
import os
import re
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from irp.record.spans import Box

EXTRA: Final = "hmip-irp[pictures]"
"""What to install to have it."""
_LEAST_SCORE: Final = 0.6
_LONGEST: Final = 960
"""Pixels of the longer side to which a picture is made smaller for finding words; the time that
takes grows with the square of this."""
_NO_LETTERS: Final = re.compile(r"^[^\w(\[‘“'\"£]+|\s+$|^\W+$")
"""A line's beginning, such as a bullet or the key of a legend; or all of it."""
_PADDED: Final = 0.22
"""Of its height: how far above and below the letters the recogniser's box is."""


class RecognisedLine(NamedTuple):
    """Words side by side in a picture.

    Attributes:
        text: the words.
        box: as high as the letters, and a little wider, in pixels.
        score: how certain the recogniser is, from 0 to 1.
    """

    text: str
    box: Box
    score: float


@cache
def is_installed() -> bool:
    """Whether pictures can be read."""
    return all(map(importlib.util.find_spec, ("rapidocr", "onnxruntime")))


class RecogniserError(Exception):
    """The recogniser failed, for want of memory as a rule."""


@lru_cache(maxsize=4)
def recognise(data: bytes, width: int, height: int) -> tuple[RecognisedLine, ...]:
    """Read the words of a picture; the last few are kept, as a second engine asks for them again.

    Args:
        data: its pixels, row by row, a byte each for red, green and blue.
        width: its size in pixels.
        height: the same.

    Raises:
        RecogniserError: the recogniser failed.
    """
    try:
        found = _recognised(data, width, height)
    except Exception as error:  # the library and what it uses have errors of many kinds
        raise RecogniserError(f"{type(error).__name__}: {error}") from error
    if found.boxes is None or found.txts is None:
        return ()
    return tuple(
        RecognisedLine(words, _box(corners), float(score))
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if (words := _NO_LETTERS.sub("", text))
    )


def _recognised(data: bytes, width: int, height: int) -> Any:
    import numpy as np

    picture = np.frombuffer(data, np.uint8).reshape(height, width, 3)[:, :, ::-1]
    return _engine()(np.ascontiguousarray(picture))


def _box(corners: Any) -> Box:
    """The box around the letters; the recogniser's own is larger on all sides, and may slant."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners.tolist()
    x0, top, x1, bottom = (ax + dx) / 2, (ay + by) / 2, (bx + cx) / 2, (cy + dy) / 2
    pad = _PADDED * (bottom - top)
    return Box(x0, top + pad, x1, bottom - pad)


@cache
def _engine() -> Any:
    # One thread: the limit on a process's memory counts the room of each thread.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": _LEAST_SCORE,
            "Global.max_side_len": 4000,
            "Det.limit_side_len": _LONGEST,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
