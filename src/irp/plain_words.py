"""Small pieces of the sentences that messages are made of. Imports nothing of irp's."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_REASON = 300


def shortened(text: str, longest: int) -> str:
    """The text, cut to at most ``longest`` characters; "…" stands in for what was cut off.

    >>> shortened("good progress", 6)
    'good…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "line"), counted(2, "line"), counted(2, "entry", "entries")
    ('1 line', '2 lines', '2 entries')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def listed(items: Iterable[str], joined_by: str = "and", most: int | None = None) -> str:
    """Words as a list in a sentence; of more than ``most`` the first, and how many more.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], most=2)
    ('a, b and c', 'a and 2 more')
    """
    words = list(items)
    if most and len(words) > most:
        words[most - 1 :] = [f"{len(words) - most + 1} more"]
    last = words[-2:]
    return ", ".join([*words[:-2], f" {joined_by} ".join(last)]) if words else ""


def not_wanted(what: str, wanted: str, given: object) -> TypeError:
    """The error for an argument of a type that makes no sense.

    >>> str(not_wanted("the source", "a path", None))
    'the source must be a path, not None'
    """
    kind = type(given)
    named = "None" if given is None else f"{kind.__module__}.{kind.__qualname__}"
    return TypeError(f"{what} must be {wanted}, not {named.removeprefix('builtins.')}")


def reason_of(error: BaseException) -> str:
    """Why an operation failed, in lower case and on one line, for the end of a message.

    >>> reason_of(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    reason = str(getattr(error, "strerror", None) or error) or type(error).__name__
    return reason.partition("\n")[0][:_LONGEST_REASON].lower()


def visible(text: str) -> str:
    r"""Text on one line that cannot steer a terminal: control characters are written as escapes.

    >>> visible("a\tb")
    'a\\x09b'
    """
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
