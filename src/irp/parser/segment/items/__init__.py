"""Paragraphs, bullets and captions of a section, built line by line."""
