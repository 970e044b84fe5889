"""The tables of ``state.sqlite``. Times are ISO 8601 in UTC, days ISO dates."""

from __future__ import annotations

from typing import Final

VERSION: Final = 2

SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- A page of the site: what the list says of it, and what it says itself.
CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    published TEXT,            -- the day that the list names
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,   -- on the list or in the sitemap
    visited TEXT,              -- null: not yet, or to be visited again
    verdict TEXT,              -- review, perhaps, other, unknown
    summary TEXT,
    pdf TEXT,                  -- the address of its PDF
    link_text TEXT,
    withdrawn TEXT             -- when it was found to be gone
) STRICT;

-- A PDF's address: what is there now, and what to ask the server with.
CREATE TABLE documents (
    url TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,      -- of the newest original from there
    etag TEXT,
    last_modified TEXT,
    fetched TEXT NOT NULL,
    checked TEXT NOT NULL,     -- when the server last said that it is unchanged, or sent it
    gone TEXT
) STRICT;

-- Every original that was at an address, newest last.
CREATE TABLE versions (
    number INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    fetched TEXT NOT NULL,
    UNIQUE (url, sha256)
) STRICT;

-- The result of reading an original; the record itself is in work/.
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    status TEXT NOT NULL,      -- verified, needs_review, failed
    code TEXT,                 -- why it failed
    record TEXT                -- SHA-256 of the record's JSON
) STRICT;

CREATE TABLE quarantine (
    url TEXT PRIMARY KEY,
    kind TEXT NOT NULL,        -- page or pdf
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL
) STRICT;

CREATE TABLE problems (
    id TEXT PRIMARY KEY,
    first_run TEXT NOT NULL,
    entry TEXT NOT NULL        -- JSON
) STRICT;

CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    published TEXT,            -- null until its set is in place
    set_key TEXT NOT NULL,
    entry TEXT NOT NULL        -- JSON
) STRICT;
"""

UPGRADES: Final = {1: "ALTER TABLE originals ADD COLUMN record TEXT"}
"""The statement that upgrades a state of that version to the next one."""
