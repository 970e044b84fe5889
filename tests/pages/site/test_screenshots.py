"""A picture of each kind of page: for the docs where ``make screenshots`` asks, else to be judged.

They show invented reports only.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from pages.browsing import NARROW, Viewer
from pages.site.test_access import kinds

FOLDER = "IRP_SCREENSHOTS"
WANTED = "index follow-ups establishments areas reports charts downloads data-dictionary method"
COLOURS = 64
SIZE = {"width": 1100, "height": 820}


def small(png: bytes) -> Image.Image:
    """A picture in few colours, as a page of text needs no more."""
    return Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS)


@pytest.mark.parametrize("look", ["light", "dark", "narrow"])
def test_screenshots_of_each_kind_of_page_show_something(
    look: str, viewer: Viewer, site: Path, tmp_path: Path
) -> None:
    folder = Path(os.environ.get(FOLDER) or tmp_path)
    size = NARROW if look == "narrow" else SIZE
    scheme = "dark" if look == "dark" else "light"
    page = viewer.open(site / "index.html", viewport=size, color_scheme=scheme)
    shown = kinds(site)
    for name in (*WANTED.split(), "reports/", "establishments/", "areas/"):
        if look != "light" and name not in ("index", "follow-ups", "reports/"):
            continue
        page.goto(shown[name].as_uri())
        if name == "follow-ups":
            page.wait_for_selector("#filters", state="visible")
            page.locator("#more").evaluate("one => { one.open = true; }")
            page.select_option("#judgement", "not_enough")
        picture = small(page.screenshot())
        counts = sorted((count for count, _ in picture.getcolors() or []), reverse=True)
        pixels = picture.width * picture.height
        assert pixels * 0.4 < counts[0] < pixels * 0.99, name  # paper, and something on it
        kind = f"one-{name.rstrip('/').removesuffix('s')}" if name.endswith("/") else name
        file = folder / f"site-{kind}-{look}.png"
        kept = FOLDER in os.environ  # squeezing takes longer than all the rest
        picture.save(file, optimize=kept)
        assert file.stat().st_size < (80_000 if kept else 100_000), name
