"""Pictures of each kind of page: for the docs where ``make screenshots`` asks, else to be judged.

A picture shows one kind at all widths, light above dark. All of them show invented reports only.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image

from pages.browsing import MIDDLE, NARROW, WIDE, Viewer
from pages.site.test_access import kinds

FOLDER = "IRP_SCREENSHOTS"
SOME = ("follow-ups", "reports/")
"""The kinds that are taken where nobody asked for pictures."""
COLOURS = 128
SHRUNK = 2
"""How many pixels of the page one of the picture stands for, each way."""
GAP = 12


def taken(viewer: Viewer, site: Path, names: list[str]) -> dict[str, dict[str, list[Image.Image]]]:
    """The pages at each width, by kind and scheme."""
    shown = kinds(site)
    found: dict[str, dict[str, list[Image.Image]]] = {}
    for scheme in ("light", "dark"):
        for size in (NARROW, MIDDLE, WIDE):
            page = viewer.open(site / "index.html", viewport=size, color_scheme=scheme)
            for name in names:
                page.goto(shown[name].as_uri())
                if name == "follow-ups":
                    page.wait_for_selector("#filters", state="visible")
                    page.locator("#more").evaluate("one => { one.open = true; }")
                    page.select_option("#judgement", "not_enough")
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
                found.setdefault(name, {}).setdefault(scheme, []).append(picture)
    return found


def together(looks: dict[str, list[Image.Image]]) -> Image.Image:
    """All looks of a page as one picture in few colours, as a page of text needs no more."""
    rows = [[one.reduce(SHRUNK) for one in row] for row in looks.values()]
    width = sum(one.width + GAP for one in rows[0]) - GAP
    whole = Image.new("RGB", (width, sum(row[-1].height + GAP for row in rows) - GAP), "#8a9096")
    top = 0
    for row in rows:
        left = 0
        for one in row:
            whole.paste(one, (left, top))
            left += one.width + GAP
        top += row[-1].height + GAP
    return whole.quantize(COLOURS)


def test_screenshots_of_each_kind_of_page_show_something(
    viewer: Viewer, site: Path, tmp_path: Path
) -> None:
    kept = os.environ.get(FOLDER)
    folder = Path(kept or tmp_path)
    for name, looks in taken(viewer, site, list(kinds(site) if kept else SOME)).items():
        for picture in (one for row in looks.values() for one in row):
            counts = sorted((count for count, _ in picture.quantize(COLOURS).getcolors() or []))
            pixels = picture.width * picture.height
            assert pixels * 0.35 < counts[-1] < pixels * 0.99, name  # paper, and something on it
        kind = f"one-{name.rstrip('/').removesuffix('s')}" if name.endswith("/") else name
        file = folder / f"site-{kind}.png"
        together(looks).save(file, optimize=bool(kept))
        assert file.stat().st_size < 200_000, name
