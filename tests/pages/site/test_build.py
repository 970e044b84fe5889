"""The site as files: what is there, where links lead, what it weighs, that it is the same twice."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from irp.pages.site import NoRecordsError, NotOursError, SiteOptions, build_site, report_name
from irp.pages.site.data import search
from irp.pages.site.data.rows import line_of, rows_of
from irp.record.extraction import Extraction
from irp.stores import read_store, write_store
from pages.site.conftest import REPORTS
from pages.site.reading import broken_links, pages, read

KINDS = (
    *("index", "follow-ups", "establishments", "areas", "reports", "charts", "years"),
    *("downloads", "data-dictionary", "method"),
)
ATOM = "{http://www.w3.org/2005/Atom}"


def bytes_of(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_each_kind_of_page_is_there(site: Path, extractions: Sequence[Extraction]) -> None:
    for kind in KINDS:
        assert (site / f"{kind}.html").is_file(), kind
    reports = {path.stem for path in (site / "reports").iterdir()}
    assert reports == {report_name(one.source) for one in extractions if one.report}
    assert len(list((site / "establishments").iterdir())) == 9
    areas = {f.area for one in extractions if one.report for f in one.report.follow_ups}
    assert len(list((site / "areas").iterdir())) == len(areas)


def test_every_link_leads_somewhere_and_every_id_is_its_own(site: Path) -> None:
    assert broken_links(site) == []
    twice = {
        path.name: [name for name, count in read(path).ids.items() if count > 1]
        for path in pages(site)
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_a_link_that_leads_nowhere_is_found(site: Path, tmp_path: Path) -> None:
    for name, text in (("a.html", '<a href="b.html#there">'), ("b.html", '<p id="here">')):
        (tmp_path / name).write_text(text, "utf-8")
    assert broken_links(tmp_path) == ["a.html: b.html#there"]


def test_every_page_closes_its_elements_and_allows_nothing_by_default(site: Path) -> None:
    for path in pages(site):
        page = read(path)
        assert page.open == [], path
        directives = dict(part.split(" ", 1) for part in page.policy.split("; "))
        assert directives["default-src"] == "'none'"
        assert "unsafe" not in page.policy
        scripts = "'self'" if path.name == "follow-ups.html" else "'none'"
        assert directives["script-src"] == scripts
        assert not [a for _, names in page.shape for a in names if a.startswith("on")]
        assert "style" not in {a for _, names in page.shape for a in names}


def test_the_home_page_is_light_and_needs_no_data(site: Path) -> None:
    home = read(site / "index.html")
    own = [site / link for link in home.links if link.startswith("assets/")]
    weight = sum(path.stat().st_size for path in {site / "index.html", *own})
    assert len(own) == 2
    assert weight < 300_000
    assert "script" not in {tag for tag, _ in home.shape}


def test_the_home_page_tells_the_numbers_and_the_freshness(
    site: Path, extractions: Sequence[Extraction]
) -> None:
    home = read(site / "index.html").text
    records = [one for one in extractions if one.report]
    follow_ups = sum(len(one.report.follow_ups) for one in records if one.report)
    for number in (len(records), 9, follow_ups):
        assert f"<dd>{number}</dd>" in home
    newest = max(one.source.retrieved_at for one in records if one.source.retrieved_at)
    assert f"fetched on {newest.day} {newest:%B} {newest.year}" in home
    verified = Counter(one.status.value for one in records)["verified"]
    assert f"{verified} reports are verified" in home
    assert "1 source gave no record" in home


def test_what_people_come_for_is_a_link_away(site: Path) -> None:
    """The worst themes of the newest year, what failed twice, a spreadsheet, what is sure."""
    home = read(site / "index.html")
    newest = max(
        int(year) for year in re.findall(r"follow-ups.html\?.*&year=(\d+)", str(home.links))
    )
    assert f"Where the largest shares failed in {newest}" in home.text
    place = read(site / "establishments" / "ashbrook.html")
    assert "#repeated" in place.links
    assert re.search(r"\d+ failed again", place.text)
    assert "downloads.html" in home.links
    name = next(link for link in place.links if link.startswith("../reports/"))
    report = read(site / "establishments" / name.partition("#")[0])
    assert "May I quote this?" in report.text
    assert re.search(r"report \(PDF, [\d.]+ MB\), page \d+", report.text)


def test_a_source_without_a_record_is_listed_with_the_reason(site: Path) -> None:
    listed = read(site / "reports.html").text
    assert "letter-1.pdf" in listed
    assert "this is an action plan (not_an_irp)" in listed


def test_a_data_folder_and_a_sqlite_file_give_byte_for_byte_the_site_that_the_records_give(
    extractions: Sequence[Extraction], site: Path, tmp_path: Path
) -> None:
    few = sorted(extractions[:2], key=lambda one: (one.source.name, one.source.sha256))
    build_site(few, tmp_path / "direct")
    direct = bytes_of(tmp_path / "direct")
    marker = direct.pop("irp-site.json")
    for target in ("data/", "data.sqlite"):
        write_store(f"{tmp_path}/{target}", few)
        result = build_site(f"{tmp_path}/{target}", tmp_path / "stored")
        assert result.reports == 2
        made = bytes_of(tmp_path / "stored")
        assert made.pop("irp-site.json") != marker  # it was made from other files
        assert made == direct
    assert set(direct) <= set(bytes_of(site))


def test_the_downloads_hold_every_record(site: Path, extractions: Sequence[Extraction]) -> None:
    stored = list(read_store(site / "downloads"))
    assert sorted(one.source.sha256 for one in stored) == sorted(
        one.source.sha256 for one in extractions
    )
    by_hash = {one.source.sha256: one for one in extractions}
    assert all(one == by_hash[one.source.sha256] for one in stored)
    with sqlite3.connect(site / "downloads" / "irp.sqlite") as database:
        (count,) = database.execute("select count(*) from follow_ups").fetchone()
    assert count == sum(len(one.report.follow_ups) for one in extractions if one.report)
    listed = read(site / "downloads.html").links
    files = [link for link in listed if link.startswith("downloads/")]
    first = ("judgements.xlsx", "judgements.csv", "reports.csv", "irp.sqlite", "reports.jsonl")
    assert files[:5] == [f"downloads/{name}" for name in first]
    book = load_workbook(site / "downloads" / "judgements.xlsx", read_only=True)
    assert sum(1 for _ in book["judgements"].rows) == count + 1


def test_the_data_dictionary_tells_every_column(site: Path) -> None:
    told = read(site / "data-dictionary.html").text
    package = json.loads((site / "downloads" / "datapackage.json").read_text("utf-8"))
    columns = [field for one in package["resources"] for field in one["schema"]["fields"]]
    assert len(columns) > 100
    assert [c["name"] for c in columns if f"<code>{c['name']}</code>" not in told] == []
    assert [c["name"] for c in columns if not c.get("description")] == []
    allowed = {value for c in columns for value in c.get("constraints", {}).get("enum", [])}
    assert "insufficient_progress" in allowed
    assert {value for value in allowed if f"<code>{value}</code>" not in told} == set()


def test_the_feed_tells_the_newest_reviews(
    extractions: Sequence[Extraction], site: Path, tmp_path: Path
) -> None:
    root = ET.fromstring((site / "feed.xml").read_text("utf-8"))
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == REPORTS
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (site / link.attrib["href"]).is_file()
        updated = entry.findtext(f"{ATOM}updated")
        assert updated
        assert datetime.fromisoformat(updated).tzinfo
    told = [entry.findtext(f"{ATOM}summary") or "" for entry in entries]
    assert all(re.search(r"HMI Prisons on \d+ follow-ups?: \d+ \w+ .*progress", t) for t in told)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == REPORTS
    options = SiteOptions(base_url="https://example.org/reviews")
    build_site(extractions[:1], tmp_path / "based", options)
    based = (tmp_path / "based" / "feed.xml").read_text("utf-8")
    name = report_name(extractions[0].source)
    assert f'href="https://example.org/reviews/reports/{name}.html"' in based


def test_pages_name_their_address_and_where_to_report_a_mistake_if_these_are_set(
    extractions: Sequence[Extraction], site: Path, tmp_path: Path
) -> None:
    options = SiteOptions(base_url="https://example.org/irp", contact="data@example.org")
    build_site(extractions[:1], tmp_path / "site", options)
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/irp/index.html">' in home
    assert 'property="og:title" content="Home"' in home
    assert '<a href="mailto:data@example.org">Report a mistake</a>' in home
    plain = (site / "index.html").read_text("utf-8")
    assert "og:" not in plain
    assert "canonical" not in plain
    assert "Report a mistake" not in plain


OVERVIEWS = {
    *(f"{kind}.html" for kind in KINDS if kind != "data-dictionary"),
    *("feed.xml", "irp-site.json", "data/names.js"),
}


def test_a_new_report_writes_its_own_files_and_the_overviews_that_it_is_in_and_no_others(
    extractions: Sequence[Extraction], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it comes; files that are not written again keep their time."""
    monkeypatch.setattr(search, "REPORTS_A_PIECE", 4)
    monkeypatch.setattr(search, "REPORTS_A_TEXT", 2)
    out = tmp_path / "site"
    new = extractions[4]
    build_site([*extractions[:4], *extractions[5:14]], out)
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    build_site(extractions[:14], out)
    written = {
        path.relative_to(out).as_posix()
        for path in out.rglob("*")
        if path.is_file() and times.get(path) != path.stat().st_mtime_ns
    }
    line = line_of(new)
    rows = list(rows_of(new, line))
    own = {f"reports/{line.name}.html", f"establishments/{line.place_name}.html"}
    own |= {f"areas/{row.area_name}.html" for row in rows} | {f"follow-ups/{line.year}.html"}
    own.add(f"downloads/reports/{line.name}.json")
    assert own | OVERVIEWS <= written
    pieces = [name.partition("-")[0] for name in written - OVERVIEWS if name.startswith("data/")]
    assert sorted(pieces) == ["data/rows", "data/texts", "data/words"]
    assert len(list((out / "data").glob("rows-*"))) > 3
    of_all = re.compile(r"data/.*|charts/[^/]+\.svg|downloads/[^/]+")
    assert {name for name in written - own - OVERVIEWS if not of_all.fullmatch(name)} == set()


def test_without_news_nothing_is_built_and_with_any_it_is(
    extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    data, out = tmp_path / "data", tmp_path / "site"
    write_store(f"{data}/", extractions[:1])
    first = build_site(data, out)
    made = out.stat().st_ino  # another folder takes its place when it is built again
    (data / "run.json").write_text('{"finished_at": "2031-02-03T04:05:06+00:00"}', "utf-8")
    again = build_site(data, out)
    assert (out.stat().st_ino, again) == (made, replace(first, unchanged=True))
    assert "there was no news" in again.sentence

    def news(options: SiteOptions | None = None) -> bool:
        return not build_site(data, out, options).unchanged

    assert news(SiteOptions(contact="data@example.org"))
    (data / "reviews").mkdir()
    (data / "reviews" / "some.html").write_text("<p>a page</p>", "utf-8")
    assert news()
    (out / "index.html").write_text("edited", "utf-8")
    assert news()
    record = next((data / "reports").iterdir())
    record.write_text(record.read_text("utf-8") + "\n", "utf-8")
    assert news()
    assert not news()


def test_the_end_of_the_last_run_is_the_freshness(
    extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    write_store(f"{tmp_path}/data/", extractions[:1])
    run = {"finished_at": "2031-02-03T04:05:06+00:00"}
    (tmp_path / "data" / "run.json").write_text(json.dumps(run), "utf-8")
    build_site(tmp_path / "data", tmp_path / "site")
    assert "last read on 3 February 2031" in read(tmp_path / "site" / "index.html").text
    told = SiteOptions(as_of=datetime(2032, 5, 6, tzinfo=UTC), title="A <title>")
    build_site(tmp_path / "data", tmp_path / "site", told)
    home = read(tmp_path / "site" / "index.html").text
    assert "last read on 6 May 2032" in home
    assert "A &lt;title&gt;" in home


def test_a_source_that_comes_twice_is_told_and_shown_once(
    extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    one = extractions[0]
    alike = one.source.model_copy(update={"sha256": one.source.sha256[:8] + "0" * 56})
    other = one.model_copy(update={"source": alike})
    result = build_site([one, one, other], tmp_path / "site")
    assert (result.reports, result.repeated) == (2, 1)
    names = sorted(path.stem for path in (tmp_path / "site" / "reports").iterdir())
    assert names == sorted([report_name(one.source), report_name(alike, whole_hash=True)])
    assert broken_links(tmp_path / "site") == []


def test_no_records_leave_no_site(tmp_path: Path) -> None:
    with pytest.raises(NoRecordsError):
        build_site([], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_fault_on_the_way_leaves_the_last_site_as_it_was(
    extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    build_site(extractions[:1], tmp_path / "site")
    before = bytes_of(tmp_path / "site")

    def told(number: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        build_site(extractions[1:2], tmp_path / "site", on_report=told)
    assert bytes_of(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_irp_did_not_write_is_never_overwritten(
    extractions: Sequence[Extraction], tmp_path: Path
) -> None:
    few = extractions[:1]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(NotOursError, match=r"irp-site\.json"):
        build_site(few, tmp_path / "mine")
    with pytest.raises(NotOursError, match="not a folder"):
        build_site(few, tmp_path / "mine" / "notes.txt")
    build_site(few, tmp_path / "site")
    (tmp_path / "site" / "reports" / "CNAME").write_text("example.org", "utf-8")
    with pytest.raises(NotOursError, match="reports/CNAME"):
        build_site(few, tmp_path / "site")
    assert (tmp_path / "site" / "reports" / "CNAME").is_file()
    (tmp_path / "site" / "reports" / "CNAME").unlink()
    assert build_site(few, tmp_path / "site").reports == 1
    write_store(f"{tmp_path}/site/inner/", few)
    with pytest.raises(NotOursError, match="the data are in"):
        build_site(tmp_path / "site" / "inner", tmp_path / "site")
    assert (tmp_path / "mine" / "notes.txt").read_text("utf-8") == "mine"


def test_an_empty_folder_is_free(extractions: Sequence[Extraction], tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert build_site(extractions[:1], tmp_path / "site").pages > 10
