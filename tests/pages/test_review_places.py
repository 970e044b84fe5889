"""The page of one report in a real browser: values lead to places, places to values."""

from __future__ import annotations

import base64
import io
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Page, expect

from irp.record.extraction import Place
from irp.record.vocabulary import Witness
from pages.browsing import Viewer
from pages.looking import JUDGEMENT, WITHIN, Rect, apart, chosen, due, in_view, lit, spread
from pages.making import Made


def test_choosing_a_value_lights_its_place_on_its_page(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    provenance = sample.extraction.provenance
    keys = spread(list(provenance), 50)
    assert len(set(keys)) == 50
    for key in keys:
        page.evaluate(
            "(key) => [...document.querySelectorAll('.value')].find((e) => e.dataset.at === key)"
            ".click()",
            key,
        )
        assert chosen(page) == [key]
        assert apart(lit(page), due(page, sample, provenance[key])) <= WITHIN, key
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
    expect(page.locator("#status")).to_have_text(f"follow-up 3, judgement: page {places[0].page}")


def test_a_value_over_two_pages_is_lit_on_both(viewer: Viewer, sample: Made) -> None:
    provenance = sample.extraction.provenance
    key = next(key for key, places in provenance.items() if len({p.page for p in places}) == 2)
    page = viewer.open(sample.at(key))
    assert len({rect.page for rect in lit(page)}) == 2
    assert apart(lit(page), due(page, sample, provenance[key])) <= WITHIN


def test_choosing_what_a_chart_shows_lights_the_very_bar(viewer: Viewer, sample: Made) -> None:
    report = sample.extraction.report
    assert report
    keys = [
        f"/outcome_witnesses/{index}/outcomes/{test}"
        for index, one in enumerate(report.outcome_witnesses)
        if one.witness is Witness.CHART
        for test in one.outcomes
    ]
    assert len(keys) >= 4
    bars = []
    for key in keys:
        page = viewer.open(sample.at(quote(key)))
        (spot,) = lit(page)
        assert colours_under(page, sample, spot) == 1, key
        bars.append(spot)
        page.close()
    assert len(set(bars)) == len(keys)


def colours_under(page: Page, made: Made, spot: Rect) -> int:
    """How many colours cover much of a place on the picture of its page; paper is none of them."""
    sheet = made.sheets[spot.page - 1]
    assert sheet.image
    drawn = base64.b64decode(sheet.image.partition(",")[2])
    with Image.open(io.BytesIO(drawn)) as picture:
        shown = page.locator(f".sheet[data-page='{spot.page}'] img").bounding_box()
        assert shown
        scale = picture.width / shown["width"]
        left, top, right, bottom = (round(edge * scale) for edge in spot[1:])
        part = picture.convert("RGB").crop((left, top, right, bottom))
    counted = part.getcolors(part.width * part.height) or []
    much = [colour for count, colour in counted if count > 0.2 * part.width * part.height]
    assert (255, 255, 255) not in much
    return len(much)


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
