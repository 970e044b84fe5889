"""Ids for problems that stay the same from run to run, so that people can refer to them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

_LENGTH = 16


def problem_id(source: str, code: str, page: int | None, message: str, number: int = 0) -> str:
    """A stable id: the start of a hash of what the problem says.

    Args:
        source: the source's sha256, or its name where its bytes could not be obtained.
        code: the problem's or the check's code.
        page: the page it lies on, if any.
        message: its message.
        number: how many earlier ones of this source are identical.
    """
    parts = [source, code, page, message, *([number] if number else [])]
    text = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def with_ids(source: str, problems: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The problems of one source (code, page, message) with their ids in front."""
    seen: Counter[str] = Counter()
    for problem in problems:
        parts = (problem["code"], problem["page"], problem["message"])
        first = problem_id(source, *parts)
        yield {"id": problem_id(source, *parts, seen[first]), **problem}
        seen[first] += 1
