"""The page on the Python API, from the docstrings of the public names."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

import irp
import irp.areas
import irp.establishments
import irp.links

HEAD = """# Python

The public names of `irp`, from their docstrings. They are typed; a bad source raises nothing but
gives an `Extraction` whose `problems` say why. [record.md](record.md) has the fields of a record,
[stores.md](stores.md) the tables.
"""
_NAMES = {
    "irp": [name for name in irp.__all__ if not name.startswith("_")],
    "irp.areas": ["packaged", "in_use", "Crosswalk", "estate_of"],
    "irp.establishments": ["packaged", "register_with", "Register"],
    "irp.links": ["link_concerns", "compare", "trajectories", "ConcernLink", "FollowedItem"],
}
_HEADING = re.compile(r"^(Args|Returns|Raises|Attributes|Yields):$")
_ITEM = re.compile(r"^    (\*{0,2}\w+):\s*(.*)$")
_WIDTH = 88


def api_page() -> str:
    """All public names, functions first."""
    parts = [HEAD.strip()]
    for module, names in _NAMES.items():
        home = import_module(module)
        found = {name: getattr(home, name) for name in names}
        order = sorted(found, key=lambda name: (inspect.isclass(found[name]), name.casefold()))
        parts += [f"## {module}", *(_entry(f"{module}.{name}", found[name]) for name in order)]
    return "\n\n".join(parts) + "\n"


def _entry(name: str, thing: Any) -> str:
    parts = [f"### {name}", f"```python\n{_signature(name, thing)}\n```"]
    parts.append(_markdown(inspect.getdoc(thing) or ""))
    if inspect.isclass(thing) and not hasattr(thing, "model_fields"):
        for method, function in vars(thing).items():
            if inspect.isfunction(function) and not method.startswith("_"):
                parts += [f"#### .{method}", _markdown(inspect.getdoc(function) or "")]
    return "\n\n".join(parts)


def _signature(name: str, thing: Any) -> str:
    if hasattr(thing, "model_fields"):
        return f"class {name}"
    found = inspect.signature(thing)
    parameters = [p for p in found.parameters.values() if p.name != "self"]
    line = _unquoted(f"{name}{found.replace(parameters=parameters)}")
    if len(line) <= _WIDTH:
        return line
    inside: list[str] = []
    for parameter in parameters:
        keyword = parameter.kind is inspect.Parameter.KEYWORD_ONLY
        if keyword and "*" not in inside:
            inside.append("*")
        inside.append(_unquoted(str(parameter)))
    end = "" if found.return_annotation is found.empty else f" -> {found.return_annotation}"
    return f"{name}(\n" + "".join(f"    {one},\n" for one in inside) + f"){end}"


def _unquoted(text: str) -> str:
    """A signature whose annotations, which are text, are without quotation marks."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", text)


def _markdown(docstring: str) -> str:
    """A docstring in the manner of Google as Markdown: its sections as lists."""
    lines: list[str] = []
    item = False
    for line in docstring.splitlines():
        if heading := _HEADING.match(line):
            lines += ["", f"**{heading[1]}**", ""]
            item = False
        elif found := _ITEM.match(line):
            lines.append(f"- `{found[1]}`: {found[2]}")
            item = True
        elif item and line.startswith("        "):
            lines[-1] += f" {line.strip()}"
        else:
            item = False
            lines.append(line.strip() if not line.lstrip().startswith((">>>", "...")) else line)
    text = "\n".join(_examples(lines)).replace("``", "`")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _examples(lines: list[str]) -> list[str]:
    """Lines with their examples, up to the next empty line, in a block of code."""
    found: list[str] = []
    inside = False
    for line in [*lines, ""]:
        starts, ends = not inside and line.lstrip().startswith(">>>"), inside and not line.strip()
        if starts or ends:
            found.append("```python" if starts else "```")
            inside = starts
        found.append(line.replace("  # doctest: +SKIP", ""))
    return found
