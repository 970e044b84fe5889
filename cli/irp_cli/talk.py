"""What is said to people, on standard error: standard output carries only the product."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Say one line."""
    # Where standard error is closed or full there is nobody left to tell.
    try:
        print(clean(line), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return


def clean(text: str) -> str:
    """Text on one line that cannot steer a terminal: names and messages may come from outside."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
