"""Layouts as data: one file each. ``LAYOUTS`` lists them; nothing else names one."""

from __future__ import annotations

from types import MappingProxyType

from irp.errors import LayoutDefinitionError
from irp.parser.layouts.base import Layout
from irp.parser.layouts.concerns_2023 import LAYOUT as _concerns_2023
from irp.parser.layouts.northern_ireland_2023 import LAYOUT as _northern_ireland_2023
from irp.parser.layouts.recommendations_2019 import LAYOUT as _recommendations_2019
from irp.parser.layouts.recommendations_2021 import LAYOUT as _recommendations_2021

_ALL = (_recommendations_2019, _recommendations_2021, _concerns_2023, _northern_ireland_2023)

LAYOUTS: MappingProxyType[str, Layout] = MappingProxyType({layout.id: layout for layout in _ALL})
"""Every layout by its id."""

if len(LAYOUTS) != len(_ALL):
    raise LayoutDefinitionError("two layouts share an id")
