"""A record in one line, and its card in a notebook."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from irp.record.extraction import Extraction
from library.records import extraction, failed, one_count_too_many
from stores.making import nasty_extraction

HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)>'


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def hostile() -> Extraction:
    """A record with markup wherever the card shows a text."""

    def plant(plain: dict) -> None:  # type: ignore[type-arg]
        report = plain["report"]
        report["establishment"]["name"] = HOSTILE
        report["visit"]["text"] = HOSTILE
        report["follow_ups"][0] |= {"area": HOSTILE, "recommendation": HOSTILE, "concern": None}
        one_count_too_many(plain)

    return extraction(plant, name=HOSTILE)


def test_a_record_is_one_short_line() -> None:
    for one in (extraction(), extraction(one_count_too_many), nasty_extraction()):
        assert len(repr(one)) < 200
        assert str(one) == repr(one)
        assert len(repr(one.report)) < 120
    assert repr(extraction(one_count_too_many)).startswith(
        "<Extraction larkmoor.pdf: needs_review, HMP Larkmoor, "
    )
    assert repr(extraction(one_count_too_many)).endswith("6 follow-ups, 1 open finding>")
    assert repr(failed()) == "<Extraction empty.pdf: failed, 1 open finding>"


def test_the_card_has_the_judgements_and_what_is_in_doubt() -> None:
    html = extraction(one_count_too_many)._repr_html_()
    assert html.count("<tr>") == 7
    assert "significant progress" in html
    assert html.count("<li>") == 1
    assert "IRP-T01" in html
    assert "<li>" not in extraction()._repr_html_()
    assert "the file is empty" in failed()._repr_html_()


def test_nothing_in_a_card_is_markup() -> None:
    found = Tags(hostile()._repr_html_())
    assert found.tags <= set("div p strong ul li code h4 table thead tbody tr th td".split())
    assert found.attributes <= {"style"}
    assert not re.search("<script|<img", hostile()._repr_html_())
