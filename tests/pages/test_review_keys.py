"""A review page by its address, by the keyboard, and by Tab and Enter alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pages.browsing import Viewer
from pages.looking import JUDGEMENT, chosen, in_view, lit
from pages.making import Made


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
