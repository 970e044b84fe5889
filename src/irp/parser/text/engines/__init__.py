"""The PDF engines, and how glyphs become words; only this package imports an engine."""
