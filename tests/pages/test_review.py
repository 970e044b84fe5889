"""The page of one report in a real browser: values lead to places, places to values."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from irp.extraction import Extraction, Place
from irp.sheets import Sheet
from irp.vocabulary import Outcome
from pages.browsing import NARROW, Viewer
from pages.making import SAMPLE, Made, as_text, reviewed, written

JUDGEMENT = "/follow_ups/2/judgement/value"
WITHIN = 2.0
"""Pixels of the screen."""


class Rect(NamedTuple):
    page: int
    left: float
    top: float
    right: float
    bottom: float


def lit(page: Page) -> list[Rect]:
    """The boxes that are lit, in pixels from their picture's corner."""
    return [
        Rect(*rect)
        for rect in page.evaluate(
            """() => [...document.querySelectorAll('.box-chosen')].map((box) => {
                const image = box.closest('.picture').querySelector('img');
                const picture = image.getBoundingClientRect();
                const r = box.getBoundingClientRect();
                return [Number(box.closest('.sheet').dataset.page), r.left - picture.left,
                    r.top - picture.top, r.right - picture.left, r.bottom - picture.top];
            })"""
        )
    ]


def due(page: Page, made: Made, places: list[Place]) -> list[Rect]:
    """Where the places ought to be, by the provenance and the size of the pictures."""
    widths: dict[str, float] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.sheet')].map((sheet) => [
            sheet.dataset.page, sheet.querySelector('img').getBoundingClientRect().width]))"""
    )
    rects = []
    for place in places:
        assert place.box is not None
        width = made.sheets[place.page - 1].width
        assert width is not None
        scale = widths[str(place.page)] / width
        rects.append(Rect(place.page, *(edge * scale for edge in place.box)))
    return rects


def apart(one: list[Rect], other: list[Rect]) -> float:
    """How far two sets of rectangles are apart at most; infinitely where they do not pair."""
    if [rect.page for rect in sorted(one)] != [rect.page for rect in sorted(other)]:
        return float("inf")
    pairs = zip(sorted(one), sorted(other), strict=True)
    return max(abs(a - b) for first, second in pairs for a, b in zip(first, second, strict=True))


def chosen(page: Page) -> list[str]:
    """The keys of the values that are lit."""
    keys: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.chosen')].map((e) => e.dataset.at)"
    )
    return sorted(set(keys))


def in_view(page: Page, selector: str) -> bool:
    """Whether the first element that fits is on the screen and in sight of its pane."""
    seen: bool = page.evaluate(
        """(selector) => {
            const r = document.querySelector(selector).getBoundingClientRect();
            const [x, y] = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
            return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
                && !document.elementFromPoint(x, y)?.closest('.band, .tools, .legend');
        }""",
        selector,
    )
    return seen


def spread(keys: list[str], count: int) -> list[str]:
    return [keys[round(i * (len(keys) - 1) / (count - 1))] for i in range(count)]


@pytest.fixture
def sample() -> Made:
    return reviewed(SAMPLE)


@pytest.fixture
def reference(chelmsford: Path) -> Made:
    return reviewed(chelmsford / "report-weasyprint.pdf")


# ------------------------------------------------------------------ values and places


def test_choosing_a_value_of_the_reference_report_lights_its_place_on_its_page(
    viewer: Viewer, reference: Made
) -> None:
    page = viewer.open(reference.path)
    provenance = reference.extraction.provenance
    keys = spread(list(provenance), 50)
    assert len(set(keys)) == 50
    for key in keys:
        page.evaluate(
            "(key) => [...document.querySelectorAll('.value')].find((e) => e.dataset.at === key)"
            ".click()",
            key,
        )
        assert chosen(page) == [key]
        assert apart(lit(page), due(page, reference, provenance[key])) <= WITHIN, key
        assert in_view(page, ".box-chosen"), key


def test_every_value_with_a_place_can_be_chosen(sample: Made, viewer: Viewer) -> None:
    page = viewer.open(sample.path)
    shown = set(
        page.evaluate("() => [...document.querySelectorAll('.value')].map((e) => e.dataset.at)")
    )
    assert set(sample.extraction.provenance) == shown


def test_a_link_beside_a_value_leads_to_its_place(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.locator("#follow-up-3").get_by_role("link", name="place of follow-up 3, judgement").click()
    assert chosen(page) == [JUDGEMENT]
    places = sample.extraction.provenance[JUDGEMENT]
    assert apart(lit(page), due(page, sample, places)) <= WITHIN
    expect(page.get_by_role("status")).to_have_text(
        f"follow-up 3, judgement: page {places[0].page}"
    )


def test_a_value_over_two_pages_is_lit_on_both(viewer: Viewer, sample: Made) -> None:
    provenance = sample.extraction.provenance
    key = next(key for key, places in provenance.items() if len({p.page for p in places}) == 2)
    page = viewer.open(sample.at(key))
    assert len({rect.page for rect in lit(page)}) == 2
    assert apart(lit(page), due(page, sample, provenance[key])) <= WITHIN


def test_choosing_a_place_lights_its_value_and_brings_it_into_view(
    viewer: Viewer, sample: Made
) -> None:
    page = viewer.open(sample.path)
    place = sample.extraction.provenance["/follow_ups/4/judgement/value"][0]
    click_at(page, sample, place)
    assert chosen(page) == ["/follow_ups/4/judgement/value"]
    assert in_view(page, ".value.chosen")
    assert page.url.endswith("#/follow_ups/4/judgement/value")


def click_at(page: Page, made: Made, place: Place) -> None:
    (spot,) = due(page, made, [place])
    picture = page.locator(f".sheet[data-page='{place.page}'] .picture")
    picture.click(position={"x": (spot.left + spot.right) / 2, "y": (spot.top + spot.bottom) / 2})


def test_a_click_beside_every_place_chooses_nothing(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.locator(".sheet[data-page='2'] .picture").click(position={"x": 3, "y": 3})
    assert chosen(page) == []
    assert lit(page) == []


def test_the_place_under_the_mouse_is_shown(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    place = sample.extraction.provenance[JUDGEMENT][0]
    (spot,) = due(page, sample, [place])
    page.locator(f".sheet[data-page='{place.page}'] .picture").hover(
        position={"x": spot.left + 4, "y": spot.top + 4}
    )
    expect(page.locator(".box-hover")).to_have_count(1)
    page.locator("h1").hover()
    expect(page.locator(".box-hover")).to_have_count(0)


def test_a_failed_check_stands_first_with_both_sides_and_its_places(
    viewer: Viewer, sample: Made
) -> None:
    (check,) = [c for c in sample.extraction.checks if c.outcome is Outcome.FAILED]
    page = viewer.open(sample.path)
    finding = page.locator(".finding").first
    expect(finding).to_contain_text(check.code)
    expect(finding.locator("dd")).to_have_text([check.expected or "", check.found or ""])
    expect(page.locator(".checks tbody tr").first).to_contain_text(f"{check.code}")
    assert page.locator(".box-check").count() == len(check.places)
    finding.get_by_role("link").click()
    assert apart(lit(page), due(page, sample, check.places)) <= WITHIN


def test_all_places_can_be_shown(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    assert page.locator(".box-any").count() == 0
    page.get_by_label("Show all places").check()
    stated = sample.extraction.stated
    assert stated is not None
    others = sum(
        len(one.places) for name in type(stated).model_fields for one in getattr(stated, name)
    )
    values = sum(map(len, sample.extraction.provenance.values()))
    assert page.locator(".box-any").count() == values + others


def test_the_summary_stands_beside_the_blocks(viewer: Viewer, sample: Made) -> None:
    report = sample.extraction.report
    assert report is not None
    page = viewer.open(sample.path)
    rows = page.locator(".compared tbody tr")
    assert rows.count() == len(report.judgement_summary)
    for number, entry in enumerate(report.judgement_summary):
        expect(rows.nth(number)).to_contain_text(entry.text)
        expect(rows.nth(number).locator(".tag")).to_have_text("Same")


def test_a_summary_that_differs_is_told(viewer: Viewer, sample: Made) -> None:
    plain = sample.extraction.model_dump()
    summary = plain["report"]["judgement_summary"]
    summary[0]["judgement"] = "good_progress"
    summary[1]["follow_up"] = None
    extraction = Extraction.model_validate(plain)
    page = viewer.open(written(extraction, sample.sheets).path)
    rows = page.locator(".compared tbody tr")
    expect(rows.nth(0).locator(".tag")).to_have_text("Differs")
    expect(rows.nth(1)).to_contain_text("No block matches")
    expect(rows.last).to_contain_text("Not in the summary")


# ------------------------------------------------------------------ addresses, keys


def test_an_address_with_a_key_opens_with_it_chosen(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.at(JUDGEMENT))
    assert chosen(page) == [JUDGEMENT]
    assert in_view(page, ".box-chosen")
    assert in_view(page, ".value.chosen")


def test_back_leads_to_what_was_chosen_before(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.at(JUDGEMENT))
    page.locator("#follow-up-4 .ref").first.click()
    assert chosen(page) != [JUDGEMENT]
    page.go_back()
    assert chosen(page) == [JUDGEMENT]


@pytest.mark.parametrize(
    "key",
    [
        "/no/such/value",
        "__proto__",
        "/constructor",
        "%E0%A4%A",
        "<img src=x onerror=alert(1)>",
        "'\"]",
    ],
)
def test_an_address_that_leads_nowhere_does_no_harm(viewer: Viewer, sample: Made, key: str) -> None:
    page = viewer.open(sample.at(key))
    assert chosen(page) == []
    page.keyboard.press("n")
    assert chosen(page) == ["check/IRP-T01"]


def test_keys_lead_through_the_findings_gravest_first(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    seen = []
    for _ in range(4):
        page.keyboard.press("n")
        seen += chosen(page)
    assert seen == [
        "check/IRP-T01",
        "problem/0",
        "/follow_ups/0/judgement/value",
        "/follow_ups/1/judgement/value",
    ]
    page.keyboard.press("p")
    assert chosen(page) == ["/follow_ups/0/judgement/value"]
    assert in_view(page, ".box-chosen")
    assert in_view(page, ".value.chosen")
    page.keyboard.press("Escape")
    assert chosen(page) == []
    assert "#" not in page.url


def test_keys_lead_through_the_places_in_the_order_of_the_pages(
    viewer: Viewer, sample: Made
) -> None:
    page = viewer.open(sample.path)
    seen = []
    for _ in range(12):
        page.keyboard.press("j")
        (rect, *_) = lit(page)
        seen.append(rect.page)
    assert seen == sorted(seen)
    last = chosen(page)
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert chosen(page) == last


def test_single_keys_can_be_switched_off(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.keyboard.press("?")
    page.get_by_label("Use single keys as shortcuts").uncheck()
    page.keyboard.press("n")
    assert chosen(page) == []
    page.get_by_label("Use single keys as shortcuts").check()
    page.keyboard.press("Control+n")
    assert chosen(page) == []
    page.keyboard.press("n")
    assert chosen(page) == ["check/IRP-T01"]


def test_tab_and_enter_are_enough(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("p. 1, place of visit, text")
    assert focused.evaluate("(e) => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert chosen(page) == ["/visit/text"]


# ------------------------------------------------------------------ other sources, other screens


@pytest.fixture
def dump() -> Made:
    return as_text(SAMPLE)


def test_in_a_text_dump_the_words_themselves_are_lit(viewer: Viewer, dump: Made) -> None:
    assert all(sheet.image is None for sheet in dump.sheets)
    page = viewer.open(dump.path)
    for key in spread(list(dump.extraction.provenance), 12):
        page.goto(dump.at(key))
        places = dump.extraction.provenance[key]
        texts = [(dump.sheets[p.page - 1].text or "")[p.start : p.end] for p in places]
        assert chosen(page) == [key]
        assert "".join(page.locator(".mark-chosen").all_text_contents()) == "".join(texts)
        assert in_view(page, ".mark-chosen")


def test_in_a_text_dump_choosing_words_lights_their_value(viewer: Viewer, dump: Made) -> None:
    page = viewer.open(dump.at(JUDGEMENT))
    page.locator(".mark-chosen").click()
    assert chosen(page) == [JUDGEMENT]
    page.get_by_label("Show all places").check()
    page.locator(".sheet[data-page='1'] .mark-any").first.click(position={"x": 5, "y": 8})
    assert chosen(page) != [JUDGEMENT]
    assert chosen(page)[0] in dump.extraction.provenance


def test_offsets_count_characters_beyond_the_basic_plane_as_one(viewer: Viewer, dump: Made) -> None:
    place = Place(page=1, start=2, end=5)
    extraction = dump.extraction.model_copy(update={"provenance": {"/visit/text": [place]}})
    sheets = [Sheet(1, "\U0001f3db\U0001f512one two")]
    page = viewer.open(written(extraction, sheets).at("/visit/text"))
    assert page.locator(".mark-chosen").all_text_contents() == ["one"]


def test_unclaimed_lines_and_problems_are_quoted_and_marked(viewer: Viewer, sample: Made) -> None:
    extraction = doubtful(sample.extraction)
    made = written(extraction, sample.sheets)
    page = viewer.open(made.path)
    expect(page.locator(".verdict")).to_contain_text("4 findings to look at")
    quoted = (sample.sheets[5].text or "")[10:40]
    expect(page.locator(".unclaimed li").first).to_contain_text(quoted)
    expect(page.locator(".finding-note")).to_contain_text("engines_differ")
    assert page.locator(".box-unclaimed").count() == 2
    assert page.locator(".box-problem").count() == 1
    order = []
    for _ in range(5):
        page.keyboard.press("n")
        order += chosen(page)
    assert order[:4] == ["check/IRP-T01", "problem/1", "unclaimed/0", "unclaimed/1"]
    assert order[4] == "/follow_ups/0/judgement/value"


def doubtful(extraction: Extraction) -> Extraction:
    """The same with a note, a problem and two stretches of unclaimed lines."""
    box = (72.0, 100.0, 300.0, 112.0)
    lines: list[dict[str, Any]] = [
        {"page": 6, "start": 10, "end": 40, "box": box},
        {"page": 7, "start": 0, "end": 5, "box": box},
    ]
    plain = extraction.model_dump()
    plain["problems"] = [
        {"code": "engines_differ", "message": "another engine reads it otherwise", "place": None},
        {"code": "short_line", "message": "a line is short", "place": {**lines[0], "page": 8}},
    ]
    plain["coverage"] |= {"unclaimed": 3, "unclaimed_places": lines}
    return Extraction.model_validate(plain)


def test_on_a_narrow_screen_one_pane_shows_at_a_time(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path, viewport=NARROW)
    expect(page.locator(".pages")).to_be_hidden()
    page.locator("#follow-up-3 .ref").first.click()
    expect(page.locator("#findings")).to_be_hidden()
    assert in_view(page, ".box-chosen")
    page.get_by_role("button", name="Back to the value").click()
    expect(page.locator(".pages")).to_be_hidden()
    assert in_view(page, ".value.chosen")
    page.get_by_role("button", name="Pages", exact=True).click()
    expect(page.locator(".pages")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_screen(viewer: Viewer, sample: Made, width: int) -> None:
    page = viewer.open(sample.at(JUDGEMENT), viewport={"width": width, "height": 800})
    for name in ("record", "pages"):
        page.evaluate("(name) => { document.documentElement.dataset.showing = name; }", name)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_printed_it_is_the_record_without_the_pages(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.emulate_media(media="print")
    expect(page.locator(".pages")).to_be_hidden()
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator("#follow-up-12")).to_be_visible()
    assert page.evaluate("() => document.querySelector('.record').scrollHeight") == page.evaluate(
        "() => document.querySelector('.record').clientHeight"
    )
    assert page.pdf(format="A4").count(b"/Type /Page\n") > 10


def test_without_scripts_the_record_and_the_pages_are_there(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path, java_script_enabled=False)
    expect(page.locator("#follow-up-3")).to_contain_text("No meaningful progress")
    expect(page.locator(".sheet")).to_have_count(len(sample.sheets))
    expect(page.locator("noscript")).to_be_visible()


@pytest.fixture
def refused() -> Made:
    return reviewed(SAMPLE.parent / "README.md")


def test_a_source_without_a_record_gives_a_page_that_says_why(
    viewer: Viewer, refused: Made
) -> None:
    page = viewer.open(refused.path)
    problem = refused.extraction.problems[0]
    expect(page.get_by_role("heading", name="Why there is no record")).to_be_visible()
    expect(page.locator(".finding").first).to_contain_text(problem.message[1:])
    expect(page.locator(".finding").first).to_contain_text("What to do:")
    expect(page.locator(".words")).to_contain_text("invented")
    page.keyboard.press("n")


def test_the_page_of_the_reference_report_is_small(reference: Made) -> None:
    assert len(reference.sheets) == 29
    assert all(sheet.image for sheet in reference.sheets)
    assert reference.path.stat().st_size < 2_500_000
