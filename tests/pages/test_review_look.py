"""How the review page looks: accessible in every state, and pictured for the documentation.

``make screenshots`` writes the pictures to ``docs/screenshots``; otherwise they are made and
thrown away. They show an invented sample.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from conftest import ROOT
from pages.browsing import NARROW, Viewer, violations
from pages.making import SAMPLE, reviewed, shortened, written

JUDGEMENT = "/follow_ups/2/judgement/value"


def show_pages(page: Page) -> None:
    page.get_by_role("button", name="Pages", exact=True).click()


def show_everything(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_label("Show all places").check()
    page.locator("summary").last.click()


STATES: dict[str, tuple[str, dict[str, Any], Callable[[Page], None] | None]] = {
    "light": ("", {}, None),
    "dark": ("", {"color_scheme": "dark"}, None),
    "a value chosen": (JUDGEMENT, {}, None),
    "a value chosen, dark": (JUDGEMENT, {"color_scheme": "dark"}, None),
    "a check chosen": ("check/IRP-T01", {}, None),
    "a check chosen, dark": ("check/IRP-T01", {"color_scheme": "dark"}, None),
    "everything open": ("", {}, show_everything),
    "narrow": ("", {"viewport": NARROW}, None),
    "narrow, dark": ("", {"viewport": NARROW, "color_scheme": "dark"}, None),
    "narrow, pages": ("", {"viewport": NARROW}, show_pages),
    "narrow, a place": (JUDGEMENT, {"viewport": NARROW}, None),
}


@pytest.mark.parametrize("state", STATES)
def test_the_page_is_accessible(viewer: Viewer, state: str) -> None:
    key, settings, act = STATES[state]
    page = viewer.open(shortened().at(key), **settings)
    if act:
        act(page)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["text dump", "refused"])
def test_other_kinds_of_page_are_accessible(viewer: Viewer, kind: str, scheme: str) -> None:
    if kind == "text dump":
        made = shortened()
        words = [replace(sheet, image=None, width=None, height=None) for sheet in made.sheets]
        made = written(made.extraction, words)
    else:
        made = reviewed(SAMPLE.parent / "README.md")
    assert violations(viewer.open(made.at(JUDGEMENT), color_scheme=scheme)) == []


# ------------------------------------------------------------------ screenshots

SHOTS: dict[str, tuple[str, dict[str, Any]]] = {
    "review": (JUDGEMENT, {"viewport": {"width": 1280, "height": 800}}),
    "review-finding-dark": (
        "check/IRP-T01",
        {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    ),
    "review-narrow": ("", {"viewport": {"width": 390, "height": 760}}),
}


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """Where the screenshots go: ``IRP_SCREENSHOTS``, a folder of the checkout, or nowhere."""
    named = os.environ.get("IRP_SCREENSHOTS")
    folder = ROOT / named if named else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("name", SHOTS)
def test_screenshots(viewer: Viewer, album: Path, name: str) -> None:
    key, settings = SHOTS[name]
    page = viewer.open(reviewed(SAMPLE).at(key), **settings)
    page.evaluate(
        """() => Promise.all([...document.images].filter((image) => {
            const r = image.getBoundingClientRect();
            return r.width && r.bottom > 0 && r.top < innerHeight;
        }).map((image) => image.decode()))"""
    )
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    palette = picture.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette.save(album / f"{name}.png", optimize=True)
    viewport = settings["viewport"]
    with Image.open(album / f"{name}.png") as kept:
        assert kept.size == (viewport["width"], viewport["height"])
        colours = kept.convert("RGB").getcolors(1_000_000) or []
        assert len(colours) > 20  # it shows something
    assert (album / f"{name}.png").stat().st_size < 300_000
