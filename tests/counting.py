"""Work counted, not timed: lines of Python run, C functions called, calls into the PDF engine and
memory held at the most. All are the same on any machine."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from ctypes import CDLL
from types import FrameType
from typing import Any

import pytest

_FOREIGN: type[Callable[..., object]] = type(CDLL(None)["free"]).__mro__[1]
"""What every function is that ctypes has found in a library."""


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


def memory(do: Callable[[], object]) -> int:
    """The most bytes that Python objects have had at once while something is done."""
    gc.collect()
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def engine_calls(do: Callable[[], object], patch: pytest.MonkeyPatch) -> int:
    """How many of pdfium's functions are called while something is done."""
    count = 0

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            nonlocal count
            count += 1
            return function(*arguments)

        return call

    with patch.context() as patched:
        for name, module in list(sys.modules.items()):
            if name.startswith("irp.parser.text."):
                for what, value in list(vars(module).items()):
                    if isinstance(value, _FOREIGN):
                        patched.setattr(module, what, counted(value))
        do()
    return count


def growth(works: Sequence[int]) -> float:
    """How the added work grows where the size doubles, from the works at n, 2n and 4n.

    2 where the work is linear, whatever it costs to begin with; 4 where it is quadratic.
    """
    first, second, third = works
    return (third - second) / (second - first)
