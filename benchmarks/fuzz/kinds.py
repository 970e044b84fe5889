"""The kinds of input: how one is made, and what reads it. A reader raises nothing untyped."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import generator
from irp.api import Reader
from irp.decisions import file as decisions
from irp.decisions.applying import applied_again
from irp.decisions.making import decide
from irp.errors import IrpError
from irp.options import Limits, Options
from irp.parser import pipeline
from irp.record.decision import Ruling
from irp.record.extraction import Extraction
from irp.record.load import from_text, parse_records
from irp.record.problems import PROBLEMS
from irp.render import to_json
from irp.source import SourceFile
from irp.sync.crawl.markup import read_listing, read_report
from irp.sync.crawl.sitemap import read_sitemap
from irp.sync.load_settings import load_settings
from library.records import extraction, one_count_too_many
from sync.pages import listing_page, report_page, sitemap
from sync.posts import irp_post, other_post

ROOT = Path(__file__).resolve().parents[2]
URL = "https://reports.example/hmipris_reports/"
SMALL = generator.Options(recommendations=2, themes=1, paragraphs=(1, 2), photographs=0)


class Kind(NamedTuple):
    """A kind of input.

    Attributes:
        samples: gives whole ones.
        read: reads one; what it raises is either an ``IrpError`` or a fault.
        share: inputs of it among 100.
    """

    samples: Callable[[], list[bytes]]
    read: Callable[[bytes], object]
    share: int


class UntypedError(Exception):
    """A record that has an internal error or a problem without a name."""


def _checked(record: Extraction) -> Extraction:
    codes = {problem.code for problem in record.problems}
    if "internal_error" in codes or not codes <= PROBLEMS.keys():
        raise UntypedError(str([p.message for p in record.problems if p.code == "internal_error"]))
    return Extraction.model_validate_json(to_json(record))


def _dumps() -> list[bytes]:
    made = [generator.make_truth(n, layout, options=SMALL) for n, layout in enumerate(_LAYOUTS)]
    return [generator.render(generator.build(truth), "text-dump") for truth in made]


_LAYOUTS = ("2019", "2021", "2023")


def _read_dump(data: bytes) -> object:
    return _checked(pipeline.run(SourceFile.from_bytes(data, name="dump.txt")))


def _pdfs() -> list[bytes]:
    made = [generator.make_truth(n, layout, options=SMALL) for n, layout in enumerate(_LAYOUTS)]
    return [generator.render(generator.build(truth), "reportlab") for truth in made]


@cache
def _reader() -> Reader:
    """One for the whole campaign: its reading process is replaced only where it has to be."""
    return Reader(Options(limits=Limits(seconds=20))).__enter__()


def _read_pdf(data: bytes) -> object:
    return _checked(_reader().extract(data, name="report.pdf"))


def _records() -> list[bytes]:
    return [to_json(one).encode() for one in (extraction(), extraction(one_count_too_many))]


def _read_record(data: bytes) -> object:
    for one in parse_records(data.decode("utf-8", "replace")):
        to_json(one)
    return from_text(data)


def _decisions() -> list[bytes]:
    record = extraction(one_count_too_many)
    given = [
        *decide(record, Ruling.ACCEPT, place="IRP-T01", because="seen", by="A. Reader"),
        *decide(record, Ruling.NOTE, because="looked at", by="A. Reader"),
        *decide(
            record, Ruling.CORRECT, place="/chief_inspector/name", value="Ada Fenwyck",
            because="misread", by="A. Reader",
        ),
    ]  # fmt: skip
    return ["".join(map(decisions.line_of, given)).encode()]


def _read_decisions(data: bytes) -> object:
    path = _scratch() / "decisions.jsonl"
    path.write_bytes(data)
    try:
        given = decisions.read(path)
    finally:
        decisions.parse(data)
    return [_checked(one) for one in applied_again([extraction(one_count_too_many)], given)]


def _pages() -> list[bytes]:
    posts = [irp_post(0), *(other_post(number, number) for number in range(2, 5))]
    made = [listing_page(posts, 1, 2, markup=markup) for markup in ("listing", "archive")]
    return [page.encode() for page in (*made, report_page(posts[0], URL), sitemap(URL, posts))]


def _read_page(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    with suppress(IrpError):
        read_listing(text, URL)
    with suppress(IrpError):
        read_report(text, URL)
    with suppress(ValueError):  # what it says of a text that is no sitemap
        read_sitemap(text, URL)
    return None


def _settings() -> list[bytes]:
    return [(ROOT / "deploy" / "irp.toml").read_bytes()]


def _read_settings(data: bytes) -> object:
    path = _scratch() / "irp.toml"
    path.write_bytes(data)
    return load_settings(path, {})


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="irp-fuzz-"))


KINDS = {
    "settings": Kind(_settings, _read_settings, 20),
    "decisions": Kind(_decisions, _read_decisions, 20),
    "records": Kind(_records, _read_record, 20),
    "pages": Kind(_pages, _read_page, 25),
    "dumps": Kind(_dumps, _read_dump, 12),
    "pdfs": Kind(_pdfs, _read_pdf, 3),
}
