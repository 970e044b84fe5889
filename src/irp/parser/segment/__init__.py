"""The segmenter: a document's lines to an outline of sections, areas, follow-ups and lists.

``irp.parser.segment.outline.segment`` is its entry. It decides what each line belongs to and stops
there: what the words mean is the normaliser's business.
"""
