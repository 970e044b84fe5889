"""The feeds name the concerns that were followed up before."""

from __future__ import annotations

from irp.links import link_concerns
from irp.pages.site.data.rows import line_of
from irp.pages.site.feed import feed
from irp.pages.words import again
from irp.sync.publish.changes import compare
from irp.sync.report.feed import atom
from irp.sync.settings import Settings
from links.histories import History, history, records

SETTINGS = Settings.model_validate({"site": {"url": "https://x.test/", "contact": "a@b.test"}})


def test_both_feeds_name_the_concerns_that_were_followed_up_before() -> None:
    one = history("Exeter", seed=4)
    first, second = records([History(one.place, one.visits[:2])])
    links = link_concerns([first, second])
    said = list(again(links))
    assert "Probably the same concern as on " in said[0]
    assert (links[0].later.text[:50] in said[0], len(said) <= 6) == (True, True)

    (change,) = compare([first], [first, second], {})
    assert change["followed_up_before"] == said
    assert "followed_up_before" not in compare([], [first], {})[0]
    entry = {"id": "1", "time": "2026-01-01T00:00:00+00:00", **change}
    lines = [line_of(record) for record in (second, first)]
    by_report = {second.source.sha256: links}
    site = feed(lines, links=by_report, title="t", base_url=None, as_of=None)
    for text in (
        atom([entry], SETTINGS),
        site,
    ):
        assert [text.count(sentence) for sentence in said] == [1] * len(said)


def test_a_feed_names_some_and_counts_the_others() -> None:
    one = history("Exeter", seed=4)
    (link, *_) = link_concerns(records([History(one.place, one.visits[:2])]))
    assert len(list(again([link] * 5))) == 5
    assert list(again([link] * 6))[-1] == "1 other concern was followed up before."
