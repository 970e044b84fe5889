"""What the nightly job knows between runs: one SQLite file, safe against a kill at any moment."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from irp.sync.archive.state_schema import SCHEMA, VERSION

STATE_FILE = "state.sqlite"


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
    """A page of the site, as a row of the table ``pages``."""

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
    """What lies at a PDF's address, as a row of the table ``documents``."""

    url: str
    sha256: str
    etag: str | None
    last_modified: str | None
    fetched: datetime
    checked: datetime
    gone: datetime | None

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask whether it has changed; empty where the server gave none."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


class SyncState:
    """The file. Use it in a ``with`` statement; nothing is kept outside a transaction.

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
        """Several changes, all of them or none."""
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
        """A single fact, or None."""
        value: str | None = self.one("SELECT value FROM meta WHERE key = ?", (key,))
        return value

    def keep_fact(self, key: str, value: str | None) -> None:
        """Keep a fact, or forget it."""
        if value is None:
            self._db.execute("DELETE FROM meta WHERE key = ?", (key,))
        else:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def moment(self, key: str) -> datetime | None:
        """A time that was kept as a fact."""
        return _time(self.fact(key))

    def silence(self) -> tuple[datetime, float, str] | None:
        """The silence that was asked for last: see ``irp.sync.http.cooldown``."""
        kept = self.fact("silence")
        if kept is None:
            return None
        began, seconds, reason = kept.split(" ", 2)
        return datetime.fromisoformat(began), float(seconds), reason

    def keep_cooldown(self, began: datetime, seconds: float, reason: str) -> None:
        """Keep a silence."""
        self.keep_fact("silence", f"{began.isoformat()} {seconds} {reason}")

    # ------------------------------------------------------------------ pages

    def pages(self) -> list[KnownPage]:
        """All pages, newest first; those without a day first of all."""
        rows = self._db.execute(
            f"SELECT {_PAGE} FROM pages ORDER BY published IS NOT NULL, published DESC, rowid"  # noqa: S608 - our own columns
        )
        return [_page(row) for row in rows]

    def page(self, url: str) -> KnownPage | None:
        """One page, or None."""
        row = self._db.execute(f"SELECT {_PAGE} FROM pages WHERE url = ?", (url,)).fetchone()  # noqa: S608 - our own columns
        return _page(row) if row else None

    def list_page(self, url: str, title: str, published: date | None, now: datetime) -> bool:
        """Keep what a list says of a page; whether that is news, so that it is to be visited."""
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
        """Keep what was found on a page."""
        self._db.execute(
            "UPDATE pages SET visited = ?, verdict = ?, summary = ?, pdf = ?, link_text = ?,"
            " withdrawn = NULL WHERE url = ?",
            (now.isoformat(), page.verdict, page.summary, page.pdf, page.link_text, page.url),
        )

    def withdraw(self, url: str, now: datetime) -> None:
        """Note that a page is gone; what it led to is kept."""
        self._db.execute("UPDATE pages SET withdrawn = ? WHERE url = ?", (now.isoformat(), url))

    # ------------------------------------------------------------------ documents

    def documents(self) -> list[KnownPdf]:
        """All addresses of PDFs, the one that was checked longest ago first."""
        rows = self._db.execute(f"SELECT {_DOCUMENT} FROM documents ORDER BY checked, url")  # noqa: S608 - our own columns
        return [_document(row) for row in rows]

    def document(self, url: str) -> KnownPdf | None:
        """What lies at an address, or None where nothing was fetched from there."""
        row = self._db.execute(
            f"SELECT {_DOCUMENT} FROM documents WHERE url = ?",  # noqa: S608 - our own columns
            (url,),
        ).fetchone()
        return _document(row) if row else None

    def fetched(self, document: KnownPdf) -> None:
        """Keep what was fetched from an address."""
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
            # A PDF that comes back to an earlier form is the newest version again.
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
        """Whether an original is known to have come from an address."""
        statement = "SELECT 1 FROM versions WHERE url = ? AND sha256 = ?"
        return self.one(statement, (url, sha256)) is not None

    # ------------------------------------------------------------------ originals

    def readings(self) -> dict[str, tuple[str, str | None]]:
        """What reading each original came to: its status, and the code of its failure."""
        rows = self._db.execute("SELECT sha256, status, code FROM originals")
        return {row[0]: (row[1], row[2]) for row in rows}

    def keep_readings(self, readings: Iterable[tuple[str, str, str | None]]) -> None:
        """Keep what reading came to: hash, status, code of the failure."""
        with self.transaction():
            self._db.executemany("INSERT OR REPLACE INTO originals VALUES (?, ?, ?)", readings)


def open_state(folder: Path, *, in_memory: bool = False) -> tuple[SyncState, Path | None]:
    """Open the state of a data folder; it is made where there is none.

    Args:
        folder: the data folder.
        in_memory: work on a copy that is thrown away.

    Returns:
        The state; and where a damaged file was put aside, if it was.
    """
    path = folder / STATE_FILE
    aside = None
    if path.exists() and not _sound(path):
        if in_memory:
            return _made(":memory:"), None
        aside = path.with_name(f"{STATE_FILE}.damaged")
        path.replace(aside)
        for left in (f"{STATE_FILE}-wal", f"{STATE_FILE}-shm"):
            path.with_name(left).unlink(missing_ok=True)
    if not in_memory:
        return _made(str(path)), aside
    state = _made(":memory:")
    if path.exists():
        with contextlib.closing(sqlite3.connect(path)) as saved:
            saved.backup(state._db)  # noqa: SLF001 - its own module
        state._db.isolation_level = None  # noqa: SLF001
    return state, None


def _made(place: str) -> SyncState:
    connection = sqlite3.connect(place, isolation_level=None, timeout=30)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    state = SyncState(connection)
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    return state


def _sound(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()
            version = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(answer == ("ok",) and version[0] <= VERSION)


_PAGE = "url, title, published, visited, verdict, summary, pdf, link_text, withdrawn"
_DOCUMENT = "url, sha256, etag, last_modified, fetched, checked, gone"


def _page(row: Sequence[Any]) -> KnownPage:
    return KnownPage(
        url=row[0],
        title=row[1],
        published=date.fromisoformat(row[2]) if row[2] else None,
        visited=_time(row[3]),
        verdict=Verdict(row[4]) if row[4] else None,
        summary=row[5] or "",
        pdf=row[6],
        link_text=row[7] or "",
        withdrawn=_time(row[8]),
    )


def _document(row: Sequence[Any]) -> KnownPdf:
    return KnownPdf(
        url=row[0],
        sha256=row[1],
        etag=row[2],
        last_modified=row[3],
        fetched=datetime.fromisoformat(row[4]),
        checked=datetime.fromisoformat(row[5]),
        gone=_time(row[6]),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
