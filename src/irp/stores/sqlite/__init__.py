"""The SQLite store: tables, views, full-text search and metadata."""
