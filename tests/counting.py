"""Work counted, not timed: lines of Python run and C functions called, the same on any machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any


def work(do: Callable[[], object]) -> int:
    """How many lines of code run, and how many C functions are called, while something is done.

    Every turn of a loop and of a comprehension is a line, and every call into pdfium stands on
    one. What a C function does inside (a search, a slice, the comparison of two lists) is not
    seen.
    """
    count = 0

    def on_line(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return on_line

    def on_call(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    traced, profiled = sys.gettrace(), sys.getprofile()
    sys.settrace(on_line)
    sys.setprofile(on_call)
    try:
        do()
    finally:
        sys.settrace(traced)
        sys.setprofile(profiled)
    return count


def growth(works: Sequence[int]) -> float:
    """How the added work grows where the size doubles, from the works at n, 2n and 4n.

    2 where the work is linear, whatever it costs to begin with; 4 where it is quadratic.
    """
    first, second, third = works
    return (third - second) / (second - first)
