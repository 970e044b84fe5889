"""The parts that need no browser: repeats, tallies, charts, the index, the feed's order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from irp.links import ConcernLink, FollowedItem, LinkState
from irp.pages.site import overviews, words
from irp.pages.site.charts import MOST_LINES, chart_svg, shown_lines
from irp.pages.site.data.catalogue import Catalogue, in_order
from irp.pages.site.data.headline import headlines
from irp.pages.site.data.outcomes import last_inspection
from irp.pages.site.data.repeats import repeats
from irp.pages.site.data.rows import InspectionGrades, ReportLine, Row, line_of, rows_of
from irp.pages.site.data.search import WordIndex, words_of
from irp.pages.site.data.tallies import JudgementTally, TallyLine, tallies
from irp.record.extraction import Extraction
from irp.record.vocabulary import Body, FollowUpKind, Judgement, Status

SAID = "Leaders should make sure that repairs are made within a week"


def line(name: str, year: int) -> ReportLine:
    return ReportLine(
        name=name,
        source=f"{name}.pdf",
        sha256=name,
        status=Status.VERIFIED,
        url=None,
        retrieved_at=None,
        year=year,
        first_day=date(year, 5, 1),
        when=str(year),
        place="HMP Ashmoor",
        printed_place="HMP Ashmoor",
        place_name="ashmoor",
        place_kind="HMP",
        nomis_code="AMI",
        follow_ups=1,
        judgements=Counter(),
        checks=Counter(),
        failed_checks=(),
        problems=0,
        reason=None,
    )


def row(
    year: int,
    wording: str = SAID,
    judgement: Judgement | None = Judgement.INSUFFICIENT_PROGRESS,
    position: int = 1,
) -> Row:
    return Row(
        report=line(f"report-{year}", year),
        position=position,
        area="Living conditions",
        area_name="living-conditions",
        theme="living_conditions",
        test="respect",
        kind=FollowUpKind.CONCERN,
        body=Body.HMI_PRISONS,
        judgement=judgement,
        wording=wording,
        page=9,
    )


def linked(earlier: Row, later: Row, state: LinkState = LinkState.SUGGESTED) -> ConcernLink:
    return ConcernLink(_item(earlier), _item(later), 80.0 + later.position, state)


def _item(row: Row) -> FollowedItem:
    assert row.report.first_day
    return FollowedItem(
        sha256=row.report.sha256,
        source=row.report.source,
        place="ashmoor",
        establishment=row.report.place,
        visit=row.report.first_day,
        position=row.position,
        area=row.area,
        theme=row.theme,
        body=row.body,
        judgement=row.judgement,
        text=row.wording,
    )


def test_an_item_of_three_reviews_is_one_repeat_newest_first() -> None:
    first, second, third = row(2019), row(2021, position=4), row(2023)
    (found,) = repeats(
        in_order([first, third, second]), [linked(first, second), linked(second, third)]
    )
    assert [one.report.year for one in found.rows] == [2023, 2021, 2019]
    assert (found.likeness, found.confirmed, found.failed) == (81.0, False, True)


def test_what_failed_again_comes_first_and_what_a_person_confirmed_says_so() -> None:
    rows = [row(2019), row(2019, position=2), row(2021, position=2)]
    better = row(2021, judgement=Judgement.GOOD_PROGRESS)
    links = [linked(rows[0], better, LinkState.CONFIRMED), linked(rows[1], rows[2])]
    found = repeats(in_order([*rows, better]), links)
    assert [(one.failed, one.confirmed) for one in found] == [(True, False), (False, True)]


def test_a_link_to_a_report_that_the_site_does_not_have_is_no_repeat() -> None:
    assert repeats([row(2021)], [linked(row(2019), row(2021))]) == []


def test_two_reports_of_one_visit_are_reported() -> None:
    copy = replace(row(2021), report=replace(line("copy", 2021), source="copy.pdf"))
    rows = in_order([row(2021), copy, row(2019)])
    catalogue = Catalogue()
    for one in rows:
        catalogue.add(one.report, [one])
    (same,) = catalogue.of_one_visit()
    assert {one.name for one in same} == {"copy", "report-2021"}


def test_the_finding_is_the_newest_years_with_its_numbers() -> None:
    good = row(2021, judgement=Judgement.GOOD_PROGRESS, position=2)
    found, *earlier = headlines([row(2019), row(2021), good, row(2020)])
    assert [one.year for one in earlier] == [2020, 2019]
    assert (found.year, found.failed, found.judged, found.share) == (2021, 1, 2, "50%")
    assert (found.reports, found.sure, found.few) == (1, 1, True)
    assert found.before
    assert (found.before.year, found.before.share) == (2020, "100%")
    assert headlines([row(2021, judgement=None)]) == []


def test_the_finding_names_the_themes_in_which_most_failed() -> None:
    good = row(2021, judgement=Judgement.GOOD_PROGRESS)
    bad = [row(2021, position=number) for number in (2, 3)]
    found = headlines([good, *bad, row(2020)])[0]
    assert [(one.title, one.share, one.where) for one in found.themes] == [
        (
            "Living conditions",
            "67%",
            "follow-ups.html?body=hmi_prisons&theme=living_conditions&judgement=not_enough&year=2021",
        )
    ]
    assert headlines(bad)[0].themes == []  # one case more would change the order


def test_outcomes_of_the_last_inspection_are_beside_what_was_followed_up() -> None:
    grades = {"Respect": "Poor", "Rehabilitation and release planning": "Good"}
    told = replace(line("new", 2023), outcomes=(InspectionGrades(2021, grades, from_chart=True),))
    care = replace(row(2023), report=told)
    release = replace(care, test="preparation_for_release", position=2)
    other = replace(care, test=None, position=3)
    rows = [care, release, other, row(2020)]
    found = last_inspection([told, line("old", 2020)], rows)
    assert found
    assert (found.year, found.from_chart, found.others) == (2021, True, [other])
    assert [(one.test, one.grade, one.rows) for one in found.tests] == [
        ("Respect", "Poor", [care]),
        ("Rehabilitation and release planning", "Good", [release]),
    ]
    assert last_inspection([line("old", 2020)], rows) is None


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2023, 10, 3), date(2023, 10, 5), "3 to 5 October 2023"),
        (date(2023, 10, 30), date(2023, 11, 1), "30 October to 1 November 2023"),
        (date(2023, 12, 30), date(2024, 1, 3), "30 December 2023 to 3 January 2024"),
        (date(2023, 10, 3), date(2023, 10, 3), "3 October 2023"),
    ],
)
def test_the_days_of_a_visit_have_one_form(start: date, end: date, shown: str) -> None:
    assert words.days(start, end) == shown


def catalogue_of(extractions: Sequence[Extraction]) -> Catalogue:
    catalogue = Catalogue()
    for one in extractions:
        own = line_of(one)
        catalogue.add(own, rows_of(one, own))
    return catalogue


def test_every_tally_counts_every_follow_up_of_its_body_once(
    extractions: Sequence[Extraction],
) -> None:
    catalogue = catalogue_of(extractions)
    by_body = Counter(f.body for one in extractions if one.report for f in one.report.follow_ups)
    assert len(by_body) == 2
    for body, count in by_body.items():
        for tally in tallies(catalogue, body):
            assert tally.total == count
            assert tally.body is body
            for index, judgement in enumerate(tally.judgements):
                told = sum(one.counts[index] for one in tally.lines)
                assert told == sum(
                    r.judgement is judgement for r in catalogue.rows if r.body is body
                )


def test_a_chart_has_a_part_for_every_number_and_joins_what_it_has_no_room_for() -> None:
    columns = (Judgement.INSUFFICIENT_PROGRESS, Judgement.GOOD_PROGRESS, None)
    lines = tuple(TallyLine(f"Area {n}", "", (n, 0, 1)) for n in range(1, 31))
    tally = JudgementTally("hmi-prisons-by-area", Body.HMI_PRISONS, "area", columns, lines)
    shown = shown_lines(tally)
    assert len(shown) == MOST_LINES
    assert sum(one.total for one in shown) == tally.total
    root = ET.fromstring(chart_svg(tally))
    classes = Counter(e.attrib.get("class") for e in root.iter() if e.tag == "rect")
    assert classes["j-insufficient"] == classes["j-missing"] == MOST_LINES
    assert classes["j-good"] == 0
    labels = [e.text or "" for e in root.iter() if e.tag == "text"]
    assert "Area 7 (8)" in labels
    assert any(label.startswith("All others (19)") for label in labels)


def test_labels_that_look_alike_keep_bars_of_their_own() -> None:
    lines = tuple(TallyLine(text, "", (3,)) for text in ("\x01", "\x02"))
    columns = (Judgement.GOOD_PROGRESS,)
    tally = JudgementTally("ofsted-by-area", Body.OFSTED, "area", columns, lines)
    root = ET.fromstring(chart_svg(tally))
    assert sum(e.attrib.get("class") == "j-good" for e in root.iter()) == 2


def test_a_long_label_has_lines_and_hostile_words_stay_words() -> None:
    long = "<script>x()</script> Rehabilitation and release planning"
    lines = (TallyLine(long, "", (3,)),)
    tally = JudgementTally("n", Body.OFSTED, "area", (Judgement.GOOD_PROGRESS,), lines)
    root = ET.fromstring(chart_svg(tally, narrow=True))
    pieces = [one.text or "" for one in root.iter("tspan")]
    assert "".join(pieces).replace(" ", "") == f"{long}(3)".replace(" ", "")
    assert max(map(len, pieces)) <= 20
    assert root.find("script") is None


def test_the_index_says_for_every_word_in_which_rows_it_stands() -> None:
    texts = ["Drug testing", "Prisoners’ drug use, 2.15", "", "Caffè", "the the"] * 20
    index = WordIndex()
    for number, text in enumerate(texts):
        index.add(number, [text])
    told: dict[str, list[int]] = {}
    for word, gaps in index.entries():
        at, rows = 0, []
        for gap in gaps.split(" "):
            at += int(gap, 36)
            rows.append(at)
        told[word] = rows
    every = {word for text in texts for word in words_of(text)}
    assert told == {w: [n for n, t in enumerate(texts) if w in words_of(t)] for w in every}


def test_a_year_with_many_rows_has_a_plain_page_for_each_month(
    extractions: Sequence[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overviews, "PLAIN_ROWS", 40)
    rows = [row for one in extractions for row in rows_of(one, line_of(one))]
    pages = list(overviews.plain_pages(in_order(rows)))
    assert [row for page in pages for row in page.rows] == list(in_order(rows))
    years = Counter(row.report.year for row in rows)
    assert {page.name for page in pages if len(page.name) == 4} == {
        str(year) for year, count in years.items() if count <= 40
    }
    months = [page for page in pages if len(page.name) > 4]
    assert len(months) > 3
    for page in months:
        days = {row.report.first_day for row in page.rows}
        assert {f"{day:%Y-%m} {day:%B %Y}" for day in days if day} == {f"{page.name} {page.title}"}


@pytest.mark.parametrize(
    ("printed", "kind", "identity", "title"),
    [
        ("HMP & YOI Bristol", "HMP/YOI", "bristol", "HMP/YOI Bristol"),
        ("HMP Bristol", "HMP", "bristol", "HMP/YOI Bristol"),
        ("Morton Hall Immigration Removal Centre", "IRC", "morton-hall", "Morton Hall IRC"),
        ("HMP Morton Hall", "HMP", "morton-hall", "HMP Morton Hall"),
        ("HMP Usk and HMP/YOI Prescoed", "HMP", "usk-and-prescoed", "HMP Usk and HMP/YOI Prescoed"),
        ("HMP and YOI Ashmoor", "HMP/YOI", "ashmoor", "HMP/YOI Ashmoor"),
        ("The Hall", None, "the-hall", "The Hall"),
    ],
)
def test_an_establishment_has_one_name(
    printed: str, kind: str | None, identity: str, title: str
) -> None:
    assert words.one_place(printed, kind, identity)[0] == title


def test_the_names_in_the_reports_are_beside_the_one_that_the_site_uses() -> None:
    old = replace(line("old", 2019), printed_place="HMP & YOI Ashmoor")
    catalogue = Catalogue()
    for one in (old, line("new", 2021)):
        catalogue.add(one, [])
    (place,) = catalogue.places()
    assert (place.title, place.printed) == ("HMP Ashmoor", ("HMP & YOI Ashmoor",))


def test_what_would_spoil_a_page_is_a_visible_mark() -> None:
    assert words.shown("a\x00b\u202ec\ud800d\te\nf") == "a\ufffdb\ufffdc\ufffdd\te\nf"
    assert words.shown("“Plain” – text…") == "“Plain” – text…"
