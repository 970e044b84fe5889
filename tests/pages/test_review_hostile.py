"""Whatever a report, its name or its metadata says, it is text on the page and nothing else."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fpdf import FPDF
from playwright.sync_api import Browser, Page
from pypdf import PdfReader, PdfWriter

import irp
from irp.pages.review import build_review
from irp.record.extraction import Extraction
from irp.show.page_images import Sheet
from pages.browsing import Noticed, Viewer
from pages.hostile import BENIGN, PAYLOADS, hostile_extraction, refused_extraction
from pages.making import PNG, SAMPLE

SKELETON = """() => [...document.querySelectorAll('*')].map((element) =>
    element.tagName + ' ' + element.getAttributeNames().sort().join(' '))"""
PIXEL = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


def page_of(folder: Path, extraction: Extraction, text: str) -> Path:
    sheets = [Sheet(1, text, 100.0, 100.0, PIXEL), Sheet(2, text)]
    path = folder / "page.html"
    path.write_text(build_review(extraction, sheets), "utf-8")
    return path


def used(page: Page) -> Page:
    """The page after texts went through the script's hands."""
    page.keyboard.press("n")
    page.keyboard.press("j")
    page.get_by_label("Show all places").check()
    return page


class Window(NamedTuple):
    """One window for all payloads, and what a harmless text makes of the page."""

    page: Page
    noticed: Noticed
    skeleton: list[str]


@pytest.fixture(scope="module")
def window(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    viewer = Viewer(browser)
    folder = tmp_path_factory.mktemp("benign")
    page = viewer.open(page_of(folder, hostile_extraction(BENIGN), BENIGN))
    skeleton = used(page).evaluate(SKELETON)
    yield Window(page, viewer.noticed(page), skeleton)
    viewer.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_every_text_is_text(window: Window, tmp_path: Path, payload: str) -> None:
    page = window.page
    page.goto(page_of(tmp_path, hostile_extraction(payload), payload).as_uri())
    assert used(page).evaluate(SKELETON) == window.skeleton
    assert page.evaluate("() => window.ran") is None
    assert page.locator("h1").text_content() == payload
    assert page.locator(".file").text_content() == payload
    assert payload in (page.locator("#source").text_content() or "")
    assert window.noticed.nothing(), window.noticed


def test_there_are_enough_payloads_and_every_text_field_holds_one() -> None:
    assert len(set(PAYLOADS)) >= 40
    plain = hostile_extraction(PAYLOADS[0]).model_dump(mode="json")
    others = {text for text in texts(plain) if PAYLOADS[0] not in text}
    # What is left are terms of closed vocabularies and dates.
    assert all(text.replace("_", "").replace("-", "").isalnum() or ":" in text for text in others)
    assert "needs_review" in others
    assert sum(PAYLOADS[0] in text for text in texts(plain)) > 150


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_an_injected_node_would_be_found(viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(page_of(tmp_path, hostile_extraction(BENIGN), BENIGN))
    before = page.evaluate(SKELETON)
    page.evaluate("() => document.querySelector('h1').append(document.createElement('b'))")
    assert page.evaluate(SKELETON) != before


def test_payloads_in_a_refused_source_are_text(viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(page_of(tmp_path, refused_extraction(BENIGN), BENIGN))
    benign = page.evaluate(SKELETON)
    every = "\n".join(PAYLOADS)
    page.goto(page_of(tmp_path, refused_extraction(every), every).as_uri())
    assert page.evaluate(SKELETON) == benign
    assert page.locator("h1").text_content() == every
    assert page.locator(".words").first.text_content() == every


def test_payloads_in_a_pdf_its_metadata_and_its_name_are_text(
    viewer: Viewer, tmp_path: Path
) -> None:
    every = " ".join(PAYLOADS)
    writer = PdfWriter(clone_from=PdfReader(SAMPLE))
    for number in range(len(writer.pages) - 1, 2, -1):
        writer.remove_page(number)
    writer.add_metadata({"/Title": every, "/Producer": every, "/Author": every})
    file = io.BytesIO()
    writer.write(file)
    path = tmp_path / "page.html"
    path.write_text(irp.review(file.getvalue(), name=f"{PAYLOADS[0]}.pdf"), "utf-8")
    page = viewer.open(path)
    source = page.locator("#source").text_content() or ""
    assert PAYLOADS[0] in source
    for payload in PAYLOADS:
        assert " ".join(payload.split()) in " ".join(source.split())
    assert page.evaluate("() => document.scripts.length") == 2
    assert page.locator("img").count() == 3


def test_payloads_printed_on_a_page_are_text(viewer: Viewer, tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Courier", size=9)
    printed = [payload for payload in PAYLOADS if payload.isascii()]
    for payload in printed:
        pdf.cell(text=payload, new_x="LMARGIN", new_y="NEXT")
    path = tmp_path / "page.html"
    path.write_text(irp.review(bytes(pdf.output()), name="printed.pdf"), "utf-8")
    page = viewer.open(path)
    words = page.locator(".words").first.text_content() or ""
    assert sum(" ".join(payload.split()) in words for payload in printed) > 40
    assert page.evaluate("() => document.scripts.length") == 2
