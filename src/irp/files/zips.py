"""What a damaged zip archive raises."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final

ZIP_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""The errors of ``zipfile`` for an archive that is damaged, encrypted or of an unknown kind."""
