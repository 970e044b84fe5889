"""The fast engine: pdfium, through pypdfium2.

Reads a report's pages in a twentieth of the time that pdfplumber takes. See ``pdfium_words`` for
the words, ``pdfium_drawn`` for shapes, images and Figure elements, ``pdfium_hyphens`` for
hyphens at line ends. pdfium aborts the process where it cannot get memory, so it reads files
from outside in a process of its own (``irp.isolation``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final

import pypdfium2
import pypdfium2.raw
from pypdfium2.version import PYPDFIUM_INFO

from irp.errors import SourceError
from irp.text import pdfium_calls as calls
from irp.text.engine import RawPage, ReadLimits
from irp.text.pdfium_text import PageText
from irp.text.pdfium_words import read_words
from irp.text.precheck import check_pages, encrypted
from irp.text.turning import Corners, Turn

_A4ISH: Final = 1.0
