"""Review pages of text dumps and refused sources, on narrow screens, on paper, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from irp.record.extraction import Place
from irp.show.page_images import Sheet
from pages.browsing import NARROW, Viewer
from pages.looking import JUDGEMENT, chosen, in_view, spread
from pages.making import SAMPLE, Made, as_text, reviewed, written


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
