"""The banks of invented sentences (TOML files beside this module) and their readers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_ACTIVITY = ("unlock", "library")  # the kits after which the education inspectors' part stands


@dataclass(frozen=True)
class Kit:
    """All the sentences about one subject that may be followed up."""

    key: str
    area: str
    topic: str
    concern: tuple[str, ...]
    recommend: tuple[str, ...]
    good: tuple[str, ...]
    poor: tuple[str, ...]
    photo: tuple[str, ...]


@cache
def load(name: str) -> dict[str, Any]:
    """One bank as it stands in its file."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def lines(name: str, key: str) -> tuple[str, ...]:
    """A list of sentences in a bank."""
    return tuple(load(name)[key])


def _kit(key: str, raw: dict[str, Any]) -> Kit:
    return Kit(
        key=key,
        area=raw.get("area", "Education, skills and work"),
        topic=raw["topic"],
        concern=tuple(raw.get("concern", ())),
        recommend=tuple(raw.get("recommend", raw.get("theme", ()))),
        good=tuple(raw["good"]),
        poor=tuple(raw["poor"]),
        photo=tuple(raw["photo"]),
    )


@cache
def kits() -> tuple[Kit, ...]:
    """The kits for recommendations, in the order in which areas stand in a report."""
    names = ("safety", "respect", "purpose")
    return tuple(_kit(key, raw) for name in names for key, raw in load(name).items())


@cache
def themes() -> tuple[Kit, ...]:
    """The kits for Ofsted themes."""
    return tuple(_kit(key, raw) for key, raw in load("ofsted").items())


def before_education(kit: Kit) -> bool:
    """Whether a kit's area stands before education, skills and work."""
    order = [k.key for k in kits()]
    return order.index(kit.key) <= order.index(_ACTIVITY[-1])
