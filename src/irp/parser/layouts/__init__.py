"""What is known of how the reports are laid out, as tables; no code of the parser names an entry.

``sections`` has the titles of sections, ``labels`` how follow-ups are introduced, ``house`` the
house wording, and ``known`` the combinations of these that have a name.
"""

from __future__ import annotations

from types import MappingProxyType

from irp.errors import LayoutDefinitionError
from irp.parser.layouts.base import Layout
from irp.parser.layouts.known import KNOWN, UNFAMILIAR

_ALL = (*KNOWN, UNFAMILIAR)

LAYOUTS: MappingProxyType[str, Layout] = MappingProxyType({layout.id: layout for layout in _ALL})
"""Every layout by its id; the last is that of reports whose combination has no name."""

if len(LAYOUTS) != len(_ALL):
    raise LayoutDefinitionError("two layouts share an id")
