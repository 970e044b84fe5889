"""The page of one report on the site: all of the record, and the way to the report's pages."""

from __future__ import annotations

import contextlib
import functools
import re
import threading
from collections.abc import Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from cli.running import irp
from conftest import ROOT
from irp.pages.review import build_review
from irp.pages.site import SiteOptions, build_site, report_name
from irp.record.extraction import Extraction
from irp.record.report import Footnote, Section, SubHeading, Table
from irp.record.vocabulary import SectionRole
from irp.show.page_images import Sheet
from irp.stores import write_store
from pages.browsing import Viewer, violations
from pages.site.reading import Read, broken_links

NOT_SHOWN = re.compile(r"/(?:establishment/(?:kind|id)|document_type|areas/\d+/heading)$")
"""Texts that stand on the page in other words, or under each follow-up."""


@pytest.fixture(scope="module")
def full(base: Sequence[Extraction]) -> Extraction:
    """A record in which nothing is empty that a report may have."""
    one = max(base, key=lambda one: len(one.report.glossary) if one.report else 0)
    assert one.report
    first = one.report.follow_ups[0]
    heading = SubHeading(text="A heading between paragraphs", before=first.paragraphs[1].number)
    last = SubHeading(text="A heading after all of them", before=None)
    report = one.report.model_copy(
        update={
            "follow_ups": [
                first.model_copy(update={"sub_headings": [heading, last]}),
                *one.report.follow_ups[1:],
            ],
            "areas": [
                area.model_copy(update={"note": f"A note on {area.heading}."})
                for area in one.report.areas
            ],
            "footnotes": [Footnote(number=n, text=f"Small print {n}.") for n in range(1, 9)],
            "tables": [
                Table(caption="Places, by wing", rows=[["Wing", None], ["A", "61"]], after="3.2"),
                Table(caption=None, rows=[["One cell"]], after=None),
            ],
            "photographs": ["A yard with raised beds", "The workshop"],
            "sections": [
                Section(role=SectionRole.ABOUT, title="About this", introduction="Words before."),
                *one.report.sections[1:],
            ],
        }
    )
    return one.model_copy(update={"report": report})


@pytest.fixture(scope="module")
def page(full: Extraction, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its page."""
    folder = tmp_path_factory.mktemp("full") / "site"
    build_site([full], folder)
    (found,) = (folder / "reports").iterdir()
    return found


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{pointer}/{number}")
    elif isinstance(value, str):
        yield pointer, value


def test_every_text_of_the_record_stands_on_its_page(
    full: Extraction, page: Path, viewer: Viewer
) -> None:
    assert full.report
    shown = viewer.open(page)
    shown.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    told = squeezed(shown.locator("main").inner_text())
    plain = full.report.model_dump(mode="json", exclude={"areas": {"__all__": {"paragraphs"}}})
    wanted = [(at, text) for at, text in texts(plain) if not NOT_SHOWN.search(at)]
    assert len(wanted) > 200
    missing = [
        (at, text)
        for at, text in wanted
        if squeezed(text) not in told and not re.fullmatch(r"[a-z_]+|[0-9-]+", text)
    ]
    assert missing == []


def squeezed(text: str) -> str:
    """Without bullets, spaces and the case of letters, which the layout may change."""
    return re.sub(r"[\s•]+", "", text).casefold()


def test_what_is_long_is_folded_and_paper_shows_it(page: Path, viewer: Viewer) -> None:
    shown = viewer.open(page)
    footnotes = shown.locator("details", has_text="Footnotes")
    expect(footnotes.locator("li").last).to_be_hidden()
    footnotes.locator("summary").click()
    expect(footnotes.locator("li").last).to_be_visible()
    footnotes.locator("summary").press("Enter")
    expect(footnotes.locator("li").last).to_be_hidden()
    photographs = shown.locator("details", has_text="Photographs in the appendix")
    expect(photographs.locator("li").last).to_be_visible()
    assert violations(shown) == []
    viewer.noticed(shown).console.clear()  # axe-core's own try at fetching the style sheet
    shown.emulate_media(media="print")
    expect(footnotes.locator("li").last).to_be_visible()


# ------------------------------------------------------------------ review pages


def test_a_review_page_is_taken_along_only_with_the_report_that_it_is_of(
    extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    write_store(f"{data}/", extractions[:4])
    (data / "reviews").mkdir()
    one, older, other, nobody = extractions[:4]

    def put(record: Extraction, text: str) -> None:
        (data / "reviews" / f"{report_name(record.source)}.html").write_text(text, "utf-8")

    put(one, build_review(one))
    put(older, build_review(older.model_copy(update={"checks": []})))
    put(other, build_review(one))
    put(nobody, "<p>no review page")
    result = build_site(data, tmp_path / "site")
    assert result.reviews == 2
    assert "2 review pages" in result.sentence
    names = [report_name(record.source) for record in (one, older)]
    taken = tmp_path / "site" / "reviews"
    assert sorted(path.stem for path in taken.iterdir()) == sorted(names)
    assert broken_links(tmp_path / "site") == []
    said = [Read(tmp_path / f"site/reports/{name}.html").text for name in names]
    assert "Review page with the report’s pages</a>" in said[0]
    assert "Review page of an earlier reading</a>" in said[1]
    for record in (other, nobody):
        links = Read(tmp_path / f"site/reports/{report_name(record.source)}.html").links
        assert not any("reviews/" in link for link in links)


def test_a_review_page_of_a_name_that_two_reports_want_goes_with_its_own(
    extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    one = extractions[0]
    alike = one.source.model_copy(update={"sha256": one.source.sha256[:8] + "0" * 56})
    other = one.model_copy(update={"source": alike})
    reviews = tmp_path / "reviews"
    reviews.mkdir()
    # The other one came first here, so it has the short name; on the site it has the long one.
    page = build_review(other, [Sheet(1, "of the other")])
    (reviews / f"{report_name(alike)}.html").write_text(page, "utf-8")
    result = build_site([one, other], tmp_path / "site", SiteOptions(reviews=reviews))
    assert result.reviews == 1
    (taken,) = (tmp_path / "site" / "reviews").iterdir()
    assert taken.stem == report_name(alike, whole_hash=True)
    assert broken_links(tmp_path / "site") == []


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a web host."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def batched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that a batch made of a sample, as anybody would have it made."""
    out = tmp_path_factory.mktemp("batched") / "records"
    done = irp("batch", ROOT / "samples" / "hmp-larkstone-2022.pdf", "--out", out, "--site")
    assert done.code == 1
    assert "review pages: 1 made" in done.lines
    assert any("1 report, " in line and "1 review page" in line for line in done.lines)
    return out / "site"


def test_a_review_page_of_the_site_allows_its_own_script_and_style_and_nothing_else(
    batched: Path,
) -> None:
    (review,) = (batched / "reviews").iterdir()
    page = Read(review)
    directives = dict(part.split(" ", 1) for part in page.policy.split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["img-src"] == "data:"
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", directives["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]{44}'", directives["style-src"])
    assert [link for link in page.links if not link.startswith(("#", "data:image/"))] == []
    assert page.open == []


@pytest.mark.parametrize("where", ["a folder", "a web host"])
def test_the_page_of_a_report_leads_to_each_judgement_on_its_page(
    where: str, batched: Path, viewer: Viewer
) -> None:
    with contextlib.ExitStack() as stack:
        root = batched.as_uri() + "/"
        if where == "a web host":
            root = stack.enter_context(served(batched))
        (report,) = (batched / "reports").iterdir()
        page = viewer.open(f"{root}reports/{report.name}", allowed=(root, "data:"))
        page.get_by_role("link", name="Review page with the report’s pages").click()
        expect(page).to_have_url(f"{root}reviews/{report.name}")
        expect(page.locator(".sheet img").first).to_be_visible()
        page.wait_for_load_state()
        assert page.locator(".sheet").count() > 10
        page.go_back()
        page.locator("#follow-up-3").get_by_role("link", name="see it on the page").click()
        expect(page).to_have_url(re.compile("#/follow_ups/2/judgement/value$"))
        expect(page.locator("#follow-up-3 .value.chosen").first).to_be_visible()
        expect(page.locator(".box-chosen").first).to_be_attached()
        page.context.close()  # before the host is gone
