"""The text stage: turns a PDF or a text dump into a ``Document`` of lines with places.

The only part of irp that uses a PDF engine. ``irp.parser.text.reader.read_document`` is its entry.
"""
