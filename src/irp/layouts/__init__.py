"""Layouts as data: one file each. ``LAYOUTS`` lists them; nothing else names one."""

from __future__ import annotations

from types import MappingProxyType

from irp.layouts.base import Layout
from irp.layouts.recommendations_2021 import LAYOUT as _recommendations_2021

_ALL = (_recommendations_2021,)

LAYOUTS: MappingProxyType[str, Layout] = MappingProxyType({layout.id: layout for layout in _ALL})
"""Every layout by its id."""

if len(LAYOUTS) != len(_ALL):
    from irp.errors import LayoutDefinitionError

    raise LayoutDefinitionError("two layouts share an id")
