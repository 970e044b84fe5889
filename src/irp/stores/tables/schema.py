"""Flat tables, made from the models of the record: nothing here knows a field by its name.

A single model inside another gives columns of its owner's row, their names joined by "_". A list
of models gives rows of a table. A list of plain values, a map, and a list of models that are
``one_value`` give one column. Only provenance is left out: it is for programs, and in the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from irp.links.rows import KEY as LINK_KEY
from irp.links.rows import LinkRow
from irp.record.extraction import Extraction
from irp.record.grounding import Record
from irp.render.judgements import KEY as FLAT_KEY
from irp.render.judgements import JudgementRow
from irp.stores.tables.fields import FieldShape, Kind, described, shape_of

ROOT = "reports"
JUDGEMENTS = "judgements"
KEY = "report_id"
ROW = "row"
PART = "part"
PAGE = "page"
_LEFT_OUT = frozenset({("provenance",)})
_REPORT = "report"
_VALUE = "value"
"""A field of this name has its owner's name in a table: `judgement` is `judgement.value`."""
_KEY_PATH = ("source", "sha256")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: the column's name.
        kind: what its values are.
        nullable: whether a row may be without it.
        description: one or two sentences.
        allowed: the members, where the vocabulary is closed.
        minimum: the least value, where there is one.
        maximum: the greatest value, where there is one.
        item: what a list holds.
    """

    name: str
    kind: Kind
    nullable: bool
    description: str
    allowed: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    item: Kind | None = None


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table.

    Attributes:
        name: the table's name.
        description: what a row is.
        columns: its columns, keys first.
        key: the names of the columns of its primary key.
        parents: table to column, for the tables whose row this one's rows belong to; the
            column holds that row's number, or null where the row belongs to no such row.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parents: tuple[tuple[str, str], ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(slots=True)
class Node:
    """A model as rows of a table: where its values are, and the models inside it.

    Attributes:
        table: the table's name.
        path: the fields that lead from the owner's model here.
        many: whether there is a list at the end of the path.
        part: which of the lists that feed the table this is.
        in_report: whether it is inside the report, whose values have places.
        columns: each column's name and the fields that lead to its value.
        parent: the table of the owner's row, None for the report's own.
        children: the lists inside.
    """

    table: str
    path: tuple[str, ...]
    many: bool
    part: str
    in_report: bool
    model: type[Record]
    parent: str | None
    columns: list[tuple[Column, tuple[str, ...]]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables, and the tree of models that their rows are read from."""

    tables: tuple[TableSchema, ...]
    root: Node

    def table(self, name: str) -> TableSchema:
        """The table of that name."""
        return next(table for table in self.tables if table.name == name)


@cache
def schema(model: type[Record] = Extraction) -> Schema:
    """The tables of a model and everything inside it."""
    root = Node(ROOT, (), many=False, part="", in_report=False, model=model, parent=None)
    _fill(root, model, (), (), nullable=False)
    _name(root)
    nodes = list(_all(root))
    names = dict.fromkeys(node.table for node in nodes)
    tables = [_table(name, [n for n in nodes if n.table == name]) for name in names]
    if not issubclass(model, Extraction):
        return Schema(tuple(tables), root)
    flat = _flat(JudgementRow, FLAT_KEY), *tables, _flat(LinkRow, LINK_KEY)
    return Schema(flat, root)


def _fill(
    node: Node,
    model: type[Record],
    path: tuple[str, ...],
    whole: tuple[str, ...],
    *,
    nullable: bool,
) -> None:
    """Take a model's fields into a node: columns, and nodes for what gives rows."""
    for name, info in model.model_fields.items():
        here, there = (*path, name), (*whole, name)
        if there in _LEFT_OUT:
            continue
        shape = shape_of(info)
        optional = nullable or shape.nullable
        if shape.model and shape.many:
            node.children.append(_child(node, shape.model, here, there, many=True))
        elif shape.model:
            _fill(node, shape.model, here, there, nullable=optional)
            if shape.model.table_name:
                node.children.append(_child(node, shape.model, here, there, many=False))
        else:
            shape = replace(shape, nullable=optional)
            words = _of_owner(path, described(model, name))
            node.columns.append((_column(node, here, shape, words), here))


def _child(
    node: Node, model: type[Record], path: tuple[str, ...], whole: tuple[str, ...], *, many: bool
) -> Node:
    child = Node(
        table=model.table_name or path[-1],
        path=path,
        many=many,
        part=".".join(part for part in whole if part != _REPORT),
        in_report=whole[0] == _REPORT,
        model=model,
        parent=None if node.table == ROOT else node.table,
    )
    _fill(child, model, (), whole, nullable=False)
    return child


def _column(node: Node, path: tuple[str, ...], shape: FieldShape, description: str) -> Column:
    words = path[1:] if node.table == ROOT and path[0] == _REPORT else path
    if len(words) > 1 and words[-1] == _VALUE:
        words = words[:-1]
    name = KEY if node.table == ROOT and path == _KEY_PATH else "_".join(words)
    taken = {column.name for column, _ in node.columns}
    if node.table != ROOT:
        taken |= {KEY, ROW, PART}
    while name in taken:
        name += "_"
    return _as_shaped(name, shape, description)


def _as_shaped(name: str, shape: FieldShape, description: str) -> Column:
    return Column(
        name=name,
        kind=shape.kind,
        nullable=shape.nullable,
        description=description,
        allowed=shape.allowed,
        minimum=shape.minimum,
        maximum=shape.maximum,
        item=shape.item,
    )


def _flat(model: type[Record], key: tuple[str, ...]) -> TableSchema:
    """A table whose columns are the fields of one model, such as ``JudgementRow``."""
    columns = tuple(
        _as_shaped(name, shape_of(info), described(model, name))
        for name, info in model.model_fields.items()
    )
    return TableSchema(str(model.table_name), _first_sentence(model), columns, key)


def _name(root: Node) -> None:
    """Give each list its table: one for all lists of a name, unless they hold different models.

    What is outside the report, and what shares a name with another model, has its whole
    path for a name.
    """
    nodes = [node for node in _all(root) if node is not root and not node.model.table_name]
    for node in nodes:
        if not node.in_report:
            node.table = node.part.replace(".", "_")
    first: dict[str, type[Record]] = {}
    for node in sorted(nodes, key=lambda node: node.part.count(".")):
        if first.setdefault(node.table, node.model) is not node.model:
            node.table = node.part.replace(".", "_")
    for node in _all(root):
        for child in node.children:
            child.parent = None if node is root else node.table
        node.part = node.part.removesuffix(f".{node.table}")


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _table(name: str, nodes: list[Node]) -> TableSchema:
    described_by = dict.fromkeys(_first_sentence(node.model) for node in nodes)
    if name == ROOT:
        keys: list[Column] = []
        key: tuple[str, ...] = (KEY,)
        parents: list[tuple[str, str]] = []
        words = (
            "One row for each source: what was read, what became of it, the report's single values."
        )
    else:
        parents = [(p, f"{p}_{ROW}") for p in dict.fromkeys(n.parent for n in nodes) if p]
        keys = [*_key_columns(name, nodes, parents)]
        key = (KEY, ROW)
        words = " ".join(described_by)
    own: dict[str, Column] = {}
    for node in nodes:
        for column, _ in node.columns:
            own[column.name] = _merged(own.get(column.name), column)
    everywhere = [{column.name for column, _ in node.columns} for node in nodes]
    merged = [
        column
        if all(column.name in names for names in everywhere)
        else replace(column, nullable=True)
        for column in own.values()
    ]
    merged.sort(key=lambda column: column.name != KEY)
    if name != ROOT and any(node.in_report for node in nodes) and PAGE not in own:
        page = "The PDF's page of the row's first value, counted from 1."
        merged.append(Column(PAGE, Kind.INTEGER, nullable=True, description=page, minimum=1))
    return TableSchema(name, words, (*keys, *merged), key, tuple(parents))


def _key_columns(name: str, nodes: list[Node], parents: list[tuple[str, str]]) -> Iterator[Column]:
    yield Column(KEY, Kind.TEXT, nullable=False, description=f"The row of {ROOT} it belongs to.")
    words = f"Counts the rows of one report in {name} from 1."
    yield Column(ROW, Kind.INTEGER, nullable=False, description=words, minimum=1)
    if len(nodes) > 1:
        parts = tuple(dict.fromkeys(node.part for node in nodes))
        words = "The part of the report that the row comes from."
        yield Column(PART, Kind.TEXT, nullable=False, description=words, allowed=parts)
    for parent, column in parents:
        nullable = any(node.parent != parent for node in nodes)
        words = f"The row of {parent} that it belongs to" + (", if any." if nullable else ".")
        yield Column(column, Kind.INTEGER, nullable=nullable, description=words, minimum=1)


def _merged(one: Column | None, other: Column) -> Column:
    """A column that several models have."""
    if one is None:
        return other
    if one.kind is not other.kind or one.item is not other.item:
        return Column(one.name, Kind.JSON, one.nullable or other.nullable, one.description)
    if one.allowed != other.allowed:
        one = replace(one, allowed=())
    return replace(one, nullable=True) if other.nullable else one


def _of_owner(path: tuple[str, ...], words: str) -> str:
    """What a field is, said of a column, such as "Visit: the first day" for `visit_start`."""
    owners = [name for name in path if name != _REPORT]
    if not owners:
        return words
    label = ", ".join(owners).replace("_", " ")
    # An abbreviation at the start keeps its capitals.
    start = words[0].lower() if words[1:2].islower() or words[1:2] == " " else words[0]
    return f"{label[0].upper()}{label[1:]}: {start}{words[1:]}"


def _first_sentence(model: type[Record]) -> str:
    text = " ".join((model.__doc__ or model.__name__).split()).replace("``", "`")
    return text.split(". ")[0].rstrip(".") + "."
