"""Lines that are not the report's own words: running heads, contents, line numbers."""
