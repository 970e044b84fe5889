"""Concerns linked over visits: how many of the right ones, and none across establishments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from irp.establishments import packaged
from irp.establishments.histories import events, events_of, today_of
from irp.links import ConcernLink, link_concerns, trajectories
from irp.links.linking import likeness
from irp.record.vocabulary import Body
from links.histories import PLACES, History, history, records

LEAST_PRECISION, LEAST_RECALL = 0.98, 0.9

Pair = tuple[str, tuple[int, int], tuple[int, int]]


@pytest.fixture(scope="module")
def histories() -> list[History]:
    return [history(place, seed=1) for place in PLACES]


def pair(link: ConcernLink, histories: list[History]) -> Pair:
    """A link as the histories name it."""
    place = next(one for one in histories if one.place.casefold() == link.earlier.place)
    days = [day for day, _ in place.visits]
    earlier, later = link.earlier, link.later
    return (
        place.place,
        (days.index(earlier.visit), earlier.position - 1),
        (days.index(later.visit), later.position - 1),
    )


def measured(histories: list[History], links: list[ConcernLink]) -> tuple[float, float]:
    """Precision and recall.

    A link is right if both ends are the same concern. A concern that was followed up again is
    found if it has such a link, at either end: of one that was split or merged, links that are
    one to one can have only one part.
    """
    told = {h.place: [items for _, items in h.visits] for h in histories}
    right = {
        (place, earlier, later)
        for place, earlier, later in (pair(link, histories) for link in links)
        if told[place][earlier[0]][earlier[1]].keys & told[place][later[0]][later[1]].keys
    }
    ends = {(place, "from", one) for place, one, _ in right}
    ends |= {(place, "to", one) for place, _, one in right}
    wanted = [(h.place, again) for h in histories for again in h.again()]
    found = [
        any((place, "from", one) in ends or (place, "to", other) in ends for one, other in again)
        for place, again in wanted
    ]
    return len(right) / len(links), sum(found) / len(found)


def test_links_are_right_and_nearly_all_are_found(histories: list[History]) -> None:
    links = link_concerns(records(histories))
    precision, recall = measured(histories, links)
    assert len(links) > 100
    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL


def test_the_order_of_records_makes_no_difference(histories: list[History]) -> None:
    found = records(histories[:3])
    assert link_concerns(reversed(found)) == link_concerns(found)


def test_each_is_linked_once_at_most_to_an_earlier_visit_and_once_to_a_later(
    histories: list[History],
) -> None:
    links = link_concerns(records(histories))
    for ends in ([one.earlier.key for one in links], [one.later.key for one in links]):
        assert len(ends) == len(set(ends))
    assert all(link.earlier.visit < link.later.visit for link in links)


def test_nothing_is_linked_across_establishments() -> None:
    one = history(PLACES[0], seed=2)
    days = iter(range(2, 20))
    same = [
        History(place, [(day.replace(day=next(days)), items) for day, items in one.visits[:1]])
        for place in PLACES
    ]
    assert link_concerns(records(same)) == []


def test_what_two_bodies_followed_up_is_not_linked() -> None:
    one = history(PLACES[0], seed=2)
    day, items = one.visits[0]
    others = [replace(told, body="ofsted") for told in items if told.body == "hmi_prisons"]
    twice = History(one.place, [(day, items), (day.replace(year=2024), others)])
    assert {link.later.body for link in link_concerns(records([twice]))} <= {Body.OFSTED}
    ours = [told for told in items if told.body == "hmi_prisons"]
    assert link_concerns(records([replace(twice, visits=[(day, ours), twice.visits[1]])])) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("First night cells were dirty.", "FIRST-NIGHT cells were dirty", 100),
        ("Food.", "Food", 100),
        ("Food was poor.", "Food was cold.", 0),
        ("Leaders should make sure that they do more.", "Leaders should make sure of it.", 0),
        ("", "", 0),
    ],
)
def test_common_words_do_not_make_texts_alike(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == alike


def test_the_course_of_a_theme_has_a_row_for_each_visit(histories: list[History]) -> None:
    rows = trajectories(records(histories[:1]))
    visits = [day for day, _ in histories[0].visits]
    assert {row.visit for row in rows} == set(visits)
    told = [items for _, items in histories[0].visits]
    assert sum(len(row.judgements) for row in rows) == sum(map(len, told))
    education = [row.visit for row in rows if row.theme == "education"]
    assert education == sorted(education)


def test_merged_establishments_have_one_history() -> None:
    assert (today_of("wolds"), today_of("humber"), today_of("exeter")) == (
        "humber",
        "humber",
        "exeter",
    )
    assert [event.id for event in events_of("humber")] == ["everthorpe", "wolds"]
    known = packaged().by_id
    for event in events():
        assert {event.id, event.into} <= set(known)
        assert event.source
        assert event.event in {"merged", "renamed", "re-roled"}
        assert (event.event == "re-roled") == (event.id == event.into)
    one = history("Exeter", seed=3)
    day, items = one.visits[0]
    wolds = History("Wolds", [(day, items)])
    humber = History("Humber", [(day.replace(year=2024), items)])
    assert len(link_concerns(records([wolds, humber]))) == len(items)
