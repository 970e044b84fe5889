"""The entry to the text stage: reads a PDF or a text dump into a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from irp import source as kinds
from irp.errors import SourceError
from irp.options import Engine, Limits
from irp.parser.text.engines.raw import PdfReader, RawPage
from irp.parser.text.furniture.contents import mark_contents
from irp.parser.text.furniture.line_numbers import leave_out_line_numbers
from irp.parser.text.furniture.running_heads import mark_furniture
from irp.parser.text.hyphenation import mark_divisions
from irp.parser.text.line_builder import DraftPage, freeze
from irp.parser.text.model import Document, SecondEngine, TextProblem
from irp.parser.text.plain import is_markdown, read_plain
from irp.parser.text.spacing import measure_gaps
from irp.record.spans import Span
from irp.source import SourceFile

_TEXT_ENGINE: Final = ("text", "1")
_GARBLED: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1b]")
_MARKDOWN: Final = "the text is Markdown, which a converter made of the pages: compare it with them"
_RECOGNISED: Final = "all words were recognised in pictures of the pages; some may be misread"
_GARBLED_SHARE: Final = 0.3
"""Share of the characters from which a text is not the report's words."""
_LEAST_SHEETS: Final = 3
_LEAST_LINES: Final = 8
"""The fewest sheets, and lines on each half, that show two pages to a sheet."""
_SCANNED_SHARE: Final = 0.3
"""The least share of a page without text that a picture covers."""


def read_document(
    source: SourceFile, engine: str = Engine.PDFIUM, limits: Limits | None = None
) -> Document:
    """Read a source into pages, lines and words, page furniture marked.

    Args:
        source: what to read.
        engine: the PDF engine, one of ``PDF_ENGINES``; a text dump needs none.
        limits: the most pages and characters to read.

    Raises:
        SourceError: it cannot be read; the code says why.
        ValueError: there is no such engine.
    """
    limits = limits or Limits()
    if source.media_type == kinds.TEXT:
        return _read_text(source, limits)
    return _read_pdf(source, engine, limits)


def _read_text(source: SourceFile, limits: Limits) -> Document:
    text = source.text()
    if len(text) > limits.characters:
        raise SourceError(
            f"the text has {len(text):,} characters, the limit is {limits.characters:,}",
            code="too_large",
        )
    if not text.strip():
        raise SourceError("the file holds nothing but white space", code="no_text")
    _check_garbled(len(_GARBLED.findall(text)), len(text))
    pages = read_plain(text)
    problems = [TextProblem("markdown", _MARKDOWN)] if is_markdown(text) else []
    if len(pages) > limits.pages:
        raise SourceError(
            f"the text has {len(pages)} pages, the limit is {limits.pages}", code="too_large"
        )
    problems += _finish(pages)
    return Document(kinds.TEXT, freeze(pages), *_TEXT_ENGINE, problems=tuple(problems))


def _read_pdf(source: SourceFile, name: str, limits: Limits) -> Document:
    # Imported here: a text dump, and `irp --help`, need no PDF library.
    from irp.parser.text.engines.precheck import look
    from irp.parser.text.seen.witness import compare_with_picture

    engine = _engine(name)
    facts = look(source.pdf, limits, for_text=name == Engine.PDFPLUMBER)
    compared = tuple(map(compare_with_picture, engine.read(source.pdf, limits)))
    about = (engine.name, engine.version, facts.title, facts.producer)
    return _built(Document(kinds.PDF, (), *about, compared=compared))


def read_again(
    document: Document, source: SourceFile, name: str, limits: Limits, pages: Collection[int]
) -> Document | None:
    """Read some pages of a PDF with another engine.

    Returns:
        The document with those of the pages on which the other engine reads other words; None
        where it reads the same words on all of them.

    Raises:
        SourceError: the other engine cannot read them.
    """
    from irp.parser.text.seen.witness import compare_with_picture

    engine = _engine(name)
    others = {page.number: page for page in engine.read(source.pdf, limits, pages)}
    compared = list(document.compared)
    differ = []
    for index, page in enumerate(document.compared):
        other = others.get(page.raw.number)
        if other and _words(page.raw) != _words(other):
            compared[index] = compare_with_picture(other)
            differ.append(other.number)
    if not differ:
        return None
    before = document.second.pages if document.second else ()
    second = SecondEngine(engine.name, engine.version, tuple(sorted({*before, *differ})))
    return _built(replace(document, compared=tuple(compared), second=second))


def _words(page: RawPage) -> Counter[str]:
    return Counter(word.text for word in (*page.words, *page.turned))


def _built(document: Document) -> Document:
    """A document with the lines of its raw pages, and their problems."""
    from irp.parser.text.pdf import draft_pages
    from irp.parser.text.seen.beside import not_in_the_text
    from irp.parser.text.seen.witness import outside_figures

    problems = _problems([page.raw for page in document.compared])
    if document.engine == Engine.RECOGNISE:
        problems += (TextProblem("recognised_pages", _RECOGNISED),)
    pages = draft_pages([page.page for page in document.compared])
    unlike, sighting = outside_figures(document.compared, pages)
    problems += _finish(pages)
    beside = [found for page in pages for found in not_in_the_text(page)]
    reported = (*problems, *unlike, *beside)
    return replace(document, pages=freeze(pages), problems=reported, sighting=sighting)


def _engine(name: str) -> PdfReader:
    if name == Engine.PDFIUM:
        from irp.parser.text.engines.pdfium.engine import PdfiumEngine

        return PdfiumEngine()
    if name == Engine.PDFPLUMBER:
        from irp.parser.text.engines.plumber import PlumberEngine

        return PlumberEngine()
    if name == Engine.RECOGNISE:
        from irp.parser.text.engines.recognised import RecogniserEngine

        return RecogniserEngine()
    raise ValueError(f"{name!r} does not name one engine")


def _finish(pages: Sequence[DraftPage]) -> tuple[TextProblem, ...]:
    problems = leave_out_line_numbers(pages)
    mark_divisions(pages)
    mark_furniture(pages)
    mark_contents(pages)
    measure_gaps(pages)
    return tuple(problems)


def _problems(pages: Sequence[RawPage]) -> tuple[TextProblem, ...]:
    """Problems with the pages.

    Raises:
        SourceError: image_only, no_text or garbled_text, where all of it is odd.
    """
    from irp.parser.text.engines.precheck import check_text

    problems: list[TextProblem] = []
    characters = garbled = 0
    for page in pages:
        text = "".join([word.text for word in page.words])
        whole = text.isprintable() and "\ufffd" not in text  # nearly always, and quick to check
        bad = 0 if whole else len(_GARBLED.findall(text))
        characters += len(text)
        garbled += bad
        if bad > _GARBLED_SHARE * len(text):
            problems.append(_problem("garbled_text", page, "has characters without meaning"))
        if page.rotation:
            problems.append(
                _problem("rotated_page", page, f"was turned by {page.rotation} degrees")
            )
        if page.unmapped:
            fonts = ", ".join(sorted(page.unmapped))
            message = f"uses a font that does not say which letters it draws: {fonts}"
            problems.append(_problem("odd_characters", page, message))
        if not page.words and _is_scanned(page):
            problems.append(_problem("page_without_text", page, "is a picture without text"))
    _check_sheets(pages)
    check_text(characters, len(pages), pictures=any(page.images for page in pages))
    _check_garbled(garbled, characters)
    return tuple(problems)


def _check_sheets(pages: Sequence[RawPage]) -> None:
    """Refuse pages that show two pages side by side: their lines would run into each other."""
    double = sum(map(_is_double, pages))
    if double >= _LEAST_SHEETS and double > len(pages) / 2:
        raise SourceError(
            "each sheet shows two pages side by side: save the report with one page to a sheet",
            code="two_page_sheets",
        )


def _is_double(page: RawPage) -> bool:
    middle = page.width / 2
    if page.width < page.height or any(w.x0 < middle < w.x1 for w in page.words):
        return False
    left = {round(word.baseline) for word in page.words if word.x1 < middle}
    right = {round(word.baseline) for word in page.words if word.x0 > middle}
    return min(len(left), len(right)) >= _LEAST_LINES


def _problem(code: str, page: RawPage, message: str) -> TextProblem:
    return TextProblem(code, f"page {page.number} {message}", Span(page.number, 0, 0))


def _is_scanned(page: RawPage) -> bool:
    size = page.width * page.height
    return any(image.box.width * image.box.height > _SCANNED_SHARE * size for image in page.images)


def _check_garbled(garbled: int, characters: int) -> None:
    if garbled > _GARBLED_SHARE * characters:
        raise SourceError(
            "most characters have no meaning: the fonts do not say which letters they draw, "
            "so the pages need OCR",
            code="garbled_text",
        )
