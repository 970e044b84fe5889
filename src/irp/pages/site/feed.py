"""The feed: the newest reports in Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from irp.links import ConcernLink
from irp.pages.site import words
from irp.pages.site.data.rows import ReportLine
from irp.plain_words import listed
from irp.record.vocabulary import Body, Judgement

ENTRIES = 50
"""Reports in the feed, the newest visits first."""
_ATOM = "http://www.w3.org/2005/Atom"
_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


def feed(
    reports: Sequence[ReportLine],
    *,
    links: Mapping[str, Sequence[ConcernLink]],
    title: str,
    base_url: str | None,
    as_of: datetime | None,
) -> str:
    """The feed as XML.

    Args:
        reports: the newest visit first.
        links: by the hash of a report, its concerns that were followed up before.
        title: of the site.
        base_url: the site's address; without it the links are relative to the feed.
        as_of: the date of the data.
    """
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _add(root, "title", title)
    _add(root, "id", base_url or "urn:hmip-irp:site")
    entries = reports[:ENTRIES]
    newest = max((_updated(line) for line in entries), default=_BEFORE_ALL)
    _add(root, "updated", (as_of or newest).isoformat())
    _add(root, "link", rel="self", href=_address(base_url, "feed.xml"))
    _add(root, "link", rel="alternate", type="text/html", href=_address(base_url, "index.html"))
    author = ET.SubElement(root, "author")
    _add(author, "name", "hmip-irp")
    for line in entries:
        entry = ET.SubElement(root, "entry")
        _add(entry, "title", f"{line.place}: review of {line.when}")
        _add(entry, "id", f"urn:hmip-irp:report:{line.name}")
        _add(entry, "updated", _updated(line).isoformat())
        page = _address(base_url, f"reports/{line.name}.html")
        _add(entry, "link", rel="alternate", type="text/html", href=page)
        again = words.again(links.get(line.sha256, ()))
        _add(entry, "summary", " ".join([_summary(line), *again]), type="text")
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = words.shown(text) or None


def _address(base_url: str | None, page: str) -> str:
    return (
        urljoin(base_url if base_url.endswith("/") else f"{base_url}/", page) if base_url else page
    )


def _updated(line: ReportLine) -> datetime:
    """When a report became known: its download, or else the visit."""
    if line.retrieved_at:
        fetched = line.retrieved_at
        return fetched.replace(tzinfo=UTC) if fetched.tzinfo is None else fetched.astimezone(UTC)
    if line.first_day:
        return datetime(*line.first_day.timetuple()[:3], tzinfo=UTC)
    return _BEFORE_ALL


def _summary(line: ReportLine) -> str:
    parts = [f"{words.STATUSES[line.status]}."]
    for body in Body:
        counts = {one: line.judgements[body, one] for one in (*Judgement, None)}
        given = [
            f"{number} {words.judgement_words(judgement).lower()}"
            for judgement, number in counts.items()
            if number
        ]
        if given:
            judged = words.count(sum(counts.values()), "follow-up")
            parts.append(f"{words.BODIES[body]} on {judged}: {listed(given)}.")
    return " ".join(parts)
