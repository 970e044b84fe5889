"""The normaliser: turns an outline into typed records, every leaf with its place in the source."""
