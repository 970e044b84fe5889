"""Hostile text in every field and name: it is shown as text, and nothing else happens."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from irp.addresses import web_address
from irp.pages.names import page_name
from irp.pages.review import build_review
from irp.pages.site import SiteOptions, build_site
from irp.pages.site.words import shown
from irp.pages.stamp import place_for
from irp.record.extraction import Extraction
from irp.record.report import Footnote, Table
from irp.show.page_images import Sheet
from pages.browsing import Viewer
from pages.making import short
from pages.sharing import made_once
from pages.site.hostile import PAYLOADS, tampered
from pages.site.reading import broken_links, pages, read

HARMLESS = "harmless"
USE = """() => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
    document.querySelector("#show-all")?.click();
    return [window.ran, document.title, document.querySelectorAll(".mark-any, .box-any").length];
}"""
"""Lets texts go through the script's hands, where the page has one."""
SAFE_NAME = re.compile(r"[a-z0-9-]{1,100}")


@pytest.fixture(scope="session")
def plain_record(base: Sequence[Extraction]) -> Extraction:
    """A record of little that needs review, so that its page has checks and problems."""
    one = next(one for one in base if one.status.value == "needs_review")
    assert one.report
    report = one.report.model_copy(
        update={
            "footnotes": [Footnote(number=1, text="Small print.")],
            "tables": [Table(caption="A table", rows=[["One", None]], after="3.1")],
            "photographs": ["A yard"],
            "areas": [area.model_copy(update={"note": "A note"}) for area in one.report.areas],
        }
    )
    return short(one.model_copy(update={"report": report}), 2)


@pytest.fixture(scope="session")
def attacked(plain_record: Extraction) -> Path:
    """A site of one record for each payload, and a harmless one, each with its review page."""

    def make(folder: Path) -> None:
        texts = [HARMLESS, *PAYLOADS]
        records = [tampered(plain_record, number, text) for number, text in enumerate(texts)]
        (folder / "reviews").mkdir()
        for record, text in zip(records, texts, strict=True):
            page = build_review(record, [Sheet(1, f"{text} and more"), Sheet(2, text)])
            place = place_for(folder / "reviews", record.source)
            place.write_bytes(page.encode("utf-8", "replace"))
        build_site(records, folder / "site", SiteOptions(reviews=folder / "reviews"))

    return made_once("hostile", make) / "site"


def test_there_are_enough_payloads_and_no_two_alike() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 40


@pytest.mark.parametrize("kind", ["reports", "reviews"])
def test_no_payload_adds_an_element_or_attribute_to_the_page_of_its_report(
    kind: str, attacked: Path
) -> None:
    found = {path.name: read(path) for path in (attacked / kind).iterdir()}
    (harmless,) = (page for name, page in found.items() if name.startswith(f"{HARMLESS}-"))
    assert len(found) == len(PAYLOADS) + 1
    assert len(harmless.shape) > 200
    other = {name for name, page in found.items() if page.shape != harmless.shape}
    assert other == set()


def test_pages_over_all_reports_hold_only_elements_that_their_templates_have(
    attacked: Path,
) -> None:
    wanted = {"html", "head", "meta", "title", "link", "body", "a", "header", "div", "nav", "ul"}
    wanted |= {"li", "main", "h1", "h2", "h3", "p", "span", "footer", "table", "caption", "thead"}
    wanted |= {"tr", "th", "tbody", "td", "svg", "path", "rect", "g", "line", "text", "desc"}
    wanted |= {"section", "details", "summary", "strong", "dl", "dt", "dd", "ol", "blockquote"}
    wanted |= {"noscript", "form", "label", "input", "select", "option", "button", "template"}
    wanted |= {"script", "code", "article", "h4", "br", "tspan", "cite", "mark"}
    for path in pages(attacked):
        if path.parent.name == "reviews":
            continue
        page = read(path)
        assert {tag for tag, _ in page.shape} <= wanted, path
        scripts = [names for tag, names in page.shape if tag == "script"]
        assert all(names == ("defer", "src") for names in scripts)
        loaded = len(list((attacked / "data").glob("rows-*"))) + 4
        assert len(scripts) == (loaded if path.name == "follow-ups.html" else 0)
        assert page.open == [], path


def test_links_lead_inside_the_site_or_to_the_web(attacked: Path) -> None:
    assert broken_links(attacked) == []
    for path in pages(attacked):
        for link in read(path).links:
            assert re.match(r"(?:[\w./#?=&%-]+|https?://)", link), (path, link)
            assert not re.match(r"\s*(?:javascript|data|file)\s*:", link, re.IGNORECASE)


def test_files_have_safe_names_and_no_two_are_one(attacked: Path) -> None:
    for folder in ("reports", "reviews", "establishments", "areas", "charts", "follow-ups"):
        names = [path.stem for path in (attacked / folder).iterdir()]
        assert names
        assert [name for name in names if not SAFE_NAME.fullmatch(name)] == []
    assert len(list((attacked / "areas").iterdir())) == len(PAYLOADS) + 1
    assert len(list((attacked / "establishments").iterdir())) == len(PAYLOADS) + 1
    everything = [path for path in attacked.rglob("*") if path.is_file()]
    assert all(path.resolve().is_relative_to(attacked.resolve()) for path in everything)
    folded = {str(path).casefold() for path in everything}
    assert len(folded) == len(everything)


def test_scripts_of_the_data_are_one_call_with_plain_values(attacked: Path) -> None:
    files = list((attacked / "data").glob("*.js"))
    assert len(files) > 10
    for path in files:
        text = path.read_bytes().decode("ascii")
        call = re.fullmatch(r"irpSite\.take\w+\((.*)\);\n", text, re.DOTALL)
        assert call, path
        json.loads(call[1])
        assert "<" not in text


def test_the_feed_and_the_charts_are_sound_xml_without_anything_that_runs(attacked: Path) -> None:
    titles = [e.text for e in ET.fromstring((attacked / "feed.xml").read_text("utf-8")).iter()]
    assert sum("<script>window.ran=1</script>" in (text or "") for text in titles) > 0
    for path in (attacked / "charts").glob("*.svg"):
        root = ET.fromstring(path.read_text("utf-8"))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {
            "svg",
            "title",
            "desc",
            "style",
            "g",
            "path",
            "rect",
            "line",
            "text",
            "tspan",
        }
        names = {name for element in root.iter() for name in element.attrib}
        assert not [name for name in names if name.startswith("on") or "href" in name]


def test_no_cell_of_a_download_is_a_formula(attacked: Path) -> None:
    with (attacked / "downloads" / "follow_ups.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert len(cells) > 1000
    assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []


def test_nothing_runs_is_fetched_or_said_on_any_page(attacked: Path, viewer: Viewer) -> None:
    page = viewer.open(attacked / "index.html")
    every = pages(attacked)
    reports = [path for path in every if path.parent.name == "reports"]
    reviews = [path for path in every if path.parent.name == "reviews"]
    others = [path for path in every if path.parent.name in ("areas", "establishments")]
    rest = [path for path in every if path not in (*reports, *reviews, *others)]
    assert len(reports) == len(reviews) > 40
    # What the last two are made of stands on reports, too, or is opened by test_review_hostile.
    for path in (*rest, *reports, *others[::15], *reviews[::6]):
        page.goto(path.as_uri(), wait_until="load")
        ran, title, marks = page.evaluate(USE)
        assert ran is None, path
        assert title.endswith(("Independent reviews of progress", "review of one report")), path
        assert (marks > 0) == (path.parent.name == "reviews"), path


def test_the_table_shows_payloads_as_text_and_finds_them(attacked: Path, viewer: Viewer) -> None:
    page = viewer.open(attacked / "follow-ups.html")
    expect(page.locator("#found")).to_have_text(re.compile("^All "))
    seen = set()
    while True:
        seen |= set(page.locator("#table .wording a").all_inner_texts())
        assert page.locator("#table script, #table img, #table iframe, #table style").count() == 0
        if page.locator("#next").is_disabled():
            break
        page.locator("#next").click()
    squeezed = {" ".join(text.split()) for text in seen}
    missing = [p for p in PAYLOADS if " ".join(shown(p).split()) not in squeezed]
    assert missing == []
    page.fill("#q", "<script>window.ran=1</script>")
    expect(page).to_have_url(re.compile("[?]q="))
    assert page.locator("#table tbody tr").count() > 0
    page.select_option("#establishment", index=3)
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a.pdf", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/x", False),
        ("https:example.org", False),
        ("file:///etc/passwd", False),
        ("https://example.org/\u202egpj", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Managing behaviour", "managing-behaviour"),
        ("MANAGING  behaviour.", "managing-behaviour"),
        ("Rehabilitation & release planning", "rehabilitation-and-release-planning"),
        ("Women’s health", "womens-health"),
        ("chelmsford", "chelmsford"),
    ],
)
def test_plain_words_make_plain_names(words: str, name: str) -> None:
    assert page_name(words) == name


@pytest.mark.parametrize(
    "words", ["", "…", "<b>", "con", "aux", "a" * 200, "Caffè", "..\\up", "x\0y"]
)
def test_odd_words_make_safe_names_of_their_own(words: str) -> None:
    name = page_name(words)
    assert SAFE_NAME.fullmatch(name)
    assert re.search(r"(?:^|-)[0-9a-f]{8}$", name)
    assert name == page_name(words)
    assert name != page_name(words + "!")
