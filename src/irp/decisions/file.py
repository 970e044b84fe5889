"""Decisions files: one JSON object on each line, under version control, for many sources."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from irp.errors import DecisionsError
from irp.files import atomic, folders
from irp.plain_words import counted, not_wanted, reason_of
from irp.record.decision import DECISION_VERSION, Decision, Ruling

NAME = "decisions.jsonl"
"""The file that is used by default in a data folder."""
_LONGEST = 1_000_000
_SHOWN = 5


class BadLine(NamedTuple):
    """A line that is not a decision: its number, and what is wrong with it."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.reason}"


class Dispute(NamedTuple):
    """Differing decisions of several people about one place."""

    decisions: tuple[Decision, ...]


class Decisions:
    """The decisions about many sources, by the hash of the source; no two are the same.

    Args:
        decisions: in any order.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        given: Sequence[Any] = tuple(decisions)
        for one in given:
            if not isinstance(one, Decision):
                wanted = "a decision (irp.extract takes a path of a file, too)"
                raise not_wanted("each of the decisions", wanted, one)
        self.all: tuple[Decision, ...] = merged(given)
        self._by_source: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.all:
            self._by_source[decision.source.sha256].append(decision)

    def __len__(self) -> int:
        return len(self.all)

    def about(self, sha256: str) -> Sequence[Decision]:
        """The decisions about one source."""
        return self._by_source.get(sha256, ())

    def fingerprint(self, sha256: str) -> str:
        """A hash of the decisions about one source, empty where there are none."""
        lines = "\n".join(map(line_of, self.about(sha256)))
        return hashlib.sha256(lines.encode()).hexdigest()[:32] if lines else ""

    def fingerprints(self) -> dict[str, str]:
        """The hash of each source's decisions."""
        return {sha256: self.fingerprint(sha256) for sha256 in self._by_source}


def found(given: str | os.PathLike[str] | None, store: str | os.PathLike[str]) -> Decisions | None:
    """The decisions of a file that is named, else of the one beside a store, if there is one.

    Raises:
        DecisionsError: as for ``read``.
    """
    path = beside(store) if given is None else given
    return read(path) if given is not None or Path(path).is_file() else None


def line_of(decision: Decision) -> str:
    """A decision as a line of the file, without the line feed."""
    plain = decision.model_dump(mode="json", exclude_none=True)
    if decision.read is not None:
        plain["read"] = decision.read  # with every null in it
    if decision.decision is Ruling.CORRECT:  # which may be null
        plain["value"] = decision.value
    order = ("version", "source", "place", "read", "decision", "value", "because", "by", "at")
    return json.dumps({k: plain[k] for k in (*order, "other") if k in plain}, ensure_ascii=False)


def beside(store: str | os.PathLike[str]) -> Path:
    """Where the decisions file of a store or data folder is: in it, or beside a file."""
    path = Path(store)
    return (path if path.is_dir() or not path.suffix else path.parent) / NAME


def parse(text: str | bytes) -> tuple[list[Decision], list[BadLine]]:
    """The decisions in a text, and the lines that are not decisions."""
    found: list[Decision] = []
    bad: list[BadLine] = []
    data = text.encode() if isinstance(text, str) else text
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            one = _parsed(line)
            if isinstance(one, Decision):
                found.append(one)
            else:
                bad.append(BadLine(number, one))
    return found, bad


def _parsed(line: bytes) -> Decision | str:
    """One line's decision, or what is wrong with the line and what to do."""
    if len(line) > _LONGEST:
        return f"it has more than {_LONGEST:,} bytes; delete it"
    try:
        plain = json.loads(line)
    except UnicodeDecodeError:
        return "it is not text in UTF-8; save the file as UTF-8"
    except (ValueError, RecursionError):
        return "it is not one JSON object; if it was cut short, delete it and decide again"
    if not isinstance(plain, dict):
        return "it is not a JSON object; write one decision on each line"
    version = plain.get("version", DECISION_VERSION)
    if version != DECISION_VERSION:
        return f"it has version {version!r}, this irp knows {DECISION_VERSION}; use a newer irp"
    try:
        return Decision.model_validate(plain)
    except (ValidationError, RecursionError) as error:
        if isinstance(error, RecursionError):
            return "it is nested too deeply; delete it"
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        message = first["msg"].removeprefix("Value error, ")
        return f"{where}: {message[:1].lower()}{message[1:]}; correct it, or delete the line"


def read(path: str | os.PathLike[str]) -> Decisions:
    """The decisions of a file.

    Raises:
        DecisionsError: the file cannot be read, or a line is not a decision; none is skipped.
    """
    found, bad = parse(read_bytes(path))
    if bad:
        raise DecisionsError(told_of(path, bad))
    return Decisions(found)


def told_of(path: str | os.PathLike[str], bad: Sequence[BadLine]) -> str:
    """What is wrong with a file, line by line."""
    more = [f"and {counted(len(bad) - _SHOWN, 'more line')}"] if len(bad) > _SHOWN else []
    return f"{os.fspath(path)}: " + "; ".join([*map(str, bad[:_SHOWN]), *more])


def merged(*lists: Iterable[Decision]) -> tuple[Decision, ...]:
    """All decisions of some lists, each once, in an order that does not depend on the lists'."""
    lines = {line_of(decision): decision for decisions in lists for decision in decisions}
    order = sorted(lines.items(), key=lambda pair: (pair[1].source.sha256, pair[1].at, pair[0]))
    return tuple(decision for _, decision in order)


def disputes(decisions: Iterable[Decision]) -> Iterator[Dispute]:
    """The places about which people decided differently, each person's last decision counting."""
    last: dict[tuple[object, ...], dict[str, Decision]] = defaultdict(dict)
    for decision in merged(decisions):
        if decision.decision is not Ruling.NOTE and decision.place:
            read = json.dumps(decision.read) if decision.place.code else ""
            key = (decision.source.sha256, str(decision.place), *decision.place.words, read)
            key += linked_with(decision)
            last[key][decision.by] = decision
    for one in last.values():
        if differ(one.values()):
            yield Dispute(tuple(one.values()))


def linked_with(decision: Decision) -> tuple[str, ...]:
    """The other end of a link, which makes it a decision of its own; empty for other decisions."""
    other = decision.other
    return (other.source.sha256, str(other.place)) if other else ()


def differ(decisions: Iterable[Decision]) -> bool:
    """Whether decisions about one place give different values."""
    valued = (Ruling.CORRECT, Ruling.LINK)
    right = (d.value if d.decision in valued else d.read for d in decisions)
    return len({json.dumps(value, sort_keys=True) for value in right}) > 1


def add(path: str | os.PathLike[str], decisions: Iterable[Decision]) -> int:
    """Add the decisions that a file does not contain, and return their number.

    Existing lines, even bad ones, are not changed. Several processes may add at the same time,
    and one that is killed has added all of its decisions or none.

    Raises:
        DecisionsError: the file cannot be read.
        OutputError: it cannot be written.
    """
    target = Path(os.path.realpath(path))
    with atomic.explained(target), folders.held(target.parent):
        before = read_bytes(target) if target.exists() else b""
        known = {line_of(decision) for decision in parse(before)[0]}
        new = [line for line in map(line_of, merged(decisions)) if line not in known]
        if new:
            atomic.sweep(target.parent, target.name)
            start = b"\n" if before and not before.endswith(b"\n") else b""
            atomic.write(target, before + start + "".join(f"{line}\n" for line in new).encode())
    return len(new)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a decisions file.

    Raises:
        DecisionsError: it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise DecisionsError(f"{os.fspath(path)} cannot be read: {reason_of(error)}") from error
