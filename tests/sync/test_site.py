"""The nightly run keeps review pages and site beside the published set, whatever goes wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from irp.batch.local import WorkerPool
from irp.errors import LimitError
from irp.options import Options
from irp.pages.stamp import Stamp, find_review
from irp.source import SourceFile
from irp.stores import read_store
from irp.sync.archive.originals import Originals
from irp.sync.publish.site import make_pages
from irp.sync.report.findings import Severity
from irp.sync.settings import PageSettings
from pages.making import PNG
from pages.site.reading import broken_links
from sync.posts import irp_post
from sync.running import Ticking, codes, lines, published, settings_for, sync
from sync.site import Site

PICTURE = json.dumps({"pages": 1, "width": 9.0, "height": 9.0}).encode() + b"\n" + PNG


class Drawn:
    """What was asked of the processes that draw.

    Attributes:
        tasks: the tasks, each with the source's hash.
        quick: whether a picture of nothing will do.
        fails: whether no picture can be had.
    """

    def __init__(self) -> None:
        self.tasks: list[str] = []
        self.quick = True
        self.fails = False


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Drawing that takes no time, unless it is asked to be real."""
    told = Drawn()
    real = WorkerPool.ask

    def ask(self: WorkerPool, task: str, source: SourceFile, *rest: Any) -> bytes:
        told.tasks.append(f"{task} {source.sha256}")
        if task == "render" and told.fails:
            raise LimitError("it takes too long", code="timed_out")
        if task == "render" and told.quick:
            return PICTURE
        return real(self, task, source, *rest)

    monkeypatch.setattr(WorkerPool, "ask", ask)
    return told


def test_each_published_report_has_its_review_page_on_the_site(
    data: Path, again: Callable[..., int], drawn: Drawn
) -> None:
    before = published(data)
    drawn.quick = False
    assert again(site=True) == 0
    records = list(read_store(data / "published"))
    assert len(records) == 2
    for record in records:
        page = find_review(data / "reviews", record.source)
        assert page is not None
        assert Stamp.on(page) is not None
        assert 'src="data:image/' in page.read_text("utf-8")
        link = f"../reviews/{page.name}"
        assert link in (data / "site" / "reports" / page.name).read_text("utf-8")
        assert (data / "site" / "reviews" / page.name).read_bytes() == page.read_bytes()
    assert broken_links(data / "site") == []
    assert published(data) == before

    # A night without news draws nothing, builds nothing and leaves the pages as they are.
    kept = {path: path.stat().st_mtime_ns for path in (data / "reviews").iterdir()}
    built = (data / "site").stat().st_ino  # a site is built in a new folder
    drawn.tasks.clear()
    assert again(site=True) == 0
    assert drawn.tasks == []
    assert {path: path.stat().st_mtime_ns for path in (data / "reviews").iterdir()} == kept
    assert (data / "site").stat().st_ino == built

    # What a kill while the site was built has left behind is deleted.
    left = data / ".site.99999999.abcd.tmp"
    (left / "reports").mkdir(parents=True)
    (next((data / "reviews").iterdir())).unlink()
    assert again(site=True) == 0
    assert not left.exists()
    assert (data / "site").stat().st_ino != built


def test_the_pages_print_what_the_settings_say(data: Path, site: Site, clock: Ticking) -> None:
    index = data / "site" / "index.html"
    for contact in ("desk@example.org", "https://example.org/mistakes"):
        pages = {"title": "Our reviews", "base_url": "https://example.org/r", "contact": contact}
        assert sync(data, settings_for(site, pages=pages), clock, site=True).exit_code == 0
        text = index.read_text("utf-8")
        assert all(said in text for said in ("Our reviews", "https://example.org/r/", contact))


def test_the_set_has_one_feed_whose_entries_lead_to_the_pages_of_the_site(
    data: Path, site: Site, clock: Ticking
) -> None:
    """A page that is withdrawn changes no record, and yet it is news."""
    settings = settings_for(site, pages={"base_url": "https://example.org/r"})

    def links() -> list[str]:
        assert sync(data, settings, clock, site=True, crawl={"full": True}).exit_code == 0
        text = (data / "feed.xml").read_text("utf-8")
        assert (data / "site" / "feed.xml").read_text("utf-8") == text
        return re.findall(r'<link rel="alternate" href="([^"]+)"', text)

    pages = sorted(path.name for path in (data / "site" / "reports").iterdir()) if links() else []
    assert sorted(links()) == [f"https://example.org/r/reports/{name}" for name in pages]
    site.replace_post("irp-0", listed=False, page_exists=False, pdf=None)
    assert links() == [site.page_url(irp_post(0)), *links()[1:]]


ADDRESSES = [
    *({"base_url": url} for url in ("example.org", "https://[ex.org/", "https://example.org/?q=1")),
    *({"contact": one} for one in ("javascript:alert(1)", "o'neil@example.org", "https://[ex/")),
]


@pytest.mark.parametrize("pages", ADDRESSES)
def test_an_address_that_is_none_is_refused(site: Site, pages: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        settings_for(site, pages=pages)


def test_a_new_version_has_a_new_page_and_the_old_one_goes(
    data: Path, site: Site, again: Callable[..., int], drawn: Drawn
) -> None:
    assert again(site=True) == 0
    before = {path.name for path in (data / "reviews").iterdir()}
    site.replace_post("irp-0", pdf=irp_post(4).pdf)
    drawn.tasks.clear()
    assert again(site=True) == 0
    after = {path.name for path in (data / "reviews").iterdir()}
    assert (len(before - after), len(after - before)) == (1, 1)
    (new,) = after - before
    assert {task.partition(" ")[2] for task in drawn.tasks} == {
        stamp.source for stamp in [Stamp.on(data / "reviews" / new)] if stamp
    }
    assert {path.name for path in (data / "site" / "reviews").iterdir()} == after


def test_a_page_that_cannot_be_drawn_is_a_note_and_the_rest_goes_on(
    data: Path, again: Callable[..., int], drawn: Drawn
) -> None:
    drawn.fails = True
    assert again(site=True) == 0
    rows = [row for row in lines(data / "problems.jsonl") if row["code"] == "review_wanting"]
    assert len(rows) == 2
    assert {row["severity"] for row in rows} == {"note"}
    assert "pages could not be drawn" in rows[0]["message"]
    assert len(list((data / "site" / "reviews").iterdir())) == 2  # they show the texts
    drawn.fails = False
    assert again(site=True) == 0  # tried again, and it works
    assert "review_wanting" in codes(data, "resolved")
    assert "review_wanting" not in codes(data, "new", "persisting")


def test_an_original_that_is_gone_leaves_the_earlier_page_and_is_told(
    data: Path, again: Callable[..., int], drawn: Drawn
) -> None:
    assert again(site=True) == 0
    pages = {path: path.read_bytes() for path in (data / "reviews").iterdir()}
    record = next(iter(read_store(data / "published")))
    sha256 = record.source.sha256
    (data / "archive" / sha256[:2] / f"{sha256}.pdf").unlink()
    # Drawn within other limits, all pages would be made again.
    (told,) = make_pages(data, Originals(data), Options(engine="pdfium"), 2, PageSettings())
    assert (told.code, told.severity, told.subject) == ("review_wanting", Severity.NOTE, sha256)
    assert "not in the archive" in told.message
    kept = find_review(data / "reviews", record.source)
    assert kept is not None
    assert kept.read_bytes() == pages[kept]
    assert len(list((data / "site" / "reviews").iterdir())) == 2


def test_a_site_that_cannot_be_built_is_told_after_the_set_is_published(
    data: Path, site: Site, again: Callable[..., int], drawn: Drawn
) -> None:
    (data / "site").mkdir()
    (data / "site" / "mine.txt").write_text("mine", "utf-8")
    site.replace_post("irp-0", pdf=irp_post(4).pdf)
    before = published(data)
    assert again(site=True) == 73
    assert published(data) != before
    assert (data / "site" / "mine.txt").read_text("utf-8") == "mine"
    run = json.loads((data / "run.json").read_text("utf-8"))
    assert (run["outcome"], run["exit_code"]) == ("cannot_write", 73)
    assert "site_not_built" in codes(data, "new")
