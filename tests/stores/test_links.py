"""The table of concerns that were followed up again, in every store, and kept up to date."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import pytest

from irp.decisions.applying import apply
from irp.decisions.making import LinkEnd, link
from irp.links import link_concerns
from irp.record.extraction import Extraction
from irp.stores import open_store, read_store, write_store
from links.histories import PLACES, history, records

SELECT = "SELECT report_id, position, earlier_report_id, earlier_position FROM links"


@pytest.fixture(scope="module")
def visits() -> list[Extraction]:
    """Some histories; a person rejected the first link of the first."""
    found = records([history(place, seed=5) for place in PLACES[:3]])
    first = link_concerns(found)[0]
    earlier, later = (
        next(i for i, one in enumerate(found) if one.source.sha256 == end.sha256)
        for end in (first.earlier, first.later)
    )
    ends = (
        LinkEnd(found[later], first.later.position),
        LinkEnd(found[earlier], first.earlier.position),
    )
    made = link(*ends, same=False, because="another wing", by="A. Reader")
    found[later] = apply(found[later], [made])
    assert first not in link_concerns(found)
    return found


def wanted(found: list[Extraction]) -> set[tuple[str, int, str, int]]:
    return {(*link.later.key, *link.earlier.key) for link in link_concerns(found)}


def linked(path: Path) -> set[tuple[str, int, str, int]]:
    """The links in a store."""
    if path.is_dir():
        with (path / "links.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        keys = ("report_id", "position", "earlier_report_id", "earlier_position")
        told = [[row[key] for key in keys] for row in rows]
    elif path.suffix == ".sqlite":
        with sqlite3.connect(path) as db:
            told = [list(row) for row in db.execute(SELECT)]
        db.close()
    else:
        import duckdb

        with duckdb.connect(str(path), read_only=True) as duck:
            told = [list(row) for row in duck.execute(SELECT).fetchall()]
    return {(str(a), int(b), str(c), int(d)) for a, b, c, d in told}


@pytest.mark.parametrize("name", ["folder", "s.sqlite", "s.duckdb"])
def test_every_store_has_the_links_and_keeps_them_up_to_date(
    tmp_path: Path, name: str, visits: list[Extraction]
) -> None:
    path = tmp_path / name
    write_store(path, visits[:4])
    assert linked(path) == wanted(visits[:4])
    write_store(path, visits[4:])
    assert linked(path) == wanted(visits) != wanted(visits[:4])
    with open_store(path) as store:
        store.remove(visits[1].source.sha256)
        store.finish()
    left = list(read_store(path))
    assert len(left) == len(visits) - 1
    assert linked(path) == wanted(left) != wanted(visits)


def test_links_that_a_kill_left_out_of_date_are_made_by_the_next_run(
    tmp_path: Path, visits: list[Extraction]
) -> None:
    path = tmp_path / "s.sqlite"
    with open_store(path) as store:
        for one in visits:
            store.put(one)
    assert linked(path) == set()
    with open_store(path) as store:
        store.finish()
    assert linked(path) == wanted(visits)
