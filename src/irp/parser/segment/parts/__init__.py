"""Parts inside a section: captions, footnotes, tables, examples and lists."""
