"""What a field of a model is to a table: its kind, whether it may be null, its bounds."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import annotated_types
from pydantic import AwareDatetime
from pydantic.fields import FieldInfo

from irp.record.grounding import Record


class Kind(StrEnum):
    """The kinds of values."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "date and time"
    LIST = "list"
    """A list of plain values of one kind."""
    ARRAY = "JSON array"
    """A deeper list: of lists, of models that are one value."""
    OBJECT = "JSON object"
    """A map."""
    JSON = "JSON"
    """Anything else."""


JSON_KINDS = (Kind.LIST, Kind.ARRAY, Kind.OBJECT, Kind.JSON)
"""What is written as JSON text where a cell holds plain values only."""

_PLAIN: dict[Any, Kind] = {
    AwareDatetime: Kind.DATETIME,
    bool: Kind.BOOLEAN,
    int: Kind.INTEGER,
    float: Kind.NUMBER,
    datetime: Kind.DATETIME,
    date: Kind.DATE,
    str: Kind.TEXT,
}


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field's annotation, taken apart.

    Attributes:
        kind: of its values.
        nullable: whether None is allowed.
        model: the model it is, or is a list of.
        many: whether it is a list of models.
        allowed: the members of its closed vocabulary.
        minimum: its least value.
        maximum: its greatest value.
        item: the kind of a list's values.
    """

    kind: Kind
    nullable: bool
    model: type[Record] | None = None
    many: bool = False
    allowed: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    item: Kind | None = None


def shape_of(info: FieldInfo) -> FieldShape:
    """What a field is to a table."""
    inner, nullable, extras = _bare(info.annotation)
    extras = [*info.metadata, *extras]
    if _is_model(inner):
        return FieldShape(Kind.JSON, nullable, model=inner)
    if typing.get_origin(inner) is list:
        item, _, _ = _bare(typing.get_args(inner)[0])
        if _is_model(item):
            if item.one_value:
                return FieldShape(Kind.ARRAY, nullable)
            return FieldShape(Kind.JSON, nullable, model=item, many=True)
        kind = _plain(item)
        if kind is not None:
            return FieldShape(Kind.LIST, nullable, item=kind)
        return FieldShape(Kind.ARRAY, nullable)
    kind = _plain(inner)
    if kind is None:
        return FieldShape(_deeper(inner), nullable)
    return FieldShape(
        kind,
        nullable,
        allowed=_members(inner),
        minimum=_bound(extras, annotated_types.Ge, "ge"),
        maximum=_bound(extras, annotated_types.Le, "le"),
    )


def described(model: type[Record], name: str) -> str:
    """What a field is, in words: its description, else what its model is."""
    info = model.model_fields[name]
    if info.description:
        return info.description
    label = name.replace("_", " ")
    about = " ".join((model.__doc__ or model.__name__).split()).replace("``", "`")
    return f"{label[0].upper()}{label[1:]}. {about.split('. ')[0].rstrip('.')}."


def _bare(annotation: Any) -> tuple[Any, bool, list[Any]]:
    """An annotation without "or None" and without what is annotated, which is given beside it."""
    extras: list[Any] = []
    nullable = False
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation, *more = typing.get_args(annotation)
            extras += more
        elif origin in (typing.Union, types.UnionType):
            members = [m for m in typing.get_args(annotation) if m is not type(None)]
            nullable = nullable or len(members) < len(typing.get_args(annotation))
            if len(members) != 1:
                return annotation, nullable, extras
            annotation = members[0]
        else:
            return annotation, nullable, extras


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


def _plain(annotation: Any) -> Kind | None:
    if typing.get_origin(annotation) is typing.Literal:
        return Kind.TEXT if all(isinstance(m, str) for m in typing.get_args(annotation)) else None
    if not isinstance(annotation, type):
        return None
    return next((kind for base, kind in _PLAIN.items() if issubclass(annotation, base)), None)


def _deeper(annotation: Any) -> Kind:
    outer = typing.get_origin(annotation) or annotation
    if isinstance(outer, type) and issubclass(outer, dict):
        return Kind.OBJECT
    return Kind.ARRAY if isinstance(outer, type) and issubclass(outer, tuple) else Kind.JSON


def _members(annotation: Any) -> tuple[str, ...]:
    if typing.get_origin(annotation) is typing.Literal:
        return tuple(str(member) for member in typing.get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(member.value for member in annotation)
    return ()


def _bound(extras: list[Any], kind: type, name: str) -> int | None:
    for extra in extras:
        for one in (extra, *getattr(extra, "metadata", ())):
            if isinstance(one, kind):
                return int(getattr(one, name))
    return None
