"""Messages on standard error; standard output contains only the product."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Iterable

from irp.plain_words import shortened

_LONGEST = 320
"""Characters of a message: four lines of a terminal. The record has the whole message."""


def cut_list(messages: Iterable[str], most: int) -> list[str]:
    """Messages that fit a screen: long ones are cut, and of many the first are kept."""
    kept = [shortened(message, _LONGEST) for message in messages]
    if len(kept) > most:
        kept[most - 1 :] = [f"… and {len(kept) - most + 1} more, all in the records"]
    return kept


def say(line: str) -> None:
    """Print one line."""
    # If standard error is closed or full, nobody can read the message.
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError, ValueError):
        print(clean(line), file=sys.stderr, flush=True)


def status_line(line: str) -> None:
    """Show a line on the terminal that the next one overwrites; an empty one clears it."""
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(f"\r\x1b[2K{clean(line)[: shutil.get_terminal_size().columns - 1]}")
            sys.stderr.flush()


def on_terminal() -> bool:
    """Whether standard error is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def clean(text: str) -> str:
    """Text on one line that cannot control a terminal: names and messages may come from outside."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
