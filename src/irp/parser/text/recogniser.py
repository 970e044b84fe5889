"""The words in a picture, by a recogniser that is installed with the extra ``pictures``.

Its two models, one that finds lines and one that reads a line, are in the wheel of RapidOCR:
nothing is downloaded. They are used without that library's own code, which takes a second to
import. They are loaded for the first picture that needs them and serve all later ones.
"""

from __future__ import annotations

import importlib.util
import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from irp.record.spans import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

EXTRA: Final = "hmip-irp[pictures]"
"""What to install to have it."""
_LEAST_SCORE: Final = 0.6
_NO_LETTERS: Final = re.compile(r"^[^\w(\[‘“'\"£]+|\s+$|^\W+$")
"""A line's beginning, such as a bullet or the key of a legend; or all of it."""
QUICK, THOROUGH = 416, 640
"""Pixels of the longer side to which a picture is made smaller for finding lines; the time that
takes grows with the square of this."""
_WORDS: Final = 0.3
"""Of 1: how much a pixel must be part of words, as the first model sees it."""
_LEAST_WORDS: Final = 0.5
"""The same for all of a line."""
_CORE: Final = 1.6
"""The first model finds the core of a line: so much of its area to its outline is to be added."""
_PADDED: Final = 0.22
"""Of its height: how far above and below the letters a line that is found so reaches."""
_HEIGHT: Final = 48
"""Pixels; the height of a line that the second model takes."""
_NARROWED: Final = 0.8
"""Of their width: letters as narrow as this are read as well, in less time."""
_NARROWEST: Final = 96
"""Pixels; the least width of a line that the second model takes."""
_LATIN: Final = re.compile(r"[\x20-\u024f\u2010-\u20ac]?")
"""What is looked for; the second model knows thousands of Chinese characters, too."""


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


class _Slanted(NamedTuple):
    """A line of words: its middle, its size, and how it is turned, in degrees clockwise."""

    x: float
    y: float
    width: float
    height: float
    turn: float


@cache
def is_installed() -> bool:
    """Whether pictures can be read."""
    return all(map(importlib.util.find_spec, ("cv2", "onnxruntime", "rapidocr")))


class RecogniserError(Exception):
    """The recogniser failed, for want of memory as a rule."""


@lru_cache(maxsize=4)
def recognise(
    data: bytes, width: int, height: int, longest: int = THOROUGH
) -> tuple[RecognisedLine, ...]:
    """Read the words of a picture; the last few are kept, as a second engine asks for them again.

    Args:
        data: its pixels, row by row, a byte each for red, green and blue.
        width: its size in pixels.
        height: the same.
        longest: how finely to look for lines: ``QUICK`` or ``THOROUGH``.

    Raises:
        RecogniserError: the recogniser failed.
    """
    try:
        return tuple(_recognised(data, width, height, longest))
    except Exception as error:  # the libraries have errors of many kinds
        raise RecogniserError(f"{type(error).__name__}: {error}") from error


def _recognised(data: bytes, width: int, height: int, longest: int) -> Iterator[RecognisedLine]:
    import numpy as np

    picture = np.frombuffer(data, np.uint8).reshape(height, width, 3)[:, :, ::-1]
    picture = np.ascontiguousarray(picture)  # the models have blue first
    for line in _lines(picture, longest):
        text, score = _read(_cut_out(picture, line))
        if score >= _LEAST_SCORE and (words := _NO_LETTERS.sub("", text)):
            aside, above = line.width / 2, (0.5 - _PADDED) * line.height
            box = Box(line.x - aside, line.y - above, line.x + aside, line.y + above)
            yield RecognisedLine(words, box, score)


def _lines(picture: Pixels, longest: int) -> Iterator[_Slanted]:
    """Where there are lines of words."""
    import cv2
    import numpy as np

    down, across = picture.shape[:2]
    scale = min(1.0, longest / max(down, across))
    size = [max(32, 32 * round(scale * side / 32)) for side in (across, down)]
    inputs = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).transpose(2, 0, 1)
    shares = _run("det", inputs)[0]
    core = (shares > _WORDS).astype(np.uint8)
    outlines, _ = cv2.findContours(core, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines:
        (x, y), (width, height), turn = cv2.minAreaRect(outline)
        if abs(turn) > 45:  # either side may be called the width
            width, height, turn = height, width, turn - math.copysign(90, turn)
        left, top, right, bottom = cv2.boundingRect(outline)
        inside = np.s_[top : top + bottom, left : left + right]
        if min(width, height) < 2 or shares[inside][core[inside] > 0].mean() < _LEAST_WORDS:
            continue
        more = _CORE * width * height / (width + height)
        x, width = ((one * across / size[0]) for one in (x, width + more))
        y, height = ((one * down / size[1]) for one in (y, height + more))
        yield _Slanted(x, y, width, height, turn)


def _cut_out(picture: Pixels, line: _Slanted) -> Pixels:
    """A line, level, as high as the second model takes it."""
    import cv2
    import numpy as np

    down, across = _HEIGHT, max(8, round(_NARROWED * line.width * _HEIGHT / line.height))
    turn, wider, higher = math.radians(line.turn), line.width / across, line.height / down
    cos, sin = math.cos(turn), math.sin(turn)
    left, top = -line.width / 2, -line.height / 2
    to_picture = np.array(
        [
            [wider * cos, -higher * sin, line.x + left * cos - top * sin],
            [wider * sin, higher * cos, line.y + left * sin + top * cos],
        ]
    )
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    made = cv2.warpAffine(picture, to_picture, (across, down), None, how, cv2.BORDER_REPLICATE)
    return made.astype(np.uint8, copy=False)


def _read(line: Pixels) -> tuple[str, float]:
    """The words of a line, and the mean of how certain each letter is."""
    import numpy as np

    room = max(0, _NARROWEST - line.shape[1])
    inputs = np.pad(line, ((0, 0), (0, room), (0, 0)), constant_values=127)
    classes, letters = _letters()
    shares = _run("rec", inputs.transpose(2, 0, 1))[:, classes]
    likeliest = shares.argmax(axis=1)
    is_new = np.insert(likeliest[1:] != likeliest[:-1], 0, True)
    chosen = is_new & (likeliest > 0)  # 0 is no letter
    text = "".join(letters[one] for one in likeliest[chosen])
    return text, float(shares.max(axis=1)[chosen].mean()) if text else 0.0


# ------------------------------------------------------------------ models


def _run(name: str, pixels: NDArray[Any]) -> Any:
    """What a model makes of a picture: blue, green and red, each row by row."""
    import numpy as np

    session = _session(name)
    inputs = pixels[None].astype(np.float32) / np.float32(127.5) - 1
    return session.run(None, {session.get_inputs()[0].name: inputs})[0][0]


@cache
def _session(name: str) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # One thread: the limit on a process's memory counts the room of each thread.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    package = importlib.util.find_spec("rapidocr")
    folder = Path(package.origin if package and package.origin else "").parent
    (path,) = folder.glob(f"models/*_{name}_*.onnx")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def _letters() -> tuple[list[int], list[str]]:
    """The second model's classes for Latin letters, digits and marks, and what each of them is."""
    named = _session("rec").get_modelmeta().custom_metadata_map["character"].splitlines()
    known = {at: one for at, one in enumerate(["", *named, " "]) if _LATIN.fullmatch(one)}
    return [*known], [*known.values()]
