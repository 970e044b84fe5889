"""The PDF engines, and how glyphs become words; nothing else imports an engine."""
