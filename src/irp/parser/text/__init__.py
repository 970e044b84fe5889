"""The text stage: bytes of a PDF or of a text dump to a ``Document`` of lines with places.

The only part of irp that knows a PDF engine. ``irp.parser.text.reader.read_document`` is its entry.
"""
