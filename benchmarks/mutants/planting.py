"""What can be changed in a module, one small fault at a time.

Of numbers that are counted, the one at a limit matters: "<" becomes "<=". Nothing that is measured
is exactly as long as a limit, so a comparison with a fraction is turned round: "<" becomes ">=".
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
_OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
}
_FRACTION = re.compile(r"^(_?[A-Z][A-Z0-9_]*)(?:: Final)? = \d+\.\d", re.MULTILINE)
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}


class Mutant(NamedTuple):
    """A module with one fault.

    Attributes:
        path: the module, below ``src/irp``.
        line: where the fault is.
        before, after: the source of what was changed.
        text: the whole module with the fault.
    """

    path: str
    line: int
    before: str
    after: str
    text: str


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """Every mutant of a module whose fault is on one line."""
    source, fractions = path.read_text("utf-8"), _fractions(root)
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.expr | ast.stmt) or node.lineno != node.end_lineno:
            continue
        row = lines[node.lineno - 1].encode()
        before = row[node.col_offset : node.end_col_offset].decode()
        for after in _changed(node, fractions):
            whole = row[: node.col_offset] + after.encode() + row[node.end_col_offset :]
            text = "".join([*lines[: node.lineno - 1], whole.decode(), *lines[node.lineno :]])
            yield Mutant(str(path.relative_to(root)), node.lineno, before, after, text)


@cache
def _fractions(root: Path) -> frozenset[str]:
    """The names of the constants of all modules that are fractions."""
    return frozenset(
        name for path in root.rglob("*.py") for name in _FRACTION.findall(path.read_text("utf-8"))
    )


def _is_measured(node: ast.Compare, fractions: Collection[str]) -> bool:
    """Whether a comparison is with a fraction."""
    return any(
        (isinstance(part, ast.Name) and part.id in fractions)
        or (isinstance(part, ast.Constant) and isinstance(part.value, float))
        for part in ast.walk(node)
    )


def _changed(node: ast.AST, fractions: Collection[str]) -> Iterator[str]:
    """The source of a node with one fault."""
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in _OTHER:
            turned = type(operator) in _OPPOSITE and _is_measured(node, fractions)
            kind = (_OPPOSITE if turned else _OTHER)[type(operator)]
            other = [kind(), *node.ops[1:]]
            yield f"({ast.unparse(ast.Compare(node.left, other, node.comparators))})"  # type: ignore[arg-type]
        case ast.BoolOp(op=operator) if type(operator) in _OTHER:
            yield f"({ast.unparse(ast.BoolOp(_OTHER[type(operator)](), node.values))})"  # type: ignore[arg-type]
        case ast.BinOp(op=operator) if type(operator) in _OTHER:
            other_operator = _OTHER[type(operator)]()
            yield f"({ast.unparse(ast.BinOp(node.left, other_operator, node.right))})"  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not()):
            yield f"({ast.unparse(node.operand)})"
        case ast.Constant(value=bool(value)):
            yield str(not value)
        case ast.Constant(value=int(value)):
            yield str(value + 1)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            changed = ast.Call(ast.Name(_CALLS[name]), node.args, node.keywords)
            yield ast.unparse(changed)
        case ast.Continue():
            yield "pass"
        case _:
            return


def is_in_function(mutant: Mutant) -> bool:
    """Whether a fault is in the body of a function, not in what runs on import."""
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body[0].lineno <= mutant.line <= (node.end_lineno or 0)
        for node in ast.walk(ast.parse(mutant.text))
    )


def drawn(root: Path, count: int, seed: int) -> list[Mutant]:
    """Mutants of functions of all packages, as many of each as it has modules, by the seed."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw
    paths = sorted(path for path in root.rglob("*.py") if path.name != "__init__.py")
    found: dict[Mutant, None] = {}
    while len(found) < count:
        own = list(mutants_of(rng.choice(paths), root))
        if own and is_in_function(one := rng.choice(own)):
            found[one] = None
    return list(found)
