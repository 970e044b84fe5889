"""Names of files that every system accepts."""

from __future__ import annotations

import re
import sys
from pathlib import PurePosixPath

RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
"""Names that Windows reserves for devices."""
_BYTES = 150


def safe_stem(name: str) -> str:
    """The stem of a file name, with the characters replaced that any system refuses.

    >>> safe_stem("folder/HMP Ashdown Vale: 2022.pdf")
    'HMP Ashdown Vale_ 2022'
    """
    system = sys.getfilesystemencoding()
    stem = PurePosixPath(name.replace("\\", "/")).stem.encode(system, "replace").decode(system)
    safe = "".join(c if c.isprintable() and c not in '\\/:*?"<>|' else "_" for c in stem)
    short = safe.encode("utf-8", "replace")[:_BYTES].decode("utf-8", "ignore")
    stem = short.strip(" .") or "source"
    return f"{stem}_" if RESERVED.match(stem) else stem
