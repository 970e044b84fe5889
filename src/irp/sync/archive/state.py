"""What the nightly job knows between runs: one SQLite file, safe against a kill at any moment.

``irp.sync.archive.opening`` opens it, and rebuilds it when it is lost.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple, Self


class Verdict(StrEnum):
    """What a page is about."""

    REVIEW = "review"
    """An independent review of progress, by the page's own words."""
    PERHAPS = "perhaps"
    """The page does not say what it is, but speaks of a review: the PDF's cover decides."""
    OTHER = "other"
    """Another kind of report."""
    UNKNOWN = "unknown"
    """Markup that irp does not know."""


@dataclass(frozen=True)
class KnownPage:
    """A page of the site: a row of the table ``pages``."""

    url: str
    title: str
    published: date | None
    visited: datetime | None
    verdict: Verdict | None
    summary: str
    pdf: str | None
    link_text: str
    withdrawn: datetime | None


@dataclass(frozen=True)
class KnownPdf:
    """What was downloaded from a PDF's address: a row of the table ``documents``."""

    url: str
    sha256: str
    etag: str | None
    last_modified: str | None
    fetched: datetime
    checked: datetime
    gone: datetime | None

    @property
    def validators(self) -> dict[str, str]:
        """Request headers that ask whether it changed; empty if the server sent none."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


class ParsedOriginal(NamedTuple):
    """The result of reading an original: a row of the table ``originals``.

    Attributes:
        sha256: of the original.
        status: of its record.
        code: why there is no record, or None.
        record: the hash of the record's JSON; None if an older version of irp wrote the row.
    """

    sha256: str
    status: str
    code: str | None
    record: str | None


class SyncState:
    """The database. Use it in a ``with`` statement.

    Args:
        connection: an open database with the tables of ``state_schema``.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several changes, all of them or none."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self._db.execute(statement, values)

    def one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first value of the first row, or None."""
        row = self._db.execute(statement, values).fetchone()
        return row[0] if row else None

    # ------------------------------------------------------------------ single facts

    def fact(self, key: str) -> str | None:
        """A single fact, or None if it is not known."""
        value: str | None = self.one("SELECT value FROM meta WHERE key = ?", (key,))
        return value

    def keep_fact(self, key: str, value: str | None) -> None:
        """Save a fact; None deletes it."""
        if value is None:
            self._db.execute("DELETE FROM meta WHERE key = ?", (key,))
        else:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def moment(self, key: str) -> datetime | None:
        """A time that was saved as a fact."""
        value = self.fact(key)
        return moment_of(value) if value else None

    def cooldown(self) -> tuple[datetime, float, str] | None:
        """The last cooldown: see ``irp.sync.http.cooldown``."""
        kept = self.fact("silence")
        return None if kept is None else cooldown_of(kept)

    def keep_cooldown(self, began: datetime, seconds: float, reason: str) -> None:
        """Save a cooldown."""
        self.keep_fact("silence", f"{began.isoformat()} {seconds} {reason}")

    # ------------------------------------------------------------------ pages

    def pages(self) -> list[KnownPage]:
        """All pages: those without a date, then newest first."""
        rows = self._db.execute(
            f"SELECT {_PAGE} FROM pages ORDER BY published IS NOT NULL, published DESC, rowid"  # noqa: S608 - our own columns
        )
        return [_page(row) for row in rows]

    def page(self, url: str) -> KnownPage | None:
        """One page, or None if it is not known."""
        row = self._db.execute(f"SELECT {_PAGE} FROM pages WHERE url = ?", (url,)).fetchone()  # noqa: S608 - our own columns
        return _page(row) if row else None

    def without_pdf(self) -> list[str]:
        """The addresses of pages that mention reviews and have no PDF."""
        return [
            page.url
            for page in self.pages()
            if page.verdict is Verdict.REVIEW and not page.pdf and not page.withdrawn
        ]

    def list_page(self, url: str, title: str, published: date | None, now: datetime) -> bool:
        """Save what a list says of a page; return whether it is new, so that it must be visited."""
        day = published.isoformat() if published else None
        known = self._db.execute(
            "SELECT title, published FROM pages WHERE url = ?", (url,)
        ).fetchone()
        news = known is None or tuple(known) != (title, day)
        self._db.execute(
            "INSERT INTO pages (url, title, published, first_seen, last_seen)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET title = excluded.title,"
            " published = excluded.published, last_seen = excluded.last_seen",
            (url, title, day, now.isoformat(), now.isoformat()),
        )
        if news:
            self._db.execute("UPDATE pages SET visited = NULL WHERE url = ?", (url,))
        return news

    def visited(self, page: KnownPage, now: datetime) -> None:
        """Save what was found on a page."""
        self._db.execute(
            "UPDATE pages SET visited = ?, verdict = ?, summary = ?, pdf = ?, link_text = ?,"
            " withdrawn = NULL WHERE url = ?",
            (now.isoformat(), page.verdict, page.summary, page.pdf, page.link_text, page.url),
        )

    def withdraw(self, url: str, now: datetime) -> None:
        """Note that a page is gone; its PDF is kept."""
        self._db.execute("UPDATE pages SET withdrawn = ? WHERE url = ?", (now.isoformat(), url))

    # ------------------------------------------------------------------ documents

    def documents(self) -> list[KnownPdf]:
        """All addresses of PDFs, the one checked longest ago first."""
        rows = self._db.execute(f"SELECT {_DOCUMENT} FROM documents ORDER BY checked, url")  # noqa: S608 - our own columns
        return [_document(row) for row in rows]

    def document(self, url: str) -> KnownPdf | None:
        """What was downloaded from an address, or None if nothing was."""
        row = self._db.execute(
            f"SELECT {_DOCUMENT} FROM documents WHERE url = ?",  # noqa: S608 - our own columns
            (url,),
        ).fetchone()
        return _document(row) if row else None

    def fetched(self, document: KnownPdf) -> None:
        """Save what was downloaded from an address."""
        with self.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, NULL)",
                (
                    document.url,
                    document.sha256,
                    document.etag,
                    document.last_modified,
                    document.fetched.isoformat(),
                    document.checked.isoformat(),
                ),
            )
            # A PDF that returns to an earlier version is the newest again.
            self._db.execute(
                "INSERT OR REPLACE INTO versions (url, sha256, fetched) VALUES (?, ?, ?)",
                (document.url, document.sha256, document.fetched.isoformat()),
            )

    def versions(self, url: str) -> list[str]:
        """The hashes of all originals from an address, newest first."""
        rows = self._db.execute(
            "SELECT sha256 FROM versions WHERE url = ? ORDER BY number DESC", (url,)
        )
        return [row[0] for row in rows]

    def has_version(self, url: str, sha256: str) -> bool:
        """Whether an original came from an address."""
        statement = "SELECT 1 FROM versions WHERE url = ? AND sha256 = ?"
        return self.one(statement, (url, sha256)) is not None

    # ------------------------------------------------------------------ originals

    def parsed(self) -> dict[str, ParsedOriginal]:
        """The result of reading each original, by hash."""
        rows = self._db.execute("SELECT sha256, status, code, record FROM originals")
        return {row[0]: ParsedOriginal(*row) for row in rows}

    def keep_parsed(self, results: Iterable[ParsedOriginal]) -> None:
        """Save the results of reading."""
        with self.transaction():
            self._db.executemany("INSERT OR REPLACE INTO originals VALUES (?, ?, ?, ?)", results)


_PAGE = "url, title, published, visited, verdict, summary, pdf, link_text, withdrawn"
_DOCUMENT = "url, sha256, etag, last_modified, fetched, checked, gone"


def _page(row: Sequence[Any]) -> KnownPage:
    return KnownPage(
        url=row[0],
        title=row[1],
        published=date.fromisoformat(row[2]) if row[2] else None,
        visited=_moment_or_none(row[3]),
        verdict=Verdict(row[4]) if row[4] else None,
        summary=row[5] or "",
        pdf=row[6],
        link_text=row[7] or "",
        withdrawn=_moment_or_none(row[8]),
    )


def _document(row: Sequence[Any]) -> KnownPdf:
    return KnownPdf(
        url=row[0],
        sha256=row[1],
        etag=row[2],
        last_modified=row[3],
        fetched=moment_of(row[4]),
        checked=moment_of(row[5]),
        gone=_moment_or_none(row[6]),
    )


def _moment_or_none(text: str | None) -> datetime | None:
    return moment_of(text) if text else None


def moment_of(text: str) -> datetime:
    """Read a time as the state holds it.

    Raises:
        ValueError: it is no time, or does not say how far it is from UTC.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} does not say how far it is from UTC")
    return moment


def cooldown_of(text: str) -> tuple[datetime, float, str]:
    """Read a cooldown as the state holds it: when it began, its seconds, its reason.

    Raises:
        ValueError: it is no cooldown.
    """
    began, seconds, reason = text.split(" ", 2)
    return moment_of(began), float(seconds), reason
