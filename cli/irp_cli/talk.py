"""What is said to people, on standard error: standard output carries only the product."""

from __future__ import annotations

import contextlib
import shutil
import sys


def say(line: str) -> None:
    """Say one line."""
    # Where standard error is closed or full there is nobody left to tell.
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError, ValueError):
        print(clean(line), file=sys.stderr, flush=True)


def whisper(line: str) -> None:
    """Put a line on the terminal that the next one takes the place of; nothing clears it."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(f"\r\x1b[2K{clean(line)[: shutil.get_terminal_size().columns - 1]}")
            sys.stderr.flush()


def on_terminal() -> bool:
    """Whether a person watches."""
    return sys.stderr is not None and sys.stderr.isatty()


def clean(text: str) -> str:
    """Text on one line that cannot steer a terminal: names and messages may come from outside."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
