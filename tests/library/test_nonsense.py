"""Arguments that make no sense raise an error that says what was wanted."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import irp as library_itself
from library.records import extraction

irp: Any = library_itself
"""Untyped, as for those who do not check types."""


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: irp.extract(None), "the source must be a path, bytes or a file"),
        (lambda: irp.extract(["a.pdf"]), "not list"),
        (lambda: irp.extract(io.StringIO("a")), "opened in binary mode"),
        (lambda: irp.extract("a", limits={"seconds": 5}), "irp.Limits, not dict"),
        (lambda: irp.extract("a", decisions=[]), "a path or irp.Decisions, not list"),
        (lambda: irp.extract("a", name=5), "the name must be text, not int"),
        (lambda: irp.Decisions("decisions.jsonl"), "irp.extract takes a path of a file, too"),
        (lambda: irp.Decisions(["a"]), "must be a decision"),
        (lambda: irp.extract("a", establishments=5), "establishments must be a path, not int"),
        (lambda: irp.extract_many("a.pdf"), "irp.extract reads one"),
        (lambda: irp.extract_many(io.BytesIO()), "irp.extract reads one"),
        (lambda: irp.check(5), "the record must be"),
        (lambda: list(irp.rows("records/")), "irp.read_store reads them from a path"),
        (lambda: irp.diff(None, None), "the records must be"),
        (lambda: irp.read_store(None), "the store must be a path, not None"),
        (lambda: irp.open_store(5), "the store must be a path, not int"),
        (lambda: irp.run_batch(None, "out"), "the sources must be"),
        (lambda: irp.run_batch("a", "out", batch_options=5), "must be irp.BatchOptions, not int"),
        (lambda: irp.BatchOptions(jobs="two"), "the jobs must be a whole number, not str"),
        (lambda: irp.build_site("records", 5), "the site's folder must be a path, not int"),
        (lambda: irp.Limits(seconds="5"), "the limit on seconds must be a number, not str"),
        (lambda: irp.Limits(pages=True), "must be a number, not bool"),
    ],
)
def test_what_makes_no_sense_is_named(call: Callable[[], object], said: str) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        call()


def test_one_record_is_as_good_as_several(tmp_path: Path) -> None:
    one = extraction()
    assert list(irp.rows(one)) == list(irp.rows([one]))
    irp.write_store(tmp_path / "store", one)
    assert list(irp.read_store(tmp_path / "store")) == [one]
    with pytest.raises(TypeError, match="each of the records must be an Extraction, not str"):
        irp.write_store(tmp_path / "other", ["a.pdf"])


def test_a_store_without_a_name_is_not_the_folder_one_is_in() -> None:
    with pytest.raises(irp.IrpError, match="the store has no name"):
        irp.open_store("")
