"""Names of pages: safe on every system and in every address, unique, and the same in every run.

A name depends only on what it names, so adding a report never renames another's page.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

from irp.files.names import RESERVED
from irp.record.extraction import SourceInfo

_LONGEST = 80
_HARMLESS = re.compile(r"[A-Za-z0-9 .,;:'’&()/–—-]+")
"""Words that differ only in these characters, or in case, name the same thing."""


def page_name(words: str) -> str:
    """The name of the page about what the words name: lower-case letters, digits, hyphens.

    >>> page_name("Rehabilitation & release planning")
    'rehabilitation-and-release-planning'

    If the words contain anything unusual, part of their hash keeps the name unique.
    """
    bare = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", ""))
    spelled = bare.replace("&", " and ").encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", spelled).strip("-")
    if name and len(name) <= _LONGEST and _HARMLESS.fullmatch(words) and not RESERVED.match(name):
        return name
    return "-".join(part for part in (name[:_LONGEST].strip("-"), _digest(words)) if part)


def report_name(source: SourceInfo, *, whole_hash: bool = False) -> str:
    """The name of a report's page: its file's name without the ending, and 8 digits of its hash.

    The folder store names its files in the same way, so a page and its JSON have one name.
    """
    return name_of_file(source.name, source.sha256, whole_hash=whole_hash)


def name_of_file(file: str, sha256: str, *, whole_hash: bool = False) -> str:
    """The same of a file with that name and hash."""
    stem = PurePosixPath(file.replace("\\", "/")).stem
    key = sha256 if whole_hash else sha256[:8]
    if not re.fullmatch(r"[0-9a-f]{8,64}", key):
        key = _digest(f"{file}\n{sha256}")
    return f"{page_name(stem) if stem else 'report'}-{key}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:8]
