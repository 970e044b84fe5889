"""The Atom feed: what is new, changed or withdrawn, in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from irp.pages.names import name_of_file
from irp.pages.review.key_names import label_of
from irp.pages.words import BODIES, JUDGEMENTS, STATUSES
from irp.record.vocabulary import Body, Judgement, Status
from irp.sync.settings import Settings

ENTRIES: Final = 100
"""The newest changes, which the feed holds."""
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = "1970-01-01T00:00:00+00:00"
_WORDS: Final = {
    "new": "New",
    "changed": "Changed",
    "withdrawn": "Withdrawn",
    "returned": "Back again",
    "removed": "Removed from the set",
}
_FIELDS_SHOWN: Final = 20


def atom(changes: Sequence[Mapping[str, Any]], settings: Settings) -> str:
    """The feed of the changes, which are given in the order they happened.

    Where the address of our own site is set, entries lead to the pages of reports on it.
    """
    site = settings.site.url
    newest = list(reversed(changes))[:ENTRIES]
    feed = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en-GB"})
    SubElement(feed, "id").text = f"{site}#hmip-irp"
    SubElement(feed, "title").text = "Independent reviews of progress: what is new"
    SubElement(feed, "updated").text = newest[0]["time"] if newest else _NEVER
    SubElement(SubElement(feed, "author"), "name").text = "hmip-irp"
    SubElement(feed, "link", {"rel": "related", "href": site})
    for change in newest:
        _add(feed, change, settings)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _add(feed: Element, change: Mapping[str, Any], settings: Settings) -> None:
    entry = SubElement(feed, "entry")
    what = change.get("establishment") or change.get("title") or change.get("source") or "A report"
    SubElement(entry, "id").text = f"{settings.site.url}#hmip-irp-{change['id']}"
    SubElement(entry, "title").text = f"{_WORDS[change['change']]}: {what}"
    SubElement(entry, "updated").text = change["time"]
    if link := _link(change, settings.pages.base_url):
        SubElement(entry, "link", {"rel": "alternate", "href": link})
    SubElement(entry, "category", {"term": change["change"]})
    SubElement(entry, "content", {"type": "text"}).text = _printable("\n".join(_lines(change)))


def _link(change: Mapping[str, Any], base_url: str | None) -> str | None:
    if base_url and change["change"] in ("new", "changed"):
        name = name_of_file(change["source"], change["sha256"])
        return f"{base_url.rstrip('/')}/reports/{name}.html"
    return change.get("page") or change.get("url")


def _lines(change: Mapping[str, Any]) -> list[str]:
    lines = [f"{_WORDS[change['change']]}: {change.get('url') or change.get('page')}"]
    for body, given in (change.get("judgements") or {}).items():
        counts = ", ".join(f"{_in_words(value)} {count}" for value, count in given.items())
        lines.append(f"{BODIES[Body(body)]}: {counts}.")
    if change.get("status"):
        lines.append(f"Record: {STATUSES[Status(change['status'])].lower()}.")
    lines += change.get("followed_up_before") or []
    fields = change.get("fields") or []
    lines += [
        f"{label_of(one['field'].removeprefix('/report'))}:"
        f" {_in_words(one['before'])} → {_in_words(one['after'])}"
        for one in fields[:_FIELDS_SHOWN]
    ]
    more = len(fields) - _FIELDS_SHOWN + (change.get("more_fields") or 0)
    return [*lines, f"and {more} more fields"] if more > 0 else lines


def _in_words(value: Any) -> str:
    if value is None:
        return "nothing"
    if value in list(Judgement):
        return JUDGEMENTS[Judgement(value)].lower()
    return f"“{value}”" if isinstance(value, str) else str(value)


def _printable(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or c.isprintable())
