"""A style of its own with WeasyPrint: HTML and CSS, a serif with ligatures, tagged PDF.

Not among the producers of the tests: the accuracy campaign uses it as one that nobody looked at
while rules were written.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from functools import singledispatch
from html import escape
from importlib.resources import files

from .. import document as doc
from ..pictures import jpeg
from .base import Producer, sections
from .weasyprint_charts import svg


def _words(text: str) -> str:
    """A text; words with a slash stay whole, as word processors keep them."""
    return " ".join(
        f'<span class="whole">{escape(word)}</span>'
        if "/" in word and "." not in word
        else escape(word)
        for word in text.split(" ")
    )


def _p(text: str, style: str = "") -> str:
    return f'<p class="{style}">{text}</p>' if style else f"<p>{text}</p>"


def _bullets(items: tuple[str, ...], style: str = "") -> str:
    listed = "".join(f"<li>{_words(item)}</li>" for item in items)
    return f'<ul class="bullets {style}">{listed}</ul>' if items else ""


def _anchor(label: str) -> str:
    return label.lower().replace(" ", "-")


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{_words(cell)}</{tag}>" for cell in cells) + "</tr>"


@singledispatch
def _html(element: doc.Element, _report: doc.Report) -> str:
    raise TypeError(f"no style for {type(element).__name__}")


@_html.register
def _(cover: doc.Cover, _report: doc.Report) -> str:
    lines = [_p(_words(cover.title), "title"), _p(_words(cover.establishment), "title")]
    lines += [_p(_words(cover.by), "by"), _p(_words(cover.dates)) if cover.dates else ""]
    return f'<div class="cover">{"".join(lines)}</div>'


@_html.register
def _(contents: doc.Contents, report: doc.Report) -> str:
    items = "".join(
        f'<li><span class="label">{escape(s.label)}</span>'
        f'<a href="#{_anchor(s.label)}">{_words(s.text)}</a></li>'
        for s in sections(report)
    )
    return f'<h2>{escape(contents.heading)}</h2><ul class="contents">{items}</ul>'


@_html.register
def _(heading: doc.Heading, _report: doc.Report) -> str:
    style = ' class="new-page"' if heading.new_page else ""
    if not heading.label:
        return f"<h{heading.level}{style}>{_words(heading.text)}</h{heading.level}>"
    label = f'<span class="label">{escape(heading.label)}</span>'
    return f'<h1 id="{_anchor(heading.label)}"{style}>{label}{_words(heading.text)}</h1>'


@_html.register
def _(part: doc.Numbered, _report: doc.Report) -> str:
    number = f'<span class="number">{escape(part.number)}</span>'
    style = "numbered lead" if part.bullets else "numbered"
    tail = _p(_words(part.tail), "continued") if part.tail else ""
    return _p(number + _words(part.text), style) + _bullets(part.bullets, "inner") + tail


@_html.register
def _(part: doc.Continued, _report: doc.Report) -> str:
    return _p(_words(part.text), "continued")


@_html.register
def _(part: doc.Plain, _report: doc.Report) -> str:
    return _p(_words(part.text), part.style.replace(" ", "-"))


@_html.register
def _(part: doc.Bullets, _report: doc.Report) -> str:
    return _bullets(part.items)


@_html.register
def _(box: doc.Box, _report: doc.Report) -> str:
    parts = []
    for part in box.parts:
        words = _words(f"{part.text} {part.references}".strip())
        label = f"<b>{_words(part.label)}</b> " if part.label else ""
        parts.append(_p(label + (f"<b>{words}</b>" if part.bold else words)))
    return f'<div class="box">{"".join(parts)}</div>'


@_html.register
def _(caption: doc.Caption, _report: doc.Report) -> str:
    return _p(_words(f"{caption.label} {caption.text}".strip()), "caption")


@_html.register
def _(chart: doc.Chart, _report: doc.Report) -> str:
    return f'<div class="chart">{svg(chart)}</div>'


@_html.register
def _(picture: doc.Picture, _report: doc.Report) -> str:
    data = b64encode(jpeg(picture.scene, picture.seed)).decode()
    image = f'<img alt="Photograph" src="data:image/jpeg;base64,{data}">'
    return f'<div class="picture">{image}{_p(_words(picture.caption))}</div>'


@_html.register
def _(entry: doc.Entry, _report: doc.Report) -> str:
    words = _words(f"{entry.label} {entry.text}".strip())
    return f'<div class="together">{_p(words)}{_p(f"<b>{escape(entry.judgement)}</b>")}</div>'


@_html.register
def _(table: doc.EntryTable, _report: doc.Report) -> str:
    rows = "".join(_row((f"{e.label} {e.text}".strip(), e.judgement)) for e in table.entries)
    head = _row(table.columns, "th")
    return f'<table class="ruled entries"><thead>{head}</thead><tbody>{rows}</tbody></table>'


@_html.register
def _(part: doc.Definition, _report: doc.Report) -> str:
    title = _p(f"<b>{escape(part.title)}</b>")
    return f'<div class="together">{title}{_p(_words(part.text))}</div>'


@_html.register
def _(team: doc.Team, _report: doc.Report) -> str:
    return f'<table class="bare">{"".join(_row(row) for row in team.rows)}</table>'


@_html.register
def _(part: doc.Term, _report: doc.Report) -> str:
    words = _p(f"<b>{_words(part.term)}</b>") + _p(_words(part.text))
    return f'<div class="together">{words}</div>{_bullets(part.bullets)}'


@_html.register
def _(signature: doc.Signature, _report: doc.Report) -> str:
    return f'<div class="signature">{"".join(_p(_words(line)) for line in signature.lines)}</div>'


@_html.register
def _(table: doc.Table, _report: doc.Report) -> str:
    caption = _p(_words(table.caption), "caption")
    return f'{caption}<table class="ruled">{"".join(_row(row) for row in table.rows)}</table>'


@_html.register
def _(note: doc.Footnote, _report: doc.Report) -> str:
    return _p(f"<sup>{note.number}</sup> {_words(note.text)}", "footnote")


@_html.register
def _(_break: doc.PageBreak, _report: doc.Report) -> str:
    return '<div class="break"></div>'


@_html.register
def _(gap: doc.Gap, _report: doc.Report) -> str:
    return f'<div style="height: {gap.points}pt"></div>'


def _content(text: str) -> str:
    """A running line as a CSS value: strings, and the counter where the number goes."""
    pieces = [json.dumps(piece, ensure_ascii=False) for piece in text.split("{page}")]
    return " counter(page) ".join(pieces)


def _style(running: doc.Running) -> str:
    even = running.even_left is not None
    places = {
        "FOOT-ODD-LEFT": running.footer_left,
        "FOOT-ODD-RIGHT": running.footer_right,
        "FOOT-EVEN-LEFT": (running.even_left or "") if even else running.footer_left,
        "FOOT-EVEN-RIGHT": (running.even_right or "") if even else running.footer_right,
        "HEADER": running.header,
    }
    style = files(__package__).joinpath("weasyprint_style.css").read_text("utf-8")
    for place, text in places.items():
        style = style.replace(place, _content(text))
    return style


def page(report: doc.Report) -> str:
    """The report as one page of HTML."""
    body = "\n".join(_html(element, report) for element in report.elements)
    head = f"<meta charset=utf-8><title>{escape(report.title)}</title>"
    style = f"<style>{_style(report.running)}</style>"
    return f'<!doctype html><html lang="en-GB"><head>{head}{style}</head><body>{body}</body></html>'


def render(report: doc.Report) -> bytes:
    """The report as a tagged PDF."""
    from weasyprint import HTML

    # A fixed identifier, so that the same report gives the same bytes.
    result = HTML(string=page(report)).write_pdf(pdf_tags=True, pdf_identifier=b"invented")
    if not isinstance(result, bytes):
        raise TypeError("WeasyPrint gave no file")
    return result


PRODUCER = Producer("weasyprint", "pdf", render)
