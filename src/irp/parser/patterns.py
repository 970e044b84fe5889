"""Patterns compiled once for a machine, not once for a process.

The library's large patterns take a fifth of a second to compile, as long as a report takes to
read, and a reading process is started for most of them. So what the regex module made of them is
kept beside this module's own byte code, and trusted as that is: for the same pattern, the same
regex module and the same interpreter. Where nothing can be written, or what is there does not
fit, the patterns are compiled as ever.
"""

from __future__ import annotations

import contextlib
import copyreg
import hashlib
import importlib.util
import marshal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import regex

_Key = tuple[str, int]
_Arguments = tuple[Any, ...]
_DIGEST = hashlib.sha256().digest_size


PATTERN_SECONDS = 5.0
"""Longest time that one search of a text from outside may take."""


class Pattern:
    """A regular expression whose every search stops with ``TimeoutError`` after a few seconds.

    All patterns of the parser are made here, so that none can run away on a hostile text.

    Args:
        text: the expression, in the syntax of the regex module.
        flags: those of the regex module.
    """

    __slots__ = ("_regex", "pattern")

    def __init__(self, text: str, flags: int = 0) -> None:
        self.pattern = text
        self._regex = _KEPT.compiled(text, flags)

    def match(
        self, text: str, start: int = 0, end: int | None = None, *, partial: bool = False
    ) -> regex.Match[str] | None:
        """The match that begins at ``start``; with ``partial``, also one that text could end."""
        return self._regex.match(text, start, end, partial=partial, timeout=PATTERN_SECONDS)

    def fullmatch(
        self, text: str, start: int = 0, end: int | None = None, *, partial: bool = False
    ) -> regex.Match[str] | None:
        """The match of all characters from ``start`` to ``end``."""
        return self._regex.fullmatch(text, start, end, partial=partial, timeout=PATTERN_SECONDS)

    def search(self, text: str, start: int = 0, end: int | None = None) -> regex.Match[str] | None:
        """The first match."""
        return self._regex.search(text, start, end, timeout=PATTERN_SECONDS)

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[regex.Match[str]]:
        """Every match, in order."""
        return self._regex.finditer(text, start, end, timeout=PATTERN_SECONDS)

    def findall(self, text: str) -> list[str]:
        """The words of every match, or of its one group."""
        found: list[str] = self._regex.findall(text, timeout=PATTERN_SECONDS)
        return found

    def split(self, text: str) -> list[str]:
        """The text between the matches."""
        return self._regex.split(text, timeout=PATTERN_SECONDS)

    def sub(self, replacement: str | Callable[[regex.Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        return self._regex.sub(replacement, text, timeout=PATTERN_SECONDS)


class PatternCache:
    """Patterns that were compiled before, in a file.

    Args:
        path: the file, which need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = _stamp()
        self._before = self._read()
        self._made: dict[_Key, regex.Pattern[str]] = {}

    def compiled(self, pattern: str, flags: int = 0) -> regex.Pattern[str]:
        """The same as ``regex.compile`` gives, from the file where that has it."""
        key = (pattern, int(flags))
        made = self._made.get(key)
        if made is None:
            known = self._before.get(key)
            made = regex.compile(pattern, flags) if known is None else _remake(*known)
            self._made[key] = made
        return made

    def keep(self) -> None:
        """Write the file again where patterns were asked for that it did not have."""
        if _PARTS_OF is None or sys.dont_write_bytecode:
            return
        if self._made.keys() <= self._before.keys():
            return
        import tempfile

        used = {key: _parts_of(made) for key, made in self._made.items()}
        data = marshal.dumps((self._stamp, used))
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                try:
                    file.write(hashlib.sha256(data).digest() + data)
                    file.close()
                    Path(file.name).chmod(Path(__file__).stat().st_mode & 0o666)
                    Path(file.name).replace(self._path)  # whole or not at all
                except BaseException:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            self._before = used

    def _read(self) -> dict[_Key, _Arguments]:
        if _PARTS_OF is None:
            return {}
        try:
            whole = self._path.read_bytes()
        except OSError:
            return {}
        digest, data = whole[:_DIGEST], whole[_DIGEST:]
        if hashlib.sha256(data).digest() != digest:
            return {}
        stamp, known = marshal.loads(data)  # noqa: S302 - trusted as the byte code beside it is
        return known if stamp == self._stamp else {}


_PARTS_OF: Any = copyreg.dispatch_table.get(regex.Pattern)
"""What regex has its patterns pickled by; None where a version of it does so by other means."""
_remake: Any = _PARTS_OF(regex.compile(""))[0] if _PARTS_OF else regex.compile
"""What makes a pattern again when it is unpickled."""


def _parts_of(pattern: regex.Pattern[str]) -> _Arguments:
    """What a pattern is made again of."""
    parts: _Arguments = tuple(_PARTS_OF(pattern)[1])
    return parts


def _stamp() -> str:
    """What the form of compiled patterns depends on: the regex module's own file."""
    native = Path(sys.modules[_remake.__module__].__file__ or "")
    status = native.stat()
    return f"{regex.__version__} {native} {status.st_size} {status.st_mtime_ns}"


def _beside() -> Path:
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".patterns")


_KEPT = PatternCache(_beside())
keep = _KEPT.keep
