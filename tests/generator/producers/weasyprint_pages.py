"""A style of its own with WeasyPrint: HTML and CSS, a serif with ligatures, tagged PDF.

Not among the producers of the tests: the accuracy campaign uses it as one that nobody looked at
while rules were written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import singledispatchmethod
from html import escape
from importlib import import_module
from importlib.resources import files

from .. import document as doc
from .base import Producer, footnotes, marked, sections
from .weasyprint_charts import picture, svg, svg_base64


def _p(content: str, style: str = "") -> str:
    return f'<p class="{style}">{content}</p>' if style else f"<p>{content}</p>"


class Page:
    """Turns the elements of one report into HTML."""

    def __init__(self, report: doc.Report) -> None:
        self.report, self.wishes = report, report.style
        self.notes = footnotes(report)
        self.anchors = {s.key: f"section-{n}" for n, s in enumerate(sections(report), 1)}

    def words(self, text: str) -> str:
        """A text with its footnotes; words with a slash stay whole, as word processors do it."""
        return "".join(
            self.note(piece) if is_mark else " ".join(map(self.word, piece.split(" ")))
            for piece, is_mark in marked(text)
        )

    def word(self, word: str) -> str:
        if self.wishes.ligatures:
            word = word.replace("fi", "ﬁ").replace("fl", "ﬂ")
        whole = "/" in word and "." not in word
        return f'<span class="whole">{escape(word)}</span>' if whole else escape(word)

    def note(self, mark: str) -> str:
        text = f"<sup>{mark}</sup> {escape(self.notes.get(mark, ''))}"
        return f'<sup>{mark}</sup><span class="footnote">{text}</span>'

    def bullets(self, items: tuple[str, ...], style: str = "") -> str:
        listed = "".join(f"<li>{self.words(item)}</li>" for item in items)
        return f'<ul class="bullets {style}">{listed}</ul>' if items else ""

    def row(self, cells: Iterable[str], tag: str = "td") -> str:
        return "<tr>" + "".join(f"<{tag}>{self.words(cell)}</{tag}>" for cell in cells) + "</tr>"

    @singledispatchmethod
    def one(self, element: doc.Element) -> str:
        raise TypeError(f"no style for {type(element).__name__}")

    @one.register
    def _(self, cover: doc.Cover) -> str:
        lines = [_p(self.words(text), "title") for text in (cover.title, cover.establishment)]
        lines.append(_p(self.words(cover.by), "by"))
        lines.append(_p(self.words(cover.dates)) if cover.dates else "")
        return f'<div class="cover">{"".join(lines)}</div>'

    @one.register
    def _(self, contents: doc.Contents) -> str:
        items = "".join(
            f'<li class="{"labelled" if s.label else ""}">{self.label(s)}'
            f'<a href="#{self.anchors[s.key]}">{self.words(s.text)}</a></li>'
            for s in sections(self.report)
        )
        return f'<h2>{escape(contents.heading)}</h2><ul class="contents">{items}</ul>'

    def label(self, heading: doc.Heading) -> str:
        return f'<span class="label">{escape(heading.label)}</span>' if heading.label else ""

    @one.register
    def _(self, heading: doc.Heading) -> str:
        hanging = bool(heading.label) and not heading.broken
        styles = f"{'new-page' * heading.new_page} {'labelled' * hanging}"
        tag = f'h{heading.level} class="{styles}"'
        if heading.level == 1:
            words = f'<span class="name">{self.words(heading.text)}</span>'
            label = f"{escape(heading.label)}<br>" if heading.broken else self.label(heading)
            return f'<{tag} id="{self.anchors[heading.key]}">{label}{words}</h1>'
        return f"<{tag}>{self.words(heading.text)}</h{heading.level}>"

    @one.register
    def _(self, part: doc.Numbered) -> str:
        number = f'<span class="number">{escape(part.number)}</span>'
        style = "numbered lead" if part.bullets else "numbered"
        tail = _p(self.words(part.tail), "continued") if part.tail else ""
        text = _p(number + self.words(part.text), style)
        return text + self.bullets(part.bullets, "inner") + tail

    @one.register
    def _(self, part: doc.Continued) -> str:
        return _p(self.words(part.text), "continued")

    @one.register
    def _(self, part: doc.Plain) -> str:
        return _p(self.words(part.text), part.style.replace(" ", "-"))

    @one.register
    def _(self, part: doc.Bullets) -> str:
        return self.bullets(part.items)

    @one.register
    def _(self, box: doc.Box) -> str:
        if box.cells:
            cells = ((p.label, f"{p.text} {p.references}".strip()) for p in box.parts)
            return f'<table class="ruled">{"".join(map(self.row, cells))}</table>'
        parts = []
        for part in box.parts:
            words = self.words(f"{part.text} {part.references}".strip())
            words = f"<b>{words}</b>" if part.bold else words
            label = self.words(part.label)
            if part.bold or not self.wishes.plain_labels:
                label = f"<b>{label}</b>"
            parts.append(_p(f"{label} {words}" if part.label else words))
        return f'<div class="box {self.wishes.boxes}">{"".join(parts)}</div>'

    @one.register
    def _(self, caption: doc.Caption) -> str:
        return _p(self.words(f"{caption.label} {caption.text}".strip()), "caption")

    @one.register
    def _(self, chart: doc.Chart) -> str:
        drawing = svg(chart)
        if chart.alt:
            data, _, _ = svg_base64(chart)
            alt = escape(chart.alt, quote=True)
            drawing = f'<img alt="{alt}" src="data:image/svg+xml;base64,{data}">'
        return f'<div class="chart">{drawing}</div>'

    @one.register
    def _(self, photograph: doc.Picture) -> str:
        image = f'<img alt="Photograph" src="data:image/jpeg;base64,{picture(photograph)}">'
        return f'<div class="picture">{image}{_p(self.words(photograph.caption))}</div>'

    @one.register
    def _(self, entry: doc.Entry) -> str:
        words = _p(self.words(f"{entry.label} {entry.text}".strip()))
        return f'<div class="together">{words}{_p(f"<b>{escape(entry.judgement)}</b>")}</div>'

    @one.register
    def _(self, table: doc.EntryTable) -> str:
        rows = []
        for entry in table.entries:
            if isinstance(entry, str):
                rows.append(f'<tr><td colspan="2"><b>{self.words(entry)}</b></td></tr>')
            else:
                rows.append(self.row((f"{entry.label} {entry.text}".strip(), entry.judgement)))
        style = f"entries {table.align} {'ruled' if table.ruled else 'unruled'}"
        head = f"<thead>{self.row(table.columns, 'th')}</thead>"
        return f'<table class="{style}">{head}<tbody>{"".join(rows)}</tbody></table>'

    @one.register
    def _(self, part: doc.Definition) -> str:
        title = _p(f"<b>{escape(part.title)}</b>")
        return f'<div class="together">{title}{_p(self.words(part.text))}</div>'

    @one.register
    def _(self, team: doc.Team) -> str:
        return f'<table class="bare">{"".join(map(self.row, team.rows))}</table>'

    @one.register
    def _(self, part: doc.Term) -> str:
        words = _p(f"<b>{self.words(part.term)}</b>") + _p(self.words(part.text))
        return f'<div class="together">{words}</div>{self.bullets(part.bullets)}'

    @one.register
    def _(self, signature: doc.Signature) -> str:
        lines = "".join(_p(self.words(line)) for line in signature.lines)
        return f'<div class="signature">{lines}</div>'

    @one.register
    def _(self, table: doc.Table) -> str:
        head, *rows = table.rows
        body = self.row(head, "th") + "".join(map(self.row, rows))
        return f'{_p(self.words(table.caption), "caption")}<table class="ruled">{body}</table>'

    @one.register
    def _(self, _note: doc.Footnote) -> str:
        return ""  # the page draws it where its mark stands

    @one.register
    def _(self, _break: doc.PageBreak) -> str:
        return '<div class="break"></div>'

    @one.register
    def _(self, gap: doc.Gap) -> str:
        return f'<div style="height: {gap.points}pt"></div>'


def _content(text: str) -> str:
    """A running line as a CSS value: strings, the page's number, the section's title."""
    value = json.dumps(text, ensure_ascii=False)
    value = value.replace("{page}", '" counter(page) "')
    return value.replace("{section}", '" string(section) "')


def _style(report: doc.Report) -> str:
    running, wishes = report.running, report.style
    even = running.even_left is not None
    places = {
        "FOOT-ODD-LEFT": _content(running.footer_left),
        "FOOT-ODD-RIGHT": _content(running.footer_right),
        "FOOT-EVEN-LEFT": _content((running.even_left if even else running.footer_left) or ""),
        "FOOT-EVEN-RIGHT": _content((running.even_right if even else running.footer_right) or ""),
        "HEADER": _content(running.header),
        "RIGHT": f"{65 + wishes.narrow}pt",
        "HEADINGS": f"{wishes.headings}pt",
    }
    style = files(__package__).joinpath("weasyprint_style.css").read_text("utf-8")
    for place, value in places.items():
        style = style.replace(place, value)
    return style


def html(report: doc.Report) -> str:
    """The report as one page of HTML."""
    page = Page(report)
    body = "\n".join(page.one(element) for element in report.elements)
    head = f"<meta charset=utf-8><title>{escape(report.title)}</title>"
    style = f"<style>{_style(report)}</style>"
    return f'<!doctype html><html lang="en-GB"><head>{head}{style}</head><body>{body}</body></html>'


def render(report: doc.Report) -> bytes:
    """The report as a tagged PDF."""
    weasyprint = import_module("weasyprint")  # not among what tests and type checks need
    page = weasyprint.HTML(string=html(report))
    # A fixed identifier, so that the same report gives the same bytes.
    result = page.write_pdf(pdf_tags=True, pdf_identifier=b"invented")
    if not isinstance(result, bytes):
        raise TypeError("WeasyPrint gave no file")
    return result


PRODUCER = Producer("weasyprint", "pdf", render, keeps_alt_texts=True)
