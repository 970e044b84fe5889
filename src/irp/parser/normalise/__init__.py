"""The normaliser: an outline to typed records, every leaf with its place in the source."""
